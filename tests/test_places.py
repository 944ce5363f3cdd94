"""Places: which are the report's own, and which are elsewhere."""

from __future__ import annotations

import pytest

from knowledge.lexis.places import Gazetteer, area, in_pinyin, mentions, named_in, residents

OURS = Gazetteer(["运城"])


@pytest.mark.parametrize(
    "text",
    ["北京化解率多少", "太原市有多少", "浙江省的情况", "上海呢", "永济市受理多少件", "盐湖区", "深圳 gdp"],
)
def test_another_place_is_elsewhere(text: str) -> None:
    """Cities, provinces, districts, with or without their rank: as written in the question."""
    found = OURS.elsewhere(text)
    assert found
    assert found in text


@pytest.mark.parametrize(
    "text", ["运城化解率多少", "运城市有多少", "化解率是多少", "全市受理多少件", "", "你好"]
)
def test_the_own_place_is_not_elsewhere(text: str) -> None:
    """Whether written with its rank or without; a text without any place neither."""
    assert OURS.elsewhere(text) == ""


def test_the_province_of_a_city_is_elsewhere() -> None:
    """A city's report does not speak for its province, nor a province's for a city."""
    assert OURS.elsewhere("山西化解率多少") == "山西"
    assert Gazetteer(["山西"]).elsewhere("运城化解率多少") == "运城"


def test_where_ranks_are_asked_the_place_around_is_no_other() -> None:
    """在山西省内处于什么水平 asks how the own place stands in it."""
    assert OURS.elsewhere("运城打击电诈在山西省内处于什么水平") == ""
    assert OURS.elsewhere("太原在山西省内处于什么水平") == "太原"


def test_a_lake_is_no_county() -> None:
    """鄱阳湖 is not 鄱阳县."""
    assert OURS.elsewhere("鄱阳湖的候鸟有多少") == ""
    assert OURS.elsewhere("鄱阳的候鸟有多少") == "鄱阳"


@pytest.mark.parametrize(
    ("place", "text", "named"),
    [("陕西", "晋陕豫三省协作", True), ("河南省", "晋陕豫三省协作", True), ("陕西", "西安三省协作", False), ("河北", "晋陕豫三省协作", False), ("运城", "运城市", True)],
)  # fmt: skip
def test_a_province_is_named_by_one_character_among_others(place: str, text: str, named: bool) -> None:
    """陕 in 晋陕豫."""
    assert named_in(place, text) is named


def test_the_longest_name_is_taken() -> None:
    """运城市 is one place; 吉林市 is the city, 吉林 the province or city."""
    assert [written for written, _ in OURS.named("运城市和北京市朝阳区")] == ["运城市", "北京市", "朝阳区"]


def test_short_and_full_names_mean_the_same() -> None:
    """运城 is 运城市."""
    assert OURS.is_own("运城")
    assert OURS.is_own("运城市")
    assert not OURS.is_own("临汾")
    full = {full for text in ("浙江", "浙江省") for _, full in OURS.named(text)}
    assert full == {"浙江省"}


def test_several_reports_have_several_own_places() -> None:
    """A library of two cities is elsewhere in neither."""
    both = Gazetteer(["运城", "杭州"])
    assert both.elsewhere("运城和杭州市") == ""
    assert both.elsewhere("运城和宁波") == "宁波"


def test_a_report_without_a_place_calls_every_place_another() -> None:
    """Nothing can be said to be its own."""
    assert Gazetteer([""]).elsewhere("运城化解率") == "运城"


def test_the_own_area_is_called_by_its_rank() -> None:
    """全市 is here in the report of a city, 全省 in that of a province; 市委 is an office, not the area."""

    def left_of(gazetteer: Gazetteer, text: str) -> str:
        for pattern in gazetteer.here:
            text = pattern.sub("", text)
        return text

    assert left_of(OURS, "运城市全市化解率") == "化解率"
    assert left_of(OURS, "运城市委全省化解率") == "市委全省化解率"
    assert left_of(Gazetteer(["运城", "浙江"]), "浙江全省化解率") == "化解率"
    assert left_of(Gazetteer([""]), "全市化解率") == "全市化解率"


@pytest.mark.parametrize(
    "text", ["化解工作", "平安建设", "法治宣传", "矛盾纠纷调解", "高质量发展大局", "海南岛以外的大同小异"]
)
def test_ordinary_words_rarely_name_places(text: str) -> None:
    """No place is found but real names of places."""
    assert {written for written, _ in OURS.named(text)} <= {"海南", "大同"}


