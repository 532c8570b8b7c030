"""The sample office: filled by the real pipeline, plainly marked, the same after a second start."""

import socket
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner

from disclosure_core import Actor, Role
from disclosure_core.publication.values import DeliveryState
from disclosure_portal.command import free_port, main
from disclosure_portal.sample.filling import fill
from disclosure_portal.sample.materials import MARK, table_files
from disclosure_portal.sample.opening import open_sample_office

STAFF = Actor(name="staff", roles=frozenset(Role))


def test_every_document_is_marked_as_a_sample(sample):
    for release in sample.publication.published(limit=200).releases:
        assert release.title.startswith(MARK)
        assert "不是真实文件" in (release.source or "")


def test_has_some_fifty_documents_over_several_domains(sample):
    assert 40 <= sample.publication.published(limit=1).total <= 60
    assert sum(each.items > 0 for each in sample.scoring.coverage().domains) >= 10


def test_every_table_names_the_page_it_was_read_from(sample):
    kept = {each.file: each for each in sample.as_actor(STAFF).catalogue.imports()}
    for table, path in table_files():
        assert path.is_file()
        assert kept[table.file].source == table.source
        assert table.source.startswith("http")


def test_the_planted_identity_number_is_blocked_and_the_lacking_draft_held(sample):
    staff = sample.as_actor(STAFF)
    public = {each.title for each in sample.publication.published(limit=200).releases}
    kept = {record.body["title"]: record.id for record in staff.documents.newest(limit=200).records}
    blocked = next(title for title in kept if "身份证号码" in title)
    held = next(title for title in kept if "缺一项要素" in title)
    assert staff.review.of(kept[blocked]).report.severity.value == "block"
    assert staff.review.of(kept[held]).report.severity.value == "hold"
    assert not {blocked, held} & public


def test_everything_was_delivered(sample):
    staff = sample.as_actor(STAFF)
    assert staff.publication.deliveries(state=DeliveryState.PENDING) == ()
    assert staff.publication.deliveries(state=DeliveryState.DEAD) == ()


def test_a_second_start_changes_nothing(tmp_path: Path):
    with open_sample_office(tmp_path, "http://portal.example") as office:
        for _ in fill(office):
            pass
        once = office.journal.checkpoint()
    with open_sample_office(tmp_path, "http://portal.example") as office:
        for _ in fill(office):
            pass
        assert office.journal.checkpoint() == once


def test_an_interrupted_filling_is_finished_by_the_next_start(tmp_path: Path, sample):
    with open_sample_office(tmp_path, "http://portal.example") as office:
        for number, _ in enumerate(fill(office)):
            if number == 90:
                break
    with open_sample_office(tmp_path, "http://portal.example") as office:
        for _ in fill(office):
            pass
        assert office.scoring.coverage().released == sample.scoring.coverage().released
        assert office.publication.published(limit=1).total == (
            sample.publication.published(limit=1).total
        )


def test_the_command_fills_asks_every_page_and_ends(tmp_path: Path):
    folder = tmp_path / "office"
    result = CliRunner().invoke(main, ["--check", "--folder", str(folder)])
    assert result.exit_code == 0, result.output
    assert "已拦截：" in result.output
    assert "待人工处理：" in result.output
    assert "所有页面均可访问" in result.output
    assert (folder / "disclosure.toml").is_file()


def test_the_command_says_what_is_wrong_with_the_settings(tmp_path: Path):
    (tmp_path / "disclosure.toml").write_text("nmae = '错'\n", "utf-8")
    result = CliRunner().invoke(main, ["--check", "--folder", str(tmp_path)])
    assert result.exit_code == 2
    assert "nmae" in result.output


def test_a_port_that_is_taken_gives_way_to_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port
    assert free_port("127.0.0.1", port) == port


def test_an_address_that_is_not_this_machine_s_is_refused_in_words():
    with pytest.raises(ClickException, match=r"192\.0\.2\.1"):
        free_port("192.0.2.1", 8000)
