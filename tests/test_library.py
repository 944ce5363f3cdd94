"""Reports in, answers out: files of every kind, and the one way to an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DataError, KnowledgeError, ReportError
from knowledge.library import Library
from knowledge.model import Status
from knowledge.reading.sources import load
from tests import small

TEXT = "某市2024年工作报告\n\n一、平安建设\n全年受理矛盾纠纷120件，化解率95.5%。\n建成法治书房3家。\n"
OTHER = "乙市2024年工作报告\n\n一、农业\n粮食总产量120万吨。\n"


def written(path: Path, raw: bytes) -> Path:
    """A file with these bytes."""
    path.write_bytes(raw)
    return path


def test_the_builtin_report_answers() -> None:
    """The first question of the README: the figure, its sentence, section, paragraph, source and day."""
    answer = Library.builtin().ask("化解率是多少")
    citation = answer.citations[0]
    assert answer.status is Status.ANSWERED
    assert "95.74%" in answer.text
    assert citation.quote == "一年来,全市四级矛调中心受理各类矛盾纠纷36045件,成功化解34509件,化解率95.74%。"
    assert citation.section == "深化平安建设 维护和谐稳定"
    assert (citation.source, citation.published) == ("运城新闻网", "2025-02-17")


def test_the_builtin_examples_are_answered() -> None:
    """What the bot proposes to ask, it can answer."""
    library = small.builtin()
    assert len(library.examples()) >= 2
    for example in library.examples():
        assert library.ask(example).status is Status.ANSWERED


# --- files that can be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("gb18030"), TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n").encode("gb18030")],
    ids=["utf-8", "bom", "gb18030", "crlf", "gb18030-crlf"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["report.txt", "report.md", "REPORT.TXT", "report"])
def test_every_usual_encoding_is_read(tmp_path: Path, raw: bytes, name: str) -> None:
    """The same answer from each, quoted from the text as it was decoded."""
    library = Library.open([written(tmp_path / name, raw)])
    answer = library.ask("化解率是多少")
    small.proved(answer, library)
    assert "95.5%" in answer.text
    assert answer.citations[0].quote == "全年受理矛盾纠纷120件，化解率95.5%。"


def test_a_bom_is_no_part_of_the_title(tmp_path: Path) -> None:
    """It is dropped when the file is read."""
    report = load(written(tmp_path / "r.txt", TEXT.encode("utf-8-sig")))
    assert report.quote(report.title) == "某市2024年工作报告"


def test_the_name_of_the_file_names_the_report(tmp_path: Path) -> None:
    """Citations carry it."""
    library = Library.open([written(tmp_path / "yearly-2024.md", TEXT.encode())])
    assert library.ask("化解率是多少").citations[0].report == "yearly-2024"


# --- files that cannot -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("empty.txt", b""), ("blank.txt", b" \r\n\t\n"), ("bom.txt", b"\xef\xbb\xbf"), ("binary.txt", b"\x89PNG\0\0\0\x0d"),
        ("image.png", TEXT.encode()), ("neither.txt", b"\xff\xff\xff\x81\x20"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_an_error_with_its_path(tmp_path: Path, name: str, raw: bytes) -> None:
    """`path: reason`: empty, binary, another kind of file, no known encoding."""
    path = written(tmp_path / name, raw)
    with pytest.raises(ReportError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert isinstance(caught.value, KnowledgeError)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """Its path is told, no traceback of the system's."""
    with pytest.raises(ReportError, match=r"none\.txt: "):
        Library.open([tmp_path / "none.txt"])


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    """A file is expected."""
    with pytest.raises(ReportError, match="folder"):
        load(tmp_path)


