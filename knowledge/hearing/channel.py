"""What was meant by what was typed: a noisy channel, asked only where the words as typed make no sense.

A slip leaves single characters that belong to no word: 化|戒律, 服|物. Around each of them every word is tried
that sounds or looks like what was typed or is one key away from it. A try is taken where the text is likelier
with it, the slip paid for: the logarithms of how likely the words are, of general language and of the reports,
against those of how likely the slip is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache, cached_property
from heapq import nsmallest
from itertools import islice, product

from knowledge.hearing.language import ASKED, FREE, HELD, MEASURES, NEVER, Language
from knowledge.hearing.nearby import Nearby
from knowledge.hearing.wording import Turned, made_whole, rewritten
from knowledge.lexis.slips import look_alikes
from knowledge.lexis.sounds import readings, same, usual_first
from knowledge.lexis.text import HAN
from knowledge.lexis.words import Lexicon
from knowledge.search.index import Index

SAME, NEAR, SHAPE, SWAPPED, DOUBLED, DROPPED, FURTHER = 6.0, 8.0, 8.0, 5.5, 5.0, 6.0, 4.0
"""How unlikely a slip is, as a negative logarithm: another character of the same sound, of nearly the same, of
like looks; two changed about, one typed twice, one left out; each character of a word that is wrong beside the first."""
DOUBTED = 8
"""Where more words of a question mean nothing to the reports, no slip is to blame."""
WRONG = 11.0
"""Of any other character typed for the right one."""
SECOND = 2.0
"""The more, where one of the two sounds like the other only in its second reading: 次 for 自, as it can be read zi."""
SHORTEST = 2.0
"""The more, where two characters are what is left of a word: of many words they may be."""
FREE_ONE = 1.0
"""The more, where what was typed stands well by itself: 有, 的."""
MARGIN, AGAIN = 2.0, 0.0
"""So much likelier has a text to be with the slip set right; and where nothing was found in it as it was typed."""
UNMEANT = 6.0
"""Typed pinyin that means nothing here is taken for what sounds the same and means something, if that is no less likely
by more."""
COMPLETED = -3.0
"""The same of one character made a word, where the reports have that word with two characters beside it: that tells more."""
LINKED = 3.0
"""So much likelier what is meant may become beside its neighbours: 数字|贸易额 for 字数|贸易额."""
LEAST = 0.1
"""What such a try counts beside others, at least."""
BESIDE = 2
"""Characters beside a completed word that the reports must have there."""
COMMON, COMMON_VERB = 11.5, 13.2
"""A character that is likelier than this by itself, as a verb is, is strange only beside another one."""
LONGEST, LONGEST_HELD = 4, 6
"""Characters of a word of the vocabulary, and of a piece of the reports, that are compared with what was typed."""
MEANT_AT_MOST = 3
"""Words that a piece of text may be a slip of are weighed with what stands beside it, the likeliest."""
NEIGHBOURS = 2
"""Words beside a strange one that are looked at with it."""
READINGS, SPELLINGS = 2, 8
"""Of a character and of a word that are compared, the usual ones first."""
COUNTS = frozenset("几多少两每各这那哪第一二三四五六七八九十百千万亿0123456789%")
"""A measure word behind one of these is one; elsewhere 心 is no measure."""
COMPLEMENTS = frozenset("住到完掉过开走死光齐够")
"""What stands behind a verb and says that it was done: 扛住, 买到."""
PLAIN = frozenset(
    "型钱涨降升跌新旧奖占亿总爸妈娃车房病药学书路桥水电煤油粮菜肉树村镇县市省国人家数打住念读写拿找管换付交买卖修建防治抓缺欠骗偷抢死伤养生吃"
    "喝穿走跑坐站睡玩开关设定收发放投拨用加减扩改拆迁种植挖铺通排居拖评选考聘招补贴罚判审查封禁限占指登替靠闹搭揪收追挑赢懂怕求算拦护救搜捡凭排靠冒针厂店社馆员队桩版稿词字号牌证卡票款税费额债股汇利息课口岁案第委屋房床桌椅门窗灯锅碗衣鞋帽包狗猫鸡鸭鹅牛羊猪鱼虾蛋奶果瓜豆米面糖盐茶酒烟火冰雪雨风山河湖海江岛田地林草花土沙石井坝堤沟坡墙梯箱袋瓶盒纸笔报"
)
"""Nouns and verbs of one character that everybody uses: strange only beside another single character."""
GLUE = frozenset(
    "的了是有在和把被给让对几哪谁啥咋不没吗呢啊吧呀嘛年月日号多少个咱我你您俺他它这那比都就还也从由为与及或又说办做老新旧大小好坏破"
)
"""Those that stand beside a verb or noun of one character, too."""
_GLUED = GLUE | {""}
"""The same, or nothing of one character."""
_BESIDE_VERBS = _GLUED | set("想要能会得可该去来")
"""Those that stand before any verb, too: 想|找."""
Try = tuple[float, int, int, str]
"""How much likelier a text is, with what stands from here to there read so."""
Word = tuple[str, int, int]
"""A word of a text, where it begins and where it ends."""


def nothing_kept(_: str) -> Container[int]:
    """No position of the text: all of it may be a slip."""
    return ()


class Channel:
    """Sets right what was mistyped, with the words of general language and of some reports."""

    def __init__(
        self, lexicon: Lexicon, index: Index, language: Language, nearby: Nearby, whole: Channel | None = None
    ) -> None:
        """`whole`: the channel of all reports of the library, whose words are tried for each of them."""
        self._whole = whole
        self._lexicon = lexicon
        self._index = index
        self._nearby = nearby
        self._language = language

    def restored(self, text: str, kept: Callable[[str], Container[int]] = nothing_kept) -> tuple[str, Turned]:
        """The folded text as it was meant, and what was set right: (typed, meant), in order.

        `kept(text)`: positions of what is no slip, however it looks: the names of places.
        """
        text, turned = rewritten(text)
        words = self._lexicon.cut(text)
        strange = list(self._strange(words))
        if strange:
            text, mended = self._set_right(text, words, strange, kept(text))
            turned += mended
        text, asking = made_whole(text)
        return text, (*turned, *asking)

    def reread(self, text: str, kept: Container[int] = ()) -> tuple[str, Turned]:
        """The same for a text in which nothing was found: each word that means nothing to the reports is doubted now."""
        words = self._lexicon.cut(text)
        strange = [
            at
            for at, (word, start, _) in enumerate(words)
            if start not in kept and self._means_nothing(word) and not self._in_place(words, at)
        ]
        if not 0 < len(strange) <= DOUBTED:
            return text, ()
        return self._set_right(text, words, strange, kept, AGAIN)

    def heard_otherwise(
        self, text: str, spelled: Container[int], kept: Container[int] = ()
    ) -> tuple[str, Turned]:
        """The same for what was typed in pinyin, at these positions: what sounds just the same may as well be meant."""
        words = self._lexicon.cut(text)
        tries = [
            one
            for spot, (word, start, _) in enumerate(words)
            if start in spelled and start not in kept and self._means_nothing(word)
            for one in self._sounding_so(text, words, spot, spelled, kept)
        ]
        return _with(text, tries)

    def _sounding_so(
        self, text: str, words: Sequence[Word], spot: int, spelled: Container[int], kept: Container[int]
    ) -> Iterator[Try]:
        """What sounds like a word that means nothing, with what stands beside it, and means something."""
        for first, last, start, end in self._windows(words, spot, kept):
            if not all(at in spelled for at in range(start, end)):
                continue
            window = text[start:end]
            wide = words[max(first - 1, 0)][1], words[min(last + 1, len(words) - 1)][2]
            exact = self._language.cost(text[wide[0] : wide[1]])
            heard = [word for key in _keys(window) for word in self.near.by_sound.get(key, "").split()]
            for meant in dict.fromkeys((*self._nearby.heard(window), *heard)):
                if meant != window and same(window, meant) and not self._means_nothing(meant):
                    gain = exact - self._language.cost(text[wide[0] : start] + meant + text[end : wide[1]])
                    if gain + UNMEANT > 0:
                        yield gain + UNMEANT, start, end, meant

    def _means_nothing(self, word: str) -> bool:
        if not HAN.fullmatch(word) or word in FREE or len(word) > LONGEST:
            return False
        if len(word) == 1:
            return True
        known = self._index.holds(word) or word in self._language.asking
        return not known and not any(map(self._index.holds, self._lexicon.synonyms(word)))

    def _is_strange(self, sign: str, before: str, left: str, right: str) -> bool:
        """Whether a character cannot stand alone behind `before`; `left` and `right` are single ones beside it, or ""."""
        if (
            (sign in MEASURES and (before in COUNTS or right == "数"))
            or (sign == "数" and left in MEASURES)
            or self._pair(left, sign)
            or self._pair(sign, right)
        ):
            return False
        if sign in GLUE or (right and right in COMPLEMENTS) or (left and sign in COMPLEMENTS):
            return False
        if not _BESIDE_VERBS.issuperset((left, right)):
            return True
        common = COMMON_VERB if self._lexicon.kind(sign) == "v" else COMMON
        return sign not in PLAIN and self._language.word(sign) >= common

    def _set_right(
        self,
        text: str,
        words: Sequence[Word],
        strange: Sequence[int],
        kept: Container[int],
        margin: float = MARGIN,
    ) -> tuple[str, Turned]:
        tries = [
            one
            for spot in strange
            if words[spot][1] not in kept
            for one in self._tries(text, words, spot, kept, margin)
        ]
        return _with(text, tries)

    def _strange(self, words: Sequence[Word]) -> Iterator[int]:
        """Which words are single characters of content that do not stand where they stand by themselves."""
        for at, (word, start, end) in enumerate(words):
            if end - start == 1 and word not in FREE and "\u4e00" <= word <= "\u9fff":
                before, behind = _beside(words, at)
                strange = self._is_strange(word, before[-1:], *map(_single, (before, behind)))
                if strange and not self._at_home(before, word, behind):
                    yield at

    def _in_place(self, words: Sequence[Word], at: int) -> bool:
        """Whether a single character is a measure word behind a number, or stands so in the reports."""
        word = words[at][0]
        if len(word) > 1:
            return False
        before, behind = _beside(words, at)
        return (word in MEASURES and before[-1:] in COUNTS) or self._at_home(before, word, behind)

    def _at_home(self, before: str, sign: str, behind: str) -> bool:
        """Whether the reports have the character with the whole word before or behind it: 化解|率, 案|事件."""
        if not _GLUED.issuperset(map(_single, (before, behind))):
            return False
        return (len(before) > 1 and self._has_whole(before + sign)) or (
            len(behind) > 1 and self._has_whole(sign + behind)
        )

    def _has_whole(self, text: str) -> bool:
        return self._index.holds(text) and self._language.stands_whole(text)

    def _pair(self, left: str, right: str) -> bool:
        """Whether two single characters are a word after all: 维|稳."""
        return (
            bool(left and right)
            and left not in FREE
            and right not in FREE
            and self._language.is_word(left + right)
        )

    def _tries(
        self, text: str, words: Sequence[Word], spot: int, kept: Container[int], margin: float = MARGIN
    ) -> Iterator[Try]:
        """What may be meant around a strange word: (how much likelier, start, end, meant)."""
        if margin < MARGIN:
            yield from self._completed(text, words, spot)
        for first, last, start, end in self._windows(words, spot, kept):
            if self._stands(text[start:end]):
                continue
            wide = max(first - 1, 0), min(last + 1, len(words) - 1)
            whole_start, whole_end = words[wide[0]][1], words[wide[1]][2]
            typed = sum(self._language.word(word) for word, _, _ in words[first : last + 1])
            if typed < ASKED + DOUBLED + margin:
                continue
            exact = 0.0
            for meant, slip in self._meant(
                text[start:end], max(words[spot][1] - start, 0), typed - margin + LINKED
            ):
                exact = exact or self._language.cost(text[whole_start:whole_end])
                gain = (
                    exact - slip - self._language.cost(text[whole_start:start] + meant + text[end:whole_end])
                )
                if gain >= margin:
                    yield gain, start, end, meant

    def _stands(self, piece: str) -> bool:
        """Whether the reports have a piece of a text; of two characters that may be chance: 新更 in 以旧换新更新."""
        return self._index.holds(piece) and (len(piece) > 2 or self._language.stands_whole(piece))

    def _completed(self, text: str, words: Sequence[Word], spot: int) -> Iterator[Try]:
        """A strange character made a word of the reports that fits beside a neighbour there: 九小场 for 九小场所."""
        sign, start, end = words[spot]
        if len(sign) > 1:
            return
        first, last = max(spot - 2, 0), min(spot + 2, len(words) - 1)
        whole_start, whole_end = words[first][1], words[last][2]
        before, behind = text[max(start - BESIDE, 0) : start], text[end : end + BESIDE]
        held, exact = self._index.holds, 0.0
        for word in self.near.by_sign.get(sign, ()):
            if not ((before and held(before + word)) or (behind and held(word + behind))):
                continue
            exact = exact or self._language.cost(text[whole_start:whole_end])
            meant = self._language.cost(text[whole_start:start] + word + text[end:whole_end])
            gain = exact - DROPPED - meant
            if gain >= COMPLETED:
                yield max(gain, LEAST), start, end, word

    @staticmethod
    def _windows(
        words: Sequence[Word], spot: int, kept: Container[int]
    ) -> Iterator[tuple[int, int, int, int]]:
        """Pieces of text around a word: (first and last word that they touch, start, end).

        They begin and end with words; those of two characters may cut into a neighbour: 综之|中.
        """
        begin = end = spot
        while (
            begin
            and _may_change(words[begin - 1], kept)
            and words[spot][2] - words[begin - 1][1] <= LONGEST_HELD
        ):
            begin -= 1
        while (
            end + 1 < len(words)
            and _may_change(words[end + 1], kept)
            and words[end + 1][2] - words[spot][1] <= LONGEST_HELD
        ):
            end += 1
        for first in range(begin, spot + 1):
            for last in range(spot, end + 1):
                length = words[last][2] - words[first][1]
                if 2 <= length <= LONGEST or (2 <= length <= LONGEST_HELD and last - first <= NEIGHBOURS):
                    yield first, last, words[first][1], words[last][2]
        _, start, stop = words[spot]
        if begin < spot and (len(words[spot - 1][0]) > 1 or stop - start > 1):
            yield spot - 1, spot, start - 1, start + 1
        if end > spot and (len(words[spot + 1][0]) > 1 or stop - start > 1):
            yield spot, spot + 1, stop - 1, stop + 1

    # --- what may be meant -----------------------------------------------------------------------

    def _meant(self, window: str, at: int, most: float) -> Iterator[tuple[str, float]]:
        """Words that the window may be a slip of, each with how unlikely the slip is; word and slip cost at most so much."""
        likely = [
            (slip + cost, slip, meant)
            for meant, slip in self._all_meant(window, at, most)
            if slip < most and meant != window and slip + (cost := self._language.word(meant)) <= most
        ]
        for _, slip, meant in nsmallest(MEANT_AT_MOST, likely):
            yield meant, slip

    def _all_meant(self, window: str, at: int, most: float) -> Iterator[tuple[str, float]]:
        for held in self._nearby.heard(window):
            yield held, self.misheard(window, held)
        if len(window) > 2 and most >= HELD[4] + DROPPED:
            for held in self._nearby.one_slip_away(window):
                yield held, DROPPED if len(held) != len(window) else WRONG
        if len(window) <= LONGEST:
            for key in _keys(window):
                for word in self.near.by_sound.get(key, "").split():
                    yield word, self.misheard(window, word)
            for word in self.near.by_rest.get(window, "").split():
                yield word, DROPPED + (SHORTEST if len(window) == 2 else 0.0)
            yield from self._mistyped(window, at)

    def _mistyped(self, window: str, at: int) -> Iterator[tuple[str, float]]:
        """Words in which the strange character or one beside it was changed about, doubled, or mistaken by its looks."""
        for left in range(len(window) - 1):
            one, other = window[left], window[left + 1]
            if one == other and at - 1 <= left <= at:
                yield window[:left] + window[left + 1 :], DOUBLED
            elif one != other and self._is_known(swapped := window[:left] + other + one + window[left + 2 :]):
                yield swapped, SWAPPED
        if len(window) < LONGEST:
            for place in range(max(at - 1, 0), min(at + 2, len(window))):
                before, behind = window[:place], window[place + 1 :]
                for other in look_alikes().get(window[place], ""):
                    if self._is_known(before + other + behind):
                        yield before + other + behind, SHAPE

    def misheard(self, typed: str, meant: str) -> float:
        """How unlikely it is that a text was typed for another of like sound."""
        if len(typed) < 4 and not any(map(str.__eq__, typed, meant)):
            return SAME + FURTHER * len(typed) if same(typed, meant) else NEVER
        found, wrong, nearly = 0.0, 0, False
        for one, other in zip(typed, meant, strict=True):
            if one != other:
                wrong += 1
                just = (
                    readings(one)[0] in readings(other)[:READINGS]
                    or readings(other)[0] in readings(one)[:READINGS]
                )
                nearly = nearly or not just
                found += (SAME if just else NEAR) if not found else FURTHER + (0.0 if just else NEAR - SAME)
                found += FREE_ONE if one in FREE else 0.0
                found += SECOND if just and readings(one)[0] != readings(other)[0] else 0.0
        return NEVER if nearly and wrong * 2 > len(typed) else found

    @cached_property
    def near(self) -> _Vocabulary:
        """The words that may be meant. Made when first needed: it takes 0.1 s."""
        if self._whole is not None:
            return self._whole.near
        return _Vocabulary(
            w for w in self._language.vocabulary if 2 <= len(w) <= LONGEST and HAN.fullmatch(w)
        )

    def _is_known(self, word: str) -> bool:
        """Whether it is of the vocabulary, or the reports have it."""
        return word in self.near.words or self._index.holds(word)


class _Vocabulary:
    """Words, found by what is nearly them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.by_sound: dict[tuple[str, ...], str] = {}
        """How a word sounds, nearly -> the words that sound so, blanks between them: lists would take twice the memory."""
        self.by_rest: dict[str, str] = {}
        """What is left of a longer word without one of its characters -> the words, in the same way."""
        self.by_sign: dict[str, list[str]] = defaultdict(list)
        """A character -> the words of two characters that it is one of."""
        for word in sorted(self.words):
            for key in _keys(word):
                self.by_sound[key] = f"{self.by_sound[key]} {word}" if key in self.by_sound else word
            for sign in dict.fromkeys(word) if len(word) == 2 else ():
                self.by_sign[sign].append(word)
            for at in range(1, len(word) - 1):
                rest = word[:at] + word[at + 1 :]
                self.by_rest[rest] = f"{self.by_rest[rest]} {word}" if rest in self.by_rest else word


