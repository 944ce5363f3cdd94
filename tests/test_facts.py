"""Facts: who, what, how much, which way and when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Fact, Kind, Report
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse
from tests.measure_facts import coverage

GOLDEN = Path(__file__).parent / "golden" / "facts-yuncheng.tsv"
BUILTIN = Path(__file__).parents[1] / "knowledge" / "reports" / "yuncheng-2024.txt"


def read(sentence: str, heading: str = "2024年工作回顾") -> Report:
    """A report of one sentence under a heading, with its facts."""
    return with_facts(parse("r", f"某市工作报告\n\n{heading}\n{sentence}\n"))


def facts(sentence: str) -> list[Fact]:
    """The facts of a sentence, without those of the lines above it."""
    return list(read(sentence).facts)


def told(sentence: str, *fields: str) -> list[tuple[str, ...]]:
    """Of each fact its own words and some fields, in words."""
    report = read(sentence)
    return [
        (report.quote(fact.span), *(_shown(report, fact)[field] for field in fields)) for fact in report.facts
    ]


def _shown(report: Report, fact: Fact) -> dict[str, str]:
    quantity = fact.quantity
    return {
        "text": report.quote(fact.span),
        "subject": report.quote(fact.subject) if fact.subject else "",
        "measure": report.quote(fact.measure),
        "item": report.quote(fact.item) if fact.item else "",
        "value": f"{quantity.value:f}",
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "bound": quantity.bound.value,
        "direction": fact.direction,
        "period": fact.period,
    }


def _golden() -> list[dict[str, str]]:
    lines = [line for line in GOLDEN.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def test_the_golden_list_is_complete() -> None:
    """The list of the built-in report's numbers is there, and each of its lines stands in the report."""
    text = BUILTIN.read_text("utf-8")
    listed = _golden()
    assert len(listed) == 50
    assert all(row["text"] in text for row in listed)


def test_the_built_in_report_reads_as_a_careful_reader_states_it() -> None:
    """All numbers of the built-in report, no more and no fewer, with who, what, how much and when."""
    report = with_facts(parse("yuncheng-2024", BUILTIN.read_text("utf-8")))
    assert [_shown(report, fact) for fact in report.facts] == _golden()


def test_no_number_of_the_built_in_report_is_missed() -> None:
    """Every run of digits or numerals in its sentences is part of a fact; a number that is none is noticed."""
    report = with_facts(parse("yuncheng-2024", BUILTIN.read_text("utf-8")))
    assert coverage(report).missed == ()
    assert coverage(replace(report, facts=report.facts[1:])).missed != ()


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("全市四级矛调中心受理矛盾纠纷36045件，化解率95.74%。", ["", "全市四级矛调中心", "全市四级矛调中心"]),
        ("市公安局全力推进改革；建立机制3项。", ["市公安局"]),
        ("市法院审结案件5件；全市新增企业8家。", ["市法院", ""]),
        ("新增全国重点实验室18家。", [""]),
        ("出口占全国15.3%。", [""]),
        ("高新技术企业超5.7万家。", [""]),
        ("企业直接融资规模突破255亿元。", [""]),
        ("办理省人大代表建议890件、省政协提案770件。", ["", ""]),
        ("在全省检察机关竞赛中获一等奖。", [""]),
        ("省内异地结算定点医院开通率达100%。", [""]),
    ],
)
def test_who_acts(sentence: str, subjects: list[str]) -> None:
    """Somebody who does something is named in full and carried on; what is counted is nobody."""
    assert [subject for _, subject in told(sentence, "subject")] == subjects


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("地区生产总值达13.7万亿元、增长5.8%，增量全国第一。", ["地区生产总值", "地区生产总值", "增量"]),
        ("推出85项年度改革事项。", ["年度改革事项"]),
        ("247个项目得到资金支持。", ["项目得到资金支持"]),
        ("全面落实民营经济32条政策。", ["民营经济32条政策"]),
        ("新建和改造提升112万亩高标准农田。", ["高标准农田"]),
        ("粮食总产量1344亿斤，连续8年稳定在1300亿斤以上。", ["粮食总产量"] * 3),
        ("新入选国家5G工厂113家、累计210家。", ["国家5G工厂", "新入选国家5G工厂", "新入选国家5G工厂"]),
        ("牵头组建首批12家创新联合体。", ["创新联合体", "创新联合体"]),
        ("创新办好第135届、第136届广交会。", ["广交会", "广交会"]),
        ("新增9个行动县、21个试点县。", ["行动县", "试点县"]),
        ("30年来，对口援藏工作取得显著成就。", ["对口援藏工作取得显著成就"]),
        ("约50万名境外采购商、创历史新高。", ["境外采购商"]),
        ("企业超830万户，总量均居全国第一。", ["企业", "总量"]),
        ("完成工业设备更新14.2万台（套）、电梯更新10025台。", ["完成工业设备更新", "电梯更新"]),
        ("澳资企业超6600户、较3年前增长44%。", ["澳资企业"] * 3),
    ],
)
def test_what_is_counted(sentence: str, measures: list[str]) -> None:
    """The words before a number, those behind where these only tell an act, else what was counted before."""
    assert [measure for _, measure in told(sentence, "measure")] == measures


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("低保、特困人均月标准分别提高到1167元、1937元。", ["低保", "特困"]),
        ("先进制造业、高技术制造业增加值占比分别提高到56.7%、31.6%。", ["先进制造业", "高技术制造业"]),
        ("城乡居民人均可支配收入分别增长4.3%、6.1%。", ["城", "乡"]),
        ("事故起数和死亡人数分别下降12.8%和10.5%。", ["事故起数", "死亡人数"]),
        ("服务贸易、数字贸易、跨境电商出口分别增长6%、8%、20%。", ["服务贸易", "数字贸易", "跨境电商"]),
        ("化解率95.74%，办结率87.05%。", ["", ""]),
    ],
)
def test_which_of_several(sentence: str, items: list[str]) -> None:
    """Each number behind 分别 has its own one of the listed things, without the words that they share."""
    assert [item for _, item in told(sentence, "item")] == items


