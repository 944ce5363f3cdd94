"""The front in private chats, end to end: updates go in over HTTP, the transcript shows what citizens see."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.display import render
from bot.view import phrases
from knowledge import Answer
from tests import made, small
from tests.fake_telegram import FakeTelegram
from tests.running import Bot, keys
from tests.test_messages import several_meant

ANSWER = "化解率95.74%\n📄 《运城:倾力守护万家灯火 护航高质量发展大局》· 深化平安建设 维护和谐稳定 · 第11段 · 2025-02-17\n"


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


@pytest.fixture(params=[False, True], ids=["polling", "webhook"])
def bot(telegram: FakeTelegram, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bot]:
    """A bot that polls it, and one that it delivers to."""
    with Bot(telegram, tmp_path, webhook=request.param) as running:
        yield running


def toasts(telegram: FakeTelegram) -> list[str]:
    """What taps were answered with."""
    return [call.parameters.get("text", "") for call in telegram.calls("answerCallbackQuery")]


def tap(bot: Bot, message: dict[str, Any], words: str, user: int = 7) -> str:
    """Taps the button with these words, waits for the end of it; gives the toast."""
    before = len(toasts(bot.telegram))
    bot.telegram.tap(keys(message)[words], message, user)
    bot.telegram.wait(lambda: len(toasts(bot.telegram)) > before)
    return toasts(bot.telegram)[-1]


# --- questions ------------------------------------------------------------------------------------------


def test_any_text_is_a_question(bot: Bot) -> None:
    """The answer first, then its source, then its paragraph; sent as HTML without a preview, as no reply."""
    message = bot.ask("化解率是多少")
    assert message["text"].startswith(ANSWER)
    shown = [key for key in keys(message) if key != phrases.OTHERS]
    assert shown == [phrases.WHOLE, phrases.RELATED, phrases.COPY, phrases.GOOD, phrases.BAD]
    call = bot.telegram.calls("sendMessage")[-1]
    assert call.parameters["text"].startswith("<b>化解率95.74%</b>\n")
    assert "<blockquote expandable>" in call.parameters["text"]
    assert call.parameters["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in call.parameters
    assert bot.statuses == {"answered": 1}


def test_follow_ups_are_per_user_and_outlive_the_bot(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Each has a conversation of his own, also over a restart."""
    with Bot(telegram, tmp_path) as bot:
        bot.ask("化解率是多少", user=7)
        bot.ask("谁写的", user=8)
    with Bot(telegram, tmp_path) as bot:
        assert next(iter(keys(bot.ask("2019年呢", user=7)))) == "化解率95.74%"
        assert list(keys(bot.ask("2019年呢", user=8))) == []
        assert bot.inbox.history(7, 7) == ("化解率是多少", "2019年呢")
        assert bot.inbox.history(8, 8) == ("谁写的", "2019年呢")


def test_an_edited_question_edits_its_answer(bot: Bot) -> None:
    """The same message shows the new answer; nothing more is sent."""
    typed = bot.telegram.message(7, text="化解率是多少")
    bot.telegram.push("message", typed)
    first = bot.telegram.wait_sent(1, 7)[0]
    bot.telegram.push("edited_message", {**typed, "text": "办结率是多少", "edit_date": typed["date"]})
    bot.telegram.wait(lambda: bot.telegram.sent(7)[0]["text"].startswith("办结率87.05%"))
    bot.settled()
    assert [one["message_id"] for one in bot.telegram.sent(7)] == [first["message_id"]]
    assert bot.inbox.history(7, 7) == ("办结率是多少",)


def test_an_edited_question_that_is_not_the_last_stays(bot: Bot) -> None:
    """What has been talked about since is not turned over."""
    typed = bot.telegram.message(7, text="化解率是多少")
    bot.telegram.push("message", typed)
    bot.telegram.wait_sent(1, 7)
    bot.ask("谁写的")
    bot.telegram.push("edited_message", {**typed, "text": "办结率是多少", "edit_date": typed["date"]})
    bot.settled()
    assert bot.telegram.calls("editMessageText") == []


def test_a_text_too_long_can_be_shortened(bot: Bot) -> None:
    """Its polite sentence becomes the answer, once the question is short enough."""
    typed = bot.telegram.message(7, text="长" * 501)
    bot.telegram.push("message", typed)
    assert bot.telegram.wait_sent(1, 7)[0]["text"] == phrases.TOO_LONG
    bot.telegram.push("edited_message", {**typed, "text": "化解率是多少", "edit_date": typed["date"]})
    bot.telegram.wait(lambda: bot.telegram.sent(7)[0]["text"].startswith(ANSWER))
    assert len(bot.telegram.sent(7)) == 1


