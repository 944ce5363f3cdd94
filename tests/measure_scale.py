"""How a library grows: `python -m tests.measure_scale FOLDER [1000 10000 …]`, sizes in paragraphs.

Reports of invented places and years are shuffled from the sentences of a folder's reports, always the same ones. For each
size it prints how long the library takes to build and what memory at most, how large its file is, how long it takes to open,
what memory it needs while it answers, how fast it answers questions whose answer is known
(p99 also without the time that other programs took), how many of them it answers right
and of how many the paragraph cited first is the right one; then how fast it deals with the same questions without their
place. The retrievers of `measure_others` search the same paragraphs for the same questions in the same run.
"""

from __future__ import annotations

import gc
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from knowledge.filing.preparing import prepare
from knowledge.library import Library
from knowledge.model import Kind, Report
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse
from tests import measure_others

SIZES = (1_000, 10_000, 100_000, 1_000_000)
SEED = 1
PARAGRAPHS, SENTENCES = 60, 3
"""Of an invented report, and of its paragraphs."""
ASKED = 200
WITHOUT_PLACE = 20
"""Of these asked once more without their place: all is searched then."""
FIRST, SECOND = "东西南北上下青白金玉龙凤云石清安永长福太", "山河江湖海川泉溪林田原岭峰台桥门城塘港湾"
RANKS = "市县区州"
PATIENCE = 60.0
"""Seconds after which another retriever is asked no more."""
WITH_A_SLIP = "东山市2020年良食产量是多少"
PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class Known:
    """A question and the number that answers it."""

    question: str
    answer: str
    report: str
    """The id of the report that holds it."""
    paragraph: int
    """Its number among all paragraphs of the library."""
    text: str
    """The paragraph."""

    @property
    def without_place(self) -> str:
        """The same as somebody asks who thinks that there is but one report."""
        return self.question[len(self.report) - len("2024年政府工作报告") :]


def places(count: int) -> Iterator[str]:
    """Invented names: 东山河市; no two alike."""
    made = (a + b + c + rank for rank in RANKS for a in FIRST for b in SECOND for c in SECOND if b != c)
    for _, name in zip(range(count), made, strict=False):
        yield name


def sentences(folder: Path) -> list[str]:
    """The sentences of the folder's reports that hold a number, without the names of their places."""
    found: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        report = parse(path.stem, path.read_text("utf-8"))
        own = report.place.rstrip("省市区")
        spans = (sentence.span for sentence in report.sentences)
        found += [text for text in map(report.quote, spans) if own not in text and 15 < len(text) < 160]
    return found


