"""Groups: the bot speaks when it is spoken to, answers whom it is asked to answer, and keeps to the topic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.view import phrases
from tests.fake_telegram import FakeTelegram
from tests.running import Bot, keys

GROUP = -100500
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
ANNOUNCER = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


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


def said(bot: Bot, text: str, **more: Any) -> list[dict[str, Any]]:
    """What the bot sends to the group for this message, as it was asked to be sent."""
    bot.telegram.say_in_group(text, group=GROUP, **more)
    bot.settled()
    return [call.parameters for call in bot.telegram.calls("sendMessage")]


def other(bot: Bot, text: str, user: int = 8, **more: Any) -> dict[str, Any]:
    """Somebody's message that is replied to."""
    return bot.telegram.message(user, chat=GROUP, text=text, **more)


@pytest.mark.parametrize(
    "text", ["化解率是多少", "今天天气不错", "@other_bot 化解率", "/figures@other_bot", "/nothing"]
)
def test_it_is_silent_among_others(bot: Bot, text: str) -> None:
    """What is not meant for it gets no word."""
    assert said(bot, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "@wenbao_bot 化解率是多少",
        "化解率是多少 @wenbao_bot",
        "/ask 化解率是多少",
        "/ask@wenbao_bot 化解率是多少",
        "@WenBao_Bot，化解率是多少",
    ],
)
def test_it_answers_who_calls_it(bot: Bot, text: str) -> None:
    """Mentioned or commanded, it answers the question without the call, as a reply."""
    entities = None
    if "WenBao" in text:
        entities = [{"type": "mention", "offset": 0, "length": 11}]
    (call,) = said(bot, text, message_id=55, **({"entities": entities} if entities else {}))
    assert call["text"].startswith("<b>化解率95.74%</b>\n")
    assert call["reply_parameters"] == {"message_id": 55, "allow_sending_without_reply": True}
    assert bot.inbox.history(GROUP, 7) == ("化解率是多少",)


def test_its_name_without_a_username_calls_it_too(bot: Bot) -> None:
    """A mention may be a link to its account."""
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": bot.telegram.state.me}
    (call,) = said(bot, "问报 化解率是多少", entities=[entity])
    assert call["text"].startswith("<b>化解率95.74%</b>\n")


def test_it_answers_who_replies_to_it(bot: Bot) -> None:
    """A reply to its message needs no call."""
    mine = {**other(bot, "化解率95.74%"), "from": bot.telegram.state.me}
    (call,) = said(bot, "办结率是多少", reply_to_message=mine)
    assert call["text"].startswith("<b>办结率87.05%</b>\n")


@pytest.mark.parametrize("text", ["@wenbao_bot", "/ask", "/ask@wenbao_bot"])
def test_a_call_under_a_question_answers_that_question(bot: Bot, text: str) -> None:
    """It replies to who asked, and quotes what was asked."""
    asked = other(bot, "化解率是多少", message_id=41)
    (call,) = said(bot, text, reply_to_message=asked)
    assert call["text"].startswith("<b>化解率95.74%</b>\n")
    assert call["reply_parameters"] == {
        "message_id": 41,
        "allow_sending_without_reply": True,
        "quote": "化解率是多少",
    }


def test_a_call_with_words_of_its_own_under_a_question(bot: Bot) -> None:
    """Words that ask nothing leave the question as it is; a question of one's own is answered instead."""
    asked = other(bot, "化解率是多少", message_id=41)
    first, second = [
        said(bot, f"@wenbao_bot {words}", reply_to_message=asked)[-1]
        for words in ("这个你知道吗", "办结率是多少")
    ]
    assert first["text"].startswith("<b>化解率95.74%</b>\n")
    assert second["text"].startswith("<b>办结率87.05%</b>\n")


def test_the_quoted_words_are_the_question(bot: Bot) -> None:
    """Who quotes a part of a long message means that part."""
    asked = other(bot, "今天开会。化解率是多少？还有别的事。", message_id=41)
    (call,) = said(
        bot, "@wenbao_bot", reply_to_message=asked, quote={"text": "化解率是多少？", "position": 5}
    )
    assert call["text"].startswith("<b>化解率95.74%</b>\n")
    assert call["reply_parameters"]["quote"] == "化解率是多少？"


