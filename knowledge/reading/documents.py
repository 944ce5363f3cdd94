"""Saved web pages, Word files and PDFs -> the text of a report; for a PDF with where its pages begin.

The libraries for them come with the extra `documents`; without it such a file is refused with what to install.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.errors import ReportError

NEEDED = "needs the extra: pip install 'wenbao[documents]'"
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""How a Word file of before 2007 begins, and one that is locked with a password."""
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4}|\s*共\s*\d{1,4}\s*页)?[-—–·\s]*"
)
"""A line of a page that is nothing but its number."""
TOLD = re.compile(
    r"(?:来源|稿源|责任编辑|责编|编辑|记者|作者|发布时间|发布日期|时间|日期)\s*[:：]|(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}"
)
"""A short line of a web page that tells where the article comes from."""
LONGEST_TOLD = 80
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li tr section article blockquote dd dt br table ul ol span".split()
)
INLINE = frozenset({"span"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says."""

    text: str
    pages: tuple[int, ...] = ()
    """Where each page begins in the text; empty where the file has no pages."""


def document(suffix: str, raw: bytes, path: str) -> Document:
    """The text of a file by its ending, with the dot and in lower case.

    Raises ReportError for what is broken, locked, empty, or has no text but only pictures of it.
    """
    try:
        found = READERS[suffix](raw, path)
    except ImportError as error:
        raise ReportError(path, NEEDED) from error
    if not found.text.strip():
        raise ReportError(path, "holds no text: a scan has to be recognised (OCR) first")
    return found


# --- a saved web page --------------------------------------------------------------------------------


def _page(raw: bytes, path: str) -> Document:
    """The article without the navigation around it, behind its title and the lines that tell its source."""
    from lxml import etree, html
    from readability import Document as Article
    from readability.readability import Unparseable

    try:
        text = _decoded(raw)
        article = Article(text)
        body = html.fromstring(article.summary(html_partial=True))
        whole = html.fromstring(text)
    except (etree.LxmlError, Unparseable, ValueError) as error:
        raise ReportError(path, f"is no web page that can be read: {error}") from error
    lines = list(_lines(body))
    title = _title(whole) or article.title()
    told = [line for line in _lines(whole) if len(line) <= LONGEST_TOLD and TOLD.search(line)]
    head = [line for line in dict.fromkeys((title, *told)) if line and line not in lines]
    return Document("\n".join([*head, *lines]) + "\n" if lines else "")


def _decoded(raw: bytes) -> str:
    """The characters of a page: as it says itself, else UTF-8; GB2312 and GBK are parts of GB18030."""
    said = CHARSET.search(raw[:4096])
    charset = said[1].decode("ascii").lower() if said else "utf-8"
    charset = "gb18030" if charset.startswith("gb") else charset
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", errors="replace")


def _title(whole: Any) -> str:
    """The first heading of the highest level, else the page's title without the site's name behind it."""
    for heading in whole.iter("h1"):
        if words := " ".join(heading.text_content().split()):
            return words
    named = next(iter(whole.iter("title")), None)
    return re.split(r"[-_|—]{1,2}", " ".join(named.text_content().split()))[0] if named is not None else ""


def _lines(body: Any) -> Iterator[str]:
    """The text of an element, a line for each block in it."""
    pieces: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "head"):
            pieces.append(element.tail or "")
            return
        breaks = "\n" if element.tag in BLOCKS - INLINE else ""
        pieces.append(breaks + (element.text or ""))
        for child in element:
            walk(child)
        pieces.append(breaks + (element.tail or ""))

    walk(body)
    for line in "".join(pieces).split("\n"):
        if words := " ".join(line.split()):
            yield words


# --- Word ----------------------------------------------------------------------------------------------


def _word(raw: bytes, path: str) -> Document:
    """The paragraphs and the rows of tables, in order."""
    import zipfile

    from docx import Document as Word
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    if raw.startswith(OLD_WORD):
        raise ReportError(
            path, "is locked with a password, or of before Word 2007: save it as .docx without one"
        )
    try:
        parts = Word(io.BytesIO(raw)).iter_inner_content()
        lines: list[str] = []
        for part in parts:
            if isinstance(part, Table):
                lines += [
                    "　".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in part.rows
                ]
            else:
                lines.append(part.text)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReportError(path, f"is no Word file that can be read: {error}") from error
    return Document("\n".join(lines) + "\n")


# --- PDF -------------------------------------------------------------------------------------------------


def _pdf(raw: bytes, path: str) -> Document:
    """The lines of its text layer without page numbers, page by page."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        pdf = pypdfium2.PdfDocument(raw)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is locked with a password" if locked else f"is no PDF that can be read: {error}"
        raise ReportError(path, reason) from error
    pages: list[int] = []
    text = ""
    try:
        for page in pdf:
            pages.append(len(text))
            words = page.get_textpage().get_text_range()
            lines = (line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
            text += "".join(f"{line}\n" for line in lines if line and not PAGE_NUMBER.fullmatch(line))
    finally:
        pdf.close()
    return Document(text, tuple(pages))


READERS: dict[str, Callable[[bytes, str], Document]] = {
    ".html": _page,
    ".htm": _page,
    ".docx": _word,
    ".pdf": _pdf,
}
"""Ending -> who reads it."""
