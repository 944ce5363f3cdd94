"""What may be said aloud: secrets are wrapped, and taken out of whatever is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

HIDDEN = "[secret]"
TOKEN = re.compile(r"(?<!\d)\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
"""A token of Telegram, whoever's."""
PASSWORD = re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)")
"""The user and password of an address."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that shows itself only when asked.

    >>> str(Secret("s3cret")), Secret("s3cret"), Secret("s3cret").reveal()
    ('[secret]', Secret(), 's3cret')
    """

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __str__(self) -> str:
        return HIDDEN


class Redactor:
    """Takes secrets out of texts.

    >>> Redactor([Secret("hush")])("hush, http://u:p@host/bot1234567:AAAAAAAAAAAAAAAAAAAAAAAAA/getMe")
    '[secret], http://[secret]@host/bot[secret]/getMe'
    """

    def __init__(self, secrets: Iterable[Secret | None]) -> None:
        known = {secret.reveal() for secret in secrets if secret is not None}
        forms = known | {quote(one, safe="") for one in known} | {repr(one)[1:-1] for one in known}
        # The longest first, so that no piece of one remains where another stands within it.
        exact = "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True) if one)
        self._exact = re.compile(exact) if exact else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        text = self._exact.sub(HIDDEN, text) if self._exact else text
        return PASSWORD.sub(HIDDEN, TOKEN.sub(HIDDEN, text))
