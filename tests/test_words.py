"""Cutting text into words, how telling they are, and what they may stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import DataError
from knowledge.lexis.words import Lexicon, read_thesaurus

LEXICON = Lexicon()
WORDS_OF_REPORTS = st.text(
    st.sampled_from("全市四级矛调中心受理各类纠纷36045件，GDP增长5.%。 ab\u200f😀\n"), max_size=40
)


def thesaurus(path: Path, *lines: str) -> Path:
    """A thesaurus file with these lines."""
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@given(WORDS_OF_REPORTS)
def test_cutting_leaves_nothing_out(text: str) -> None:
    """The words in order are the text again, each at the place it says."""
    cut = list(LEXICON.cut(text))
    assert "".join(word for word, _, _ in cut) == text
    assert all(text[start:end] == word for word, start, end in cut)


def test_words_of_reports_are_cut_as_words() -> None:
    """A sentence falls into the words a reader sees in it."""
    words = [word for word, _, _ in LEXICON.cut("成功化解各类矛盾纠纷")]
    assert words == ["成功", "化解", "各类", "矛盾", "纠纷"]


def test_what_is_learnt_is_cut_as_one() -> None:
    """A name of the report's own is a word from then on, in this lexicon only."""
    lexicon = Lexicon()
    assert "枫桥驿" not in [word for word, _, _ in lexicon.cut("走进枫桥驿看看")]
    lexicon.learn(["枫桥驿"])
    assert "枫桥驿" in [word for word, _, _ in lexicon.cut("走进枫桥驿看看")]
    assert lexicon.knows("枫桥驿")
    assert not Lexicon().knows("枫桥驿")


def test_learning_a_known_word_changes_nothing() -> None:
    """A common word does not become rare because a report puts it in quotation marks."""
    lexicon = Lexicon()
    before = lexicon.rarity("工作"), lexicon.likelihood("工作")
    lexicon.learn(["工作"])
    assert (lexicon.rarity("工作"), lexicon.likelihood("工作")) == before


def test_the_beginning_of_a_word_is_no_word() -> None:
    """Beginnings serve the cutting only: they are neither known nor listed."""
    lexicon = Lexicon()
    lexicon.learn(["枫桥驿站"])
    assert not lexicon.knows("枫桥驿")
    assert "枫桥驿" not in set(lexicon.known_words())
    assert "枫桥驿站" in set(lexicon.known_words())


def test_the_rarer_a_word_the_more_it_tells() -> None:
    """From 的 over 工作 and 纠纷 to what no dictionary knows; never outside 0 to 1."""
    rising = [LEXICON.rarity(word) for word in ("的", "工作", "纠纷", "枫桥驿")]
    assert rising == sorted(set(rising))
    assert all(0.0 <= rarity <= 1.0 for rarity in rising)


def test_likelihood_falls_as_rarity_rises() -> None:
    """Both are the same order seen from two sides."""
    falling = [LEXICON.likelihood(word) for word in ("的", "工作", "纠纷", "枫桥驿")]
    assert falling == sorted(set(falling), reverse=True)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("纠纷", "n"),
        ("法院", "n"),
        ("化解", "v"),
        ("受理", "v"),
        ("的", "x"),
        ("因为", "x"),
        ("严重", "a"),
        ("枫桥驿", "n"),
    ],
)
def test_words_have_classes(word: str, kind: str) -> None:
    """Noun, verb, describing word, word of grammar; what no dictionary knows is a name, so a noun."""
    assert LEXICON.kind(word) == kind


def test_a_phrase_is_of_the_kind_of_what_it_stands_for(tmp_path: Path) -> None:
    """Else what is done would count like what it is done to: 信访少了 asks for 信访."""
    lexicon = Lexicon([thesaurus(tmp_path / "k.txt", "# ours", "噼里啪啦 > 下降", "嘎嘎嘎嘎 > 法院")])
    assert (lexicon.kind("噼里啪啦"), lexicon.kind("嘎嘎嘎嘎")) == ("v", "n")


def test_one_way_rules_lead_one_way(tmp_path: Path) -> None:
    """Everyday words lead to official ones in the order of the line; never back."""
    table = read_thesaurus([thesaurus(tmp_path / "one.txt", "# ours", "打官司 告状 > 诉讼 起诉")])
    assert table == {"打官司": ("诉讼", "起诉"), "告状": ("诉讼", "起诉")}


def test_two_way_rules_lead_any_way(tmp_path: Path) -> None:
    """Each of the equal words stands for the others, not for itself."""
    table = read_thesaurus([thesaurus(tmp_path / "two.txt", "# ours", "占比 = 比重 = 份额")])
    assert table == {"占比": ("比重", "份额"), "比重": ("占比", "份额"), "份额": ("占比", "比重")}


