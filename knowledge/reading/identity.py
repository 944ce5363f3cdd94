"""What kind of report it is and whose, told by its title (政府工作报告 of a government); and which, told by its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from knowledge.model import Report

KINDS: tuple[tuple[str, str, str], ...] = (
    ("政府工作报告", r"政府工作报告", r"政府(?:的)?工作报告|政府报告"),
    ("法院工作报告", r"法院工作报告", r"法院(?:的)?(?:工作)?报告|法院"),
    ("检察院工作报告", r"检察院工作报告", r"检察院(?:的)?(?:工作)?报告|检察院|检察机关"),
    ("人大常委会工作报告", r"人(?:民代表)?大(?:会)?常(?:务)?委(?:员)?会工作报告", r"人大常委会(?:的)?(?:工作)?报告"),
    ("统计公报", r"统计公报", r"统计公报|公报"),
    ("预算报告", r"预算.{0,20}报告", r"预算报告|财政报告"),
    ("计划报告", r"(?:国民经济和社会发展)?计划.{0,20}报告", r"计划报告"),
    ("规划", r"规划(?:纲要)?", r"规划纲要|规划"),
    ("白皮书", r"白皮书", r"白皮书"),
    ("政务公开年报", r"信息公开.{0,6}年度报告", r"信息公开年(?:度报告|报)"),
)  # fmt: skip
"""(kind of report, how a title says it, how a question says it); the first that fits a title decides."""


def kind_of(title: str) -> str:
    """The kind of report that a folded title tells, or ""."""
    return next((kind for kind, told, _ in KINDS if re.search(told, title)), "")


def kinds_named(question: str) -> frozenset[str]:
    """The kinds of report that a folded question names; of 法院工作报告 not also others that its words hold."""
    return frozenset(kind for kind, _, asked in KINDS if re.search(asked, question))


def body_of(kind: str, place: str) -> str:
    """Who issues a report of that kind: 浙江省人民政府; "" where its kind does not tell."""
    bodies = {
        "政府工作报告": "人民政府", "法院工作报告": "人民法院", "检察院工作报告": "人民检察院",
        "人大常委会工作报告": "人大常委会", "统计公报": "统计局", "预算报告": "财政部门", "计划报告": "发展改革部门",
    }  # fmt: skip
    return place + bodies[kind] if place and kind in bodies else ""


@cache
def issuer(kind: str) -> re.Pattern[str]:
    """How a question calls who issued a report of that kind, as it stands before what it did: 县法院, 我院.

    All of a court's report is about the court. Not 中级法院, nor a court that is asked for (behind a zero).
    """
    court = {"法院工作报告": "法院", "检察院工作报告": "检察院"}.get(kind)
    if court is None:
        return re.compile(r"(?!)")
    return re.compile(
        rf"(?<![高中级层上最\0])[本我咱]?[省市县区州]?(?:人民)?{court}(?!工作|院?长)|[本我]院(?!长)|两级{court}"
    )


def signature(name: str, text: str) -> bytes:
    """What a report adds to the version of a library: it changes with any character of its id and text."""
    return f"{name}\0{text}\0".encode(errors="surrogatepass")


def version(reports: Iterable[Report]) -> str:
    """Eight hexadecimal digits that change with any character of any report."""
    return signed((report.id, report.text) for report in reports)


def signed(texts: Iterable[tuple[str, str]]) -> str:
    """The same of (id, text) of each report."""
    digest = sha256()
    for name, text in texts:
        digest.update(signature(name, text))
    return digest.hexdigest()[:8]
