"""The shipped word lists: where each comes from, and that none is broken.

The tables made from other projects are compared with what these yield here. With the very release that
requirements.lock names, the whole file must be the same. Another release may have learnt a rare reading
or a new character; then only what no release will change is compared: the common characters of GB2312
(level 1), their usual reading, their simplified form.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.lexis.tables import DATA, groups, rows
from knowledge.lexis.text import fold
from knowledge.lexis.words import IN_TRADITIONAL, read_thesaurus
from tests import make_data

FILES = sorted(DATA.glob("*.txt"))
THESAURI = sorted(DATA.glob("synonyms*.txt"))
LOCK = Path(__file__).parent.parent / "requirements.lock"
MAKERS = {
    "dictionary.txt": "jieba",
    "readings.txt": "pypinyin",
    "polyphones.txt": "pypinyin",
    "traditional.txt": "opencc",
}
FEW = 20
"""Common characters of 3755 that another release may read otherwise before the table has to be looked at."""


def common_characters() -> list[str]:
    """The 3755 characters of GB2312's first level."""
    codes = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    decoded = (bytes(code).decode("gb2312", "ignore") for code in codes)
    return [character for character in decoded if character]


def is_locked(project: str) -> bool:
    """Whether the release at hand is the one that requirements.lock names."""
    locked = (
        re.search(rf"^{project}==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE) if LOCK.exists() else None
    )
    return locked is not None and importlib.metadata.version(project) == locked[1]


def syllables(table: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Of a table of readings: (character -> its usual syllable, character -> all of them)."""
    usual: dict[str, str] = {}
    known: dict[str, set[str]] = {}
    for line in table.splitlines()[1:]:
        syllable, _, characters = line.partition(" ")
        mostly, _, also = characters.partition("/")
        usual.update(dict.fromkeys(mostly, syllable))
        for character in mostly + also:
            known.setdefault(character, set()).add(syllable)
    return usual, known


def test_there_are_word_lists() -> None:
    """The tests below look at something."""
    assert len(FILES) >= 10
    assert len(THESAURI) >= 3
    assert set(MAKERS) <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_list_names_its_origin(path: Path) -> None:
    """The first line says who made it, and under what licence where it comes from elsewhere."""
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert re.search("Written for this project|MIT|Apache|BSD|WTFPL|public domain", first)
    assert len(first) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_list_is_plain_text(path: Path) -> None:
    """UTF-8 without BOM, one kind of line end, the last line ended, no stray blanks at line ends."""
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not [number for number, line in rows(path) if line != line.rstrip(" ")]


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_table_of_the_locked_release_is_the_same(name: str) -> None:
    """What is shipped is what `python -m tests.make_data` writes, not edited by hand."""
    if is_locked(MAKERS[name]):
        assert make_data.TABLES[name]() == (DATA / name).read_text("utf-8")


def test_every_release_reads_the_common_characters_so() -> None:
    """The usual reading of all but a few, and no reading that pypinyin does not know."""
    usual, known = syllables((DATA / "readings.txt").read_text("utf-8"))
    usual_here, known_here = syllables(make_data.readings())
    common = common_characters()
    assert len(common) == 3755
    assert not [character for character in common if character not in usual]
    assert len([character for character in common if usual[character] != usual_here[character]]) <= FEW
    assert len([character for character in common if not known[character] <= known_here[character]]) <= FEW


def test_every_release_simplifies_the_common_characters_so() -> None:
    """The pairs that lead to a common character are those of OpenCC, all but a few."""
    common = set(common_characters())
    pairs = {
        frozenset(pair for _, line in _rows_of(table) for pair in line.split() if pair[1] in common)
        for table in ((DATA / "traditional.txt").read_text("utf-8"), make_data.traditional())
    }
    shipped, made = (pairs.pop(), pairs.pop()) if len(pairs) > 1 else 2 * tuple(pairs)
    assert len(shipped) > 1000
    assert len(shipped ^ made) <= FEW


def _rows_of(table: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(table.splitlines()) if not line.startswith("#")]


def test_no_simplified_character_is_folded_away() -> None:
    """A common simplified character stays itself; but 乾, simplified except in 乾坤, may meet 干."""
    assert {character for character in common_characters() if fold(character) != character} <= {"乾"}


def test_every_word_of_the_dictionary_stands_once() -> None:
    """Else its count and class would depend on the order of the lines."""
    words = Counter(word for _, line in rows(DATA / "dictionary.txt") for word in line.split()[2:])
    assert [word for word, count in words.items() if count > 1] == []
    assert len(words) > 50_000


def test_every_line_of_the_dictionary_has_a_count_and_a_class() -> None:
    """`count class word …`; a count of 0 marks beginnings only."""
    for number, line in rows(DATA / "dictionary.txt"):
        count, kind, *words = line.split()
        assert count.isdecimal(), number
        assert kind in "nvax", number
        assert words, number


@pytest.mark.parametrize("path", THESAURI, ids=lambda path: path.name)
def test_a_thesaurus_can_be_read(path: Path) -> None:
    """Every line is a rule, and every rule leads somewhere."""
    table = read_thesaurus([path])
    assert table
    assert all(others for others in table.values())


@pytest.mark.parametrize(
    "path", [path for path in THESAURI if path != IN_TRADITIONAL], ids=lambda path: path.name
)
def test_a_thesaurus_is_kept_folded(path: Path) -> None:
    """Simplified, half width, lower case: it is read as it stands at every start."""
    assert [line for _, line in rows(path) if fold(line) != line] == []


@pytest.mark.parametrize("path", THESAURI, ids=lambda path: path.name)
def test_no_rule_leads_to_a_single_character(path: Path) -> None:
    """A single character stands in half of all sentences: it would prove anything.

    English words are let off: 率 is what rate means, and no Chinese word is searched for by it.
    """
    short = {
        word: others
        for word, others in read_thesaurus([path]).items()
        if not word.isascii() and any(len(other) < 2 for other in others)
    }
    assert short == {}


@pytest.mark.parametrize("path", THESAURI, ids=lambda path: path.name)
def test_no_rule_waits_for_words_of_asking(path: Path) -> None:
    """They are taken out of a question before it is cut into words: such a rule would never be met."""
    assert [word for word in read_thesaurus([path]) if re.search("多少|什么|哪[个些里儿家]|怎么", word)] == []


@pytest.mark.parametrize("path", THESAURI, ids=lambda path: path.name)
def test_no_rule_comes_twice(path: Path) -> None:
    """One line for one rule, so that who takes it out takes it out."""
    pairs: Counter[tuple[str, str]] = Counter()
    for _, line in rows(path):
        folded = fold(line)
        if ">" not in folded:
            pairs["=", " ".join(sorted(folded.split("=")))] += 1
            continue
        left, right = (side.split() for side in folded.split(">"))
        pairs.update((word, other) for word in left for other in right)
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize("name", ["stopwords.txt", "faint.txt"])
def test_no_word_is_listed_twice(name: str) -> None:
    """Who takes a word out takes it out."""
    listed = Counter(word for _, line in rows(DATA / name) for word in line.split())
    assert [word for word, count in listed.items() if count > 1] == []


def test_every_place_has_its_parent() -> None:
    """Three columns; the parent of a place is a place of the list; provinces have none."""
    cells = [line.split("\t") for _, line in rows(DATA / "places.txt")]
    assert {len(cell) for cell in cells} == {3}
    names = {full for full, _, _ in cells}
    assert [cell for cell in cells if cell[2] and cell[2] not in names] == []
    assert 30 <= len({full for full, _, parent in cells if not parent}) <= 36


def test_no_place_is_its_own_ancestor() -> None:
    """Going up from any place ends at a province."""
    parents = {
        full: parent for full, _, parent in (line.split("\t") for _, line in rows(DATA / "places.txt"))
    }
    for name in parents:
        above, steps = name, 0
        while parents.get(above) and steps < 5:
            above, steps = parents[above], steps + 1
        assert steps < 5, name


def test_every_measure_word_has_a_kind() -> None:
    """The groups that the numerals are read by are there and not empty."""
    units = groups("units.txt")
    assert all(units[kind] for kind in ("count", "money", "rate", "time", "ordinal"))
    assert {"元", "件", "%", "年", "届"} <= {unit for kind in units.values() for unit in kind}


def test_every_kind_of_small_talk_has_words() -> None:
    """Kind and unkind ones, and the particles that may surround them."""
    said = groups("smalltalk.txt")
    assert {"greeting", "thanks", "goodbye", "identity", "ability", "presence", "abuse", "injection"} <= set(
        said
    )
    assert all(said.values())
