"""The structure of a report: masthead, sections, paragraphs, sentences and the years they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Report, Span
from knowledge.reading.parse import numbering, parse
from tests import small

BUILTIN = Path(__file__).parents[1] / "knowledge" / "reports" / "yuncheng-2024.txt"
SPEECH = "（2025年1月14日在某省第十四届人民代表大会第三次会议上）"


def read(*lines: str) -> Report:
    """A report of these lines."""
    return parse("r", "\n".join(lines) + "\n")


def masthead(report: Report) -> dict[str, str]:
    """The fields of a masthead, in words."""
    return {name: report.quote(span) for name, span in report.masthead.items()}


def outline(report: Report) -> list[tuple[int, str, list[str]]]:
    """Of each section its level, title and the first four characters of its paragraphs."""
    return [
        (
            section.level,
            report.quote(section.title),
            [report.quote(p.span)[:4] for p in report.paragraphs if p.section == number],
        )
        for number, section in enumerate(report.sections)
        if number
    ]


def years(report: Report) -> dict[str, str]:
    """The year of each sentence outside the masthead, by its first four characters."""
    return {
        report.quote(s.span)[:4]: s.period for s in report.sentences if report.paragraphs[s.paragraph].section
    }


# --- masthead ---------------------------------------------------------------------------------------------


def test_a_news_report_s_masthead() -> None:
    """Title, subtitle, fields side by side, a repeated title, a closing source line: all told, none is text."""
    report = read(
        "运城:守护万家灯火 护航发展大局",
        "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
        "守护万家灯火 护航发展大局",
        "——2024年全市政法工作回眸",
        "",
        "正文第一段写在这里。",
        "来源:运城新闻网",
        "记者:孙雄",
    )
    assert report.quote(report.title) == "运城:守护万家灯火 护航发展大局"
    assert report.subtitle is not None
    assert report.quote(report.subtitle) == "2024年全市政法工作回眸"
    assert masthead(report) == {
        "source": "运城新闻网",
        "editor": "王云欣",
        "reporter": "孙雄",
        "published": "2025-02-17 09:08",
    }
    assert (report.place, report.year, report.published) == ("运城", 2024, "2025-02-17")
    assert outline(report) == [(1, "", ["正文第一"])]


@pytest.mark.parametrize(
    ("lines", "speaker", "published"),
    [
        (["——2025年1月14日在某省第十四届人民代表大会第三次会议上", "省长 王予波"], "王予波", "2025-01-14"),
        ([SPEECH, "某省省长 嘎玛·泽登"], "嘎玛·泽登", "2025-01-14"),
        (["2025年1月14日某省人民代表大会会议上省长刘捷作政府工作报告"], "刘捷", "2025-01-14"),
    ],
)
def test_a_speech_s_masthead(lines: list[str], speaker: str, published: str) -> None:
    """Day, occasion and speaker of a speech stand in its lines; it looks back on the year before."""
    report = read("2025年某省政府工作报告", *lines, "各位代表：", "现在报告工作。")
    assert masthead(report)["speaker"] == speaker
    assert (report.published, report.year, report.place) == (published, 2024, "某省")
    assert outline(report) == [(1, "", ["各位代表", "现在报告"])]


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某局2023年工作总结", "全年平稳。"], 2023),
        (["2025年某市政府工作报告", "工作平稳。"], 2024),
        (["某市卫生健康委员会2024年度工作报告", "工作平稳。"], 2024),
        (["2024年某市工作报告", "发布时间：2025-02-18", "工作平稳。"], 2024),
        (["某市环保白皮书(2024)", "发布时间：2025-06-05", "工作平稳。"], 2024),
        (["某局2024年工作要点", "发布时间：2024-03-01", "工作平稳。"], 2024),
        (["某局公告", "发布时间：2025-02-01", "工作平稳。"], 2024),
        (["某局公告", "发布时间：2025-08-01", "工作平稳。"], 2025),
        (["某局公告", "发布时间：2025-13-45", "工作平稳。"], None),
        (["某局报告", "一、2022年工作回顾", "工作平稳。"], 2022),
        (["某局报告", "工作平稳。"], None),
    ],
)
def test_the_year_looked_back_on(lines: list[str], year: int | None) -> None:
    """Told by subtitle, heading or title; what is published by March tells of the year before."""
    assert read(*lines).year == year


# --- sections ---------------------------------------------------------------------------------------------


def test_numbered_headings_nest() -> None:
    """一、 holds （一） holds 1.; a heading that runs into its paragraph belongs to both."""
    report = read(
        "某省工作报告",
        "一、2024年工作回顾",
        "（一）经济平稳",
        "生产总值增长。",
        "（二）民生改善。收入增长。",
        "1.医疗方面。新建医院。",
        "二、2025年任务",
        "任务很多。",
    )
    assert outline(report) == [
        (1, "一、2024年工作回顾", []),
        (2, "（一）经济平稳", ["生产总值"]),
        (2, "（二）民生改善。", ["（二）民"]),
        (3, "1.医疗方面。", ["1.医疗"]),
        (1, "二、2025年任务", ["任务很多"]),
    ]
    assert [section.parent for section in report.sections] == [None, None, 1, 1, 3, None]


def test_headings_without_numbers() -> None:
    """A short line without a closing mark heads the paragraphs below it."""
    report = read("某市工作", "深化平安建设 维护和谐稳定", "平安是环境。", "筑牢法治保障", "法治是信仰。")
    assert outline(report) == [
        (1, "深化平安建设 维护和谐稳定", ["平安是环"]),
        (1, "筑牢法治保障", ["法治是信"]),
    ]


def test_markdown() -> None:
    """Signs make the level and are no part of a title; entries of a list and rows of a table are text."""
    report = read(
        "# 某市报告",
        "",
        "## 经济",
        "",
        "增长了。",
        "- 第一项",
        "- 第二项",
        "### **民生**",
        "改善了。",
        "|a|b|",
    )
    assert report.quote(report.title) == "某市报告"
    assert outline(report) == [
        (2, "经济", ["增长了。", "- 第一", "- 第二"]),
        (3, "民生", ["改善了。", "|a|b"]),
    ]


def test_chinese_numbers_of_headings() -> None:
    """（十一） and 十二、 are numbering too; a definition behind a colon and a label are no headings."""
    report = read(
        "某省报告",
        "（十一）全面推进平安。成效明显。",
        "名词解释",
        "1.“两重”：国家重大战略实施。",
        "主办单位：省教育厅",
        "完。",
    )
    assert outline(report) == [
        (2, "（十一）全面推进平安。", ["（十一）"]),
        (1, "名词解释", ["1.“两", "主办单位", "完。"]),
    ]


def test_a_speech_leaves_its_last_matter() -> None:
    """What addresses the audience or looks back on the whole no longer belongs to the last of several matters."""
    report = read(
        "某省报告",
        "一、2024年工作回顾",
        "（一）经济平稳。增长了。",
        "又写一段。",
        "（二）民生改善。改善了。",
        "还有一段。",
        "过去一年，国防动员有力推进。",
        "我们也清醒地认识到，困难不少。",
        "二、2025年任务",
        "（一）抓经济。",
        "（二）抓民生。",
        "各位代表！让我们努力。",
    )
    assert outline(report) == [
        (1, "一、2024年工作回顾", ["过去一年", "我们也清"]),
        (2, "（一）经济平稳。", ["（一）经", "又写一段"]),
        (2, "（二）民生改善。", ["（二）民", "还有一段"]),
        (1, "二、2025年任务", ["各位代表"]),
        (2, "（一）抓经济。", ["（一）抓"]),
        (2, "（二）抓民生。", ["（二）抓"]),
    ]


def test_the_last_of_many_single_paragraphs_has_one_too() -> None:
    """Where all matters before have one paragraph each, what follows the last one's belongs above."""
    lines = [f"（{number}）事项{number}。做好了。" for number in "一二三四"]
    report = read("某省报告", "一、十件实事", *lines, "以上实事，抓紧落实。", "二、其他", "完。")
    assert outline(report)[0] == (1, "一、十件实事", ["以上实事"])


