"""The outbox: an error means what its cause says; a part is sent once, even if its update comes again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.view import phrases
from tests.fake_telegram import FakeTelegram
from tests.running import Bot


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


def test_refused_marks_are_left_out(bot: Bot) -> None:
    """The same message again would be refused again: it is sent as plain text."""
    bot.telegram.fault(400)
    message = bot.ask("化解率是多少")
    assert message["text"].startswith("化解率95.74%\n📄")
    marked, plain = bot.telegram.calls("sendMessage")
    assert (marked.status, plain.status) == (400, 200)
    assert "parse_mode" not in plain.parameters
    assert message["reply_markup"]


def test_a_message_that_is_always_refused_ends(bot: Bot) -> None:
    """Each form is tried once; the next question is answered."""
    bot.telegram.fault(400, times=3)
    bot.telegram.say("化解率是多少")
    bot.settled()
    assert bot.telegram.sent(7) == []
    assert bot.ask("谁写的")["text"].startswith("孙雄")


def test_a_refusal_for_good_is_not_tried_in_other_forms(bot: Bot) -> None:
    """Where the bot may not write, no form of the message helps."""
    bot.telegram.fault(400, description="Bad Request: not enough rights to send text messages to the chat")
    bot.telegram.say("化解率是多少")
    bot.settled()
    assert len(bot.telegram.calls("sendMessage")) == 1


def test_an_answer_to_a_topic_that_has_gone_comes_all_the_same(bot: Bot) -> None:
    """In the chat itself."""
    bot.telegram.fault(
        400, when=lambda p: "message_thread_id" in p, description="Bad Request: message thread not found"
    )
    message = bot.ask("化解率是多少", is_topic_message=True, message_thread_id=5)
    assert "message_thread_id" not in message


def test_what_was_perhaps_sent_is_not_sent_again(bot: Bot) -> None:
    """A doubled answer is worse than one that is late; the conversation goes on."""
    bot.telegram.fault("lost")
    number = bot.telegram.say("化解率是多少")
    bot.settled()
    assert len([call for call in bot.telegram.calls("sendMessage") if call.parameters["chat_id"] == 7]) == 1
    assert bot.inbox.sent(number, 0) == 0
    assert bot.inbox.history(7, 7) == ("化解率是多少",)


def test_a_chat_that_blocked_the_bot_ends_quietly(bot: Bot) -> None:
    """Nothing more is tried there, and the conversation is forgotten."""
    bot.ask("谁写的")
    assert bot.inbox.history(7, 7) == ("谁写的",)
    bot.telegram.state.blocked.add(7)
    bot.telegram.say("化解率是多少")
    assert bot.inbox.history(7, 7) == ()
    assert [call.status for call in bot.telegram.calls("sendMessage")] == [200, 403]


def test_a_part_that_was_sent_is_not_sent_again(bot: Bot) -> None:
    """An update that comes again after a crash finds what was sent."""
    telegram = bot.telegram
    number = telegram.say("化解率是多少")
    first = telegram.wait_sent(1, 7)[0]
    bot.settled()
    typed = telegram.message(7, text="运城地铁里程多少")
    bot.inbox.record_sent(5000, 0, 4321)
    telegram.push("message", typed, number=5000)
    bot.settled()
    assert [one["message_id"] for one in telegram.sent(7)] == [first["message_id"]]
    assert bot.inbox.sent(number, 0) == first["message_id"]
    assert bot.inbox.last_turn(7, 7).answer_messages == (4321,)  # type: ignore[union-attr]
    assert bot.inbox.feedback() == []


def test_an_edit_that_fails_is_sent_instead(bot: Bot) -> None:
    """Who deleted the answer and edits his question gets a new one."""
    typed = bot.telegram.message(7, text="化解率是多少")
    bot.telegram.push("message", typed)
    answer = bot.telegram.wait_sent(1, 7)[0]
    bot.settled()
    del bot.telegram.state.shown[7, answer["message_id"]]
    bot.telegram.push("edited_message", {**typed, "text": "办结率是多少", "edit_date": typed["date"]})
    assert bot.telegram.wait_sent(1, 7)[0]["text"].startswith("办结率87.05%")


def test_an_error_of_ours_is_said_and_ends(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked learns that it went wrong; the next one is served."""
    library = bot.current.library

    def ask(question: str, history: tuple[str, ...] = ()) -> object:
        if question == "坏":
            raise RuntimeError(question)
        return type(library).ask(library, question, history)

    monkeypatch.setattr(library, "ask", ask)
    assert bot.ask("坏")["text"] == phrases.FAILED
    assert bot.ask("谁写的")["text"].startswith("孙雄")
