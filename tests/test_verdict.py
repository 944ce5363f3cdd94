"""Yes or no, decided by a figure."""

from __future__ import annotations

import pytest

from knowledge.model import Status
from tests import small

LINES = (
    "某市2024年工作报告",
    "2024年，全市受理纠纷36045件，化解率95.74%。",
    "刑事案件同比下降10.97%。",
    "新增就业超5万人。",
    "贷款余额约100亿元。",
)


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        ("化解率超过95%了吗", "是", "95.74% > 95%"),
        ("化解率不到95%吧", "否", "95.74% > 95%"),
        ("化解率有没有达到96%", "否", "95.74% < 96%"),
        ("受理纠纷有三万件以上吗", "是", "36045件 > 三万件"),
        ("刑事案件是不是下降了10%", "否", "10.97% > 10%"),
        ("新增就业超过4万人了吗", "是", "超5万人 > 4万人"),
        ("化解率有没有过九成五", "是", "95.74% > 95%"),
        ("化解率到没到96%", "否", "95.74% < 96%"),
    ],
)
def test_a_figure_that_decides_is_said_with_yes_or_no(question: str, said: str, shown: str) -> None:
    """The clause is quoted, the comparison is shown."""
    answer = small.library(*LINES).ask(question)
    assert (answer.status, answer.verdict, answer.derivation) == (Status.ANSWERED, said, shown)


@pytest.mark.parametrize("question", ["新增就业超过6万人了吗", "贷款余额超过110亿元了吗"])
def test_a_figure_that_leaves_it_open_decides_nothing(question: str) -> None:
    """More than 5 may be more than 6; about 100 may be 110."""
    answer = small.library(*LINES).ask(question)
    assert (answer.status, answer.verdict, answer.derivation) == (Status.ANSWERED, "", None)


@pytest.mark.parametrize("question", ["化解率超过95件了吗", "失业率超过5%了吗", "2023年化解率超过95%了吗"])
def test_nothing_is_decided_by_another_figure(question: str) -> None:
    """Another unit, another measure, another year: no verdict."""
    assert small.library(*LINES).ask(question).verdict == ""
