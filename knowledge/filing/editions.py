"""Which reports, read by which program: two short hashes, told without parsing or indexing anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge.errors import DataError
from knowledge.filing.origins import made_by
from knowledge.filing.prepared import Prepared
from knowledge.reading.identity import signed
from knowledge.reading.sources import LARGEST, REPORTS, content, told_apart


@dataclass(frozen=True, slots=True)
class Edition:
    """Eight hexadecimal digits each."""

    report: str
    """Changes with any character of any report; the version of the library that is made of them."""
    index: str
    """Changes with the reports, and with the code, the knowledge and the thesaurus of one's own that index them."""


def edition(
    paths: Sequence[Path], limit: int = LARGEST, synonyms: Iterable[Path] = (), prepared: str = ".wenbao"
) -> Edition:
    """Of these files, or of one prepared library; none: of the built-in report. Raises KnowledgeError.

    `synonyms`: the thesaurus files of the staff.
    """
    files = paths or sorted(REPORTS.glob("*.txt"))
    if any(path.suffix == prepared for path in files):
        report = Prepared(files[0]).version
    else:
        texts = (content(path, limit).text for path in files)
        report = signed(zip(told_apart(path.stem for path in files), texts, strict=True))
    digest = sha256(f"{report} {made_by()}".encode())
    for path in synonyms:
        try:
            digest.update(b"\0" + path.read_bytes())
        except OSError as error:
            raise DataError(str(path), error.strerror or "cannot be read") from error
    return Edition(report, digest.hexdigest()[:8])
