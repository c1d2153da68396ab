"""A document that cannot be read."""

from __future__ import annotations

from contentops.errors import ContentopsError


class RefusedDocumentError(ContentopsError):
    """The document is damaged, not what it should be, or too large to be meant."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"this document cannot be read: {reason}",
            hint="save it once more as .docx in Word or LibreOffice",
        )
