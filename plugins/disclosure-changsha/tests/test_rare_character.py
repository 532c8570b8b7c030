"""㮾 (U+3BBE, CJK Extension A), the first character of a street, goes through the whole house."""

import json
from datetime import UTC, datetime
from unicodedata import east_asian_width

import pytest
from click.testing import CliRunner

from disclosure_core import Actor, Document, Role, Settings, open_office
from disclosure_core.cli import main
from disclosure_core.records.bigrams import matches
from disclosure_core.records.values import Query

STREET = "\u3bbe梨街道"
TITLE = f"{STREET}2026年危房改造公示"


@pytest.fixture
def office(tmp_path):
    settings = Settings(name="示例办公室", folder=tmp_path, region="changsha:changsha-county")
    staff = Actor(name="经办人", roles=frozenset(Role))
    clock = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    with open_office(settings, actor=staff, clock=lambda: clock) as office:
        yield office


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    made = runner.invoke(
        main, ["new", "here", "--name", "示例办公室", "--region", "changsha:changsha-county"]
    )
    assert made.exit_code == 0
    return lambda *words: runner.invoke(main, ["--settings", "here/disclosure.toml", *words])


@pytest.mark.parametrize("words", ["\u3bbe梨", "\u3bbe", "\u3bbe梨街道", "梨街道"])
def test_the_store_finds_the_street(office, words):
    office.documents.draft(Document(title="别的公示", text="梨树栽培"))
    kept = office.documents.draft(Document(title=TITLE, text="名单见附件"))
    found = office.store.find(Query(kind="core:document", search=words), visible=office.visible)
    assert [record.id for record in found.records] == [kept]


def test_a_character_that_looks_like_it_is_another(office):
    office.documents.draft(Document(title=TITLE, text="名单见附件"))
    query = Query(kind="core:document", search="榔梨")
    assert office.store.count(query, visible=office.visible) == 0


@pytest.mark.parametrize("words", ["\u3bbe梨", "\u3bbe", f"{STREET} 公示"])
def test_the_catalogue_s_search_finds_it(words):
    assert matches(TITLE, words)


def test_the_store_keeps_it_to_the_letter(office):
    kept = office.documents.draft(Document(title=TITLE, text="名单"))
    assert office.documents.document(kept).title == TITLE


def test_the_command_line_resolves_it(run):
    told = json.loads(run("organisation", "resolve", STREET, "--json").stdout)
    assert (told["agency"], told["state"]) == ("changsha:langli-government", "current")


def columns(text):
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def test_it_is_two_columns_wide_like_every_other(run):
    lines = run("organisation", "agencies", "长沙县").stdout.splitlines()[1:]
    assert any(STREET in line for line in lines)
    assert len({columns(line.partition("changsha:")[0]) for line in lines}) == 1


def test_its_tree_is_asked_by_its_name(run):
    told = json.loads(run("organisation", "tree", STREET, "--json").stdout)
    assert told["path"] == ["changsha:changsha-county", "changsha:langli"]


def test_it_is_sorted_by_its_code_point_before_the_common_characters(office):
    towns = [town.name for town in office.organisation.tree().towns("changsha:changsha-county")]
    assert towns[0] == STREET
    assert towns == sorted(towns)