def test_a_quote_that_telegram_does_not_find_is_left_out(bot: Bot) -> None:
    """The message may have been edited meanwhile: the answer comes all the same."""
    bot.telegram.fault(
        400,
        when=lambda p: "quote" in p.get("reply_parameters", {}),
        description="Bad Request: QUOTE_TEXT_INVALID",
    )
    calls = said(bot, "@wenbao_bot", reply_to_message=other(bot, "化解率是多少", message_id=41))
    assert calls[-1]["reply_parameters"] == {"message_id": 41, "allow_sending_without_reply": True}
    assert len(bot.telegram.sent(GROUP)) == 1


def test_an_edited_call_edits_its_answer(bot: Bot) -> None:
    """In a group, too, as the last question of that user."""
    typed = bot.telegram.message(7, chat=GROUP, text="@wenbao_bot 化解率是多少")
    bot.telegram.push("message", typed)
    bot.telegram.wait_sent(1, GROUP)
    edited = bot.telegram.message(
        7, chat=GROUP, text="@wenbao_bot 办结率是多少", message_id=typed["message_id"]
    )
    bot.telegram.push("edited_message", {**edited, "edit_date": typed["date"]})
    bot.settled()
    (answer,) = bot.telegram.sent(GROUP)
    assert answer["text"].startswith("办结率87.05%\n")


def test_an_empty_call_is_asked_back(bot: Bot) -> None:
    """It says how to ask; under a sticker, too."""
    assert said(bot, "@wenbao_bot")[-1]["text"] == phrases.NOTHING_ASKED
    sticker = {**other(bot, ""), "dice": {"emoji": "🎲", "value": 3}}
    assert said(bot, "@wenbao_bot", reply_to_message=sticker)[-1]["text"] == phrases.NOTHING_ASKED


def test_an_over_long_message_is_not_answered_whole(bot: Bot) -> None:
    """The limit holds for what is replied to as well."""
    assert said(bot, "@wenbao_bot", reply_to_message=other(bot, "长" * 501))[-1]["text"] == phrases.TOO_LONG


def test_topics_are_kept(bot: Bot) -> None:
    """The answer comes in the topic of the question; a message of a topic is no reply to the bot that made it."""
    made = {
        **other(bot, ""),
        "from": bot.telegram.state.me,
        "forum_topic_created": {"name": "平安", "icon_color": 1},
    }
    topic = {"is_topic_message": True, "message_thread_id": 77, "reply_to_message": made}
    assert said(bot, "化解率是多少", **topic) == []
    (call,) = said(bot, "@wenbao_bot 化解率是多少", **topic)
    assert call["message_thread_id"] == 77


def test_a_thread_of_replies_is_no_topic(bot: Bot) -> None:
    """Its number is not passed on: Telegram would refuse it."""
    (call,) = said(bot, "@wenbao_bot 化解率是多少", message_thread_id=12)
    assert "message_thread_id" not in call


def test_anonymous_admins_are_answered_as_their_group(bot: Bot) -> None:
    """They have no account of their own; their conversation is the group's."""
    chat = bot.telegram.state.chat(GROUP)
    (call,) = said(bot, "@wenbao_bot 化解率是多少", **{"from": ANONYMOUS, "sender_chat": chat})
    assert call["text"].startswith("<b>化解率95.74%</b>\n")
    assert bot.inbox.history(GROUP, GROUP) == ("化解率是多少",)


def test_a_channel_may_ask_in_a_group(bot: Bot) -> None:
    """Somebody who writes as a channel is answered."""
    channel = {"id": -100777, "type": "channel", "title": "频道"}
    assert len(said(bot, "@wenbao_bot 化解率是多少", **{"from": CHANNEL, "sender_chat": channel})) == 1


def test_posts_and_other_bots_are_not_answered(bot: Bot) -> None:
    """A post forwarded from the linked channel, a post in a channel, another bot: no word, and nothing breaks."""
    channel = {"id": -100777, "type": "channel", "title": "频道"}
    post = {"from": ANNOUNCER, "sender_chat": channel, "is_automatic_forward": True}
    assert said(bot, "@wenbao_bot 化解率是多少", **post) == []
    assert said(bot, "@wenbao_bot 化解率是多少", **{"from": {**CHANNEL, "id": 5}}) == []
    bot.telegram.allowed = None
    bot.telegram.push(
        "channel_post", {"message_id": 3, "date": 1, "chat": channel, "text": "@wenbao_bot 化解率"}
    )
    bot.telegram.push(
        "edited_channel_post", {"message_id": 3, "date": 1, "chat": channel, "text": "x", "edit_date": 2}
    )
    bot.settled()
    assert bot.telegram.sent(-100777) == []


