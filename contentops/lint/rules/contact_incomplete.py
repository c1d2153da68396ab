"""contact-incomplete: the contact lacks a name, an email address or a telephone number.

A journalist on a deadline needs a person and two ways to reach them: `name`, `email` and `phone` are what an
English release must give. In Chinese a name and one way to reach the person (`reach`: telephone, mail or
WeChat) are needed. The option `needs` says what must be there: any of `name`, `email`, `phone`, `reach`.

Found:

    ---
    template: award_release
    language: en
    ---
    # Acme wins the Northbank security award

    BRISTOL, January 12, 2027 – Acme today received the Northbank security award for its platform.

    ## Media contact

    Sinead Farrell, press@example.com

Not found:

    ---
    template: award_release
    language: en
    ---
    # Acme wins the Northbank security award

    BRISTOL, January 12, 2027 – Acme today received the Northbank security award for its platform.

    ## Media contact

    Sinead Farrell, press@example.com, +44 20 7946 0142
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.fold import fold
from contentops.lint.outline import LONGEST
from contentops.lint.rules.options import option
from contentops.lint.rules.places import at_block

NAME = "contact-incomplete"

_EMAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\)|#)\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w.])(?:\+|\(|tel:)?\d[\d\s().·/–-]{5,20}\d")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}/\d{1,2}/\d{1,2}")
_MESSENGER = re.compile(r"微信|wechat|企业微信|qq|钉钉|小助手|公众号")
_URL = re.compile(r"https?://\S+|www\.\S+")
_WORDS_OF_A_CONTACT = re.compile(
    r"(?i)\b(?:for|more|further|information|media|press|pr|news|contacts?|us|enquir(?:y|ies)"
    r"|inquir(?:y|ies)|name|title|email|e-mail"
    r"|mail|phone|telephone|tel|mobile|cell|fax|website|web|address|relations|or|and|at|please|wechat"
    r"|attn|department)\b"
    r"|媒体|新闻|公关|商务|联系人|联系方式|联系电话|联系我们|联系|联络人|联络|姓名|电话|手机|座机|传真"
    r"|邮箱|电子邮件|邮件|微信号?|地址|网址|官网|垂询|咨询"
)
_NAME = re.compile(r"[\u3400-\u9fff]{2,}|[^\W\d_]{2,}")
_LABELS = {
    "name": "a name",
    "email": "an email address",
    "phone": "a telephone number",
    "reach": "a way to reach the person",
}


def find(document: Document) -> Iterator[Finding]:
    """A finding at the contact; several contacts together must give everything."""
    contacts = document.parts.contact
    if not contacts:
        return
    text = fold(" \n".join(document.source[section.first : section.last][:LONGEST] for section in contacts))
    present = _present(text)
    missing = [need for need in option(document, NAME, "needs") if need in _LABELS and need not in present]
    if missing:
        message = f"the contact lacks {' and '.join(_LABELS[need] for need in missing)}"
        yield from at_block(document, NAME, "error", contacts[-1].head, message)


def _present(text: str) -> set[str]:
    """What a contact in folded text gives."""
    present = set()
    if _EMAIL.search(text):
        present.add("email")
    without_mail = _URL.sub(" ", _EMAIL.sub(" ", text))
    numbers = _PHONE.findall(_DATE.sub(" ", without_mail))
    if any(7 <= sum(char.isdecimal() for char in number) <= 16 for number in numbers):
        present.add("phone")
    if present or _MESSENGER.search(text):
        present.add("reach")
    if _NAME.search(_WORDS_OF_A_CONTACT.sub(" ", without_mail)):
        present.add("name")
    return present