def test_a_long_answer_edited_into_a_short_one(telegram: FakeTelegram, tmp_path: Path) -> None:
    """What is left over of the long answer is taken back; the other way round more is sent."""
    clauses = "、".join(f"第{n}项工作任务清单" for n in range(1, 31))
    library = small.library(
        "关于建设的报告", "深化建设", *[f"甲乙{n}工作率{n}.5%。{clauses}。" for n in range(1, 9)]
    )
    with Bot(telegram, tmp_path, library) as bot:
        typed = telegram.message(7, text="你好")
        telegram.push("message", typed)
        first = telegram.wait_sent(1, 7)[0]
        assert first["text"].startswith(render.CHAT["greeting"])
        telegram.push("edited_message", {**typed, "text": "甲乙3工作率是多少", "edit_date": typed["date"]})
        telegram.wait(lambda: "3.5%" in telegram.sent(7)[0]["text"])
        assert len(telegram.sent(7)) == 1
        bot.settled()


# --- taps --------------------------------------------------------------------------------------------------


def test_the_whole_paragraph_and_back(bot: Bot) -> None:
    """看整段 edits the message; its neighbours can be read on; back is the answer as it was."""
    before = bot.ask("化解率是多少")
    text, markup = before["text"], before["reply_markup"]
    assert tap(bot, before, phrases.WHOLE) == ""
    whole = bot.telegram.sent(7)[0]
    assert whole["text"].startswith("深化平安建设 维护和谐稳定 · 第11段\n民有所呼,我有所应")
    tap(bot, whole, phrases.LATER)
    assert "· 第12段\n" in bot.telegram.sent(7)[0]["text"]
    tap(bot, bot.telegram.sent(7)[0], phrases.BACK)
    after = bot.telegram.sent(7)[0]
    assert (after["text"], after["reply_markup"]) == (text, markup)
    assert len(bot.telegram.sent(7)) == 1


def test_other_candidates(bot: Bot) -> None:
    """Each opens with its own source, and leads back."""
    asked = bot.ask(several_meant())
    text = asked["text"]
    tap(bot, asked, phrases.OTHERS)
    listed = bot.telegram.sent(7)[0]
    assert listed["text"] == phrases.OTHERS_ARE
    first = next(iter(keys(listed)))
    tap(bot, listed, first)
    assert bot.telegram.sent(7)[0]["text"].startswith(f"{first}\n📄 ")
    tap(bot, bot.telegram.sent(7)[0], phrases.BACK)
    assert bot.telegram.sent(7)[0]["text"] == text


def test_a_related_question_is_asked(bot: Bot) -> None:
    """It is answered in a message of its own that says what was asked, and can be followed up."""
    tap(bot, bot.ask("化解率是多少"), phrases.RELATED)
    listed = bot.telegram.sent(7)[0]
    question = "接待群众多少人次？"
    tap(bot, listed, question)
    assert bot.telegram.sent(7)[-1]["text"].startswith(f"❓ {question}\n市综治中心共接待群众9719人次\n")
    assert bot.inbox.history(7, 7)[-1] == question


def test_a_declined_question_opens_what_stands(bot: Bot) -> None:
    """Its buttons are the report's words; a tap shows where they stand."""
    declined = bot.ask("2019年化解率是多少")
    assert declined["text"].startswith("报告没有写「2019年」的这项情况。")
    tap(bot, declined, "化解率95.74%")
    assert bot.telegram.sent(7)[0]["text"].startswith(ANSWER)
    tap(bot, bot.telegram.sent(7)[0], phrases.BACK)
    assert bot.telegram.sent(7)[0]["text"] == declined["text"]


def test_small_talk_offers_questions(bot: Bot) -> None:
    """A tap on an example asks it."""
    greeted = bot.ask("你好")
    tap(bot, greeted, "化解率是多少？")
    assert bot.telegram.sent(7)[-1]["text"].startswith(f"❓ 化解率是多少？\n{ANSWER}")


