"""Questions made from facts: each names one number without doubt, and some that nobody can answer."""

from __future__ import annotations

from bot.measure.check import Source, measure
from bot.measure.templates import ANOTHER_PLACE, questions
from tests import small

LINES = (
    "某市:2024年全市工作回眸", "", "一、工作回顾", "2024年，全市受理各类矛盾纠纷120件，化解率95.5%。新建幼儿园12所，新增公办学位3600个。",
    "全市森林覆盖率达到41%，粮食总产量增长3.5%。平均电价下降1分/千瓦时。电价3-5元。",
)  # fmt: skip


def test_a_fact_becomes_a_question_with_its_proof() -> None:
    """The number is what has to be answered, its sentence what has to be cited; a sum or a range is left out."""
    report = small.report(*LINES)
    made = questions([report], seed=1, most=100)
    answerable = {gold.must[0][0]: gold for gold in made if gold.status == "answered"}
    assert set(answerable) == {"120", "95.5", "12", "3600", "41", "3.5"}
    assert "幼儿园" in answerable["12"].q
    assert "新建幼儿园12所" in answerable["12"].evidence[0]


def test_some_questions_cannot_be_answered() -> None:
    """The same thing in another year or place: whoever answers that would answer anything."""
    made = [gold for seed in range(5) for gold in questions([small.report(*LINES)], seed, 100)]
    declined = [gold for gold in made if gold.status == "declined"]
    assert {gold.style for gold in declined} == {"year", "place"}
    assert all("2017年" in gold.q or ANOTHER_PLACE in gold.q for gold in declined)


def test_no_more_are_made_than_wanted() -> None:
    """Drawn by the seed, the same ones each time."""
    report = small.report(*LINES)
    assert len(questions([report], 3, 4)) == 4
    assert questions([report], 3, 4) == questions([report], 3, 4)
    assert questions([report], 3, 4) != questions([report], 4, 4)


def test_of_several_reports_each_question_names_its_own() -> None:
    """Without the place nobody could say which report is asked."""
    other = small.report("运城市2024年政府工作报告", "", "一、工作回顾", "全市新建幼儿园15所。", name="y")
    made = questions([small.report(*LINES), other], 1, 100)
    assert all("运城" in gold.q for gold in made if gold.id.startswith("y:") and gold.status == "answered")


def test_the_built_in_report_can_answer_what_its_facts_ask() -> None:
    """The measure measures something: nearly all of these questions are answered rightly."""
    library = small.builtin()
    made = questions(library.reports, 1, 100)
    source = Source.of(*(report.text for report in library.reports))
    assert len(made) >= 12
    assert measure(made, library.ask, source).accuracy > 0.85
