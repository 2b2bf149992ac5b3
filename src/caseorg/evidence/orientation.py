"""Which way up a picture is, told without its decoder where nothing in the file says so."""

import os
from pathlib import Path


def orientation(path: Path, media_type: str) -> int:
    """How the stored picture is to be turned, 1 to 8 as in EXIF; 1 where nothing says so."""
    try:
        if media_type in _EXIF_IN and not _EXIF_IN[media_type](path):
            return 1  # most screenshots; opening them takes longer
        from PIL import ExifTags

        from caseorg.evidence.opening import opened_image

        with opened_image(path, media_type) as image:
            if media_type == "image/png" and "exif" not in image.info:
                image.load()  # it stands behind the picture, where Pillow sees it after decoding
            found = image.getexif().get(ExifTags.Base.Orientation, 1) if "exif" in image.info else 1
    except Exception:  # noqa: BLE001 — EXIF is the camera's word; a broken one is no word
        return 1
    return found if found in range(1, 9) else 1


def _exif_in_png(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8 and head[4:] not in (b"eXIf", b"IEND"):
            file.seek(int.from_bytes(head[:4]) + 4, os.SEEK_CUR)
    return head[4:] == b"eXIf"


def _exif_in_jpeg(path: Path) -> bool:
    """Also where the file is not built as usual, for then Pillow is to look."""
    with path.open("rb") as file:
        file.seek(2)
        while len(head := file.read(4)) == 4 and head[0] == 0xFF and head[1] not in (0xD9, 0xDA, 0xFF):
            end = file.tell() - 2 + int.from_bytes(head[2:])
            if head[1] == 0xE1 and file.read(6) == b"Exif\0\0":
                return True
            file.seek(end)
    return head[:2] != b"\xff\xda"


_EXIF_IN = {"image/png": _exif_in_png, "image/jpeg": _exif_in_jpeg}
