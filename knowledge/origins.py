"""Origins: which files a prepared library was made of, by which program, and whether all that is still so."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from knowledge.sources import BESIDE, is_report
from knowledge.tables import DATA

Origin = tuple[str, str, int, int, str]
"""Of a file: its folder, name, size, time of change and hash."""


def made_by() -> str:
    """A hash of the program's files of general knowledge, of the code that reads reports, and of how numbers are stored."""
    digest = sha256(sys.byteorder.encode())
    for path in sorted([*DATA.glob("*.txt"), *Path(__file__).parent.glob("*.py")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def beside(path: Path) -> Path:
    """The small file that may stand beside a report."""
    return path.with_suffix(BESIDE)


def origins(path: Path) -> list[Origin]:
    """A report's file and the small one beside it, as they are now; those that are there."""
    return [_origin(one) for one in (path, beside(path)) if one.is_file()]


def _origin(path: Path) -> Origin:
    seen = path.stat()
    return (str(path.parent), path.name, seen.st_size, seen.st_mtime_ns, _hash(path))


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
            if name not in there:
                return f"{Path(folder, name)} is gone"
            seen = there[name].stat()
            if [seen.st_size, seen.st_mtime_ns] != list(origin[2:4]) and _hash(Path(folder, name)) != origin[
                4
            ]:
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
    return sha256(path.read_bytes()).hexdigest()
