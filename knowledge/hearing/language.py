"""Language: how unlikely words and texts are in a question about some reports, as negative logarithms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from knowledge.lexis import bigrams
from knowledge.lexis.dialect import dialect_words
from knowledge.lexis.numerals import units
from knowledge.lexis.places import full_name, names_within, rank
from knowledge.lexis.smalltalk import KIND
from knowledge.lexis.tables import groups, words
from knowledge.lexis.text import HAN
from knowledge.lexis.words import Lexicon
from knowledge.search.index import CACHED, Index

ASKED = 6.0
"""Of words that questions are asked with, whatever their share in ordinary text."""
NUMBERED = 1.5
"""So much less likely than those is 几 with any measure word: 几队, 几室."""
IN_REPORT, UNDERSTOOD = 3.0, 1.5
"""So much likelier is a word that the reports have, e³ times, and one that the thesaurus leads on."""
MEASURED_HERE = 8.0
"""Of what the reports count, where it is short: 化解率."""
OWN = 10.5
"""Of a word that no dictionary knows but the reports use as one: 综治, 矛调."""
TENS = 9.0
"""Of 八十 and the like, typed in pinyin."""
DIALECT = 11.0
"""Of a word of a dialect that asks nothing, typed in pinyin."""
SAID = 9.0
"""Of what people say that no dictionary has for a word, typed in pinyin: 爸妈."""
PROVINCE, WITHIN = 7.0, 7.0
"""Of the name of a province, and of a place within the own one, where they are typed in pinyin."""
OWN_ONCE = 12.0
"""Of one that stands there once: that may be chance."""
CUT = 4.0
"""The more, where a word is cut in two: 工作报 of 工作报告."""
KNOWN = 200
"""Two characters are a word that can be cut in two if they are used so often."""
LOOKED_AT = 3
"""Sentences that are looked at to see it."""
HELD = {2: 18.0, 3: 13.0, 4: 12.0, 5: 12.0, 6: 12.0, 7: 12.0}
"""Of any other piece of the reports, by its length: two characters meet by chance (民检 of 人民检察院)."""
OFFICIAL = 11.0
"""Of a word that everyday words stand for in the thesaurus: 低保."""
ELSEWHERE = 3.0
"""So much less likely is the name of a place that the reports do not name."""
EVERYDAY = 13.0
"""Of what only the thesaurus knows."""
LONE = 4.0
"""So much less likely is a character of content by itself than its share tells: that share counts parts of names."""
NEVER = 1000.0
"""Of what is no word at all."""
LONGEST = 6
"""Characters of a word, or a piece of the reports, that is weighed as one."""
COMMONEST = 2000
"""A word used so often in the dictionary's corpus may be meant, whether or not the reports have it."""
TOGETHER, JOINED = 4.5, 2.5
"""So much likelier two words are that the reports have side by side, and such of which only the ends meet there."""
COUNTED_HERE, COUNTED = 4.0, 1.0
"""The same of a measure word behind a number, if the reports count so, and if not."""
READ = 8
"""Reports that are looked through for the measure words in which they count."""
SPOKEN, SPOKEN_MORE = frozenset("啥咱俺咋呀吗嘛嘞呗喽收干整搞弄招办付念咧甚"), 3.0
"""What people say more often than ordinary text has it, and by how much, typed in pinyin."""
IN_SPEECH, IN_SPEECH_SAID = (
    "几个点 多少个点 点啥 些啥 有啥 是啥 叫啥 干了 收了 花了 整了 弄了 搞了 办了 抓了 判了 涨了 降了 少了 多了 这块儿 那块儿 又是 指什么 指的是 是指".split(),
    8.0,
)
"""What people say in one breath, and how unlikely it is, typed in pinyin."""
COUNTING = frozenset("多少几哪每两")
MEASURED = tuple(unit for kind in ("count", "money", "time") for unit in units()[kind])
MEASURES = frozenset(unit for unit in MEASURED if len(unit) == 1)
"""Measure words, those of one character."""
FREE = frozenset(
    "的了着过是在有和与及或都就还又很太更最把被让给对向从由以于为因这那每等上下里中内外前后时地得要会能可不没无吗呢吧啊呀哦嘛哈嗯呗咯嘞咧啦哟哎喂"
    "啥咋怎哪谁几我你您他她它咱俺请想问说讲查看帮求做干搞弄办叫称到成去来出起用比跟同再只全多少大小高低听好年月日点些个"
)
"""Characters that stand by themselves in questions."""


