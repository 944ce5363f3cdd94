"""The command line: every command with its options, as it is typed and explained."""

from __future__ import annotations

import os
import sys
from argparse import Action, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from bot.terminal import ask, conversation, operations, quality, reports
from bot.terminal.desk import Desk

COMMANDS: tuple[tuple[str, Callable[[Desk], int], str, str], ...] = (
    (
        "ask",
        ask.ask,
        "回答一个问题，给出原文和出处（退出码：0 已答，1 未答，2 用法或文件有误）",
        "json report question batch",
    ),
    ("chat", conversation.chat, "在终端里连续问答", "report"),
    ("explain", ask.explain, "说明为什么这样答：候选、依据、每一分、门槛", "json report question"),
    (
        "check",
        quality.check,
        "用一组问题测量质量和速度（低于 --at-least 时退出码为 1）",
        "json report questions",
    ),
    ("facts", reports.facts, "列出报告里的数字", "json report"),
    ("outline", reports.outline, "列出报告的章节和段落", "json report"),
    ("lint", reports.lint, "核对报告里的数字（有矛盾时退出码为 1）", "json report"),
    ("index", reports.index, "把报告做成一个文件，用 --report 文件 打开，启动不到半秒", "prepared"),
    ("feedback", operations.feedback, "列出用户的评价和没有答上的问题", "json export"),
    ("serve", operations.serve, "运行 Telegram 机器人（设置见 README）", "report"),
    ("health", operations.health, "机器人是否正常（退出码：0 正常，1 不正常），一行说明原因", ""),
    (
        "doctor",
        operations.doctor,
        "检查设置、令牌、报告、索引、磁盘、时钟、代理（有错时退出码为 1）",
        "json report online",
    ),
)
"""Every command: its name, what it does, how it is explained, and the groups of options it takes."""


def parser() -> ArgumentParser:
    """The command line of wenbao."""
    top = ArgumentParser(
        prog="wenbao",
        description="问报：用报告的原文回答问题。",
        formatter_class=RawDescriptionHelpFormatter,
        epilog="例：wenbao ask 化解率是多少\n　　wenbao ask --report 报告.txt --json 化解率是多少",
        allow_abbrev=False,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="版本，报告和索引的校验值")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, run, said, groups in COMMANDS:
        command = commands.add_parser(name, help=said, description=said, allow_abbrev=False)
        command.set_defaults(run=run, json=False, report=None, rebuild=False)
        for group in groups.split():
            ARGUMENTS[group](command)
    return top


class _Version(Action):
    """Tells the version and what would be served; what it takes is loaded here."""

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        """Ends the program, well."""
        from bot.terminal.operations import version

        sys.stdout.write(version(os.environ) + "\n")
        parser.exit()


def _question_arguments(command: ArgumentParser) -> None:
    command.add_argument("question", nargs="*", metavar="QUESTION", help="问题；不写则从标准输入读取")


def _batch_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--batch", type=Path, metavar="FILE", help="每行一个 JSON 对象（q, history）；- 为标准输入"
    )


def _report_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--report", type=Path, action="append", metavar="PATH", help="报告文件或文件夹，可多次给出"
    )
    command.add_argument("--rebuild", action="store_true", help="索引文件过期或损坏时，按原来的报告重做")


def _json_arguments(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="每行输出一个 JSON 对象")


def _questions_arguments(command: ArgumentParser) -> None:
    command.add_argument("questions", type=Path, nargs="?", metavar="QUESTIONS.jsonl", help="问题集")
    command.add_argument(
        "--from-facts",
        type=_count,
        nargs="?",
        const=200,
        metavar="N",
        help="不用问题集，按报告里的数字出题，每份报告至多 N 题（200）",
    )
    command.add_argument(
        "--squad",
        type=Path,
        metavar="FILE",
        help="不用问题集，测 SQuAD 或 CMRC2018 格式的阅读题：段落检索和短答案",
    )
    command.add_argument("--misses", type=_count, default=0, metavar="N", help="列出前 N 个答错的问题")
    command.add_argument("--at-least", type=_share, default=0.0, metavar="0.82", help="要求的正确率，0 到 1")
    command.add_argument(
        "--mutate",
        action="append",
        default=[],
        metavar="HOW",
        help="把问题打错再测一遍：homophone:2 near:1 shape:1 drop:1 swap:1 double:1 pinyin pinyin:2 traditional "
        "taiwan width numerals，可用 + 连用；all 为全部；可多次给出",
    )
    command.add_argument("--seed", type=_count, default=1, metavar="N", help="抽取错字用的种子（1）")
    command.add_argument("--rounds", type=_count, default=1, metavar="N", help="每种差错抽取几遍（1）")


def _export_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "--export", type=Path, metavar="CASES.jsonl", help="写成问题集，供人工判定（个人号码已隐去）"
    )


def _online_arguments(command: ArgumentParser) -> None:
    command.add_argument("--online", action="store_true", help="联系 Telegram：令牌、代理、时钟、webhook")


def _prepared_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "action", choices=("build", "verify"), help="build：读报告、写文件；verify：通读文件，看有无损坏"
    )
    command.add_argument(
        "report", type=Path, nargs="+", metavar="PATH", help="报告文件或文件夹；verify：做好的文件"
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE.wenbao", help="build：写到哪里")


ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "question": _question_arguments,
    "batch": _batch_arguments,
    "report": _report_arguments,
    "json": _json_arguments,
    "questions": _questions_arguments,
    "prepared": _prepared_arguments,
    "export": _export_arguments,
    "online": _online_arguments,
}


def _count(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is not a whole number from 0")


def _share(typed: str) -> float:
    try:
        share = float(typed)
    except ValueError:
        share = -1.0
    if 0 <= share <= 1:
        return share
    raise ArgumentTypeError(f"{typed!r} is not a share from 0 to 1")
