"""Reports of a few lines, written inside the tests, and libraries of them; the built-in one, loaded once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.asking.question import Reader
from knowledge.hearing.mend import Mender
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.words import Lexicon
from knowledge.library import Library
from knowledge.model import Answer, Report, Status
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse
from knowledge.search.index import Index

PROVINCES = (
    (
        "2025年浙江省政府工作报告",
        "2025年1月14日在浙江省第十四届人民代表大会第三次会议上浙江省省长王甲作政府工作报告",
        "一、2024年工作回顾",
        "全省生产总值增长5.5%，海洋生产总值增长6.5%左右。粮食产量129.2亿斤，城镇新增就业118.3万人。",
        "建成高速公路120公里，杭州城西科创大走廊加快建设。",
        "二、2025年工作安排",
        "生产总值增长5.5%左右，城镇新增就业100万人以上，粮食产量稳定在120亿斤。《黑神话：悟空》成为爆款产品。",
    ),
    (
        "2025年江苏省政府工作报告",
        "2025年1月19日在江苏省第十四届人民代表大会第三次会议上江苏省省长李乙作政府工作报告",
        "一、2024年工作回顾",
        "2024年地区生产总值达13.7万亿元、增长5.8%。粮食总产762亿斤，城镇新增就业143.02万人，低空经济加快布局。",
        "二、2025年工作安排",
        "地区生产总值增长5%以上，城镇新增就业120万人以上。大力发展低空经济。",
    ),
    (
        "2025年山东省政府工作报告",
        "2025年1月20日在山东省第十四届人民代表大会第三次会议上山东省省长赵丙作政府工作报告",
        "一、2024年工作回顾",
        "实现地区生产总值9.86万亿元、增长5.7%，海洋生产总值1.8万亿元左右。粮食生产再获丰收，总产量达到1142亿斤。",
        "二、2025年工作安排",
        "地区生产总值增长5%以上，城镇新增就业110万人以上。办好亚冬会，推动低空经济发展。",
    ),
    (
        "2025年云南省政府工作报告",
        "2025年1月18日在云南省第十四届人民代表大会第三次会议上云南省省长周丁作政府工作报告",
        "一、2024年工作回顾",
        "全省完成地区生产总值31534亿元、增长3.3%。粮食总产量1993.5万吨，城镇新增就业51万人。",
        "二、2025年工作安排",
        "地区生产总值增长5%左右，城镇新增就业50万人以上。推动大象保护繁育。",
    ),
)
"""Reports of four provinces: each with a result and an aim of the same measures."""


def report(*lines: str, name: str = "x") -> Report:
    """A report of these lines; the first is its title."""
    return with_facts(parse(name, "\n".join(lines) + "\n"))


@lru_cache(maxsize=32)
def library(*lines: str) -> Library:
    """A library that holds one report of these lines."""
    return Library([report(*lines)])


@cache
def land() -> Library:
    """A library of four provinces."""
    return Library([report(*lines, name=lines[0]) for lines in PROVINCES])


@cache
def builtin() -> Library:
    """The library with the built-in report."""
    return Library.builtin()


def index(*lines: str) -> Index:
    """The index of one report of these lines."""
    return Index([report(*lines)])


def mender(*lines: str) -> Mender:
    """The mender of one report of these lines."""
    return Mender(Lexicon(), index(*lines))


def reader(*reports: Report) -> Reader:
    """The reader of questions over these reports."""
    lexicon = Lexicon()
    found = Index(reports)
    return Reader(lexicon, found, Mender(lexicon, found), Gazetteer(one.place for one in reports))


def proved(answer: Answer, of: Library) -> None:
    """Asserts what holds of any answer: cited exactly when answered, quoted verbatim, every digit proved."""
    assert bool(answer.citations) == (answer.status is Status.ANSWERED)
    assert bool(answer.text) == (answer.status is Status.ANSWERED)
    texts = {one.id: one.text for one in of.reports}
    for citation in answer.citations:
        assert citation.quote == texts[citation.report][citation.start : citation.end]
        assert citation.quote
    shown = "".join(citation.quote for citation in answer.citations) + (answer.derivation or "")
    assert [number for number in re.findall(r"\d+(?:\.\d+)?", answer.text) if number not in shown] == []
    assert not answer.verdict or answer.derivation
    for cell in answer.table:
        assert cell.text in answer.citations[cell.citation].quote
    if answer.parts:
        told = [part.text for part in answer.parts if part.status is Status.ANSWERED]
        assert answer.text == "\n".join(dict.fromkeys(told))
        for part in answer.parts:
            proved(part, of)
    elif answer.derivation is None and answer.citations and not answer.table:
        quotes = [citation.quote for citation in answer.citations]
        if answer.text not in quotes[0]:
            assert all(any(line in quote for quote in quotes) for line in answer.text.split("\n"))


CONCEPTS = ("老人 老年人 白胡子", "吃饭 食堂 灶屋", "公交 线路", "粮食 产量", "地方 建成")
"""What stands for what in the eyes of the encoder that stands in for the real one."""


class Vector(tuple[float, ...]):
    """A vector of length 1."""

    __slots__ = ()

    def __matmul__(self, other: Vector) -> float:
        return sum(a * b for a, b in zip(self, other, strict=True))


class Concepts:
    """An encoder with real behaviour: texts that speak of the same few things are near, in whatever words."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def query(self, texts: Sequence[str]) -> list[Vector]:
        """A vector a question."""
        self.encoded += texts
        return [_vector(text) for text in texts]

    def passage(self, texts: Sequence[str]) -> list[Vector]:
        """A vector a text."""
        return self.query(texts)


def _vector(text: str) -> Vector:
    """All texts have much in common, as in the real encoder: cosines run from about 0.8 upwards."""
    named = [float(any(word in text for word in words.split())) for words in CONCEPTS]
    length = (4 + sum(named)) ** 0.5
    return Vector((2 / length, *(one / length for one in named)))
