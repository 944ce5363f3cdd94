"""Personal numbers are taken out of what is kept: identity card, phone, bank card, plate. Pure."""

from __future__ import annotations

import re

# Full-width digits and letters count as well; they stand here by their code points.
DIGIT = r"[0-9\uff10-\uff19]"
GAP = r"[ \-—－·]?"
PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
MASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 18 digits with a date of birth in the middle, the last may be X; or the 15 of an old card.
    (
        "【身份证号】",
        re.compile(rf"(?<!{DIGIT})(?:{DIGIT}{GAP}){{17}}(?:{DIGIT}|[Xx\uff38\uff58])(?!{DIGIT})"),
    ),
    ("【身份证号】", re.compile(rf"(?<!{DIGIT}){DIGIT}{{15}}(?!{DIGIT})")),
    ("【银行卡号】", re.compile(rf"(?<!{DIGIT})(?:{DIGIT}{GAP}){{15,18}}{DIGIT}(?!{DIGIT})")),
    # A mobile number may be split 3-4-4; a fixed line has its area code.
    (
        "【电话】",
        re.compile(rf"(?<!{DIGIT})(?:\+?86{GAP})?[1\uff11][3-9\uff13-\uff19]{DIGIT}{GAP}(?:{DIGIT}{GAP}){{7}}{DIGIT}(?!{DIGIT})"),
    ),
    ("【电话】", re.compile(rf"(?<!{DIGIT})[0\uff10]{DIGIT}{{2,3}}[ \-—－]{DIGIT}{{7,8}}(?!{DIGIT})")),
    ("【电话】", re.compile(rf"(?<!{DIGIT})[0\uff10]{DIGIT}{{9,11}}(?!{DIGIT})")),
    ("【号码】", re.compile(rf"(?<!{DIGIT}){DIGIT}{{12,}}(?!{DIGIT})")),
    ("【号码】", re.compile(r"[零〇一二三四五六七八九幺]{11,}")),
    ("【车牌】", re.compile(rf"[{PLACES}][A-Za-z\uff21-\uff3a][·•\- ]?(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{{5,6}}(?![A-Za-z0-9])")),
)  # fmt: skip
"""What is put in place of a number, and what it looks like; the longer ones first."""


def masked(text: str) -> str:
    """The text with each personal number named instead of told.

    >>> masked("我电话138 1234 5678，化解率95.74%对吗")
    '我电话【电话】，化解率95.74%对吗'
    """
    for words, pattern in MASKS:
        text = pattern.sub(words, text)
    return text
