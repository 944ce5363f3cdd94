"""The plain files of word lists: lines, words, groups, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DataError, KnowledgeError
from knowledge.lexis import tables


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data of our own; its file is called list.txt."""
    monkeypatch.setattr(tables, "DATA", tmp_path)
    return tmp_path / "list.txt"


def test_rows_are_the_lines_that_say_something(written: Path) -> None:
    """Remarks, headings and empty lines are passed over, and still counted."""
    written.write_text("# origin\n\n## heading\n甲 乙\n   \n丙\n", "utf-8")
    assert list(tables.rows(written)) == [(4, "甲 乙"), (6, "丙")]


def test_words_stand_anywhere(written: Path) -> None:
    """However many stand on a line, each counts once."""
    written.write_text("# origin\n甲 乙\n丙\t甲\n", "utf-8")
    assert tables.words("list.txt") == {"甲", "乙", "丙"}


def test_groups_grow_line_by_line(written: Path) -> None:
    """A name may come again; the order is that of the file."""
    written.write_text("# origin\na: 甲 乙\nb: 丙\na: 丁\n", "utf-8")
    assert tables.groups("list.txt") == {"a": ("甲", "乙", "丁"), "b": ("丙",)}
    assert list(tables.groups("list.txt")) == ["a", "b"]


def test_only_the_first_colon_names_a_group(written: Path) -> None:
    """A pattern may hold colons of its own."""
    written.write_text("# origin\na: (?:甲) 乙\n", "utf-8")
    assert tables.groups("list.txt") == {"a": ("(?:甲)", "乙")}


def test_a_group_without_a_name_is_an_error_with_its_line(written: Path) -> None:
    """`path:line: reason`, counted from 1."""
    written.write_text("# origin\na: 甲\n乙 丙\n", "utf-8")
    with pytest.raises(DataError) as caught:
        tables.groups("list.txt")
    assert str(caught.value).startswith(f"{written}:3: ")
    assert (caught.value.path, caught.value.line) == (str(written), 3)


def test_a_missing_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    """`path: reason`, and one of the library's own errors."""
    with pytest.raises(DataError, match=r"none\.txt: ") as caught:
        list(tables.rows(tmp_path / "none.txt"))
    assert isinstance(caught.value, KnowledgeError)
    assert caught.value.line is None


def test_a_file_in_another_encoding_is_an_error(written: Path) -> None:
    """Word lists are UTF-8; half-read ones would be worse than none."""
    written.write_bytes("甲乙".encode("gb18030"))
    with pytest.raises(DataError, match=r"list\.txt: "):
        list(tables.rows(written))
