"""The SQLite store against what one would write by hand, in the same run.

``pytest benchmarks/test_store.py`` prints medians, and for search how many answers were right.
Rounds alternate, because a shared machine is never equally fast twice.

Ingest: 2,000 documents of about 900 characters in one transaction, durable when acknowledged. The
peers are ``sqlite3`` with ``executemany``, and sqlite-utils with ``insert_all``, into one bare
table, with no text index, with our bigrams, and with SQLite's own trigrams; they keep no versions,
no columns and no journal. An office's whole archive, 4,577 documents, is loaded the same way from
nothing until it can be searched. Group commit: as many entries, one a transaction and all in one.

Sizes of indexes are counted in pages of the index's own tables, after it was optimised.

Search: the count and the newest 20 for words of one to six characters. The peers are a ``LIKE``
scan, and FTS5 with the trigram tokenizer. The text is made up from words whose frequencies fall as
those of a language do; broad words are broader here than in a real archive.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest
import sqlite_utils
from attrs import frozen
from benchmarks import texts

from disclosure_core.records.bigrams import bigrams, matches
from disclosure_core.records.values import Change, Query, RecordKind
from disclosure_core.store.sqlite import SqliteStore, open_sqlite_store

DOCUMENTS = 2_000
ROUNDS = 3
NEWEST = 20

KIND = RecordKind(
    name="release",
    value=dict,
    public=True,
    search_text=("title", "document_number", "text"),
    columns=("agency", "published_at", "items"),
)
PUBLIC = frozenset({"public"})
CHANGE = Change(
    who="评测", role="administrator", why="benchmark", at=datetime(2026, 1, 1, tzinfo=UTC)
)

COMMON = [
    "政府",
    "信息",
    "公开",
    "通知",
    "办公室",
    "预算",
    "决算",
    "部门",
    "收入",
    "支出",
    "项目",
    "资金",
    "社会",
    "救助",
    "最低生活保障",
    "低保",
    "对象",
    "名单",
    "公示",
    "民政局",
    "财政局",
    "应急管理局",
    "生态环境局",
    "城关镇",
    "街道",
    "村民委员会",
    "安全生产",
    "行政执法",
    "检查",
    "处罚",
    "许可",
    "危房改造",
    "农村",
    "养老服务",
    "补贴",
    "标准",
    "申请",
    "审核",
    "审批",
    "程序",
    "政策",
    "解读",
    "依据",
    "条例",
    "办法",
    "实施",
    "方案",
    "工作",
    "要点",
    "年度",
    "报告",
    "监督",
    "考核",
]


@frozen
class Document:
    title: str
    number: str
    text: str
    agency: str


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    chance = Random(20201101)
    letters = [chr(0x4E00 + chance.randrange(6000)) for _ in range(1500)]
    rare = ["".join(chance.choices(letters, k=chance.choice((2, 2, 3)))) for _ in range(4000)]
    words = COMMON + rare
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def sentence(length: int) -> str:
        return "".join(chance.choices(words, weights, k=length))

    return [
        Document(
            title=sentence(7),
            number=f"长政办发〔{2012 + number % 14}〕{number}号",
            text="。".join(sentence(chance.randrange(6, 14)) for _ in range(38)),
            agency=chance.choice(COMMON[19:23]),
        )
        for number in range(DOCUMENTS)
    ]


Tell = Callable[[str], None]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Prints a line, whatever pytest captures."""

    def told(line: str) -> None:
        with capsys.disabled():
            print(line)  # noqa: T201

    return told


def searched(document: Document) -> str:
    return f"{document.title}\n{document.number}\n{document.text}"


def timed(job: Callable[[], object]) -> float:
    begun = perf_counter()
    job()
    return perf_counter() - begun


# Ingest


def fill_store(path: Path, documents: list[Document]) -> None:
    with closing(open_sqlite_store(path, [KIND])) as store, store.transaction(CHANGE) as writing:
        for number, each in enumerate(documents):
            body = {
                "title": each.title,
                "document_number": each.number,
                "text": each.text,
                "agency": each.agency,
                "published_at": f"2025-01-{number % 28 + 1:02}",
                "items": [f"china:item-{number % 40}"],
            }
            writing.put(KIND.name, f"r{number}", body, visibility="public", expected_version=0)


def fill_bare(path: Path, documents: list[Document], index: str | None) -> None:
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE documents (id TEXT UNIQUE, title, number, body, agency)")
        if index is not None:
            bare.execute(f"CREATE VIRTUAL TABLE search USING fts5 (words, content='', {index})")
        with bare:
            bare.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
                ((f"r{n}", d.title, d.number, d.text, d.agency) for n, d in enumerate(documents)),
            )
            if index is not None:
                cut = bigrams if "ascii" in index else str
                bare.executemany(
                    "INSERT INTO search (rowid, words) VALUES (?, ?)",
                    ((n, cut(searched(d))) for n, d in enumerate(documents, start=1)),
                )