def test_asking_back_is_answered_by_a_tap(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that is tapped is asked with the same history, and answered in a message of its own."""
    answering(bot, monkeypatch, "受理了多少", made.clarify("化解率是多少", "办结率是多少"))
    asked = bot.ask("受理了多少")
    assert asked["text"] == render.WHICH
    tap(bot, asked, "办结率是多少")
    assert bot.telegram.sent(7)[-1]["text"].startswith("❓ 办结率是多少\n办结率87.05%\n")


def test_several_questions_have_buttons_each(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One message a question, in order; a button under the second belongs to the second."""
    library = bot.current.library
    each = [library.ask(one) for one in ("化解率是多少", "运城地铁里程多少", "办结率是多少")]
    both = replace(each[0], parts=tuple(each))
    answering(bot, monkeypatch, "两个问题", both)
    bot.ask("两个问题")
    first, second, third = bot.telegram.wait_sent(3, 7)
    assert [one["text"].split("\n")[0] for one in (first, second, third)] == [
        "❓ 化解率是多少？",
        "❓ 运城地铁里程多少？",
        "❓ 办结率是多少？",
    ]
    tap(bot, third, phrases.WHOLE)
    assert tap(bot, bot.telegram.sent(7)[2], phrases.BACK) == ""
    assert bot.telegram.sent(7)[2]["text"].startswith("❓ 办结率是多少？\n办结率87.05%\n")
    tap(bot, third, phrases.GOOD)
    assert [(one.kind, one.question) for one in bot.inbox.feedback()] == [
        ("declined", "运城地铁里程多少"),
        ("up", "办结率是多少"),
    ]


def answering(bot: Bot, monkeypatch: pytest.MonkeyPatch, asked: str, answer: Answer) -> None:
    """Lets the library give this answer to one question."""
    library = bot.current.library
    ask = library.ask
    monkeypatch.setattr(library, "ask", lambda one, history=(): answer if one == asked else ask(one, history))


def test_buttons_outlive_a_restart(telegram: FakeTelegram, tmp_path: Path) -> None:
    """What a button means is kept, not what the program remembers."""
    with Bot(telegram, tmp_path) as bot:
        message = bot.ask("化解率是多少")
    with Bot(telegram, tmp_path) as bot:
        tap(bot, message, phrases.WHOLE)
        assert "· 第11段\n" in telegram.sent(7)[0]["text"]


def test_a_button_of_an_older_report_says_so(bot: Bot) -> None:
    """Its answer may no longer stand: it is not shown again."""
    message = bot.ask("化解率是多少")
    bot.telegram.say("/outline")
    outline = bot.telegram.wait_sent(2, 7)[-1]
    bot.current.library = small.library("另一份报告", "深化建设", "化解率12.5%。")
    assert tap(bot, message, phrases.WHOLE) == phrases.OLDER
    assert tap(bot, outline, phrases.OPENING) == phrases.OLDER
    assert bot.telegram.sent(7)[0]["text"].startswith(ANSWER)


@pytest.mark.parametrize(
    "data", ["wUNKNOWNKEY12345.0", "zzz", "x", "w", "P8f47fc6e.99.99.99", "'; DROP TABLE", "F8f47fc6e.0.999"]
)
def test_a_tap_that_nobody_offered(bot: Bot, data: str) -> None:
    """Anything may come as a tap: it is answered, and nothing breaks."""
    message = bot.ask("化解率是多少")
    bot.telegram.tap(data, message)
    bot.telegram.wait(lambda: toasts(bot.telegram))
    assert bot.ask("谁写的")["text"].startswith("孙雄")


def test_votes_are_kept_with_their_reason(bot: Bot) -> None:
    """👍 thanks; 👎 asks why, once; personal numbers are masked."""
    message = bot.ask("我电话13812345678，化解率是多少")
    assert tap(bot, message, phrases.BAD) == phrases.SORRY
    asked_why = bot.telegram.sent(7)[0]
    assert set(keys(asked_why)) >= set(phrases.REASONS)
    assert tap(bot, asked_why, phrases.REASONS[1]) == phrases.NOTED
    assert phrases.REASONS[0] not in keys(bot.telegram.sent(7)[0])
    kept = [(one.kind, one.question, one.reason) for one in bot.inbox.feedback() if one.kind != "declined"]
    question = "我电话【电话】，化解率是多少"
    assert kept == [("down", question, ""), ("down", question, phrases.REASONS[1])]


def test_a_vote_counts_once(bot: Bot) -> None:
    """However often it is tapped; the votes go, the answer stays."""
    message = bot.ask("化解率是多少")
    first = copy.deepcopy(message)
    assert tap(bot, message, phrases.GOOD) == phrases.THANKED
    tap(bot, first, phrases.GOOD)
    assert [one.kind for one in bot.inbox.feedback()] == ["up"]
    left = bot.telegram.sent(7)[0]
    assert phrases.GOOD not in keys(left)
    assert phrases.COPY in keys(left)


def test_a_declined_question_is_kept(bot: Bot) -> None:
    """Staff see what citizens asked in vain."""
    bot.ask("运城地铁里程多少")
    bot.ask("化解率是多少")
    assert [(one.kind, one.question, one.reason) for one in bot.inbox.feedback()] == [
        ("declined", "运城地铁里程多少", "nothing")
    ]


# --- what is no question -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}, "图片"),
        ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}, "语音"),
        (
            {
                "sticker": {
                    "file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False, "is_video": False,
                    "type": "regular",
                }
            },
            "收到",
        ),
        ({"document": {"file_id": "a", "file_unique_id": "b"}}, "文件"),
        ({"location": {"longitude": 1.0, "latitude": 1.0}}, "文字"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "文字"),
        ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}], "caption": "化解率"}, "图片"),
    ],
)  # fmt: skip
def test_what_is_no_text_gets_one_polite_sentence(bot: Bot, content: dict[str, Any], said: str) -> None:
    """By what was sent."""
    bot.telegram.push("message", bot.telegram.message(7, **content))
    (message,) = bot.telegram.wait_sent(1, 7)
    assert said in message["text"]
    assert message["text"].count("。") + message["text"].count("！") <= 2