def test_a_file_larger_than_allowed_is_not_read(tmp_path: Path) -> None:
    """The limit is the caller's; at the limit it is still read."""
    path = written(tmp_path / "r.txt", TEXT.encode())
    size = len(TEXT.encode())
    assert load(path, limit=size).quote(load(path).title) == "某市2024年工作报告"
    with pytest.raises(ReportError, match=str(size)):
        load(path, limit=size - 1)
    with pytest.raises(ReportError):
        Library.open([path], limit=10)


def test_binary_is_found_wherever_it_begins(tmp_path: Path) -> None:
    """Text ahead does not make a program a report."""
    with pytest.raises(ReportError, match="binary"):
        load(written(tmp_path / "r.txt", TEXT.encode() * 60 + b"\0\0\0\0"))


# --- several reports --------------------------------------------------------------------------------


def test_several_reports_are_one_library(tmp_path: Path) -> None:
    """Each answer is cited from the report it stands in."""
    paths = [written(tmp_path / "one.txt", TEXT.encode()), written(tmp_path / "two.txt", OTHER.encode())]
    library = Library.open(paths)
    for text, report, told in (("化解率是多少", "one", "95.5%"), ("粮食总产量是多少", "two", "120万吨")):
        answer = library.ask(text)
        small.proved(answer, library)
        assert told in answer.text
        assert {citation.report for citation in answer.citations} == {report}


def test_progress_is_told_before_each_report(tmp_path: Path) -> None:
    """How many are done, how many there are, which comes next."""
    told: list[tuple[int, int, str]] = []
    paths = [written(tmp_path / name, TEXT.encode()) for name in ("one.txt", "two.txt")]
    Library.open(paths, progress=lambda done, total, name: told.append((done, total, name)))
    assert told == [(0, 2, "one.txt"), (1, 2, "two.txt")]


def test_a_library_without_reports_declines() -> None:
    """It has nothing to quote; small talk it can."""
    library = Library([])
    assert library.ask("化解率是多少").status is Status.DECLINED
    assert library.ask("你好").status is Status.CHAT
    assert library.examples() == ()


# --- the way to an answer ------------------------------------------------------------------------------


def test_the_place_of_the_title_is_the_report_s_own() -> None:
    """However the title is built, naming the own place asks about nothing else."""
    for title in (
        "运城市2024年政府工作报告",
        "2024年运城市政府工作报告",
        "运城市2024年工作总结",
        "运城:2024年全市工作回眸",
    ):
        answer = small.library(title, "", "一、平安建设", "全年受理矛盾纠纷120件，化解率95.5%。").ask(
            "运城市化解率是多少"
        )
        assert "95.5%" in answer.text, title


def test_staff_can_teach_words(tmp_path: Path) -> None:
    """A thesaurus of theirs leads from their word to the report's."""
    report = small.report(*TEXT.splitlines())
    path = written(tmp_path / "ours.txt", "# ours\n读书小屋 > 法治书房\n".encode())
    assert Library([report]).ask("读书小屋几家").status is Status.DECLINED
    assert "3家" in Library([report], synonyms=[path]).ask("读书小屋几家").text


def test_a_broken_thesaurus_of_theirs_is_an_error(tmp_path: Path) -> None:
    """It names the line."""
    path = written(tmp_path / "ours.txt", "# ours\n读书小屋 法治书房\n".encode())
    with pytest.raises(DataError, match=r"ours\.txt:2: "):
        Library([], synonyms=[path])


def test_history_is_what_was_asked_before() -> None:
    """A follow-up is answered as if it were said in full."""
    library = small.builtin()
    assert "87.05%" in library.ask("那办结率呢", ["化解率是多少"]).text
    assert library.ask("2023年呢", ["化解率是多少"]).status is Status.DECLINED
    assert library.ask("那前一年是多少", ["2024年化解率是多少"]).missing == "2023年"


WHOLE = (
    "化解率是多少",
    "办结率是多少",
    "受理各类矛盾纠纷多少件",
    "刑事案件下降多少",
    "法治论坛是第几届",
    "执法突出问题多少个",
    "记者是谁",
)


