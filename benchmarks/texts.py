"""Documents like those of a county, made up for the benchmarks, the same ones each time.

What they say is cut out of real texts of this repository: the tables in ``tests/data/catalogues``
and the plugins' data (names of items, contents, bases, laws), some 4,700 phrases; between them
stand 20,000 names of villages and people. Common ones are common and rare ones rare, as in a
language. Lengths are drawn too: many short documents, one in twenty four times as long. Made up all
the same: a common phrase is more common here than in a real archive, which makes searching it
harder, not easier.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import frozen

ROOT = Path(__file__).parents[1]
SOURCES = ("tests/data/catalogues/*.txt", "plugins/*/src/**/*.toml", "plugins/*/src/**/*.csv")

AGENCIES = [
    "县民政局",
    "县财政局",
    "县应急管理局",
    "县教育局",
    "县住房和城乡建设局",
    "县农业农村局",
    "县自然资源局",
    "县交通运输局",
    "县水利局",
    "县卫生健康局",
    "县市场监督管理局",
    "县司法局",
    "县审计局",
    "县医疗保障局",
    "县人力资源和社会保障局",
    "县生态环境局",
    "县文化旅游广电体育局",
    "县发展和改革局",
    "县统计局",
    "县信访局",
    "县城市管理局",
    "县商务局",
    "县林业局",
    "县公安局",
]
SIGNS = ("政办发", "政发", "民发", "财预", "教通", "应急函", "农发", "卫健函")
DOMAINS = 26
REGIONS = 30

_PHRASE = re.compile(r"[\u4e00-\u9fff]{2,16}")


@frozen
class Document:
    """One made-up document; ``body`` is what a store keeps of it."""

    id: str
    title: str
    number: str
    text: str
    agency: str
    domain: str
    region: str
    published_on: str

    @property
    def body(self) -> dict[str, object]:
        """Its fields as plain JSON."""
        return {
            "title": self.title,
            "document_number": self.number,
            "text": self.text,
            "agency": self.agency,
            "domain": self.domain,
            "region": self.region,
            "published_on": self.published_on,
        }

    @property
    def searched(self) -> str:
        """All of its text that search looks into."""
        return f"{self.title}\n{self.number}\n{self.text}"


def phrases() -> list[str]:
    """What the real texts say between their punctuation, the commonest first."""
    found = Counter(
        phrase
        for pattern in SOURCES
        for path in sorted(ROOT.glob(pattern))
        for phrase in _PHRASE.findall(path.read_text("utf-8"))
    )
    return sorted(found, key=lambda phrase: (-found[phrase], phrase))


def documents(count: int, *, characters: int, seed: int = 711) -> Iterator[Document]:
    """Some documents, oldest first.

    Args:
        count: How many.
        characters: How long their texts are in the middle; one in twenty is four times as long.
        seed: Another one makes others.
    """
    chance = Random(seed)
    said = phrases()
    names = _names(chance, said)
    words = [each for pair in zip(said, names, strict=False) for each in pair]
    words += names[len(said) :]
    weights = [1 / (rank + 8) for rank in range(len(words))]
    drawn = _drawn(chance, words, weights)
    for number in range(count):
        year = 2008 + number * 18 // count
        agency = chance.choice(AGENCIES)
        length = int(characters * chance.choice((0.5, 0.7, 0.8, 0.9, 1, 1, 1.1, 1.2, 1.3, 1.5)))
        if chance.random() < 0.05:
            length *= 4
        sentences, total = [], 0
        while total < length:
            sentence = "".join(next(drawn) for _ in range(chance.randrange(2, 6)))
            sentences.append(sentence)
            total += len(sentence) + 1
        sort = chance.choice(("通知", "公示", "公告", "报告"))
        yield Document(
            id=f"r{number:07}",
            title=f"关于{next(drawn)}{next(drawn)}的{sort}",
            number=f"长{chance.choice(SIGNS)}〔{year}〕{number % 4999 + 1}号",
            text="。".join(sentences) + f"。联系电话{chance.randrange(10**7, 10**8)}",
            agency=agency,
            domain=f"domain-{chance.randrange(DOMAINS)}",
            region=f"region-{int(chance.random() ** 2 * REGIONS)}",
            published_on=f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        )


def _names(chance: Random, said: list[str]) -> list[str]:
    """20,000 names of two to four of the characters that the phrases have."""
    letters = sorted({letter for phrase in said for letter in phrase})
    return ["".join(chance.choices(letters, k=chance.choice((2, 2, 3, 4)))) for _ in range(20_000)]


def _drawn(chance: Random, words: list[str], weights: list[float]) -> Iterator[str]:
    while True:
        yield from chance.choices(words, weights, k=5000)
