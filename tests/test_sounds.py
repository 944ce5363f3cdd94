"""How characters sound, which sounds people mistake, and typed pinyin."""

from __future__ import annotations

import pytest

from knowledge.lexis import sounds

WORDS = ("西安", "先", "方案", "反感", "化解率", "化解", "显示")


def by_length(word: str) -> float:
    """A longer word costs less: enough of a language model for a few words."""
    return 10.0 - len(word)


def by_list(*order: str) -> dict[str, float]:
    """The words of a list, the first the likeliest."""
    return {word: float(rank) for rank, word in enumerate(dict.fromkeys(order))}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("zhang", "zang"), ("zhi", "zi"), ("chi", "ci"), ("chang", "cang"), ("shi", "si"), ("shan", "san"),
        ("nan", "lan"), ("niu", "liu"), ("ran", "lan"), ("re", "le"), ("hu", "fu"),
        ("fang", "fan"), ("feng", "fen"), ("jing", "jin"), ("ling", "nin"), ("zheng", "zen"),
    ],
)  # fmt: skip
def test_what_many_speakers_do_not_tell_apart_is_near(left: str, right: str) -> None:
    """zh/z, ch/c, sh/s, n/l, r/l, hu/fu, ang/an, eng/en and ing/in are one sound each, both ways."""
    assert sounds.near(left) == sounds.near(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ba", "pa"),
        ("da", "ta"),
        ("ji", "qi"),
        ("zhong", "zhang"),
        ("bei", "bai"),
        ("fang", "hang"),
        ("jie", "jia"),
    ],
)
def test_what_everybody_tells_apart_is_not_near(left: str, right: str) -> None:
    """Other initials and finals stay different, else everything would sound like everything."""
    assert sounds.near(left) != sounds.near(right)


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("率", {"lv", "shuai"}),
        ("长", {"chang", "zhang"}),
        ("重", {"zhong", "chong"}),
        ("会", {"hui", "kuai"}),
    ],
)
def test_a_polyphone_has_all_its_readings(character: str, expected: set[str]) -> None:
    """会计 and 重庆 need no decision: every reading counts."""
    assert expected <= set(sounds.readings(character))


@pytest.mark.parametrize(
    ("character", "usual"), [("长", "zhang"), ("会", "hui"), ("的", "de"), ("率", "lv"), ("解", "jie")]
)
def test_the_usual_reading_comes_first(character: str, usual: str) -> None:
    """Typed pinyin and the same sound are judged by the first reading."""
    assert sounds.readings(character)[0] == usual


@pytest.mark.parametrize("sign", ["7", "a", "%", "😀", "\u200f"])
def test_what_has_no_sound_is_read_as_itself(sign: str) -> None:
    """Digits, letters, emoji and marks are no characters: they sound like nothing else."""
    assert sounds.readings(sign) == (sign,)
    assert not sounds.alike(sign, "一")


@pytest.mark.parametrize(
    "pair", ["率绿", "率帅", "张赃", "吃疵", "商桑", "南兰", "热乐", "湖福", "方帆", "风分", "京金", "你里"]
)
def test_characters_sound_alike_by_any_reading(pair: str) -> None:
    """It is enough that one reading of the one is near to one of the other; both ways round."""
    assert sounds.alike(pair[0], pair[1])
    assert sounds.alike(pair[1], pair[0])


def test_a_pair_is_keyed_by_every_way_to_sound_it() -> None:
    """What sounds alike meets under one key; what does not, never."""
    assert not set(sounds.keys("重庆")).isdisjoint(sounds.keys("虫庆"))
    assert not set(sounds.keys("重庆")).isdisjoint(sounds.keys("种庆"))
    assert set(sounds.keys("重庆")).isdisjoint(sounds.keys("北京"))


def test_the_same_sound_allows_no_near_sound() -> None:
    """话解率 sounds just like 化解率; 发解率 and 化姐吕 do not all."""
    assert sounds.same("话解率", "化解率")
    assert not sounds.same("张", "赃")


@pytest.mark.parametrize(
    "letters", ["xian", "xi an", "xi'an", "huajielv", "hua jie lv", "zhongguo", "nv", "anquan"]
)
def test_pinyin_is_known_with_and_without_blanks(letters: str) -> None:
    """Blanks and apostrophes between syllables are as good as none."""
    assert sounds.is_pinyin(letters)


@pytest.mark.parametrize(
    "letters", ["", "a", "xyz", "gdp", "qwerty", "hello", "www", "zzz", "i", "covid", "pdf"]
)
def test_letters_that_are_no_pinyin_are_left_alone(letters: str) -> None:
    """English words, abbreviations and single letters are not cut into syllables."""
    assert not sounds.is_pinyin(letters)


