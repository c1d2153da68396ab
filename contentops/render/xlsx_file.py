"""The file around a workbook: the same bytes for the same sheets, whoever packs them and whenever."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from openpyxl import Workbook

APPLICATION = "contentops"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:creator>{application}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{APPLICATION}</Application></Properties>"
)


def pack(workbook: Workbook, title: str, day: date) -> bytes:
    """The bytes of a workbook; its properties say `day`, its archive the year 1980.

    The parts are compressed by zlib, whose builds may differ in bytes, never in content.
    """
    raw = io.BytesIO()
    workbook.save(raw)
    packed = io.BytesIO()
    own = {
        "docProps/core.xml": _CORE.format(title=escape(title), application=APPLICATION, day=day.isoformat()),
        "docProps/app.xml": _APP,
    }
    with (
        zipfile.ZipFile(raw) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for part in parts.infolist():
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16
            content = own[part.filename].encode() if part.filename in own else parts.read(part)
            archive.writestr(info, content)
    return packed.getvalue()


def is_as_packed(content: bytes) -> bool:
    """Whether a workbook is as `pack` made it: programs that save it put their own name and the time into it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(part.date_time != _EPOCH for part in archive.infolist()):
                return False
            return archive.read("docProps/app.xml") == _APP.encode()
    except (zipfile.BadZipFile, KeyError):
        return False