@pytest.mark.parametrize(
    ("text", "said"),
    [("长" * 501, phrases.TOO_LONG), (" ", phrases.NO_WORDS), ("\u200b\u202e", phrases.NO_WORDS)],
)
def test_empty_and_over_long_texts(bot: Bot, text: str, said: str) -> None:
    """One polite sentence each; 500 characters are still a question."""
    assert bot.ask(text)["text"] == said
    assert bot.ask("长" * 500)["text"] != phrases.TOO_LONG


def test_an_album_is_one_thing(bot: Bot) -> None:
    """Ten photos are not ten sentences."""
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    for _ in range(4):
        bot.telegram.push("message", bot.telegram.message(7, photo=photo, media_group_id="g1"))
    bot.settled()
    assert len(bot.telegram.sent(7)) == 1


def test_service_messages_and_posts_are_no_matter(bot: Bot) -> None:
    """A pinned message, a new title, an inline answer of our own: nothing is said to them."""
    telegram = bot.telegram
    for content in ({"new_chat_title": "新"}, {"pinned_message": telegram.message(7, text="x")}):
        telegram.push("message", telegram.message(7, **content))
    telegram.push("message", telegram.message(7, text="化解率95.74%", via_bot=telegram.state.me))
    bot.settled()
    assert telegram.sent(7) == []


def test_a_flood_is_noticed_once_and_for_one_user_alone(bot: Bot) -> None:
    """Five are answered, the sixth is told why, the rest is silence; others are answered."""
    for _ in range(9):
        bot.telegram.say("化解率是多少", user=7)
    bot.settled()
    sent = [one["text"] for one in bot.telegram.sent(7)]
    assert [text.startswith("化解率95.74%") for text in sent] == [True] * 5 + [False]
    assert sent[-1] == phrases.TOO_FAST


# --- commands ------------------------------------------------------------------------------------------------


def test_start_welcomes_with_questions_to_tap(bot: Bot) -> None:
    """Who presses Start can ask without typing."""
    message = bot.ask("/start")
    assert message["text"].startswith(phrases.START)
    assert "化解率是多少？" in keys(message)
    assert phrases.ALSO not in message["text"]
    english = {"id": 8, "is_bot": False, "first_name": "A", "language_code": "en"}
    assert phrases.ALSO in bot.ask("/start", 8, **{"from": english})["text"]


@pytest.mark.parametrize(
    ("payload", "begins"),
    [
        ("f22", "化解率95.74%\n📄"),
        ("p7", "把牢政治方向 锻造绝对忠诚 · 第7段\n"),
        ("p7-8f47fc6e", "把牢政治方向 锻造绝对忠诚 · 第7段\n"),
        ("p7-00000000", phrases.OPENED_OLDER),
        ("p99", phrases.NOT_THERE),
        ("9p1", phrases.NOT_THERE),
        ("source", "《运城"),
        ("figures", phrases.FIGURES),
        ("_-_", phrases.START),
        ("f" * 64, phrases.START),
    ],
)
def test_a_deep_link_opens_its_place(bot: Bot, payload: str, begins: str) -> None:
    """A fact, a paragraph, a page; a link that leads nowhere leads to something useful."""
    assert bot.ask(f"/start {payload}")["text"].startswith(begins)


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("/help", "@wenbao_bot"),
        ("/figures", "3. 化解率（全市四级矛调中心） 95.74%"),
        ("/outline", phrases.OUTLINE_IS),
        ("/source", "来源：运城新闻网"),
        ("/figures@wenbao_bot", phrases.FIGURES),
        ("/nothing", phrases.UNKNOWN_COMMAND),
        ("/ask 化解率是多少", ANSWER),
        ("/ask", phrases.NO_WORDS),
    ],
)
def test_a_command_is_answered(bot: Bot, command: str, holds: str) -> None:
    """Each with what it names."""
    assert holds in bot.ask(command)["text"]