@pytest.mark.parametrize("before", [*WHOLE, "你好", "", "2023年化解率是多少", "北京化解率是多少"])
@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_question_is_answered_whatever_was_asked_before(text: str, before: str) -> None:
    """Who names a figure gets that figure, not the one of the question before.

    After a question about another year or place it may be declined as one about that year or place.
    """
    library = small.builtin()
    alone, after = library.ask(text), library.ask(text, [before])
    elsewhere = before.startswith(("2023年", "北京"))
    assert after.text == alone.text or (elsewhere and after.status is Status.DECLINED)


def test_explain_gives_the_same_answer_with_its_reasons() -> None:
    """Candidates, evidence and threshold stand beside the answer that ask gives."""
    library = small.builtin()
    for text in ("化解率是多少", "北京化解率", "你好", "还有多少件没化解", "记者是谁"):
        explained = library.explain(text)
        assert explained.answer == library.ask(text)
        assert 0.0 < explained.threshold < 1.0
    explained = library.explain("化解率是多少")
    assert explained.candidates
    assert library.cite(explained.evidence[0]) == explained.answer.citations[0]
    assert library.quote(explained.evidence[0]) in explained.answer.citations[0].quote
    assert explained.evidence[0].strength >= explained.threshold


# --- several questions in one message --------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("化解率是多少？建成了几家书房？", ["化解率95.5%", "建成法治书房3家"]),
        ("化解率是多少，受理了多少件呢", ["化解率95.5%", "全年受理矛盾纠纷120件"]),
        ("我家在城东。想问化解率是多少？另外建成了几家书房", ["化解率95.5%", "建成法治书房3家"]),
        ("化解率是多少？书记叫什么名字？", ["化解率95.5%", ""]),
    ],
)
def test_each_question_of_a_message_is_answered(message: str, told: list[str]) -> None:
    """In order, each with its own proof; what is not told of one does not take the other away."""
    library = small.library(*TEXT.splitlines())
    answer = library.ask(message)
    small.proved(answer, library)
    assert answer.status is Status.ANSWERED
    assert [part.text for part in answer.parts] == told


@pytest.mark.parametrize(
    "message",
    ["化解率是多少？", "我家在城东。想问化解率是多少？", "化解率？多少", "你是干什么的？能帮我做点啥？"],
)
def test_one_question_has_no_parts(message: str) -> None:
    """A story, a pause or small talk makes no second question."""
    assert small.library(*TEXT.splitlines()).ask(message).parts == ()


def test_at_most_five_questions_are_answered() -> None:
    """Whoever asks more is told about the first five."""
    answer = small.library(*TEXT.splitlines()).ask("化解率是多少？受理多少件？" * 5)
    assert len(answer.parts) == 5


def test_a_noun_of_one_character_with_its_adjective_is_no_slip() -> None:
    """老屋 stands for itself, though the report has 劳务."""
    library = Library(
        [small.report("某市:2024年工作回眸", "", "一、工作", "发展劳务经济。", "落实消费品以旧换新政策。")]
    )
    assert library.ask("老屋的换新凭据叫什么").question.understood == ()


def test_several_questions_typed_in_pinyin() -> None:
    """They have no marks: where one ends shows once they are spelled out."""
    library = small.library(*TEXT.splitlines())
    answer = library.ask("huajielv shi duoshao qizhong jiancheng fazhi shufang duoshao jia")
    small.proved(answer, library)
    assert [part.text for part in answer.parts] == ["化解率95.5%", "建成法治书房3家"]


def test_what_is_read_otherwise_may_bear_the_second_operand() -> None:
    """A computed answer rests on all its numbers."""
    library = small.builtin()
    answer = library.ask("矛调中心的化解率比综治心中的办结率高几个百分点")
    assert answer.derivation == "95.74 − 87.05 = 8.69（个百分点）"
    assert ("综治心中", "综治中心") in answer.question.understood