BIGRAMS = "tokenize='ascii'"
TRIGRAMS = "tokenize='trigram'"

OFFICE = 4_577
"""Documents of a county's office, as one was counted."""


def fill_with_sqlite_utils(path: Path, documents: list[Document]) -> None:
    """The same rows and the same bigrams, as one would write them with sqlite-utils."""
    database = sqlite_utils.Database(path)
    database.enable_wal()
    database.execute("PRAGMA synchronous=FULL")
    database.table("documents").create(
        {"id": str, "title": str, "number": str, "body": str}, pk="id"
    )
    database.execute(f"CREATE VIRTUAL TABLE search USING fts5 (words, content='', {BIGRAMS})")
    columns = ("id", "title", "number", "body", "agency")
    rows = [(f"r{n}", d.title, d.number, d.text, d.agency) for n, d in enumerate(documents)]
    everything = len(documents)
    database.table("documents").insert_all(
        (dict(zip(columns, row, strict=True)) for row in rows), alter=True, batch_size=everything
    )
    database.table("search").insert_all(
        ({"rowid": n, "words": bigrams(searched(d))} for n, d in enumerate(documents, start=1)),
        batch_size=everything,
    )
    database.close()


def test_ingest(documents: list[Document], tmp_path: Path, tell: Tell) -> None:
    jobs: dict[str, Callable[[Path], None]] = {
        "store: versions, columns, journal, bigrams": lambda path: fill_store(path, documents),
        "bare executemany, no text index": lambda path: fill_bare(path, documents, None),
        "bare executemany, the same bigrams": lambda path: fill_bare(path, documents, BIGRAMS),
        "bare executemany, trigrams": lambda path: fill_bare(path, documents, TRIGRAMS),
        "sqlite-utils, the same bigrams": lambda path: fill_with_sqlite_utils(path, documents),
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    megabytes: dict[str, float] = {}
    for turn in range(ROUNDS):
        for place, (name, job) in enumerate(jobs.items()):
            path = tmp_path / f"{turn}-{place}.db"
            seconds[name].append(timed(partial(job, path)))
            megabytes[name] = path.stat().st_size / 1e6
            path.unlink()
    characters = sum(len(searched(each)) for each in documents)
    tell(f"\n{DOCUMENTS} documents, {characters / 1e6:.1f} M characters")
    for name in jobs:
        speed = DOCUMENTS / median(seconds[name])
        tell(f"{speed:9,.0f} documents/s {megabytes[name]:7.1f} MB  {name}")
    names = list(jobs)
    ours, bare, peer = (median(seconds[names[place]]) for place in (0, 2, 4))
    tell(f"{bare / ours:9.2f} of the bare load with the same text index")
    tell(f"{peer / ours:9.2f} of sqlite-utils with the same text index")
    assert bare / ours > 0.3
    assert peer / ours > 0.5


def test_an_office_from_nothing_until_it_can_be_searched(tmp_path: Path, tell: Tell) -> None:
    made = [
        Document(title=each.title, number=each.number, text=each.text, agency=each.agency)
        for each in texts.documents(OFFICE, characters=780)
    ]
    ours, bare = [], []
    for turn in range(ROUNDS):
        ours.append(timed(partial(fill_store, tmp_path / f"{turn}-store.db", made)))
        bare.append(timed(partial(fill_with_sqlite_utils, tmp_path / f"{turn}-bare.db", made)))
    characters = sum(len(searched(each)) for each in made)
    tell(f"\n{OFFICE} documents, {characters / OFFICE:.0f} characters each on the average")
    tell(f"{median(ours):9.2f} s  store; {median(bare):.2f} s  sqlite-utils, the same bigrams")
    tell(f"{median(ours) / median(bare):9.2f} times the bare load")
    assert median(ours) / median(bare) < 2


def test_the_size_of_the_index(tmp_path: Path, tell: Tell) -> None:
    made = list(texts.documents(DOCUMENTS, characters=780))
    sizes = {}
    for name, index in (("bigrams", BIGRAMS), ("trigrams", TRIGRAMS)):
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as database:
            database.execute(f"CREATE VIRTUAL TABLE search USING fts5 (words, content='', {index})")
            cut = bigrams if index == BIGRAMS else str
            rows = ((n, cut(each.searched)) for n, each in enumerate(made, start=1))
            database.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", rows)
            database.execute("INSERT INTO search (search) VALUES ('optimize')")
            database.commit()
            (sizes[name],) = database.execute(
                "SELECT sum(length(block)) FROM search_data"
            ).fetchone()
    share = sizes["bigrams"] / sizes["trigrams"]
    tell(f"\n{sizes['bigrams'] / 1e6:.1f} MB of bigrams, {share:.2f} of the trigrams' size")
    assert share <= 0.7


def test_group_commit(tmp_path: Path, tell: Tell) -> None:
    entries = 2_000
    ratios = []
    for turn in range(ROUNDS):
        with closing(open_sqlite_store(tmp_path / f"{turn}.db", [KIND])) as store:
            one_by_one = timed(partial(_note, store, "one", entries // 10, grouped=False)) * 10
            grouped = timed(partial(_note, store, "all", entries, grouped=True))
        ratios.append(one_by_one / grouped)
        tell(f"{entries / one_by_one:9,.0f} entries/s alone, {entries / grouped:9,.0f} grouped")
    tell(f"{median(ratios):9.1f} times as many in one commit as one by one")
    assert median(ratios) > 3


def _note(store: SqliteStore, name: str, entries: int, *, grouped: bool) -> None:
    """Small changes without text, as decisions are."""
    for start in range(0, entries, entries if grouped else 1):
        with store.transaction(CHANGE) as writing:
            for number in range(start, entries if grouped else start + 1):
                body = {"agency": "县民政局", "published_at": "2025-01-01"}
                writing.put(KIND.name, f"{name}{number}", body, visibility="public")


# Search

QUESTIONS = {
    1: ("镇", "养"),
    2: ("低保", "公示", "预算", "民政"),
    3: ("办公室", "民政局", "城关镇"),
    4: ("危房改造", "安全生产", "养老服务"),
    6: ("最低生活保障", "民政局财政局"),
}


@pytest.fixture(scope="module")
def store(
    documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqliteStore]:
    path = tmp_path_factory.mktemp("search") / "store.db"
    fill_store(path, documents)
    with closing(open_sqlite_store(path, [KIND])) as opened:
        yield opened


@pytest.fixture(scope="module")
def bare(
    documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("search") / "bare.db"
    fill_bare(path, documents, TRIGRAMS)
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def ask_store(store: SqliteStore, word: str) -> int:
    query = Query(kind=KIND.name, search=word, limit=NEWEST)
    store.find(query, visible=PUBLIC)
    return store.count(query, visible=PUBLIC)


def ask_like(bare: sqlite3.Connection, word: str) -> int:
    found = "FROM documents WHERE title || char(10) || number || char(10) || body LIKE ?"
    bare.execute(f"SELECT * {found} ORDER BY rowid DESC LIMIT {NEWEST}", (f"%{word}%",)).fetchall()
    return int(bare.execute(f"SELECT count(*) {found}", (f"%{word}%",)).fetchone()[0])


def ask_trigrams(bare: sqlite3.Connection, word: str) -> int:
    bare.execute(
        "SELECT documents.* FROM search CROSS JOIN documents ON documents.rowid = search.rowid"
        f" WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT {NEWEST}",
        (f'"{word}"',),
    ).fetchall()
    return int(
        bare.execute("SELECT count(*) FROM search WHERE search MATCH ?", (f'"{word}"',)).fetchone()[
            0
        ]
    )


def test_search(
    documents: list[Document], store: SqliteStore, bare: sqlite3.Connection, tell: Tell
) -> None:
    peers: dict[str, Callable[[str], int]] = {
        "store": partial(ask_store, store),
        "LIKE": partial(ask_like, bare),
        "trigrams": partial(ask_trigrams, bare),
    }
    tell("\ncharacters  " + "".join(f"{name:>12} ms  right" for name in peers))
    for length, words in QUESTIONS.items():
        truth = {word: sum(matches(searched(d), word) for d in documents) for word in words}
        assert all(ask_store(store, word) == truth[word] for word in words)
        told = f"{length:>10}  "
        for ask in peers.values():
            seconds = [timed(partial(ask, w)) for _ in range(ROUNDS) for w in words]
            right = sum(ask(word) == truth[word] for word in words)
            told += f"{median(seconds) * 1000:12.2f} ms  {right}/{len(words)} "
        tell(told)


def test_a_document_number(documents: list[Document], store: SqliteStore, tell: Tell) -> None:
    numbers = [each.number for each in Random(1).sample(documents, 50)]
    seconds = [timed(partial(ask_store, store, n)) for _ in range(ROUNDS) for n in numbers]
    tell(f"\n{median(seconds) * 1000:.2f} ms for a document number")
    assert [ask_store(store, number) for number in numbers] == [1] * len(numbers)


def test_verification(store: SqliteStore, tell: Tell) -> None:
    seconds = [timed(store.verify) for _ in range(ROUNDS)]
    tell(f"\n{DOCUMENTS / median(seconds):,.0f} entries/s verified, each with its record's text")
    assert store.verify().sequence == DOCUMENTS
