"""What a piece of a question may stand for in the reports: typed pinyin, same sound, mistyped, everyday words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from knowledge import sounds
from knowledge.index import Index
from knowledge.model import Variant
from knowledge.words import Lexicon

SAME, SYNONYM, SOUND, NEAR_SOUND, PART = 1.0, 0.9, 0.9, 0.8, 0.7
"""How surely a variant of each kind means what was typed; set by sense, not fitted: only their order matters much."""
LONGEST_MEND = 6
IN_REPORT = 3.0
"""How much likelier a word is meant by typed pinyin where the report has it: e³ times."""
ASKING = frozenset({"多少", "什么", "怎么", "哪个", "哪些", "几个", "多少钱", "几倍", "是多少", "百分之几", "为什么", "怎么样"})


class Mender:
    """Reads pieces of questions with the eyes of a library: general words and what its reports hold."""

    def __init__(self, lexicon: Lexicon, index: Index) -> None:
        self._lexicon = lexicon
        self._index = index

    # --- typed pinyin --------------------------------------------------------------------------

    def spelled_out(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The folded text with typed pinyin turned into characters, and what was turned: (typed, understood)."""
        turned: list[tuple[str, str]] = []
        out: list[str] = []
        position = 0
        for start, end in sounds.letter_runs(text):
            letters = text[start:end]
            meant = self._meant(letters)
            if meant and meant != letters:
                out += [text[position:start], meant]
                turned.append((letters, meant))
                position = end
        return "".join([*out, text[position:]]), tuple(turned)

    def _meant(self, letters: str) -> str:
        if not sounds.is_pinyin(letters) or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return self._blank_by_blank(letters) if " " in letters else ""
        if len(letters) < 4 and " " not in letters:
            return ""
        return "".join(sounds.spelled(letters, self._begin_with, self._value))

    def _blank_by_blank(self, letters: str) -> str:
        """English and pinyin mixed: the words that are no pinyin stay as they are."""
        kept: list[str] = []
        run: list[str] = []
        for word in [*letters.split(), ""]:
            if word and sounds.is_pinyin(word) and not self._lexicon.synonyms(word):
                run.append(word)
                continue
            if run:
                spelled = "".join(sounds.spelled(" ".join(run), self._begin_with, self._value))
                kept.append(spelled if len(run) > 1 and spelled else " ".join(run))
                run = []
            kept.append(word)
        return " ".join(part for part in kept if part)

    def _begin_with(self, character: str) -> tuple[str, ...]:
        return self._lexicon.beginning_with(character) + self._index.beginning_with(character)

    def _value(self, word: str) -> float:
        known = self._lexicon.likelihood(word)
        return known + IN_REPORT * (len(word) > 1) if self._index.holds(word) else known

    # --- same sound ------------------------------------------------------------------------------

    def mended(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with what is no word here, but sounds like one of the reports, set right.

        Same length: positions stay.
        """
        pieces = list(self._lexicon.cut(text))
        loose = [False] * len(text)
        for word, start, end in pieces:
            if end - start == 1 and "\u4e00" <= word <= "\u9fff":
                loose[start] = True
        turned: list[tuple[str, str]] = []
        position = 0
        while position < len(text):
            mend = self._mend_at(text, loose, position)
            if mend:
                turned.append((text[position : position + len(mend)], mend))
                text = text[:position] + mend + text[position + len(mend) :]
                position += len(mend)
            else:
                position += 1
        return text, tuple(turned)

    def _mend_at(self, text: str, loose: list[bool], position: int) -> str:
        """The longest mend of what begins here, or ""."""
        for length in range(min(LONGEST_MEND, len(text) - position), 1, -1):
            window = text[position : position + length]
            if not any(loose[position : position + length]) or not all("\u4e00" <= sign <= "\u9fff" for sign in window):
                continue
            if self._index.holds(window) or self._lexicon.knows(window) or self._explained(text, position, length):
                continue
            for heard in self._heard(window):
                same = sum(map(str.__eq__, heard, window))
                if same * 2 >= length and (length > 2 or self._lexicon.knows(heard)):
                    return heard
        return ""

    def _explained(self, text: str, position: int, length: int) -> bool:
        """Whether the window is made of words that need no mending, or cuts through one."""
        window = text[position : position + length]
        stop = self._lexicon.stopwords
        if length == 2 and (window[0] in stop and window[1] in stop):
            return True
        around = [text[i : i + 2] for i in (position - 1, position + length - 1) if i >= 0]
        return any(len(pair) == 2 and self._index.holds(pair) and self._lexicon.knows(pair) for pair in around)

    def _heard(self, window: str) -> list[str]:
        """Texts of the reports (and words of asking) that sound like the window, the most alike first."""
        found = self._asked(window) if window not in ASKING else []
        chains = [window[0], *(heard[0] for heard in self._index.sounding_like(window[:2]))]
        grown = list(dict.fromkeys(chains))
        for left, right in pairwise(window):
            longer: list[str] = []
            for chain in grown:
                for sign in dict.fromkeys([right, *(h[1] for h in self._index.sounding_like(left + right))]):
                    if self._index.holds(chain[-1] + sign):
                        longer.append(chain + sign)
            grown = longer[:60]
        found += [chain for chain in grown if chain != window and self._index.holds(chain)]
        return sorted(found, key=lambda heard: -sum(map(str.__eq__, heard, window)))

    @staticmethod
    def _asked(window: str) -> list[str]:
        return [
            word
            for word in ASKING
            if len(word) == len(window) and all(sounds.alike(a, b) for a, b in zip(word, window, strict=True))
        ]

    # --- variants ----------------------------------------------------------------------------------

    def variants(self, typed: str) -> tuple[Variant, ...]:
        """What the reports hold that these characters may stand for, surest first."""
        found: dict[str, Variant] = {}
        for variant in self._all_variants(typed):
            if variant.text not in found:
                found[variant.text] = variant
        return tuple(sorted(found.values(), key=lambda variant: -variant.degree))

    def _all_variants(self, typed: str) -> Iterator[Variant]:
        here = self._index.holds(typed)
        if here:
            yield Variant(typed, SAME, "same")
        for word in self._lexicon.synonyms(typed):
            if self._index.holds(word):
                yield Variant(word, SYNONYM, "synonym")
        if here or len(typed) < 2:
            return
        if 2 <= len(typed) <= 4 and all("\u4e00" <= sign <= "\u9fff" for sign in typed):
            for heard in self._heard(typed)[:3]:
                if len(heard) == len(typed):
                    yield Variant(heard, SOUND if self._same_sound(heard, typed) else NEAR_SOUND, "sound")
        yield from self._parts(typed)

    @staticmethod
    def _same_sound(left: str, right: str) -> bool:
        return all(
            not set(sounds.readings(a)).isdisjoint(sounds.readings(b)) for a, b in zip(left, right, strict=True)
        )

    def _parts(self, typed: str) -> Iterator[Variant]:
        """The longest pieces of the word that the reports hold."""
        for length in range(len(typed) - 1, 1, -1):
            pieces = {typed[i : i + length] for i in range(len(typed) - length + 1)}
            held = sorted(piece for piece in pieces if self._index.holds(piece))
            if held:
                yield from (Variant(piece, PART * length / len(typed), "part") for piece in held)
                return
