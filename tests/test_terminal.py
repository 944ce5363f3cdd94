"""The terminal from end to end: what is typed, what is printed, and the exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.__main__ import main
from bot.display import render
from bot.terminal import conversation
from bot.terminal.desk import Desk
from tests import made

ROOT = Path(__file__).parent.parent
REPORT = "某市2024年工作报告\n\n一、信访工作\n全年受理信访36045件，成功化解34509件，化解率95.74%。\n"
GOLD = {"id": "1", "q": "化解率是多少", "kind": "figure", "style": "plain", "status": "answered"}

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _nothing_typed(monkeypatch: Patch) -> None:
    """There is nothing to read."""
    typed(monkeypatch, b"")


@pytest.fixture
def canned(monkeypatch: Patch) -> made.Canned:
    """A library that knows four questions."""
    answers = {
        "化解率是多少": made.answered(),
        "你好": made.chatted("greeting", "化解率是多少？"),
        "办结率": made.clarify("法院的办结率", "检察院的办结率"),
        "法院的办结率": made.answered("办结率87.05%"),
    }
    return made.Canned(answers).installed(monkeypatch)


@pytest.fixture
def report(tmp_path: Path) -> str:
    """The path of a small report."""
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return str(path)


def typed(monkeypatch: Patch, content: bytes) -> None:
    """These bytes stand on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))


def lines(capsys: Capture) -> list[dict[str, object]]:
    """The objects on standard output."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# --- ask -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(
    ("question", "code"), [("化解率是多少", 0), ("你好", 0), ("办结率", 0), ("地铁", 1), ("", 1)]
)
def test_the_exit_code_tells_how_a_question_ended(question: str, code: int, capsys: Capture) -> None:
    """0 for an answer, a pleasantry or a question back; 1 where the report gives nothing."""
    assert main(["ask", question]) == code
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("canned")
def test_people_and_machines_read_the_same_answer(capsys: Capture) -> None:
    """--json prints the documented object, and nothing else."""
    main(["ask", "化解率是多少"])
    page = capsys.readouterr().out.splitlines()
    assert page == [" " * line.indent + line.text for line in render.answer_lines(made.answered())]
    main(["ask", "--json", "化解率是多少"])
    [record] = lines(capsys)
    assert record | {"elapsed_ms": 0.0} == render.answer_record(made.answered(), 0.0)


def test_a_question_may_be_several_words_or_come_by_a_pipe(canned: made.Canned, monkeypatch: Patch) -> None:
    """Words of the command line are joined; without any, standard input is the question."""
    assert main(["ask", "化解率", "是多少"]) == 1
    typed(monkeypatch, "化解率是多少\n".encode())
    assert main(["ask"]) == 0
    typed(monkeypatch, b"\xff\xfe")
    assert main(["ask"]) == 1
    assert [question for question, _ in canned.asked] == ["化解率 是多少", "化解率是多少", "��"]


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--batch", "-", "化解率"],
        ["ask", "--batch", "no-such-file"],
        ["check", "no-such-file"],
    ],
)
def test_misuse_is_said_in_one_line(arguments: list[str], capsys: Capture) -> None:
    """Exit 2, a reason on the error stream, nothing on standard output, no traceback."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("wenbao: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask", "--nonsense"],
        ["check", "x", "--at-least", "82"],
        ["check", "x", "--misses", "-1"],
    ],
)
def test_a_command_line_that_is_none(arguments: list[str], capsys: Capture) -> None:
    """Refusals of argparse itself exit with 2 as well."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: wenbao" in capsys.readouterr().err


def test_without_any_standard_input(canned: made.Canned, monkeypatch: Patch) -> None:
    """A process started with its standard input closed can ask, and is told where it needs one."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["ask", "化解率是多少"]) == 0
    assert [main(["ask"]), main(["ask", "--batch", "-"]), main(["chat"])] == [2, 2, 0]
    assert len(canned.asked) == 1


# --- batch ---------------------------------------------------------------------------------------