def test_of_bare_lines_only_the_last_heads() -> None:
    """A row of short lines is a list or verse; none of them is lost as a heading without text."""
    report = read("某省报告", "苹果", "香蕉", "梨")
    assert outline(report) == [(1, "", ["苹果", "香蕉", "梨"])]


@pytest.mark.parametrize(
    ("words", "length"),
    [("(一)系统", 3), ("(十一)系统", 4), ("十是抓好", 2), ("1.医疗", 2), ("12、医疗", 3), ("3.6万", 0), ("一年来", 0), ("化解率", 0)],
)  # fmt: skip
def test_numbering(words: str, length: int) -> None:
    """The characters of a heading's number; a figure and a word are none."""
    assert numbering(words) == length


# --- paragraphs -------------------------------------------------------------------------------------------


def test_a_hard_wrapped_paragraph_is_one() -> None:
    """A long line without closing mark goes on in the next; its line break stays in the quote."""
    long = "突出抓好化解矛盾纠纷维护社会稳定专项治理工作按照属地管理分级负责和谁主管谁负责的原则组织各县市区和市直有关单位按地域行业"
    report = read("某市报告", f"民有所呼，{long}", "进行细致排查。", "下一段。")
    assert [report.quote(p.span)[-7:] for p in report.paragraphs if p.section] == [
        "进行细致排查。",
        "下一段。",
    ]
    assert "\n" in report.quote(report.sentences[1].span)


