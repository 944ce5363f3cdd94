"""Open reading: files in both forms, rankings and short answers measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import Misuse
from bot.measure.squad import (
    Readings,
    SquadMeasured,
    overlap,
    read,
    squad_lines,
    squad_measure,
    squad_record,
    units,
)
from knowledge import Library

PASSAGES = (
    "关帝庙位于山西省运城市解州镇，始建于隋开皇九年，是现存规模最大的关帝庙。",
    "盐湖是世界三大硫酸钠型内陆盐湖之一，湖水的盐度与死海相近。",
    "臺灣鐵路管理局於一九四八年成立，負責全島的鐵路營運。",
)
QUESTIONS = (
    (0, "关帝庙建于哪一年？", ("隋开皇九年",)),
    (1, "盐湖的湖水和哪个海的盐度相近？", ("死海",)),
    (2, "台湾铁路管理局是哪一年成立的？", ("一九四八年",)),
)
SQUAD = {
    "data": [
        {
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": f"{n}",
                            "question": q,
                            "answers": [{"text": a, "answer_start": 0} for a in given],
                        }
                        for n, q, given in QUESTIONS
                        if n == number
                    ],
                }
                for number, text in enumerate(PASSAGES)
            ]
        }
    ]
}
FLAT = [
    {
        "context_text": text,
        "qas": [{"query_text": q, "answers": list(given)} for n, q, given in QUESTIONS if n == number],
    }
    for number, text in enumerate(PASSAGES)
]


def written(folder: Path, table: object) -> Path:
    """A file of the table."""
    path = folder / "file.json"
    path.write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return path


def measured(wanted: Readings) -> SquadMeasured:
    """The file measured on a library of its own."""
    return squad_measure(wanted, Library.of_passages(wanted.passages))


@pytest.mark.parametrize("table", [SQUAD, FLAT])
def test_both_forms_say_the_same(tmp_path: Path, table: object) -> None:
    """Nested as SQuAD, flat as CMRC2018."""
    found = read(written(tmp_path, table))
    assert found.passages == PASSAGES
    assert [(one.passage, one.question, one.answers) for one in found.questions] == list(QUESTIONS)


@pytest.mark.parametrize("table", [{}, {"data": [{}]}, [{"text": "x"}], [], "x"])
def test_another_form_is_refused(tmp_path: Path, table: object) -> None:
    """With the file's name, not with a traceback."""
    with pytest.raises(Misuse, match=r"file\.json"):
        read(written(tmp_path, table))


def test_passages_are_found_across_scripts(tmp_path: Path) -> None:
    """A simplified question finds a traditional passage."""
    found = measured(read(written(tmp_path, SQUAD)))
    assert [outcome.rank for outcome in found.outcomes] == [1, 1, 1]
    assert found.recall(1) == found.reciprocal_rank == 1.0


def test_a_short_answer_is_held_against_each_expected(tmp_path: Path) -> None:
    """The best counts; what is declined counts nothing."""
    found = measured(read(written(tmp_path, SQUAD)))
    assert all(0.0 <= outcome.overlap <= 1.0 for outcome in found.outcomes)
    assert all(not outcome.exact or outcome.overlap == 1.0 for outcome in found.outcomes)


@pytest.mark.parametrize(
    ("given", "expected", "score"),
    [
        ("死海", "死海", 1.0),
        ("与死海相近", "死海", 4 / 7),
        ("", "死海", 0.0),
        ("盐湖", "死海", 0.0),
        ("《死海》。", "死海", 1.0),
    ],
)
def test_overlap_is_f1_of_the_longest_shared_run(given: str, expected: str, score: float) -> None:
    """Marks do not count."""
    assert overlap(given, expected) == pytest.approx(score)
    assert units("《死海》。") == ["死", "海"]


def test_people_and_machines_are_told_the_same(tmp_path: Path) -> None:
    """The measures, and how fast."""
    found = measured(read(written(tmp_path, SQUAD)))
    record = squad_record(found)
    shown = "\n".join(line.text for line in squad_lines(found, 3))
    assert record["r@1"] == 1.0
    assert "R@1 100.0%" in shown
    assert "MRR@10 1.0000" in shown