def test_a_batch_answers_line_by_line_and_survives_bad_ones(
    canned: made.Canned, monkeypatch: Patch, capsys: Capture
) -> None:
    """One object a line in the order of the questions; a bad line gets its number and its fault."""
    batch = '\ufeff{"q": "化解率是多少"}\nnonsense\n\n{"q": 1}\n{"q": "那呢", "history": ["化解率是多少"]}'
    typed(monkeypatch, batch.encode() + b'\n{"q": "\xff"}\r\n{"q": "\\ud83d"}')
    assert main(["ask", "--json", "--batch", "-"]) == 0
    first, second, third, fourth, fifth, sixth = lines(capsys)
    assert (first["status"], fourth["status"], sixth["status"]) == ("answered", "declined", "declined")
    assert (second["line"], third["line"], fifth["line"]) == (2, 4, 6)
    assert second["error"] == "not JSON: Expecting value at column 1"
    assert third["error"] == "q: a string expected"
    assert fifth["error"] == "not UTF-8 text"
    assert canned.asked[1] == ("那呢", ("化解率是多少",))


@pytest.mark.usefixtures("canned")
def test_a_batch_comes_from_a_file_and_can_be_read_by_people(tmp_path: Path, capsys: Capture) -> None:
    """Without --json the answers are printed as for one question."""
    path = tmp_path / "questions.jsonl"
    path.write_text('{"q": "化解率是多少"}\n[]\n', "utf-8")
    assert main(["ask", "--batch", str(path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == ("化解率95.74%", "第2行：a JSON object expected")


# --- chat ----------------------------------------------------------------------------------------


def test_a_conversation_keeps_its_history_until_it_is_left(
    canned: made.Canned, monkeypatch: Patch, capsys: Capture
) -> None:
    """Each question is asked with those before it; empty lines are none; 退出 ends it."""
    typed(monkeypatch, "化解率是多少\n\n 那呢 \n退出\n不再问\n".encode())
    assert main(["chat"]) == 0
    assert canned.asked == [("化解率是多少", ()), ("那呢", ("化解率是多少",))]
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == (render.CHAT["greeting"], render.CHAT["goodbye"])


@pytest.mark.parametrize("ending", ["", "exit", "EXIT\n", "quit\n"])
def test_a_conversation_ends_with_a_word_or_with_the_input(
    canned: made.Canned, monkeypatch: Patch, ending: str
) -> None:
    """The end of the input is as good as a word."""
    typed(monkeypatch, f"你好\n{ending}".encode())
    assert main(["chat"]) == 0
    assert len(canned.asked) == 1


def test_a_number_chooses_the_reading_that_was_offered(canned: made.Canned, monkeypatch: Patch) -> None:
    """Right after asking back, and only then, a number in range stands for its option."""
    typed(monkeypatch, "办结率\n1\n1\n办结率\n3\n".encode())
    main(["chat"])
    assert [question for question, _ in canned.asked] == ["办结率", "法院的办结率", "1", "办结率", "3"]
    assert canned.asked[1][1] == ("办结率",)


def test_only_the_last_questions_are_passed_on(canned: made.Canned, monkeypatch: Patch) -> None:
    """A long conversation does not make each question slower than the one before."""
    typed(monkeypatch, "\n".join(f"问{n}" for n in range(30)).encode())
    main(["chat"])
    assert canned.asked[-1] == ("问29", tuple(f"问{n}" for n in range(29 - conversation.REMEMBERED, 29)))


# --- for staff -----------------------------------------------------------------------------------


def test_check_passes_at_the_accuracy_that_is_wanted(tmp_path: Path, report: str, capsys: Capture) -> None:
    """--at-least decides the exit code; --json gives the same measurement to machines."""
    path = tmp_path / "set.jsonl"
    right = GOLD | {"evidence": ["化解率95.74%"], "must": [["95.74%"]]}
    path.write_text("\n".join(map(json.dumps, (right, right | {"must": [["不会有"]]}))), "utf-8")
    assert main(["check", str(path), "--report", report]) == 0
    assert main(["check", str(path), "--report", report, "--at-least", "0.5"]) == 0
    capsys.readouterr()
    assert (
        main(["check", str(path), "--report", report, "--at-least", "0.51", "--json", "--misses", "5"]) == 1
    )
    [record] = lines(capsys)
    assert (record["right"], record["questions"]) == (1, 2)
    assert [miss["cause"] for miss in record["misses"]] == ["answer lacks 不会有"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", ["facts", "outline", "lint"])
def test_a_report_is_surveyed_for_people_and_for_machines(command: str, report: str, capsys: Capture) -> None:
    """Each page names the report; each record has its id; two reports are two records."""
    assert main([command, "--report", report]) == 0
    assert capsys.readouterr().out.startswith("某市2024年工作报告")
    assert main([command, "--json", "--report", report, "--report", report]) == 0
    assert [record["report"] for record in lines(capsys)] == ["报告", "报告-2"]


def test_explain_shows_every_point_and_the_threshold(report: str, capsys: Capture) -> None:
    """Staff see how the question was read, what was found, each reason, and what would have been enough."""
    assert main(["explain", "--report", report, "化解率是多少"]) == 0
    page = capsys.readouterr().out
    assert all(heading in page for heading in ("怎样理解", "候选", "依据（够0."))
    assert main(["explain", "--json", "--report", report, "化解率是多少"]) == 0
    [record] = lines(capsys)
    evidence = record["evidence"]
    assert isinstance(evidence, list)
    assert evidence[0]["strength"] >= record["threshold"]
    assert evidence[0]["reasons"]
    assert REPORT[evidence[0]["start"] : evidence[0]["end"]] == evidence[0]["quote"]


# --- reports -------------------------------------------------------------------------------------


def test_a_folder_stands_for_its_reports_in_the_order_of_their_names(tmp_path: Path, capsys: Capture) -> None:
    """--report takes a folder; what is no report in it is passed over."""
    for name in ("乙.md", "甲.txt", "notes.pdf"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    main(["outline", "--json", "--report", str(tmp_path)])
    assert [record["report"] for record in lines(capsys)] == ["乙", "甲"]


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"x" * 2000])
def test_a_bad_report_is_named_with_its_reason(
    content: bytes, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    """Empty, binary or larger than allowed: `path: reason` and exit 2, whatever the command."""
    monkeypatch.setenv("WENBAO_MAX_BYTES", "1000")
    path = tmp_path / "坏.txt"
    path.write_bytes(content)
    for command in (["ask", "--report", str(path), "化解率"], ["facts", "--report", str(path)]):
        assert main(command) == 2
        assert capsys.readouterr().err.startswith(f"wenbao: {path}: ")


def test_missing_reports_and_empty_folders(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """The reports of the environment are read where the command names none."""
    assert main(["facts", "--report", str(tmp_path)]) == 2
    assert "holds no report" in capsys.readouterr().err
    monkeypatch.setenv("WENBAO_REPORTS", str(tmp_path / "none.txt"))
    assert main(["facts"]) == 2
    assert "none.txt: " in capsys.readouterr().err


def test_a_wrong_setting_is_misuse(monkeypatch: Patch, capsys: Capture) -> None:
    """It is said before anything is read."""
    monkeypatch.setenv("WENBAO_MAX_BYTES", "20MB")
    assert main(["ask", "化解率"]) == 2
    assert "WENBAO_MAX_BYTES" in capsys.readouterr().err


# --- the process ---------------------------------------------------------------------------------


def test_words_of_one_s_own_are_understood(
    tmp_path: Path, report: str, monkeypatch: Patch, capsys: Capture
) -> None:
    """A file named by the setting teaches everyday words; a broken line of it is named with its number."""
    words = tmp_path / "words.txt"
    words.write_text("# ours\n摆平的比例 > 化解率\n", "utf-8")
    monkeypatch.setenv("WENBAO_SYNONYMS", str(words))
    assert main(["ask", "--report", report, "摆平的比例有多高"]) == 0
    assert "95.74%" in capsys.readouterr().out
    words.write_text("# ours\n摆平\n", "utf-8")
    assert main(["ask", "--report", report, "化解率是多少"]) == 2
    assert "words.txt:2" in capsys.readouterr().err


def wenbao(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_version_is_the_project_s() -> None:
    """pyproject.toml and `wenbao --version` say the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == bot.__version__
    assert wenbao("--version").stdout.startswith(f"wenbao {bot.__version__}, ")


def test_the_built_in_report_answers(capsys: Capture) -> None:
    """The first command of a new user."""
    assert main(["ask", "化解率是多少"]) == 0
    assert "95.74%" in capsys.readouterr().out


def test_one_question_loads_no_page_of_another_command() -> None:
    """A cold start pays for nothing it does not use, and help not even for the library."""
    program = "import sys; from bot.__main__ import main; main(sys.argv[1:]); print(*sorted(sys.modules))"
    command = [sys.executable, "-c", program, "ask", "化解率是多少"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert "bot.display.render" in loaded
    assert not loaded & {
        "bot.measure.check",
        "bot.display.explain",
        "bot.measure.questions",
        "bot.measure.scores",
        "bot.display.survey",
        "readline",
    }
    program = "import sys; import bot.__main__; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not set(ran.stdout.split()) & {"knowledge", "jieba", "rapidfuzz", "bot.display.render", "json"}


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`wenbao facts | head -1` says nothing on the error stream."""
    command = [sys.executable, "-m", "bot", "facts"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_is_no_error(monkeypatch: Patch, capsys: Capture) -> None:
    """Exit 130 without a traceback."""

    def interrupted(_: Desk) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "library", interrupted)
    assert main(["chat"]) == 130
    assert capsys.readouterr().err == ""


@given(st.text(max_size=40))
def test_no_question_breaks_the_terminal(question: str) -> None:
    """Any text can be asked and printed: as an argument it may hold anything but a NUL."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        made.Canned({}).installed(patch)
        assert main(["ask", "--json", "--", question]) == 1


# --- many reports ------------------------------------------------------------------------------------


def test_an_index_is_built_and_answers(report: str, tmp_path: Path, capsys: Capture) -> None:
    """One file in place of the reports; it stands alone."""
    built = str(tmp_path / "all.wenbao")
    assert main(["index", "build", report, "-o", built]) == 0
    assert main(["ask", "--report", built, "化解率是多少"]) == 0
    assert "化解率95.74%" in capsys.readouterr().out
    assert main(["ask", "--report", built, "--report", report, "化解率是多少"]) == 2
    assert "stands alone" in capsys.readouterr().err


def test_a_stale_index_is_refused_with_what_to_do(report: str, tmp_path: Path, capsys: Capture) -> None:
    """The report has changed since."""
    built = str(tmp_path / "all.wenbao")
    assert main(["index", "build", report, "-o", built]) == 0
    Path(report).write_text(REPORT + "又一句。\n", "utf-8")
    assert main(["ask", "--report", built, "化解率是多少"]) == 2
    assert "wenbao index build" in capsys.readouterr().err
    assert main(["index", "build", report, "-o", str(tmp_path / "all.txt")]) == 2


def test_a_file_that_cannot_be_read_is_named_and_left_out(
    report: str, tmp_path: Path, capsys: Capture
) -> None:
    """The others answer."""
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\0")
    assert main(["ask", "--report", str(broken), "--report", report, "化解率是多少"]) == 0
    shown = capsys.readouterr()
    assert "化解率95.74%" in shown.out
    assert "broken.txt" in shown.err


def test_open_reading_is_measured(tmp_path: Path, capsys: Capture) -> None:
    """A file of passages and questions brings its own library."""
    path = tmp_path / "squad.json"
    asked = [{"query_text": "化解率是多少", "answers": ["95.74%"]}]
    path.write_text(
        json.dumps([{"context_text": "矛盾化解率95.74%。", "qas": asked}], ensure_ascii=False), "utf-8"
    )
    assert main(["check", "--squad", str(path), "--at-least", "1"]) == 0
    assert "R@1 100.0%" in capsys.readouterr().out
    assert main(["check", "--squad", str(path), "--from-facts"]) == 2