def test_amounts_before_respectively() -> None:
    """Where the listed things have amounts, each number behind 分别 has the measure of its amount."""
    found = told("接待游客超10.9亿人次，旅游总收入超1.3万亿元，分别增长15.8%和11.5%。", "measure")
    assert found[2:] == [("15.8%", "接待游客"), ("11.5%", "旅游总收入")]


@pytest.mark.parametrize(
    ("sentence", "directions"),
    [
        ("刑事案件同比下降10.97%。", ["down"]),
        ("居民收入分别增长4.3%、6.1%。", ["up", "up"]),
        ("增长7%以上、力争达到8%。", ["up", "up"]),
        ("新增实验室18家、累计38家。", ["up", ""]),
        ("新建和改造提升高标准农田78万亩。", [""]),
        ("数量分别压减75%、95%、73%。", ["down", "down", "down"]),
        ("化解率95.74%。", [""]),
    ],
)
def test_which_way(sentence: str, directions: list[str]) -> None:
    """Up, down or neither; the numbers of one 分别 run go the same way."""
    assert [direction for _, direction in told(sentence, "direction")] == directions


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("进出口总额9万亿元。", ["2024"]),
        ("到2027年，产业规模达到5万亿元。", ["2027", "2027"]),
        ("全省增加2702亿元，比2020年增长5%。", ["2024", "2024", "2024"]),
        ("1998年以来最多的13次洪水。", ["2024", "2024"]),
    ],
)
def test_when(sentence: str, periods: list[str]) -> None:
    """The year named before the number, comparisons aside; else the section's."""
    report = with_facts(parse("r", f"某市工作报告\n\n2024年工作回顾\n我们稳中求进。{sentence}\n"))
    assert [fact.period for fact in report.facts] == periods


@pytest.mark.parametrize(
    "sentence",
    [
        "1.医疗卫生方面。",
        "（二）医疗卫生方面。",
        "坚决落实精神[12]。",
        "千家万户的事，千方百计办好。",
        "一年来，四川、三亚、九江和金三角面貌一新。",
        "坚持“一站式”服务，“高效办成一件事”。",
        "红十字会和老百姓。",
        "实现两位数增长。",
        "三农工作十分繁重。",
    ],
)
def test_no_numbers(sentence: str) -> None:
    """Numbering of lists, footnote marks, idioms and place names are no facts."""
    assert told(sentence) == []


@given(
    st.lists(
        st.sampled_from("一二三十百万亿15.%件个元分别、，。；：“”（）年增长下降达到全市法院在2024第首届\n "),
        max_size=60,
    )
)
def test_facts_are_slices(pieces: list[str]) -> None:
    """Whatever the text: every part of a fact is a slice of its sentence, in order, without overlap."""
    report = with_facts(parse("r", "".join(pieces)))
    for fact in report.facts:
        sentence = report.sentences[fact.sentence]
        spans = [span for span in (fact.subject, fact.measure, fact.item, fact.span) if span]
        assert all(sentence.span.holds(span) and len(span) for span in spans)
        assert fact.subject is None or fact.subject.end <= fact.span.start
        assert fact.quantity.kind in Kind
    for this, following in zip(report.facts, report.facts[1:], strict=False):
        assert this.span.end <= following.span.start


@pytest.mark.parametrize(
    "piece", ["一", "1、", "分别1、2", "“一”", "全市", "第", "百分之", "🙂5件", "\u202e8家", "\0", "1:"]
)
def test_a_long_text_without_stops_stays_fast(piece: str) -> None:
    """Anything without a stop is read, cut into sentences of bounded length: none can cost its square."""
    report = with_facts(parse("r", "标题\n\n" + piece * (20_000 // len(piece))))
    assert len(report.sentences) > 10


def test_town_and_country_in_one_word_have_a_number_each() -> None:
    """Two numbers behind 城乡 are each of one of them, also without 分别; a third makes no pair."""
    assert told("城乡低保标准提高到不低于740元和485元、补贴提高到100元。", "item") == [
        ("不低于740元", "城"),
        ("485元", "乡"),
        ("100元", ""),
    ]
    assert told("城乡低保标准提高到740元、485元、300元。", "item")[0] == ("740元", "")


def test_the_way_of_a_change_may_be_told_behind_it() -> None:
    """按3%、7%提标 is a rise of each."""
    assert [fact.direction for fact in facts("城乡低保分别按3%、7%稳步提标。")] == ["up", "up"]
    assert [fact.direction for fact in facts("化解率95%，提标扩面。")] == [""]


def test_what_it_was_raised_to_belongs_to_the_same_things() -> None:
    """分别从…提高到…: the numbers behind belong to the things listed before, as those between do."""
    sentence = "困难残疾人生活补贴、重度残疾人护理补贴标准分别从每人每月202元、270元提高到209元、280元。"
    items = ["困难残疾人生活补贴", "重度残疾人护理补贴"] * 2
    assert told(sentence, "item")[1:] == list(zip(["202元", "270元", "209元", "280元"], items, strict=True))
