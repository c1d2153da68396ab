"""image-without-source: a picture does not say where it comes from.

A picture whose source is not named cannot be printed, and may not be ours. The source (`图源：`, `摄影：`, `Photo:`,
`Courtesy of`) stands in the alternative text, in the picture's title, or beside or under the picture. Screenshots,
diagrams, charts, logos and QR codes need none.

Found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾

    2027年2月11日，北京——衡屿科技在北京举办联合风控沙龙，64 位同行到场。

    ![现场](salon.jpg)

Not found:

    ---
    template: event_recap
    language: zh
    ---
    # 沙龙回顾

    2027年2月11日，北京——衡屿科技在北京举办联合风控沙龙，64 位同行到场。

    ![现场](salon.jpg)

    沙龙现场（摄影：罗骁）

    ![报名二维码](code.png)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.outline import Image

NAME = "image-without-source"

_SOURCE = re.compile(
    r"(?i)图源|图片?来源|来源[：:]|摄影|摄(?:\b|[）)]|\Z)|供图|配图|制图|图[/／｜|：:]|©|\(c\)"
    r"|\b(?:source|photo(?:graph)?(?:er)?|credit|courtesy|image|picture|copyright|by)\b\s?(?::|by|of"
    r"|\w)"
)
_OWN = re.compile(
    r"(?i)截图|截屏|示意图|架构图|流程图|图表|曲线|柱状|二维码|标志|徽标|logo|qr|screenshot|screen"
    r"|diagram|chart|graph|figure|icon|architecture|flow|badge"
)


def find(document: Document) -> Iterator[Finding]:
    """The images of which neither their own texts nor those around them name the source."""
    starts = [block.first for block in document.outline.blocks]
    for image in document.outline.images:
        own = f"{image.alt} {image.title} {image.target.rpartition('/')[2]}"
        if _OWN.search(own) or _SOURCE.search(f"{image.alt} {image.title}"):
            continue
        if not _SOURCE.search(_around(document, image, starts)):
            message = (
                "the picture's source is missing: write it into the caption, for example 图源：… or Photo: …"
            )
            yield document.finding_at(NAME, "warning", image.first, image.last, message)


def _around(document: Document, image: Image, starts: list[int]) -> str:
    """The paragraph of the image and the one after it, which is the caption."""
    blocks = document.outline.blocks
    number = bisect_right(starts, image.first) - 1
    texts = [block.text for block in blocks[max(0, number) : number + 2] if len(block.text) < 200]
    return " ".join(texts)