def test_an_ambiguous_spelling_keeps_both_splits() -> None:
    """xian is 先 and 西安, fangan is 方案 and 反感: no split is lost."""
    paths = {syllables for syllables, end in sounds.syllable_paths("xian", 0, 6) if end == 4}
    assert paths == {("xian",), ("xi", "an")}
    paths = {syllables for syllables, end in sounds.syllable_paths("fangan", 0, 6) if end == 6}
    assert paths == {("fang", "an"), ("fan", "gan")}


def test_a_blank_forces_the_split() -> None:
    """Who types xi an does not mean 先."""
    assert {syllables for syllables, end in sounds.syllable_paths("xi an", 0, 6) if end == 5} == {
        ("xi", "an")
    }


@pytest.mark.parametrize("typed", ["huajielv", "hua jie lv", "huajie lv", "hua'jie'lv"])
def test_a_word_is_spelled_with_and_without_blanks(typed: str) -> None:
    """All the ways to type 化解率 mean 化解率."""
    assert "".join(sounds.Speller(WORDS).spelled(typed, by_length)) == "化解率"


@pytest.mark.parametrize("likelier", ["方案", "反感"])
def test_of_an_ambiguous_spelling_the_likelier_word_is_meant(likelier: str) -> None:
    """The split is decided by the words it leads to, not by the letters."""
    ranks = by_list(likelier, *WORDS)
    assert sounds.Speller(WORDS).spelled("fangan", lambda word: ranks.get(word, 50.0)) == (likelier,)


@pytest.mark.parametrize("typed", ["xyz", "qwerty", "huajielvq"])
def test_what_spells_no_words_gives_none(typed: str) -> None:
    """Nothing is guessed from half a word."""
    assert sounds.Speller(WORDS).spelled(typed, by_length) == ()


def test_words_that_stand_side_by_side_are_spelled_together() -> None:
    """What is known to follow decides between words that sound the same."""
    speller = sounds.Speller(["事例", "视力", "检查", "检察"])
    known = {("视力", "检查"): 1.0}
    spelled = speller.spelled(
        "shili jiancha", lambda _: 1.0, lambda left, right: known.get((left, right), 0.0)
    )
    assert spelled == ("视力", "检查")


def test_what_stands_around_the_letters_counts() -> None:
    """Behind 数 an 量 is likelier than a 亮."""
    beside = {("数", "两"): 2.0, ("两", "件"): 2.0, ("亮", "。"): 1.0}
    speller = sounds.Speller([])
    of = {"两": 1.0, "亮": 1.0}
    choices = (
        speller.spelled("liang", lambda w: of.get(w, 9.0), lambda a, b: beside.get((a, b), 0.0), *around)
        for around in (("数", ""), ("", "。"), ("", "件"))
    )
    assert [*choices] == [("两",), ("亮",), ("两",)]


def test_a_usual_reading_comes_before_a_rare_one() -> None:
    """gongan is 公安, though 厂 can be read an; 工厂 is gongchang."""
    speller = sounds.Speller(["公安", "工厂"])
    assert speller.spelled("gongan", lambda word: 1.0 if word == "工厂" else 3.0) == ("公安",)
    assert speller.spelled("gongchang", lambda _: 1.0) == ("工厂",)


def test_a_word_ends_at_a_blank_where_blanks_stand_between_words() -> None:
    """Who types anjian de an does not mean 德安; who sets a blank behind each syllable may."""
    ranks = by_list("的", "德安", "案", "案件")
    speller = sounds.Speller(["德安", "案件"])
    assert speller.spelled("anjian de an", lambda word: ranks.get(word, 9.0)) == ("案件", "的", "案")
    assert "德安" in speller.spelled("an jian de an", lambda word: ranks.get(word, 9.0))


def test_a_polyphone_is_spelled_by_each_of_its_readings() -> None:
    """会计 is typed kuaiji, 会议 huiyi; 长 is zhang in 市长 and chang in 长江."""
    speller = sounds.Speller(["会计", "会议", "市长", "长江"])
    spelled = {
        typed: "".join(speller.spelled(typed, by_length))
        for typed in ("kuaiji", "huiyi", "shizhang", "changjiang")
    }
    assert spelled == {"kuaiji": "会计", "huiyi": "会议", "shizhang": "市长", "changjiang": "长江"}


def test_runs_of_letters_are_found_with_their_blanks() -> None:
    """A run of pinyin is one piece, whatever stands around it."""
    text = "请问 hua jie lv是多少 ok"
    assert [text[start:end] for start, end in sounds.letter_runs(text)] == ["hua jie lv", "ok"]