class Language:
    """General language, with the words of some reports in it."""

    def __init__(self, lexicon: Lexicon, index: Index) -> None:
        self._lexicon = lexicon
        self._index = index
        self._known: dict[str, float] = {}
        self._costs: dict[str, float] = {}
        self.asking = words("asking.txt")
        self.asking_in_dialect = frozenset(dialect_words(self.asking))

    def cost(self, text: str) -> float:
        """How unlikely a text is, cut into words as it is likeliest."""
        known = self._costs.get(text)
        if known is None:
            known = self._cost(text)
            if len(self._costs) < CACHED:
                self._costs[text] = known
        return known

    def _cost(self, text: str) -> float:
        known, worked_out = self._known.get, self.word
        best = [0.0] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            least = NEVER * len(text)
            for end in range(start + 1, min(start + LONGEST, len(text)) + 1):
                word = text[start:end]
                cost = known(word)
                cost = (worked_out(word) if cost is None else cost) + best[end]
                least = cost if cost < least else least  # noqa: FURB136 - the inner loop
            best[start] = least
        return best[0]

    def word(self, word: str) -> float:
        """How unlikely a word is; NEVER where nobody knows it."""
        known = self._known.get(word)
        if known is None:
            known = self._unlikelihood(word)
            if len(self._known) < CACHED:
                self._known[word] = known
        return known

    def _unlikelihood(self, word: str) -> float:
        lexicon = self._lexicon
        if not HAN.fullmatch(word):
            return NEVER if len(word) > 1 else 0.0
        if len(word) == 1:
            return -lexicon.likelihood(word) + (0.0 if word in FREE or word in MEASURES else LONE)
        if word in self.asking or word in self.asking_in_dialect:
            return ASKED
        if word[0] == "几" and word[1:] in MEASURES:
            return ASKED + NUMBERED
        here, known = self._index.holds(word), lexicon.knows(word)
        found = MEASURED_HERE if here and word in self._measured else NEVER
        if known:
            bonus = IN_REPORT if here else UNDERSTOOD if lexicon.synonyms(word) else 0.0
            found = min(found, -lexicon.likelihood(word) - bonus)
            if not here and rank(full_name(word)) >= 0:
                found += ELSEWHERE
        if lexicon.is_official(word):
            found = min(found, OFFICIAL - (IN_REPORT if here else 0.0))
        if here:
            found = min(found, self._held(word))
        return EVERYDAY if found > EVERYDAY and lexicon.synonyms(word) else found

    def is_word(self, word: str) -> bool:
        """Whether a dictionary or the thesaurus knows it, or the reports use it as one."""
        return self._lexicon.knows(word) or bool(self._lexicon.synonyms(word)) or self.is_own(word)

    def _held(self, text: str) -> float:
        """How unlikely a piece of the reports is that is no word of a dictionary."""
        if len(text) not in HELD:
            return NEVER
        where = [found for found in self._index.texts_with_pair(text[:2], LOOKED_AT) if text in found]
        whole = any(self._is_whole(found, found.find(text), len(text)) for found in where)
        if len(text) == 2:
            return OWN if whole and len(where) > 1 else OWN_ONCE if whole else HELD[2]
        return HELD[len(text)] + (0.0 if whole or not where else CUT)

    def stands_whole(self, text: str) -> bool:
        """Whether the reports have the text, two characters at least, where neither end cuts a word in two."""
        pair = max(text[:2], text[-2:], key=self._index.rarity)
        where = (found for found in self._index.texts_with_pair(pair) if text in found)
        return any(self._is_whole(found, found.find(text), len(text)) for found in islice(where, LOOKED_AT))

    def stands_by_chance(self, pair: str) -> bool:
        """Whether the reports have two characters only where both belong to other words: 办|好人|民."""
        found = list(islice(self._index.texts_with_pair(pair), LOOKED_AT))
        return bool(found) and all(all(self._cuts(text, text.find(pair), 2)) for text in found)

    def _is_whole(self, text: str, start: int, length: int) -> bool:
        """Whether neither end of a piece cuts a word of the dictionary in two."""
        return not any(self._cuts(text, start, length))

    def _cuts(self, text: str, start: int, length: int) -> tuple[bool, bool]:
        """Whether the beginning, and the end, of a piece cuts a word of the dictionary in two."""
        end = start + length
        return self._is_joined(text[max(start - 1, 0) : start + 1]), self._is_joined(text[end - 1 : end + 1])

    def _is_joined(self, pair: str) -> bool:
        return len(pair) == 2 and self._lexicon.count(pair) >= KNOWN

    def is_own(self, word: str) -> bool:
        """Whether the reports use two characters as a word: where they stand, neither belongs to another one."""
        return self._index.holds(word) and self._held(word) <= OWN_ONCE

    def is_common(self, word: str) -> bool:
        """Whether the word may be meant though the reports do not have it."""
        return self._lexicon.count(word) >= COMMONEST

    @cached_property
    def _measured(self) -> frozenset[str]:
        measures = self._index.measures
        return frozenset((*measures, *(measure[:-1] for measure in measures if measure.endswith("率"))))

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words that it is worth to understand: those of asking, of the thesaurus, of the reports, and common ones."""
        said = (word for kind, listed in groups("smalltalk.txt").items() if kind in KIND for word in listed)
        known = (w for w in self._lexicon.known_words() if self.is_common(w) or self._index.holds(w))
        numbered = (f"几{unit}" for unit in sorted(MEASURES))
        return tuple(dict.fromkeys([*self.asking, *numbered, *said, *self._lexicon.everyday(), *known]))

    def spelled(self, word: str) -> float:
        """How unlikely a word is where it is typed in pinyin: every character has others of its sound."""
        if len(word) == 1:
            return bigrams.alone(word) - (SPOKEN_MORE if word in SPOKEN else 0.0)
        return min(self.word(word), self.spelled_more.get(word, NEVER))

    @cached_property
    def spelled_more(self) -> dict[str, float]:
        """What only who reads pinyin takes for one word, and how unlikely it is: 几省 where the reports have 三省, 哪几份;
        tens; words of the dialects; the names of provinces and of what lies in the own places.
        """
        which = (f"哪{number}{unit}" for number in "几两三四五六" for unit in sorted(MEASURES))
        own = [head.place for head in self._index.heads if head.place]
        said = (w for w in (*self._lexicon.faint, *self._lexicon.stopwords) if len(w) > 1)
        return {
            **dict.fromkeys(said, SAID),
            **dict.fromkeys(IN_SPEECH, IN_SPEECH_SAID),
            **dict.fromkeys(names_within([""]), PROVINCE),
            **dict.fromkeys(names_within(own), WITHIN),
            **dict.fromkeys((f"{digit}十" for digit in "二三四五六七八九"), TENS),
            **dict.fromkeys(dialect_words(), DIALECT),
            **dict.fromkeys((*which, *dialect_words(self.asking)), ASKED + NUMBERED),
            **dict.fromkeys((f"几{thing}" for thing in self._index.numbered_things), ASKED),
        }

    @property
    def spellable(self) -> Iterator[str]:
        """All words that typed pinyin is read as."""
        yield from (*self.vocabulary, *self.spelled_more)
        yield from (*self._index.measures, *self._index.pairs, *self._lexicon.known_words())

    def beside(self, left: str, right: str) -> float:
        """How much likelier a word is behind this one than elsewhere, in the reports or in ordinary text."""
        found = bigrams.beside(left, right)
        last = left[-1:]
        if right in MEASURES and (last == bigrams.NUMBER or last in COUNTING):
            found = max(found, COUNTED_HERE if right in self._units else COUNTED)
        if not (self._index.holds(last + right[:1]) and left.isalpha() and right.isalpha()):
            return found
        counted = left[1:] if left[0] == "几" and len(left) > 1 else left  # the report has 8.69个百分点
        together = len(counted) + len(right) > 2 and self._index.holds(counted + right)
        return max(found, TOGETHER if together else JOINED)

    @cached_property
    def _units(self) -> frozenset[str]:
        """What the first of the reports count in: of a large library not all are read for it."""
        some = islice(self._index.own, READ)
        return frozenset(fact.quantity.unit for report in some for fact in report.facts)