def test_photos_in_a_group_get_no_word(bot: Bot) -> None:
    """A polite sentence to each would be none."""
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    mine = {**other(bot, "x"), "from": bot.telegram.state.me}
    bot.telegram.push("message", bot.telegram.message(7, chat=GROUP, photo=photo, reply_to_message=mine))
    bot.settled()
    assert bot.telegram.sent(GROUP) == []


def test_a_source_in_a_group_leads_to_the_bot(bot: Bot) -> None:
    """Who wants to read on can do so in private."""
    (call,) = said(bot, "@wenbao_bot 化解率是多少")
    assert '<a href="https://t.me/wenbao_bot?start=p11-' in call["text"]


def test_votes_in_a_group_leave_the_buttons_to_the_others(bot: Bot) -> None:
    """Each vote is kept; nothing changes under the answer."""
    said(bot, "@wenbao_bot 化解率是多少")
    message = bot.telegram.sent(GROUP)[0]
    for user in (7, 8, 8):
        bot.telegram.tap(keys(message)[phrases.BAD], message, user)
    bot.telegram.wait(lambda: len(bot.telegram.calls("answerCallbackQuery")) == 3)
    assert [one.kind for one in bot.inbox.feedback()] == ["down", "down"]
    assert bot.telegram.calls("editMessageReplyMarkup") == []


def test_a_group_that_moves_keeps_its_conversations(bot: Bot) -> None:
    """Told by a message, or learnt when sending."""
    telegram = bot.telegram
    said(bot, "@wenbao_bot 化解率是多少")
    telegram.push("message", telegram.message(7, chat=GROUP, migrate_to_chat_id=-100900))
    bot.settled()
    assert bot.inbox.history(-100900, 7) == ("化解率是多少",)
    telegram.state.migrated[-100900] = -100901
    telegram.say_in_group("@wenbao_bot 2019年呢", group=-100900)
    telegram.wait_sent(1, -100901)
    bot.settled()
    assert bot.inbox.history(-100901, 7) == ("化解率是多少", "2019年呢")


def test_conversations_in_a_group_are_each_user_s_own(bot: Bot) -> None:
    """One's follow-up does not lean on what another asked."""
    said(bot, "@wenbao_bot 化解率是多少", user=7)
    said(bot, "@wenbao_bot 谁写的", user=8)
    assert (bot.inbox.history(GROUP, 7), bot.inbox.history(GROUP, 8)) == (("化解率是多少",), ("谁写的",))


def test_a_flood_of_talk_that_is_not_meant_for_it_counts_for_nothing(bot: Bot) -> None:
    """Who writes much to others may still ask."""
    for number in range(20):
        bot.telegram.say_in_group(f"闲聊{number}", group=GROUP)
    assert len(said(bot, "@wenbao_bot 化解率是多少")) == 1


def odd(telegram: FakeTelegram) -> Iterator[dict[str, Any]]:
    """Messages as they may come, and seldom do."""
    here, user = telegram.state.chat(GROUP), {"id": 7, "is_bot": False, "first_name": ""}
    plain: dict[str, Any] = {"message_id": 90, "date": 1, "chat": here}
    call = {"type": "mention", "offset": 0, "length": 11}
    yield plain
    yield {**plain, "text": "@wenbao_bot 化解率", "entities": [call]}
    yield {**plain, "from": user, "text": "@wenbao_bot", "entities": [{**call, "length": 4000}]}
    yield {**plain, "from": user, "text": "👍@wenbao_bot 化解率", "entities": [{**call, "offset": 1}]}
    yield {**plain, "from": user, "text": "👍👍@wenbao_bot 👍", "entities": [{**call, "offset": 4}]}
    yield {
        **plain,
        "from": user,
        "text": "/ask@wenbao_bot",
        "entities": [{"type": "bot_command", "offset": 0, "length": 15}],
    }
    yield {**plain, "from": user, "text": "@wenbao_bot \u202e\u0000<b>&", "entities": [call]}
    yield {**plain, "from": user, "text": "@wenbao_bot", "entities": [call], "reply_to_message": plain}
    yield {**plain, "from": user, "text": "@wenbao_bot", "entities": [call], "external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}}  # fmt: skip
    yield {**plain, "from": user, "left_chat_member": telegram.state.me}
    yield {**plain, "chat": {"id": 7, "type": "private"}, "from": user, "text": "\ud83d 化解率是多少"}


def test_odd_messages_break_nothing(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    """Each is served or passed over, and the next question is answered."""
    for kind in ("message", "edited_message"):
        for message in odd(bot.telegram):
            bot.telegram.push(kind, message)
    bot.settled()
    assert bot.ask("化解率是多少", user=11)["text"].startswith("化解率95.74%")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
