"""Files -> reports: what can be read, in which encoding, and what a small file beside a report says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.errors import ReportError
from knowledge.lexis.tables import PACKAGE
from knowledge.model import Report
from knowledge.reading.documents import READERS, Document, document
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse

REPORTS = PACKAGE / "reports"
"""The reports that come with the program: beside others they are the ones that are meant where no place is named."""
LARGEST = 20_000_000
"""Bytes of a report at most, unless told otherwise."""
ENCODINGS = ("utf-8-sig", "gb18030")
TEXTS = (".txt", ".md")
ENDINGS = (*TEXTS, *READERS)
"""Files that are taken for reports."""
BESIDE = ".toml"
"""Ending of the small file beside a report that says what the text does not, or says it wrongly."""
SAID: Mapping[str, type] = {
    "place": str,
    "year": int,
    "kind": str,
    "body": str,
    "published": str,
    "home": bool,
}
"""What it may say: place, the year looked back on, kind of report, issuing body, day published; and whether the report
is the one that is meant where no place is named."""
Progress = Callable[[int, int, str], None]
"""Called with (how many are done, how many in all, the name of the next)."""
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Source:
    """A report with what is said beside it."""

    report: Report
    home: bool = False
    """Whether it is meant where a question names no place."""


def files(folder: Path) -> list[Path]:
    """The reports of a folder in the order of their names."""
    return sorted(path for path in folder.iterdir() if is_report(path.name))


def is_report(name: str) -> bool:
    """Whether a file of a folder is taken for a report, by its name."""
    return Path(name).suffix.lower() in ENDINGS and not name.startswith((".", "~"))


def load(path: Path, limit: int = LARGEST) -> Report:
    """The report in a file. Raises ReportError (`path: reason`)."""
    return source(path, limit).report


def source(path: Path, limit: int = LARGEST) -> Source:
    """The report in a file, with what is said beside it. Raises ReportError (`path: reason`)."""
    found = content(path, limit)
    said = _said(path.with_suffix(BESIDE))
    known: dict[str, Any] = {name: said.pop(name) for name in ("place", "year", "published") if name in said}
    home = bool(said.pop("home", found.text in _built_in()))
    report = replace(parse(path.stem, found.text, known), pages=found.pages, **said)
    return Source(with_facts(report), home)


@cache
def _built_in() -> frozenset[str]:
    """The texts that come with the program: such a report is known wherever its file lies."""
    return frozenset(path.read_text("utf-8-sig") for path in REPORTS.glob("*.txt"))


def content(path: Path, limit: int = LARGEST) -> Document:
    """The text in a file, whatever its form. Raises ReportError (`path: reason`)."""
    raw = _bytes(path, limit)
    suffix = path.suffix.lower()
    if suffix in READERS:
        return document(suffix, raw, str(path))
    if suffix in TEXTS or not suffix:
        return Document(decode(raw, str(path)))
    raise ReportError(str(path), f"is none of {', '.join(ENDINGS)}")


def decode(raw: bytes, path: str) -> str:
    """The text of a file in UTF-8 (with or without BOM) or GB18030. Raises ReportError."""
    if b"\0" in raw:
        raise ReportError(path, "is binary, not text")
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise ReportError(path, "is empty")
        return text
    raise ReportError(path, "is neither UTF-8 nor GB18030 text")


def _bytes(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReportError(str(path), "is a folder, a file is expected")
        if size > limit:
            raise ReportError(str(path), f"has {size} bytes, more than the {limit} allowed")
        return path.read_bytes()
    except OSError as error:
        raise ReportError(str(path), error.strerror or "cannot be read") from error


def _said(path: Path) -> dict[str, Any]:
    """What the file beside a report says; nothing where there is none."""
    if not path.exists():
        return {}
    import tomllib  # most reports have no such file, and a cold start is felt

    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportError(str(path), f"cannot be read: {error}") from error
    for name, value in table.items():
        if name not in SAID or type(value) is not SAID[name]:
            known = ", ".join(f"{known} ({kind.__name__})" for known, kind in SAID.items())
            raise ReportError(str(path), f"{name}: one of these expected: {known}")
    if table.get("published") and not DAY.fullmatch(table["published"]):
        raise ReportError(str(path), "published: a day such as 2025-02-17 expected")
    return table


def loaded(
    paths: Sequence[Path],
    limit: int = LARGEST,
    progress: Progress | None = None,
    left_out: Callable[[ReportError], None] | None = None,
) -> list[tuple[Path, Source]]:
    """The reports in these files, as `Library.open` has them."""
    found: list[tuple[Path, Source]] = []
    faults: list[ReportError] = []
    for number, path in enumerate(paths):
        if progress:
            progress(number, len(paths), path.name)
        try:
            found.append((path, source(path, limit)))
        except ReportError as error:
            if left_out is None:
                raise
            faults.append(error)
    if faults and not found:
        raise faults[0]
    for fault in faults:
        if left_out is not None:
            left_out(fault)
    return found


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """The ids of reports, each its own: the second of two files called a.txt is a-2.

    >>> list(told_apart("aba"))
    ['a', 'b', 'a-2']
    """
    known: Counter[str] = Counter()
    return (apart(name, known) for name in names)


def apart(name: str, known: Counter[str]) -> str:
    """The id of one more report; `known`: how many there were of each name."""
    known[name] += 1
    return name if known[name] == 1 else f"{name}-{known[name]}"


def with_ids_of_their_own(reports: Iterable[Report]) -> Iterator[Report]:
    """The reports with an id each of its own."""
    found = tuple(reports)
    for report, name in zip(found, told_apart(report.id for report in found), strict=True):
        yield report if report.id == name else replace(report, id=name)
