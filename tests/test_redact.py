"""No secret is written, in whatever form it comes."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from bot.redact import HIDDEN, Redactor, Secret
from tests.fake_telegram import TOKEN


@given(st.text(min_size=4), st.text(), st.text())
def test_a_secret_is_taken_out_wherever_it_stands(secret: str, before: str, after: str) -> None:
    """As it is, and as an address or a repr spells it."""
    if secret in HIDDEN:
        return
    redact = Redactor([Secret(secret), None])
    for form in (secret, quote(secret, safe=""), repr(secret)[1:-1]):
        told = redact(f"{before} {form} {after}")
        assert HIDDEN in told
        assert secret not in told.replace(HIDDEN, "\0")


def test_any_token_and_any_password_is_taken_out() -> None:
    """Also of a bot or a proxy that is not ours."""
    told = Redactor([])(f"POST https://api.telegram.org/bot{TOKEN}/getMe by socks5://me:pass@proxy:1080")
    assert told == f"POST https://api.telegram.org/bot{HIDDEN}/getMe by socks5://{HIDDEN}@proxy:1080"


def test_a_secret_does_not_show_itself() -> None:
    """Neither as a text nor within a record."""
    secret = Secret("hush")
    assert "hush" not in f"{secret} {secret!r} {[secret]} {Redactor([secret])!r}"
    assert secret.reveal() == "hush"
