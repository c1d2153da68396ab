"""The archive of a Word document: the same bytes every time, our own properties in it, and a look before it is read."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from xml.sax.saxutils import escape, unescape

from contentops.documents.refused import RefusedDocumentError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 100_000_000
_BODY = "word/document.xml"
_UNTOUCHED = "contentops-body"
_CUSTOM = "docProps/custom.xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTY = re.compile(
    r"<property\b[^>]*?\bname=\"([^\"]*)\"[^>]*>\s*<(?:\w+:)?lpwstr>([^<]*)</(?:\w+:)?lpwstr>", re.DOTALL
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:creator>{creator}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"
)


def pack(raw: bytes, title: str, creator: str, language: str, properties: dict[str, str]) -> bytes:
    """The package of `raw` without the time it was made, with `properties` as custom properties."""
    packed = io.BytesIO()
    own = {"docProps/core.xml": _CORE.format(title=escape(title), creator=escape(creator), language=language)}
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for part in parts.infolist():
            content = own[part.filename].encode() if part.filename in own else parts.read(part)
            if part.filename == "[Content_Types].xml":
                override = f'<Override PartName="/{_CUSTOM}" ContentType="{_CUSTOM_TYPE}"/></Types>'
                content = content.replace(b"</Types>", override.encode())
            elif part.filename == "_rels/.rels":
                relation = f'<Relationship Id="rIdOwn" Type="{_CUSTOM_RELATION}" Target="{_CUSTOM}"/>'
                content = content.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
            _add(archive, part.filename, content)
        body = sha256(parts.read(_BODY)).hexdigest()
        _add(archive, _CUSTOM, _custom({**properties, _UNTOUCHED: body}).encode())
    return packed.getvalue()


def is_untouched(content: bytes) -> bool:
    """Whether a document is as `pack` made it: nobody has saved it since."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = sha256(archive.read(_BODY)).hexdigest()
            further = any("comments" in name for name in archive.namelist())
        return not further and read_properties(content).get(_UNTOUCHED) == body
    except (zipfile.BadZipFile, KeyError, OSError, ValueError):
        return False


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, content)


def _custom(properties: dict[str, str]) -> str:
    listed = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{listed}</Properties>"
    )


def read_properties(content: bytes) -> dict[str, str]:
    """The custom properties of a document that `check_package` let pass."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            text = archive.read(_CUSTOM).decode("utf-8", errors="replace")
        except KeyError:
            return {}
    return {unescape(name): unescape(value) for name, value in _PROPERTY.findall(text)}


def check_package(content: bytes) -> None:
    """Refuse what is no Word document, is damaged, or would swell when it is unpacked.

    Raises `RefusedDocumentError`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {part.filename for part in archive.infolist()}
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise RefusedDocumentError("it unpacks to more than 100 MB")
            if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
                raise RefusedDocumentError("it is not a Word document (.docx)")
            for name in sorted(names):
                if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name)[:4096].upper():
                    raise RefusedDocumentError(
                        f"its part {name} declares entities, which no Word document needs"
                    )
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedDocumentError(f"it is not a Word document (.docx), or it is damaged: {error}") from None
