"""The audit of a report's figures: what adds up, what contradicts itself, what cannot be recomputed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.browsing.auditing import Check, Verdict, audit
from knowledge.model import Report
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse

BUILTIN = Path(__file__).parents[1] / "knowledge" / "reports" / "yuncheng-2024.txt"


def read(*lines: str) -> Report:
    """A report of these paragraphs under one heading."""
    return with_facts(parse("r", "\n".join(("某市工作报告", "", "一、工作回顾", *lines))))


def checks(*lines: str) -> list[Check]:
    """The checks of a report of these paragraphs."""
    return list(audit(read(*lines)))


def told(*lines: str) -> list[tuple[str, str, str]]:
    """Of each check its verdict, kind and statement."""
    return [(check.verdict.value, check.kind, check.statement) for check in checks(*lines)]


def test_the_built_in_report() -> None:
    """Its rate with both counts is right; the one with a single count cannot be recomputed; no conflict."""
    report = with_facts(parse("yuncheng-2024", BUILTIN.read_text("utf-8")))
    found = [(check.verdict, check.statement, check.paragraph) for check in audit(report)]
    assert found == [
        (Verdict.OK, "34509 / 36045 = 95.74%", 11),
        (Verdict.UNCHECKED, "办结率 87.05%", 11),
    ]


@pytest.mark.parametrize(
    ("stated", "verdict", "statement"),
    [
        ("95.74%", "ok", "34509 / 36045 = 95.74%"),
        ("95.7%", "ok", "34509 / 36045 = 95.7%"),
        ("96%", "ok", "34509 / 36045 = 96%"),
        ("95.73%", "rounding", "34509 / 36045 = 95.739% ≈ 95.73%"),
        ("95.47%", "conflict", "34509 / 36045 = 95.74% ≠ 95.47%"),
        ("近96%", "unchecked", "化解率 近96%"),
    ],
)
def test_a_rate_with_its_two_counts(stated: str, verdict: str, statement: str) -> None:
    """Within half a unit of the last digit is ok, within one unit rounding, beyond that a conflict."""
    found = told(f"中心受理纠纷36045件，成功化解34509件，化解率{stated}。")
    assert found == [(verdict, "rate", statement)]


def test_rounded_counts_give_a_range() -> None:
    """3.6万 can be anything from 35500 to 36500: what one of these gives is no conflict."""
    assert told("受理纠纷3.6万件，化解3.45万件，化解率95.9%。") == [("ok", "rate", "3.45万 / 3.6万 = 95.9%")]


def test_counts_of_an_earlier_sentence() -> None:
    """A rate with two decimals is recognised from the counts of its paragraph; others prove nothing."""
    lines = "受理案件2843件。审结2711件。结案率达到95.36%。"
    assert told(lines) == [("ok", "rate", "2711 / 2843 = 95.36%")]
    assert [verdict for verdict, _, _ in told(lines.replace("95.36", "91.36"))] == ["unchecked"]


@pytest.mark.parametrize(
    "sentence",
    [
        "受理矛盾纠纷200件，接待群众180件，化解率95%。",
        "受理案件100件，审结90件，服判率95%。",
        "新建学校100所，改造完成90所，完成率85%。",
        "新增实验室18家、累计38家。",
        "全省总产值增长5%。",
        "高新技术企业达到8000家，其中新增规模以上企业投资9000亿元。",
        "建成医疗、教育等5个中心。",
        "推进A和B、C三大工程。",
        "总人口500多万人，其中老年人600万人。",
        "从2019年的50家下降后提高到40家。",
        "低保、特困标准分别从1000元、1100元提高到900元、800元。",
    ],
)
def test_no_conflict_where_in_doubt(sentence: str) -> None:
    """Where the report does not say what comes from what, nothing is claimed."""
    assert not [check for check in checks(sentence) if check.verdict is Verdict.CONFLICT]


def test_a_part_does_not_exceed_its_whole() -> None:
    """其中: a part larger than the number right before it contradicts it."""
    assert told("补充教师2.8万名，其中乡村教师9100名。") == [("ok", "part", "9100名 ≤ 2.8万名")]
    assert told("补充教师8000名，其中乡村教师9100名。") == [("conflict", "part", "9100名 > 8000名")]


def test_parts_that_add_up() -> None:
    """All parts behind 其中 that make up the whole are a sum; parts that do not are only parts."""
    whole = "引进人才100名，其中教师55名、医师45名。"
    assert told(whole) == [("ok", "sum", "55 + 45 = 100名")]
    assert [kind for _, kind, _ in told(whole.replace("45", "40"))] == ["part", "part"]


def test_a_total_behind_its_parts() -> None:
    """A total that says nothing but 共 is the sum of all numbers before it."""
    assert told("办理建议748件、提案954件，共1702件。") == [("ok", "sum", "748 + 954 = 1702件")]
    assert told("办理建议748件、提案954件，共1720件。") == [
        ("conflict", "sum", "748 + 954 = 1702件 ≠ 1720件")
    ]


@pytest.mark.parametrize(
    ("sentence", "verdict", "statement"),
    [
        ("标准从每人每月1484元提高到1536元。", "ok", "1484元 → 1536元: +52元"),
        ("路段占比由18%增至71%。", "ok", "18% → 71%: +53个百分点"),
        ("企业从50家增加到60家、增长20%。", "ok", "50家 → 60家: +20%"),
        ("企业从70家增加到60家。", "conflict", "70家 → 60家 ↑?"),
        ("案件由70件下降到80件。", "conflict", "70件 → 80件 ↓?"),
        ("指数由23.9%降至10%以下。", "ok", "23.9% → 10%以下"),
    ],
)
def test_a_change_goes_the_way_it_says(sentence: str, verdict: str, statement: str) -> None:
    """从X提高到Y: up is up; the size is shown where both ends are exact, with a stated growth where that fits."""
    assert (verdict, "growth", statement) in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("集成电路、生物医药、人工智能三大产业规模扩大。", "3 = 三大: 集成电路、生物医药、人工智能"),
        ("新增南雄至信丰、龙川至寻乌2条通道。", "2 = 2条: 南雄至信丰、龙川至寻乌"),
        (
            "企业500强、服务业100强、研发500家等三张榜单居全国第一。",
            "3 = 三张: 企业500强、服务业100强、研发500家",
        ),
    ],
)
def test_listed_things_are_counted(sentence: str, statement: str) -> None:
    """As many things before a number as it says."""
    assert ("ok", "list", statement) in told(sentence)


def test_points_that_were_announced() -> None:
    """一是…二是… more often than announced contradicts the number; fewer may go on in the next paragraph."""
    points = "重点抓好两件事：一是修路，二是架桥"
    assert told(points + "。") == [("ok", "list", "2 = 两件")]
    assert told(points + "，三是种树。") == [("conflict", "list", "3 ≠ 两件")]
    assert told("重点抓好三件事：一是修路，二是架桥。") == []


def test_spans_and_paragraph_show_where() -> None:
    """A check's spans are the figures themselves, in order; its paragraph is counted from 1."""
    report = read("第一段没有数字。", "受理纠纷100件，化解90件，化解率90%。")
    (check,) = audit(report)
    assert [report.quote(span) for span in check.spans] == ["100件", "90件", "90%"]
    assert check.paragraph == 2


@given(
    st.lists(st.sampled_from("0123456789.%件个元，。、其中共从提高到化解率受理三大万亿一是二"), max_size=50)
)
def test_no_text_breaks_the_audit(signs: list[str]) -> None:
    """Whatever the text: every check has a statement and spans inside it, and the same text gives the same checks."""
    report = read("".join(signs))
    found = audit(report)
    assert all(check.statement and check.spans and check.paragraph >= 1 for check in found)
    assert found == audit(report)
