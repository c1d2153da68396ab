"""A document that cannot be read."""

from __future__ import annotations

from contentops.errors import ContentopsError


class RefusedDocumentError(ContentopsError):
    """The document is damaged, not what it should be, or too large to be meant."""

    def __init__(self, reason: str, name: str = "this document") -> None:
        self.reason = reason
        super().__init__(
            f"{name} cannot be read: {reason}",
            hint="save it once more as .docx in Word or LibreOffice",
        )