def test_a_text_wrapped_at_one_width_is_put_together() -> None:
    """Where most lines are cut at the same length, all of these go on."""
    text = (
        "全市政法机关坚持以人民为中心的发展思想忠诚履职担当作为以政法工作现代化支撑和服务中国式现代化运城实践"
        * 3
    )
    width = 30
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    report = read("某市报告", "", *lines[:-1], lines[-1] + "。", "", "第二段。")
    assert len([p for p in report.paragraphs if p.section]) == 2


def test_an_empty_line_ends_a_paragraph() -> None:
    """However long the line before and whatever its last character."""
    report = read("某市报告", "甲" * 70, "", "乙" * 70 + "。", "   ", "\u3000\u3000丙。")
    assert [report.quote(p.span)[0] for p in report.paragraphs if p.section] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_marks(ending: str) -> None:
    """CRLF, a byte order mark and full-width spaces change nothing but positions."""
    lines = ["某市报告", "", "一、经济", "\u3000\u3000增长了5%。", "", "\u3000"]
    report = parse("r", "\ufeff" + ending.join(lines))
    assert report.quote(report.title) == "某市报告"
    assert outline(report) == [(1, "一、经济", ["增长了5"])]


def test_a_text_without_structure() -> None:
    """A text that begins with a sentence has no title; an empty one has nothing."""
    report = read("受理36045件。化解率95%。")
    assert report.quote(report.title) == ""
    assert outline(report) == [(1, "", ["受理36"])]
    assert [report.quote(s.span) for s in report.sentences] == ["受理36045件。", "化解率95%。"]
    for text in ("", " \n\u3000\n", "\ufeff"):
        assert parse("r", text).sentences == ()


def test_a_title_alone() -> None:
    """One line is a title without text."""
    report = read("某市报告")
    assert report.quote(report.title) == "某市报告"
    assert outline(report) == []


@pytest.mark.parametrize(
    "piece", ["字", "\n", "甲\n", "“", "（一）", "#", "一、\n", "\r", "\u3000", "🙂", "各位代表！\n", "\0"]
)
def test_a_long_text_stays_fast(piece: str) -> None:
    """100,000 characters without a stop, of line breaks or of headings are read at once."""
    report = parse("r", "标题\n\n" + piece * (100_000 // len(piece)))
    assert len(report.text) > 99_000


# --- years ------------------------------------------------------------------------------------------------


def test_sections_speak_of_their_year() -> None:
    """2024 in the review, 2025 in the plan; a section without a year goes on with the one before."""
    report = read(
        "2025年某省政府工作报告",
        SPEECH,
        "一、过去一年工作回顾",
        "甲平稳增长。",
        "二、2025年工作安排",
        "（一）抓经济",
        "乙要加快。",
        "三、自身建设",
        "丙要加强。",
    )
    assert years(report) == {"甲平稳增": "2024", "乙要加快": "2025", "丙要加强": "2025"}


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("今年力争增长5%。", "2025"),
        ("去年增长6%。", "2024"),
        ("过去一年，增长6%。", "2024"),
        ("2023年增长6%。", "2023"),
        ("较2023年增长6%。", "2024"),
        ("比2020年提高，到2027年翻番。", "2024"),
        ("水平为1998年以来最高。", "2024"),
        ("2024年以来，客流骤增。", "2024"),
        ("出台《2021年行动方案》。", "2024"),
        ("在去年基础上，今年再启动一批。", "2025"),
        ("比去年增长6%。", "2024"),
        ("增长6%。", "2024"),
    ],
)
def test_a_sentence_names_its_year(sentence: str, year: str) -> None:
    """Its own year, comparisons and titles aside; else that of its section."""
    report = read("某市报告", "发布时间：2025-02-17", "一、2024年工作回顾", sentence)
    assert report.sentences[-1].period == year


