"""What a citizen reads on Telegram beside an answer: buttons, commands, pages, polite sentences."""

from __future__ import annotations

from collections.abc import Mapping

# --- under an answer -------------------------------------------------------------------------------

WHOLE = "看整段"
OTHERS = "其他候选"
RELATED = "相关问题"
COPY = "复制引文"
GOOD, BAD = "👍", "👎"
BACK = "← 返回"
REASONS = ("答错了", "没答到", "看不懂")
"""Why an answer did not help; kept under these words."""
THANKED = "谢谢您的反馈！"
SORRY = "谢谢，已经记下。愿意的话，点一下原因："
NOTED = "已经记下，谢谢！"
MORE_CITED = "（另有{}处原文）"
QUOTED = "“{}”"
OTHERS_ARE = "报告里还有这些相近的原话，点一条看出处："
RELATED_ARE = "还可以接着问："
NONE_RELATED = "附近没有别的数字可问。"
ASKED = "❓ {}"
"""Repeats a question that was asked by a button."""
STANDS = "报告里写到的有（点一下看原文）："
EXAMPLES_ARE = "您可以这样问（点一下就问）："

# --- taps that lead nowhere --------------------------------------------------------------------------

OLDER = "这是旧版报告的按钮，报告已经更新了，请再问一次。"
FORGOTTEN = "这条消息太久了，按钮已失效，请再问一次。"
OPENED_OLDER = "（链接来自旧版报告，下面是现在的内容）"
NOT_THERE = "报告里没有这一处，下面是目录。"

# --- pages of a report -------------------------------------------------------------------------------

OPENING = "开头"
"""The section of the text before the first heading."""
OUTLINE = "目录"
OUTLINE_IS = "点一节打开："
SECTION_IS = "点序号看全文："
FIGURES = "关键数字"
FIGURES_ARE = "点序号看出处："
NO_FIGURES = "这份报告里没有写明的数字。"
WHICH_REPORT = "要看哪一份报告？"
PARAGRAPH = "第{}段"
LINE = "第{}行"
EARLIER, LATER = "← 上一段", "下一段 →"
EARLIER_PAGE, LATER_PAGE = "← 上一页", "下一页 →"
MORE_REPORTS = "……共{}份报告"
EXTENT = "共{}段，{}个数字。每个回答都引用原文，点「看整段」就能核对。"
MASTHEAD: Mapping[str, str] = {
    "source": "来源",
    "published": "发布时间",
    "reporter": "记者",
    "editor": "责任编辑",
    "speaker": "报告人",
    "occasion": "会议",
    "delivered": "作报告日期",
}
READ_HERE = "在问报里看原文"

# --- sentences -----------------------------------------------------------------------------------------

START = "您好！我是问报，用报告的原文回答您的问题，每个回答都给出处。\n直接打字问我就行。"
ALSO = "I answer in Chinese, by quoting the report. Type a few Chinese words, or tap a question below."
"""Added to the welcome of whoever does not read Telegram in Chinese."""
HELP = (
    "把问题直接发给我就行，比如「{}」。\n"
    "• 只用报告原文回答；报告没写的，我会直说\n"
    "• 可以接着追问，比如「那办结率呢」\n"
    "• 问错了，改一下原来的消息，回答也跟着改\n"
    "• 在群里，@{} 再写问题；也可以回复别人的问题再 @我\n"
    "• 在任何聊天里输入「@{} 关键词」，可以把原文发给朋友\n"
    "• 请不要发身份证号、电话等个人信息"
)
HELP_COMMANDS = "/figures 关键数字　/outline 目录　/source 报告出处"
EXAMPLE = "化解率是多少"
GREETING = "你好"
"""What a citizen would say first: its answer brings the examples of /start."""
UNKNOWN_COMMAND = "没有这个命令。直接打字问我就行，或看 /help"
NOTHING_ASKED = "您想问什么？在 @我 的后面写上问题就行。"
TOO_LONG = "这段话太长了，请用一两句话问我（500字以内）。"
NO_WORDS = "没有看到文字，请把问题打字发给我。"
NOT_TEXT: tuple[tuple[str, str], ...] = (
    ("voice", "我听不了语音，请把问题打字发给我。"),
    ("audio", "我听不了音频，请把问题打字发给我。"),
    ("video_note", "我看不了视频，请把问题打字发给我。"),
    ("animation", "谢谢！请把问题打字发给我。"),
    ("video", "我看不了视频，请把问题打字发给我。"),
    ("photo", "我看不了图片，请把问题打字发给我。"),
    ("sticker", "收到！请把问题打字发给我。"),
    ("document", "我看不了文件，请把问题打字发给我。"),
    ("location", "我只看得懂文字，请把问题打字发给我。"),
    ("contact", "我用不着联系人，请把问题打字发给我。"),
)
"""What is answered to a message that is no text, by what it holds."""
TOO_FAST = "问得太快了，请稍等几秒再问。"
FAILED = "抱歉，这一次没有答好，请再问一次。"

# --- inline mode ---------------------------------------------------------------------------------------

INLINE_NONE = "报告里没有找到，去和问报说说"
INLINE_HINT = "输入关键词，比如「{}」"

# --- the profile and the commands, by language; "" is what everybody else sees ------------------------

_CHINESE = (
    ("figures", "关键数字"),
    ("outline", "报告目录"),
    ("source", "报告出处"),
    ("help", "怎么用"),
)
_ENGLISH = (
    ("figures", "Key figures"),
    ("outline", "Sections of the report"),
    ("source", "Where the report comes from"),
    ("help", "How to use it"),
)
COMMANDS: Mapping[str, tuple[tuple[str, str], ...]] = {"": _CHINESE, "zh": _CHINESE, "en": _ENGLISH}
_ASK = ("ask", "问一个问题：/ask 化解率是多少")
ASK_COMMAND: Mapping[str, tuple[str, str]] = {
    "": _ASK,
    "zh": _ASK,
    "en": ("ask", "Ask a question: /ask 化解率是多少"),
}
"""In groups, where a message without a command does not reach the bot."""
_ABOUT = (
    "我用报告的原文回答您的问题：给出原句、章节和段落，谁都能核对。报告没写的，我会直说。\n\n"
    "点「开始」，直接打字问我。"
)
DESCRIPTION: Mapping[str, str] = {
    "": _ABOUT,
    "zh": _ABOUT,
    "en": (
        "I answer questions about an official Chinese report by quoting it: the sentence, its section and "
        "paragraph, so that anyone can check. What the report does not say, I do not say.\n\n"
        "Press Start and ask in Chinese."
    ),
}
_BRIEFLY = "用报告原文回答问题，句句有出处。"
SHORT_DESCRIPTION: Mapping[str, str] = {
    "": _BRIEFLY,
    "zh": _BRIEFLY,
    "en": "Answers questions about a Chinese report by quoting it.",
}
