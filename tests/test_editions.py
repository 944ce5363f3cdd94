"""The two hashes of `wenbao --version`: they change with what they stand for, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.filing import origins
from knowledge.filing.editions import edition
from knowledge.filing.preparing import prepare
from knowledge.lexis import tables
from knowledge.library import Library
from tests import small

TEXT = "某县报告\n\n一、环境\n全县空气优良天数300天。\n"


def test_the_report_s_hash_is_the_library_s_version(tmp_path: Path) -> None:
    """Without parsing: of the built-in report, of files of one name, with a BOM, in GB18030."""
    assert edition(()).report == small.builtin().version
    paths = [tmp_path / "a.txt", tmp_path / "b" / "a.txt", tmp_path / "c.txt"]
    paths[1].parent.mkdir()
    for path, encoding in zip(paths, ("utf-8", "utf-8-sig", "gb18030"), strict=True):
        path.write_text(TEXT, encoding)
    assert edition(paths).report == Library.open(paths).version


def test_a_prepared_library_has_its_own(tmp_path: Path) -> None:
    """It is the one that is served from it, and the one of its reports."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    prepare([path], tmp_path / "all.wenbao")
    report = edition([tmp_path / "all.wenbao"]).report
    assert report == Library.prepared(tmp_path / "all.wenbao").version == Library.open([path]).version


def test_a_character_changes_both_and_the_program_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place of a file does not."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    before = edition([path])
    (tmp_path / "other").mkdir()
    assert edition([Path(shutil.copy(path, tmp_path / "other"))]) == before
    path.write_text(TEXT.replace("300", "301"), "utf-8")
    after = edition([path])
    assert (after.report != before.report, after.index != before.index) == (True, True)
    monkeypatch.setattr("knowledge.filing.editions.made_by", lambda: "another program")
    assert edition([path]).report == after.report
    assert edition([path]).index != after.index
    assert origins.made_by()


def test_words_of_one_s_own_belong_to_the_index(tmp_path: Path) -> None:
    """An edited thesaurus is another index of the same reports."""
    words = tmp_path / "words.txt"
    words.write_text("# ours\n摆平的比例 > 化解率\n", "utf-8")
    plain, before = edition(()), edition((), synonyms=[words])
    words.write_text("# ours\n摆平率 > 化解率\n", "utf-8")
    after = edition((), synonyms=[words])
    assert plain.report == before.report == after.report
    assert len({plain.index, before.index, after.index}) == 3


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """As everywhere."""
    with pytest.raises(KnowledgeError, match=r"none\.txt"):
        edition((), synonyms=[tmp_path / "none.txt"])
    with pytest.raises(KnowledgeError, match=r"none\.txt"):
        edition([tmp_path / "none.txt"])


def test_every_room_belongs_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line changed anywhere is another program, and so is a module that has moved."""
    assert (tables.PACKAGE / "library.py").exists()
    monkeypatch.setattr(origins, "PACKAGE", tmp_path)
    monkeypatch.setattr(origins, "DATA", tmp_path / "data")
    (tmp_path / "room").mkdir()
    module = tmp_path / "room" / "words.py"
    seen = {origins.made_by()}
    for text in ("A = 1\n", "A = 2\n"):
        module.write_text(text, "utf-8")
        seen.add(origins.made_by())
    module.rename(tmp_path / "words.py")
    seen.add(origins.made_by())
    assert len(seen) == 4
