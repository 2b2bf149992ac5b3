"""What to do where the phone does not open the page."""

from caseorg.gui.reader import heading, lines
from caseorg.i18n import tr


def remedies_page(title: str) -> str:
    """From the likeliest on."""
    remedies = (
        tr("Phone and computer must be in the same Wi-Fi. Turn off VPN and proxy on both for the time being."),
        tr(
            "Guest networks, and those of hotels, companies and schools, often keep devices apart. Then open a hotspot "
            "on the phone, connect the computer to it, and open this again."
        ),
        tr("The system may ask whether caseorg may be reached from the network: allow it for private networks."),
        tr("If scanning opens nothing, copy the address into the phone's browser letter by letter."),
        tr("If it still does not open, connect the phone by cable, copy the original files, then add them."),
    )
    return heading(title) + lines(remedies)