@pytest.mark.parametrize(
    ("letters", "name"), [("linfen", "临汾"), ("yuncheng", "运城"), ("resolution", ""), ("xian", "")]
)
def test_a_place_is_known_by_its_spelling(letters: str, name: str) -> None:
    """Typed in pinyin among English words, if it is long enough to be no other word."""
    assert in_pinyin(letters) == name


def test_an_own_place_that_the_table_lacks_is_known() -> None:
    """A town or a development zone, with its rank and without."""
    both = Gazetteer(["梨花镇", "运城"])
    assert both.named("梨花镇和运城的粮食") == [("梨花镇", "梨花镇"), ("运城", "运城市")]
    assert both.named("梨花的粮食") == [("梨花", "梨花镇")]
    assert both.reports_meant("梨花镇") == {0}


def test_of_two_places_that_are_typed_alike_the_wider_is_meant() -> None:
    """新疆 is a region, 新绛 a county."""
    assert in_pinyin("xinjiang") == "新疆"
    assert in_pinyin("linfen") == "临汾"


def test_the_widest_area_counts() -> None:
    """全国 before 全省; a place by name is no area."""
    assert [area(text) for text in ("在全国、全省推广", "全市", "全中国", "浙江省")] == ["国", "市", "国", ""]


@pytest.mark.parametrize(
    ("text", "whose"),
    [("城镇居民人均可支配收入", {"城"}), ("乡下居民的收入", {"乡"}), ("全体居民收入", {"全"}), ("城乡居民收入", set()), ("农村居民、城镇居民收入", {"城", "乡"}), ("农村公路", set())],
)  # fmt: skip
def test_whose_residents_are_meant(text: str, whose: set[str]) -> None:
    """城乡 speaks of both and so of neither alone."""
    assert residents(text) == whose


def test_a_county_called_in_short_may_be_a_slip() -> None:
    """新源 of 新源能 is; with its rank, or a city, it is none."""
    assert OURS.positions("新源能汽车") == {0, 1}
    assert OURS.sure_positions("新源能汽车") == frozenset()
    assert OURS.sure_positions("新源县的汽车") == {0, 1, 2}
    assert OURS.sure_positions("上海的汽车") == {0, 1}


def test_an_own_place_that_was_mistyped_is_no_slip_of_another_word() -> None:
    """盐胡区 of a city with a 盐湖区 stays what it looks like."""
    gazetteer = Gazetteer(["运城市"])
    assert gazetteer.positions("盐胡区去年受理多少件") >= {0, 1, 2}
    assert gazetteer.elsewhere("盐胡区去年受理多少件") == "盐湖区"


def test_of_the_whole_country_a_national_report_speaks() -> None:
    """全国 is elsewhere for a province only."""
    assert Gazetteer(["浙江省"]).elsewhere("2021年全国城市降了多少") == "全国"
    assert Gazetteer(["国务院"]).elsewhere("2021年全国城市降了多少") == ""


def test_residents_of_both_are_those_of_either() -> None:
    """城镇和农村居民 are two."""
    assert residents("城镇和农村居民人均可支配收入") == {"城", "乡"}


def test_a_name_in_short_that_cuts_a_word_names_no_place() -> None:
    """新安|排 is no county; 新安县 is."""
    assert list(mentions("今年打算新安排多少人上班")) == []
    assert [one.full for one in mentions("新安县")] == ["新安县"]


def test_what_is_called_after_a_place_is_not_the_place() -> None:
    """天津港 is a port; 天津港口 are the ports of the city."""
    here, _ = Gazetteer(["天津市"]).here
    assert [here.search(text) is None for text in ("天津港怎么样", "天津大学招生", "天津港口", "天津市")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "text", ["禁毒示范县有几个", "从北京疏解过来的机构有多少家", "城区新增了多少车位", "去年新安了多少个探头"]
)
def test_what_is_no_other_place(text: str) -> None:
    """The ends of two words; where something comes from; a part of any city; a verb."""
    assert OURS.elsewhere(text) == ""


@pytest.mark.parametrize("title", ["运城市盐湖区", "盐湖区"])
def test_a_district_is_the_own_place_whether_or_not_its_city_stands_before_it(title: str) -> None:
    """运城市盐湖区 is 盐湖区; another district is another place."""
    ours = Gazetteer([title])
    assert ours.elsewhere("盐湖区有多少人口") == ""
    assert ours.elsewhere("万荣县有多少人口") == "万荣县"