def invented(paragraphs: int, pool: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """(name, text) of the reports of so many paragraphs in all."""
    count = math.ceil(paragraphs / PARAGRAPHS)
    for place in places(count):
        year = chance.randrange(2015, 2026)
        lines = [f"{year}年{place}政府工作报告", f"一、{year - 1}年工作回顾"]
        lines += ["".join(chance.sample(pool, SENTENCES)) for _ in range(PARAGRAPHS)]
        yield f"{year}年{place}政府工作报告", "\n".join(lines) + "\n"


def known(report: Report, first: int, chance: random.Random) -> Known | None:
    """A question about a figure whose measure the report names once."""
    measures = [report.quote(fact.measure) for fact in report.facts]
    fit = [
        fact
        for fact, measure in zip(report.facts, measures, strict=True)
        if 4 <= len(measure) <= 12
        and report.text.count(measure) == 1
        and fact.quantity.kind in (Kind.COUNT, Kind.MONEY)
        and not fact.in_characters
        and fact.period
    ]
    if not fit:
        return None
    fact = chance.choice(fit)
    question = f"{report.place}{fact.period}年{report.quote(fact.measure)}是多少"
    line = report.text.count("\n", 0, fact.span.start)
    text = report.text.splitlines()[line]
    return Known(question, report.quote(fact.span), report.id, first + line, text)


# --- one size ------------------------------------------------------------------------------------------


def made(size: int, pool: Sequence[str], folder: Path) -> tuple[list[Known], list[str]]:
    """Writes the reports of a library to a folder; questions with their answers, and all paragraphs with their titles."""
    chance = random.Random(f"{SEED} {size}")
    asked: list[Known] = []
    paragraphs: list[str] = []
    for number, (name, text) in enumerate(invented(size, pool, chance), 1):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        if number % max(1, size // PARAGRAPHS // ASKED) == 0:
            report = with_facts(parse(name, text))
            one = known(report, len(paragraphs), chance)
            asked += [one] if one else []
        paragraphs += [f"{name} {line}" for line in text.splitlines()]
    return asked[:ASKED], paragraphs


def built(folder: Path, file: Path) -> dict[str, float]:
    """Builds the file; meant to be run in a process of its own, for its memory."""
    begun = time.perf_counter()
    prepare([folder], file)
    return {"build": time.perf_counter() - begun, "memory": memory(), "size": file.stat().st_size / 1e6}


def answered(file: Path, asked: Sequence[Known]) -> dict[str, float]:
    """Opens the file and asks; in a process of its own, too."""
    begun = time.perf_counter()
    library = Library.prepared(file)
    opened = time.perf_counter() - begun
    for question in (asked[0].question, asked[0].question.replace("是多少", "氏多少"), WITH_A_SLIP):
        library.ask(question)  # what is made when it is first needed: sounds, words that are nearly others
    gc.collect()
    gc.freeze()
    taken: list[float] = []
    worked: list[float] = []
    right = first = 0
    for one in asked:
        begun, at = time.perf_counter(), time.process_time()
        answer = library.ask(one.question)
        taken.append(time.perf_counter() - begun)
        worked.append(time.process_time() - at)
        right += one.answer in answer.text
        cited = answer.citations[:1]
        first += any(cite.report == one.report and cite.quote in one.text for cite in cited)
    found = {"open": opened, "right": right / len(asked), "recall": first / len(asked), **percentiles(taken)}
    found["memory"], found["worked"] = memory(), percentiles(worked)["p99"]
    everywhere: list[float] = []
    for one in asked[:: max(1, len(asked) // WITHOUT_PLACE)]:
        begun = time.perf_counter()
        library.ask(one.without_place)
        everywhere.append(time.perf_counter() - begun)
    return found | {"everywhere": percentiles(everywhere)["p50"]}


def memory() -> float:
    """The most memory that the process has had resident, in MB. (ru_maxrss would count its parent's too.)"""
    status = Path("/proc/self/status")
    if not status.exists():
        return math.nan
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def percentiles(taken: list[float]) -> dict[str, float]:
    """In milliseconds."""
    ordered = sorted(taken)
    return {
        name: ordered[max(math.ceil(share * len(ordered)) - 1, 0)] * 1000
        for name, share in PERCENTILES.items()
    }


def apart(*arguments: str | Path) -> dict[str, float]:
    """What this program prints, run with these arguments in a process of its own."""
    command = [sys.executable, "-m", "tests.measure_scale", *map(str, arguments)]
    found: dict[str, float] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return found


def read(path: str) -> list[Known]:
    """The questions of a file."""
    return [Known(*row) for row in json.loads(Path(path).read_text("utf-8"))]


def measured(size: int, pool: Sequence[str], folder: Path) -> None:
    """Prints the lines of one size."""
    reports, file, questions, texts = (folder / name for name in ("reports", "all.wenbao", "asked", "texts"))
    reports.mkdir()
    asked, paragraphs = made(size, pool, reports)
    questions.write_text(json.dumps(list(map(astuple, asked)), ensure_ascii=False), "utf-8")
    count = len(paragraphs)
    texts.write_text("\n".join(paragraphs) + "\n", "utf-8")
    del paragraphs
    made_of, got = apart("--build", reports, file), apart("--ask", file, questions)
    print(
        f"{count:>10}{made_of['build']:>10.1f}{made_of['memory']:>10.0f}{made_of['size']:>10.1f}{got['open']:>9.2f}"
        f"{got['memory']:>12.0f}{got['p50']:>9.2f}{got['p95']:>9.2f}{got['p99']:>9.2f}{got['worked']:>9.2f}{got['right']:>8.1%}"
        f"{got['recall']:>9.1%}{got['everywhere']:>12.1f}",
        flush=True,
    )
    file.unlink()
    begun = time.perf_counter()
    words = measure_others.cut(texts)
    print(f"{'':>10}  the others' words, cut by jieba: {time.perf_counter() - begun:.1f} s")
    for name in measure_others.OTHERS:
        one = apart("--other", name, words, questions)
        print(
            f"{'':>10}  {name}: build {one['build']:.1f} s, {one['memory']:.0f} MB, p50 {one['p50']:.2f} ms, "
            f"p99 {one['p99']:.2f} ms, recall@1 {one['recall']:.1%}"
            if one
            else f"{'':>10}  {name}: not installed",
            flush=True,
        )


def other(name: str, words: Path, asked: Sequence[Known]) -> dict[str, float]:
    """The same of another retriever; empty where it is not installed."""
    begun = time.perf_counter()
    try:
        best = measure_others.OTHERS[name](words)
    except ImportError:
        return {}
    build = time.perf_counter() - begun
    best(asked[0].question)  # jieba reads its dictionary
    taken: list[float] = []
    right = 0
    for one in asked:
        begun = time.perf_counter()
        found = best(one.question)
        taken.append(time.perf_counter() - begun)
        right += found == one.paragraph
        if sum(taken) > PATIENCE:
            break
    return {"build": build, "memory": memory(), "recall": right / len(taken), **percentiles(taken)}


def main(arguments: Sequence[str]) -> int:
    """Prints some lines for each size."""
    if not arguments:
        print(__doc__)
        return 2
    if arguments[0] == "--build":
        print(json.dumps(built(Path(arguments[1]), Path(arguments[2]))))
        return 0
    if arguments[0] == "--ask":
        print(json.dumps(answered(Path(arguments[1]), read(arguments[2]))))
        return 0
    if arguments[0] == "--other":
        print(json.dumps(other(arguments[1], Path(arguments[2]), read(arguments[3]))))
        return 0
    pool = sentences(Path(arguments[0]))
    print(
        "paragraphs   build s  build MB   file MB   open s   memory MB   p50 ms   p95 ms   p99 ms  of work   right recall@1"
        " no place ms",
        flush=True,
    )
    for size in map(int, arguments[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            measured(size, pool, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