def test_a_year_at_the_beginning_holds_for_the_paragraph() -> None:
    """What follows in the paragraph speaks of the year that began it, until another is named."""
    report = read("某市报告", "一、2024年回顾", "2022年甲好。乙也好。2023年丙好。丁也好。", "戊好。")
    assert [s.period for s in report.sentences[1:]] == ["2022", "2022", "2023", "2023", "2024"]


# --- laws -------------------------------------------------------------------------------------------------


def test_the_built_in_report() -> None:
    """Its paragraphs as readers count them, under three headings and one part without."""
    report = parse("yuncheng-2024", BUILTIN.read_text("utf-8"))
    assert [(level, title, len(paragraphs)) for level, title, paragraphs in outline(report)] == [
        (1, "", 2),
        (1, "把牢政治方向 锻造绝对忠诚", 5),
        (1, "深化平安建设 维护和谐稳定", 5),
        (1, "汲取改革之力 筑牢法治保障", 7),
    ]
    assert [p.number for p in report.paragraphs if p.section] == list(range(1, 20))


@given(
    st.lists(
        st.sampled_from(
            "某市报告\n|\n\n|一、回顾|（一）甲。|1.乙|#|来源：丙|2024年|今年|“丁。”|，|。|！|\u3000|\r\n|——|各位代表|发布时间：2025-02-17|🙂|\u202e|\ufeff".split(
                "|"
            )
        ),
        max_size=40,
    )
)
def test_nothing_is_lost(pieces: list[str]) -> None:
    """Whatever the text: paragraphs, titles and sentences are slices of it, and every sign of it is in one of them."""
    text = "".join(pieces)
    report = parse("r", text)
    assert report.text == text
    held = {at for part in report.paragraphs for at in range(part.span.start, part.span.end)}
    held |= {at for part in report.sections for at in range(part.title.start, part.title.end)}
    lost = {text[at] for at in range(len(text)) if at not in held}
    assert all(sign.isspace() or sign in "#\ufeff—*-" for sign in lost)
    for paragraph in report.paragraphs:
        assert paragraph.section < len(report.sections)
        assert len(paragraph.span)
    for sentence in report.sentences:
        assert report.paragraphs[sentence.paragraph].span.holds(sentence.span)
    assert Span(0, len(text)).holds(report.title)
    assert report == parse("r", text)


def test_the_place_of_a_political_legal_review() -> None:
    """In the title behind a dash and a year, though no table has it."""
    assert (
        small.report("平安底色更亮——2024年宁河市政法工作综述", "", "一、平安", "受理12件。").place == "宁河市"
    )


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("2025年浙江省政府工作报告", "浙江省"), ("浙江省杭州市余杭区政府工作报告", "浙江省杭州市余杭区"), ("内蒙古自治区包头市昆都仑区2024年工作报告", "内蒙古自治区包头市昆都仑区"), ("2025年政府工作报告", ""),
    ],
)  # fmt: skip
def test_the_place_of_a_work_report(title: str, place: str) -> None:
    """With those that it lies in; none where the title names none."""
    assert small.report(title, "受理12件。").place == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("某市教育局2024年工作总结", "某市"), ("某市卫生健康委员会2024年度工作报告", "某市"), ("关于某市2024年预算执行情况的报告", "某市"), ("某省高级人民法院工作报告", "某省"),
        ("工作总结", ""),
    ],
)  # fmt: skip
def test_the_place_stands_before_the_body(title: str, place: str) -> None:
    """Whatever body it is."""
    assert read(title, "工作平稳。").place == place