def _beside(words: Sequence[Word], at: int) -> tuple[str, str]:
    """The words right before and behind one; "" where none stands there."""
    _, start, end = words[at]
    before = words[at - 1][0] if at and words[at - 1][2] == start else ""
    behind = words[at + 1][0] if at + 1 < len(words) and words[at + 1][1] == end else ""
    return before, behind


def _with(text: str, tries: Iterable[Try]) -> tuple[str, Turned]:
    """The text with the tries that together make it likeliest, and what was set right by them."""
    out: list[str] = []
    turned: list[tuple[str, str]] = []
    done = 0
    for _, start, end, meant in _best_apart(tries):
        turned.append((text[start:end], meant))
        out += [text[done:start], meant]
        done = end
    return "".join([*out, text[done:]]), tuple(turned)


def _best_apart(tries: Iterable[Try]) -> list[Try]:
    """The tries that do not touch each other and together make the text likeliest, from left to right."""
    best: list[tuple[int, float, list[Try]]] = [(0, 0.0, [])]
    for one in sorted(set(tries), key=lambda each: (each[2], -each[0], each[1], each[3])):
        gain, start, end, _ = one
        _, so_far, before = max((kept for kept in best if kept[0] <= start), key=lambda kept: kept[1])
        if so_far + gain > best[-1][1]:
            best.append((end, so_far + gain, [*before, one]))
    return best[-1][2]


def _single(word: str) -> str:
    """The word where it is one Chinese character, else ""."""
    return word if len(word) == 1 and HAN.fullmatch(word) else ""


def _may_change(word: Word, kept: Container[int]) -> bool:
    return word[1] not in kept and HAN.fullmatch(word[0]) is not None


@cache
def _near(sign: str) -> tuple[str, ...]:
    return usual_first(sign)[:READINGS]


def _keys(word: str) -> Iterator[tuple[str, ...]]:
    """The ways a word may sound, nearly."""
    return islice(product(*map(_near, word)), SPELLINGS)
