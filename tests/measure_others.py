"""Other retrievers over the same paragraphs, for `measure_scale`: SQLite's FTS5, bm25s, tantivy.

All get the same words, cut by jieba.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

Best = Callable[[str], int]
"""Question -> the number of the paragraph that is found first; -1 where none is."""


def _words(text: str) -> list[str]:
    import jieba

    return [word for word in jieba.cut(text) if word.isalnum()]


@cache
def _sentence(text: str) -> str:
    """A sentence cut into words; the invented reports have few that are not like another."""
    return " ".join(_words(text))


def cut(texts: Path) -> Path:
    """A file of the same lines cut into words."""
    words = texts.with_suffix(".words")
    with texts.open(encoding="utf-8") as lines, words.open("w", encoding="utf-8") as stream:
        stream.writelines(" ".join(map(_sentence, line.split("。"))) + "\n" for line in lines)
    return words


def _lines(words: Path) -> Iterator[str]:
    with words.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def fts5(words: Path) -> Best:
    """SQLite's own full-text search, in a file beside the words."""
    base = sqlite3.connect(words.with_suffix(".sqlite"))
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='')")
    base.executemany("INSERT INTO texts(rowid, words) VALUES (?, ?)", enumerate(_lines(words)))
    base.commit()

    def best(question: str) -> int:
        asked = " OR ".join(f'"{word}"' for word in _words(question))
        found = base.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 1", (asked,)
        ).fetchone()
        return int(found[0]) if found else -1

    return best


def bm25s(words: Path) -> Best:
    """Scores worked out beforehand, in memory."""
    import bm25s

    known: dict[str, int] = {}
    ids = [[known.setdefault(word, len(known)) for word in line.split()] for line in _lines(words)]
    index = bm25s.BM25()
    index.index(bm25s.tokenization.Tokenized(ids=ids, vocab=known), show_progress=False)
    del ids

    def best(question: str) -> int:
        asked = [word for word in _words(question) if word in known]
        return int(index.retrieve([asked], k=1, show_progress=False)[0][0][0]) if asked else -1

    return best


def tantivy(words: Path) -> Best:
    """Lucene's kin in Rust, in a folder beside the words."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="whitespace")
    schema.add_unsigned_field("number", stored=True)
    folder = words.with_suffix(".tantivy")
    folder.mkdir()
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer()
    for number, line in enumerate(_lines(words)):
        writer.add_document(tantivy.Document(text=line, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def best(question: str) -> int:
        query = index.parse_query(" ".join(_words(question)), ["text"])
        hits = searcher.search(query, 1).hits
        return int(searcher.doc(hits[0][1])["number"][0]) if hits else -1

    return best


OTHERS: dict[str, Callable[[Path], Best]] = {"fts5": fts5, "bm25s": bm25s, "tantivy": tantivy}
