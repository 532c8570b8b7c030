"""Searching what is public on the command line."""

import json

import pytest

from disclosure_core import Actor, Document, Role, load_settings, open_office

STAFF = Actor(name="王主任", roles=frozenset(Role))


@pytest.fixture
def find(run, tmp_path):
    """``find(…)`` in an office with three releases."""
    assert run("new", "here", "--name", "示例县政务公开办公室").exit_code == 0
    with open_office(load_settings(tmp_path / "here/disclosure.toml"), actor=STAFF) as office:
        for title, text, agency in (
            ("低保标准", "全文", "长沙县民政局"),
            ("公告", "城关镇低保名单", "县教育局"),
            ("预算", "教育预算", "长沙县教育局"),
        ):
            kept = office.documents.draft(Document(title=title, text=text, agency=agency))
            office.review.check(kept)
            office.review.approve(kept, reason="a test")
            office.publication.release(kept)
        list(office.delivery.run())
    return lambda *arguments: run(
        "--settings", "here/disclosure.toml", "publication", "find", *arguments
    )


def titles(result):
    return [each["title"] for each in json.loads(result.stdout)["releases"]]


def test_words_find_titles_and_texts_with_an_excerpt(find):
    result = find("低保")
    assert result.exit_code == 0
    assert "公告\n    城关镇低保名单\n" in result.stdout
    assert "2" in result.stdout.splitlines()[-1]


def test_filters_narrow_and_the_best_come_first_when_asked(find):
    assert titles(find("低保", "--best-first", "--json")) == ["低保标准", "公告"]
    assert titles(find("--agency", "县教育局", "--json")) == ["预算", "公告"]
    assert titles(find("教育", "--agency", "县教育局", "--since", "2020年1月1日", "--json")) == [
        "预算"
    ]


def test_nothing_found_is_told_by_the_exit_status(find):
    result = find("没有这样的词", "--json")
    assert (result.exit_code, titles(result)) == (1, [])


def test_pages_go_on(find):
    first = json.loads(find("--limit", "2", "--json").stdout)
    rest = json.loads(find("--limit", "2", "--after", first["next"], "--json").stdout)
    assert (first["total"], len(first["releases"]), len(rest["releases"])) == (3, 2, 1)


@pytest.mark.parametrize(
    "wrong", [("--domain", "无此领域"), ("--region", "无此地"), ("--best-first",)]
)
def test_what_is_not_known_is_said(find, wrong):
    result = find(*wrong)
    assert result.exit_code == 2
    assert result.stderr