def test_the_pages_are_tapped_through(bot: Bot) -> None:
    """From the outline to a section to a paragraph, always in the same message."""
    message = bot.ask("/outline")
    tap(bot, message, "深化平安建设 维护和谐稳定")
    assert bot.telegram.sent(7)[0]["text"].startswith("深化平安建设 维护和谐稳定\n1. 平安是最基本的发展环境")
    tap(bot, bot.telegram.sent(7)[0], "2")
    assert "· 第9段\n" in bot.telegram.sent(7)[0]["text"]
    assert len(bot.telegram.sent(7)) == 1


def test_the_profile_is_set_once(telegram: FakeTelegram, tmp_path: Path) -> None:
    """In Chinese for everybody and in English for who reads it; a second start finds nothing to set."""
    with Bot(telegram, tmp_path):
        telegram.wait(lambda: len(changes(telegram)) == 12)
    profile = telegram.state.profile
    assert [one["command"] for one in profile["MyCommands", "all_private_chats"]] == [
        "figures",
        "outline",
        "source",
        "help",
    ]
    assert profile["MyCommands", "all_group_chats en"][0] == {
        "command": "ask",
        "description": "Ask a question: /ask 化解率是多少",
    }
    assert profile["MyShortDescription", "default"] == phrases.SHORT_DESCRIPTION[""]
    assert profile["MyCommands", "all_private_chats zh"] == profile["MyCommands", "all_private_chats"]
    assert profile["MyDescription", "default en"] == phrases.DESCRIPTION["en"]
    gets = len(telegram.calls("getMyShortDescription"))
    with Bot(telegram, tmp_path):
        telegram.wait(lambda: len(telegram.calls("getMyShortDescription")) == gets + 3)
    assert len(changes(telegram)) == 12


def changes(telegram: FakeTelegram) -> list[str]:
    """The calls that set something."""
    return [call.method for call in telegram.calls() if call.method.startswith("setMy")]


# --- inline ------------------------------------------------------------------------------------------------------


def offered(bot: Bot, query: str) -> dict[str, Any]:
    """What an inline query is answered with."""
    before = len(bot.telegram.calls("answerInlineQuery"))
    bot.telegram.inline(query)
    bot.telegram.wait(lambda: len(bot.telegram.calls("answerInlineQuery")) > before)
    call = bot.telegram.calls("answerInlineQuery")[-1]
    assert call.status == 200, call
    return call.parameters


def test_inline_offers_cited_answers(bot: Bot) -> None:
    """The answer first; each carries its source, and a button that opens it with the bot."""
    results = offered(bot, "化解率")["results"]
    assert results[0]["title"] == "化解率95.74%"
    assert "第11段" in results[0]["description"]
    assert 2 <= len(results) <= 10
    for one in results:
        assert "📄 《运城" in one["input_message_content"]["message_text"]
        assert one["reply_markup"]["inline_keyboard"][0][0]["url"].startswith(
            "https://t.me/wenbao_bot?start=p"
        )


def test_inline_without_words_offers_the_key_figures(bot: Bot) -> None:
    """And says what can be typed."""
    parameters = offered(bot, "")
    assert len(parameters["results"]) > 5
    assert parameters["button"]["text"] == phrases.INLINE_HINT.format(phrases.EXAMPLE)


def test_inline_without_an_answer_leads_to_the_bot(bot: Bot) -> None:
    """Nothing is offered that has nothing to do with the words."""
    parameters = offered(bot, "火星移民")
    assert parameters["results"] == []
    assert parameters["button"]["start_parameter"] == "help"


@pytest.mark.parametrize("query", ["<b>&", "化" * 256, "/start", "2019年化解率", "你好"])
def test_any_inline_query_is_answered(bot: Bot, query: str) -> None:
    """Whatever is typed, Telegram takes the answer."""
    offered(bot, query)
