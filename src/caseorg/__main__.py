"""The command `caseorg`."""

import gc
import sys

_CHILD = "--caseorg-child"  # children.start.RESERVED
_YOUNG = 200_000
_INTERRUPTED = 130


def main() -> None:
    """Runs the command line and ends the process with its exit code; or is a child of ours."""
    if sys.argv[1:2] == [_CHILD]:  # before anything else is loaded: a program in one file has no other way in
        from caseorg.children.entry import enter

        enter(sys.argv[2:])
        return
    if sys.argv[1:] == ["--version"]:  # without the third of a second that loading the rest takes
        from caseorg import __version__

        print(f"caseorg {__version__}")
        raise SystemExit(0)
    # Hundreds of thousands of objects that stay are made while modules load; to look for garbage among them after
    # every 700 new ones, as is usual, takes a fifth of a command's time.
    gc.set_threshold(_YOUNG)
    try:
        from caseorg.cli.app import run

        code = run()
    except KeyboardInterrupt:  # while modules load; later the command line sees to it
        code = _INTERRUPTED
    # At the end Python would look through all of them once more, only to free what the system takes back anyway.
    gc.freeze()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
