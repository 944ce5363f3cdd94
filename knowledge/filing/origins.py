"""Origins: which files a prepared library was made of, by which program, and whether all that is still so."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from knowledge.lexis.tables import DATA, PACKAGE
from knowledge.reading.sources import BESIDE, is_report

Origin = tuple[str, str, int, int, str]
"""Of a file: its folder, name, size, time of change and hash."""
NOTHING = (-1, -1)


def made_by() -> str:
    """A hash of the program's files of general knowledge, of the code that reads reports, and of how numbers are stored."""
    digest = sha256(sys.byteorder.encode())
    for path in sorted([*DATA.glob("*.txt"), *PACKAGE.rglob("*.py")]):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def beside(path: Path) -> Path:
    """The small file that may stand beside a report."""
    return path.with_suffix(BESIDE)


def origins(path: Path) -> list[Origin]:
    """What is taken for a report, whether or not it can be read, and the small file beside it, where there is one."""
    found = [path, beside(path)] if os.path.lexists(beside(path)) else [path]
    return [(str(one.parent), one.name, *_state(one), _hash(one)) for one in found]


def _state(path: Path | os.DirEntry[str]) -> tuple[int, int]:
    """Size and time of change; NOTHING where that cannot be told."""
    try:
        seen = path.stat()
    except OSError:
        return NOTHING
    return (seen.st_size, seen.st_mtime_ns)


def changed(known: Iterable[Origin], named: Iterable[str]) -> str:
    """What is no longer as it was, in words; "" where all is. `named`: what the library was asked to be made of.

    A folder that is not on this machine is passed over: the library was carried here.
    """
    by_folder: Mapping[str, dict[str, Origin]] = defaultdict(dict)
    for one in known:
        by_folder[one[0]][one[1]] = one
    looked_into = frozenset(named)
    for folder, files in by_folder.items():
        try:
            with os.scandir(folder) as entries:
                there = {entry.name: entry for entry in entries}
        except (FileNotFoundError, NotADirectoryError):
            continue
        for name, origin in files.items():
            before, entry = (origin[2], origin[3]), there.get(name)
            if entry is None and before != NOTHING:
                return f"{Path(folder, name)} is gone"
            now = NOTHING if entry is None else _state(entry)
            if now != before and _hash(Path(folder, name)) != origin[4]:
                return f"{Path(folder, name)} has changed"
        new = _new(there, files, whole=folder in looked_into)
        if new:
            return f"{Path(folder, new)} is new"
    return ""


def _new(there: Iterable[str], known: Mapping[str, Origin], *, whole: bool) -> str:
    """The first file that would be read now and was not; `whole`: all reports of the folder would."""
    stems = {name.rpartition(".")[0] for name in known if not name.endswith(BESIDE)}
    for name in sorted(there):
        if name not in known and (
            name.rpartition(".")[0] in stems if name.endswith(BESIDE) else whole and is_report(name)
        ):
            return name
    return ""


def _hash(path: Path) -> str:
    """Of what is in a file; "" where that cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
