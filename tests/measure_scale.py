"""How a library grows: `python -m tests.measure_scale FOLDER [1000 10000 …]`, sizes in paragraphs.

Reports of invented places and years are shuffled from the sentences of a folder's reports, always the same ones. For each
size it prints how long the library takes to build, how large its file is, how long it takes to open, what memory it needs
while it answers, how fast it answers questions whose answer is known, and how many of them it answers right. Where bm25s
or tantivy is installed, each retrieves the same paragraphs for the same questions in the same run (words by jieba).
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.facts import with_facts
from knowledge.library import Library
from knowledge.model import Kind, Report
from knowledge.parse import parse
from knowledge.preparing import prepare

SIZES = (1_000, 10_000, 100_000)
SEED = 1
PARAGRAPHS, SENTENCES = 60, 3
"""Of an invented report, and of its paragraphs."""
ASKED = 200
FIRST, SECOND = "东西南北上下青白金玉龙凤云石清安永长福太", "山河江湖海川泉溪林田原岭峰台桥门城塘港湾"
RANKS = "市县区"
WITH_A_SLIP = "东山市2020年良食产量是多少"
PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class Known:
    """A question and the number that answers it."""

    question: str
    answer: str
    paragraph: int
    """Of all paragraphs of the library, in order."""


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
    return Known(question, report.quote(fact.span), first + report.text.count("\n", 0, fact.span.start))


# --- one size ------------------------------------------------------------------------------------------


def made(size: int, pool: Sequence[str], folder: Path) -> tuple[list[Path], list[Known], list[str]]:
    """The files of a library, questions with their answers, and all its paragraphs with their titles."""
    chance = random.Random(f"{SEED} {size}")
    files: list[Path] = []
    asked: list[Known] = []
    paragraphs: list[str] = []
    for name, text in invented(size, pool, chance):
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        files.append(path)
        if len(files) % max(1, size // PARAGRAPHS // ASKED) == 0:
            report = with_facts(parse(name, text))
            one = known(report, len(paragraphs), chance)
            asked += [one] if one else []
        paragraphs += [f"{name} {line}" for line in text.splitlines()]
    return files, asked[:ASKED], paragraphs


def answered(file: Path, asked: Sequence[Known]) -> dict[str, float]:
    """Opens the file and asks; meant to be run in a process of its own, for its memory."""
    begun = time.perf_counter()
    library = Library.prepared(file)
    opened = time.perf_counter() - begun
    for question in (asked[0].question, asked[0].question.replace("是多少", "氏多少"), WITH_A_SLIP):
        library.ask(question)  # what is made when it is first needed: sounds, words that are nearly others
    gc.collect()
    gc.freeze()
    taken: list[float] = []
    right = 0
    for one in asked:
        begun = time.perf_counter()
        answer = library.ask(one.question)
        taken.append(time.perf_counter() - begun)
        right += one.answer in answer.text
    return {"open": opened, "memory": _memory(), "right": right / len(asked), **_percentiles(taken)}


def _memory() -> float:
    """The most memory that the process has had resident, in MB. (ru_maxrss would count its parent's too.)"""
    status = Path("/proc/self/status")
    if not status.exists():
        return math.nan
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _percentiles(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        name: ordered[max(math.ceil(share * len(ordered)) - 1, 0)] * 1000
        for name, share in PERCENTILES.items()
    }


def _apart(file: Path, asked: Sequence[Known]) -> dict[str, float]:
    """`answered` in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
        json.dump([[one.question, one.answer, one.paragraph] for one in asked], stream, ensure_ascii=False)
        stream.flush()
        command = [sys.executable, "-m", "tests.measure_scale", "--ask", str(file), stream.name]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out)
    return found


# --- others ----------------------------------------------------------------------------------------------


def others(paragraphs: Sequence[str], asked: Sequence[Known]) -> Iterator[tuple[str, float, float, float]]:
    """(name, build seconds, p99 ms, recall@1) of the retrievers that are installed."""
    for name, build in (("bm25s", _bm25s), ("tantivy", _tantivy)):
        try:
            begun = time.perf_counter()
            best = build(paragraphs)
        except ImportError:
            print(f"{'':>9}  {name}: not installed")
            continue
        built = time.perf_counter() - begun
        taken: list[float] = []
        right = 0
        for one in asked:
            begun = time.perf_counter()
            found = best(one.question)
            taken.append(time.perf_counter() - begun)
            right += found == one.paragraph
        yield name, built, _percentiles(taken)["p99"], right / len(asked)


def _words(text: str) -> list[str]:
    import jieba

    return [word for word in jieba.cut(text) if word.isalnum()]


def _bm25s(paragraphs: Sequence[str]) -> Callable[[str], int]:
    import bm25s

    index = bm25s.BM25()
    index.index([_words(text) for text in paragraphs], show_progress=False)
    return lambda question: int(index.retrieve([_words(question)], k=1, show_progress=False)[0][0][0])


def _tantivy(paragraphs: Sequence[str]) -> Callable[[str], int]:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="whitespace")
    schema.add_unsigned_field("number", stored=True)
    index = tantivy.Index(schema.build())
    writer = index.writer()
    for number, text in enumerate(paragraphs):
        writer.add_document(tantivy.Document(text=" ".join(_words(text)), number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def best(question: str) -> int:
        query = index.parse_query(" ".join(_words(question)), ["text"])
        hits = searcher.search(query, 1).hits
        return int(searcher.doc(hits[0][1])["number"][0]) if hits else -1

    return best


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each size."""
    if arguments[:1] == ["--ask"]:
        asked = [Known(*row) for row in json.loads(Path(arguments[2]).read_text("utf-8"))]
        print(json.dumps(answered(Path(arguments[1]), asked)))
        return 0
    if not arguments:
        print(__doc__)
        return 2
    pool = sentences(Path(arguments[0]))
    print("paragraphs   build s   file MB   open s   memory MB   p50 ms   p95 ms   p99 ms   right")
    for size in map(int, arguments[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            files, asked, paragraphs = made(size, pool, Path(folder))
            file = Path(folder) / "all.wenbao"
            begun = time.perf_counter()
            prepare(files, file)
            built = time.perf_counter() - begun
            got = _apart(file, asked)
            print(
                f"{len(paragraphs):>10}{built:>10.1f}{file.stat().st_size / 1e6:>10.1f}{got['open']:>9.2f}{got['memory']:>12.0f}"
                f"{got['p50']:>9.2f}{got['p95']:>9.2f}{got['p99']:>9.2f}{got['right']:>8.1%}"
            )
            for name, seconds, p99, right in others(paragraphs, asked):
                print(
                    f"{'':>9}  {name}: build {seconds:.1f} s, p99 {p99:.2f} ms, paragraph found first {right:.1%}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
