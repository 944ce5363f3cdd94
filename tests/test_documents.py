"""Web pages, Word files and PDFs: what they say, and what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from knowledge.errors import ReportError
from knowledge.reading.documents import NEEDED, document
from knowledge.reading.sources import load

PAGE = """<html><head><meta charset="gb2312"><title>2025年某市政府工作报告-某市在线</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">时政要闻</a></li></ul></div>
<h1>2025年某市政府工作报告</h1><div class="info"><span>来源：某市日报</span> <span>2025-01-20</span></div>
<div class="article-content"><p>各位代表：</p><p><strong>一、2024年工作回顾</strong></p>
<p>过去一年，全市生产总值增长5.5%，粮食产量129.2亿斤，城镇新增就业11.3万人，居民收入稳步增长，社会大局保持稳定。</p>
<p>数字经济核心产业增加值增长8%左右，新建<b>法治</b>书房3家，化解矛盾纠纷120件，各项工作取得新的成绩。</p></div>
<div class="side"><h3>相关阅读</h3><ul><li><a href="x">邻市公布十件实事</a></li></ul></div>
<div class="footer">版权所有 某市在线 备案号123456</div><script>var a = "脚本";</script></body></html>"""


NAME, SHEET = "/BaseFont /STSong-Light", "/MediaBox [0 0 595 842]"
SYSTEM = "/CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 0>>"
BOX = "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"


def pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF with a text layer, a line of each page under the other: as plain as the format allows."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        "%PDF-1.4",
        "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        f"2 0 obj <</Type /Pages /Kids [{kids}] /Count {len(pages)}>> endobj",
        f"3 0 obj <</Type /Font /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] {NAME}>> endobj",
        f"4 0 obj <</Type /Font /Subtype /CIDFontType0 {NAME} /FontDescriptor 5 0 R {SYSTEM}>> endobj",
        f"5 0 obj <</Type /FontDescriptor /FontName /STSong-Light /Flags 6 {BOX}>> endobj",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 11 Tf 50 {780 - 20 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        page = 10 + 2 * number
        fonts = "/Resources <</Font <</F1 3 0 R>>>>"
        parts.append(
            f"{page} 0 obj <</Type /Page /Parent 2 0 R {SHEET} {fonts} /Contents {page + 1} 0 R>> endobj"
        )
        parts.append(f"{page + 1} 0 obj <</Length {len(shown)}>> stream\n{shown}endstream endobj")
    return ("\n".join([*parts, "trailer <</Root 1 0 R>>", "%%EOF"]) + "\n").encode("ascii")


def refused(suffix: str, raw: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(ReportError) as caught:
        document(suffix, raw, "x" + suffix)
    return caught.value.reason


def test_of_a_web_page_the_article_is_read() -> None:
    """Title and source before it; no navigation, no other news, no script."""
    text = document(".html", PAGE.encode("gb18030"), "x.html").text
    lines = text.splitlines()
    assert lines[0] == "2025年某市政府工作报告"
    assert any("来源：某市日报" in line for line in lines[:4])
    assert (
        "数字经济核心产业增加值增长8%左右，新建法治书房3家，化解矛盾纠纷120件，各项工作取得新的成绩。"
        in lines
    )
    assert all(word not in text for word in ("首页", "相关阅读", "邻市", "版权所有", "脚本"))


def test_a_web_page_is_a_report(tmp_path: Path) -> None:
    """With place, year and source."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("gb18030"))
    report = load(path)
    assert (report.place, report.year, report.published) == ("某市", 2024, "2025-01-20")
    assert report.quote(report.masthead["source"]).startswith("某市日报")


def test_of_a_word_file_paragraphs_and_tables_are_read_in_order() -> None:
    """A row of a table is a line."""
    word = docx.Document()
    word.add_paragraph("2025年某市政府工作报告")
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "粮食产量", "129.2亿斤"
    word.add_paragraph("城镇新增就业11.3万人。")
    raw = io.BytesIO()
    word.save(raw)
    found = document(".docx", raw.getvalue(), "x.docx").text
    assert found.splitlines() == ["2025年某市政府工作报告", "粮食产量　129.2亿斤", "城镇新增就业11.3万人。"]


def test_of_a_pdf_lines_are_read_page_by_page(tmp_path: Path) -> None:
    """Without page numbers; the page goes into the citation."""
    first = ("2025年某市政府工作报告", "一、2024年工作回顾", "全市生产总值增长5.5%。", "— 1 —")
    second = ("粮食产量129.2亿斤。", "第2页")
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(first, second))
    report = load(path)
    assert report.text.splitlines() == [*first[:3], second[0]]
    assert [report.page(report.text.index(line)) for line in (first[2], second[0])] == [1, 2]


def test_a_pdf_without_text_is_a_scan() -> None:
    """It is said what would help."""
    assert "OCR" in refused(".pdf", pdf((), ()))


@pytest.mark.parametrize(
    ("suffix", "raw", "said"),
    [
        (".pdf", b"%PDF-1.4 nothing", "no PDF"),
        (".pdf", b"", "no PDF"),
        (".docx", b"PK\x03\x04 nothing", "no Word file"),
        (".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "locked"),
        (".html", b"", "no web page"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(suffix: str, raw: bytes, said: str) -> None:
    """Never with another error."""
    assert said in refused(suffix, raw)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core reads text and Markdown alone."""
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    assert refused(".pdf", pdf(("文",))) == NEEDED