def test_several_rules_add_up_without_doubles(tmp_path: Path) -> None:
    """The same word on several lines and in several files keeps the order of its first mention."""
    one = thesaurus(tmp_path / "one.txt", "# ours", "涨 > 增长", "涨 > 上涨 增长")
    two = thesaurus(tmp_path / "two.txt", "# ours", "涨 > 提高")
    assert read_thesaurus([one, two]) == {"涨": ("增长", "上涨", "提高")}


def test_a_thesaurus_is_folded(tmp_path: Path) -> None:
    """Staff may write traditional characters, capitals and full width: comparison does not care."""
    assert read_thesaurus([thesaurus(tmp_path / "t.txt", "# ours", "ＧＤＰ > 生產總值")]) == {
        "gdp": ("生产总值",)
    }


@pytest.mark.parametrize(
    "line", ["没有箭头", "> 诉讼", "打官司 >", "甲 > 乙 > 丙", "甲 = 乙 > 丙", "甲 =", "= 甲", "甲 乙 = 丙"]
)
def test_a_broken_rule_names_its_file_and_line(tmp_path: Path, line: str) -> None:
    """`path:line: reason`, counted as an editor counts, remarks and empty lines too."""
    path = thesaurus(tmp_path / "broken.txt", "# ours", "", "打官司 > 诉讼", line)
    with pytest.raises(DataError) as caught:
        read_thesaurus([path])
    assert str(caught.value).startswith(f"{path}:4: ")
    assert caught.value.line == 4


def test_a_lexicon_of_a_broken_thesaurus_is_not_made(tmp_path: Path) -> None:
    """Staff hear of their slip when the program starts, not when a citizen asks."""
    with pytest.raises(DataError, match=r"broken\.txt:2: "):
        Lexicon([thesaurus(tmp_path / "broken.txt", "# ours", "没有箭头")])


@pytest.mark.parametrize(
    ("typed", "stem"),
    [("zorbs", "zorb"), ("zorbed", "zorb"), ("zorbing", "zorb"), ("quoddies", "quoddy"), ("blexes", "blex"), ("fribed", "fribe"), ("fribing", "fribe"), ("gluvization", "gluvize")],
)  # fmt: skip
def test_english_endings_are_seen_through(tmp_path: Path, typed: str, stem: str) -> None:
    """Plurals and tenses mean what their word means."""
    lexicon = Lexicon([thesaurus(tmp_path / "e.txt", "# ours", "zorb quoddy blex fribe gluvize > 甲乙丙")])
    assert "甲乙丙" in lexicon.synonyms(stem)
    assert "甲乙丙" in lexicon.synonyms(typed)


def test_what_nobody_knows_stands_for_nothing() -> None:
    """No rule, no synonym."""
    assert LEXICON.synonyms("枫桥驿") == ()
    assert LEXICON.synonyms("zzzz") == ()


def test_a_phrase_ends_where_the_text_ends(tmp_path: Path) -> None:
    """A longer phrase that begins alike does not carry a shorter one past the end of the text."""
    lexicon = Lexicon([thesaurus(tmp_path / "p.txt", "# ours", "枫桥驿站 枫桥驿站那个人 > 网格员")])
    assert next(lexicon.phrases("枫桥驿站")) == (0, 4)


def test_the_longest_phrase_comes_first_left_to_right(tmp_path: Path) -> None:
    """At each place the longest first: a phrase of several words is not lost to the shorter one that begins it."""
    lexicon = Lexicon([thesaurus(tmp_path / "p.txt", "# ours", "枫桥 > 甲乙", "枫桥驿里歇脚 > 丙丁")])
    text = "去枫桥驿里歇脚再看枫桥"
    assert [text[start:end] for start, end in lexicon.phrases(text)] == ["枫桥驿里歇脚", "枫桥", "枫桥"]


@pytest.mark.parametrize("text", ["oldzorb", "zorbling", "zorb7", "7zorb"])
def test_a_phrase_never_cuts_an_english_word(tmp_path: Path, text: str) -> None:
    """zorb is not found in zorbling, nor next to a digit."""
    lexicon = Lexicon([thesaurus(tmp_path / "p.txt", "# ours", "zorb > 案件")])
    assert list(lexicon.phrases(text)) == []


def test_an_english_phrase_between_characters_is_found(tmp_path: Path) -> None:
    """Chinese writes no blanks: 案zorb有 holds the word zorb."""
    lexicon = Lexicon([thesaurus(tmp_path / "p.txt", "# ours", "zorb > 案件")])
    assert list(lexicon.phrases("枫zorb有")) == [(1, 5)]
