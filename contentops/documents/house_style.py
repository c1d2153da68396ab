"""How our documents look: one quiet style for both languages, made to be commented on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contentops.models.base import Language

FindImage = Callable[[str], bytes | None]
"""The bytes of a picture by its path in the draft, or None when there is none that may be shown."""


@dataclass(frozen=True)
class Letterhead:
    """What stands above and below every page.

    `note` says what the document is ("Draft for review"), `facts` what a reader must know of it: the day it is for,
    an embargo, the channel. `checksum` names the text that was exported.
    """

    brand: str
    note: str
    facts: tuple[str, ...]
    checksum: str


@dataclass(frozen=True)
class HouseStyle:
    """Fonts, sizes (points), line spacing and words of one language."""

    language: Language
    latin: str
    wide: str
    """The font of Chinese characters."""
    body: float
    headings: tuple[float, ...]
    spacing: float
    """Lines."""
    indent: bool
    """Whether paragraphs begin two characters in, as Chinese ones do."""
    centred_title: bool
    page: str
    """`Page {0} of {1}`."""
    note: str
    until: str
    """What an embargo says."""
    planned: str
    """What the planned day says."""
    picture: str
    """What stands for a picture that is not there."""


LINKED = ("http://", "https://", "mailto:")
"""What a link may begin with; another one is shown as plain words."""

ACCENT = "1F4E79"
QUIET = "5F6B76"

HOUSE_STYLES: dict[Language, HouseStyle] = {
    "en": HouseStyle(
        "en", "Calibri", "Microsoft YaHei", 11, (20, 14, 12, 11, 11, 11), 1.3, False, False,
        "Page {0} of {1}", "Draft for review", "Embargoed until {0}", "Planned for {0}", "[Picture: {0}]",
    ),
    "zh": HouseStyle(
        "zh", "Calibri", "宋体", 11, (18, 14, 12, 11, 11, 11), 1.5, True, True,
        "第 {0} 页，共 {1} 页", "送审稿", "{0}前不得发布", "计划发布：{0}", "〔图片：{0}〕",
    ),
}  # fmt: skip
