"""What the Atom feed holds and what leaves it."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from lxml import etree

from disclosure_core.documents.values import Document, sections_of
from disclosure_core.publication import atom
from disclosure_core.publication.releasing import release_of, tombstone_of
from disclosure_core.publication.values import ChannelContext, ReleaseState, Site

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SITE = Site(name="示例县人民政府", address="https://example.invalid/")
NAMES = {"atom": "http://www.w3.org/2005/Atom"}


def release(id: str, title: str = "通知", *, text: str = "正文", minutes: int = 0):
    return release_of(
        Document(title=title, text=text),
        id=id,
        document_id="d" + id,
        digest="sha256:1",
        now=NOW + timedelta(minutes=minutes),
    )


@pytest.fixture
def channel(tmp_path):
    standing = []

    class Feed:
        context = ChannelContext(
            site=SITE, folder=tmp_path / "feeds", standing=lambda: iter(standing), now=NOW
        )

        def publish(self, release):
            receipt = atom.ATOM.publish(release, self.context)
            standing.append(release)
            return receipt

        def withdraw(self, release):
            standing[:] = [each for each in standing if each.id != release.id]
            return atom.ATOM.withdraw(release, self.context)

        def entries(self):
            root = etree.fromstring((tmp_path / "feeds" / atom.FEED_NAME).read_bytes())
            return [title.text for title in root.findall("atom:entry/atom:title", NAMES)]

    return Feed()


def test_a_published_release_is_in_the_feed_newest_first(channel):
    channel.publish(release("1", "第一份"))
    channel.publish(release("2", "第二份", minutes=5))
    assert channel.entries() == ["第二份", "第一份"]


def test_publishing_again_changes_nothing(channel, tmp_path):
    channel.publish(release("1"))
    before = (tmp_path / "feeds" / atom.FEED_NAME).read_bytes()
    channel.publish(release("1"))
    assert (tmp_path / "feeds" / atom.FEED_NAME).read_bytes() == before


def test_a_withdrawn_release_leaves_the_feed(channel):
    channel.publish(release("1", "第一份"))
    channel.publish(release("2", "第二份"))
    channel.withdraw(release("2", "第二份"))
    assert channel.entries() == ["第一份"]


def test_markup_and_control_characters_in_a_title_stay_text(channel):
    channel.publish(release("1", "<script>\x00&\ufffe"))
    assert channel.entries() == ["<script>\N{REPLACEMENT CHARACTER}&\N{REPLACEMENT CHARACTER}"]


def test_the_feed_holds_at_most_its_newest(channel):
    for number in range(atom.NEWEST + 3):
        channel.publish(release(str(number), str(number), minutes=number))
    assert len(channel.entries()) == atom.NEWEST
    assert channel.entries()[0] == str(atom.NEWEST + 2)


def test_a_tombstone_keeps_title_and_ground_and_loses_the_text():
    release_with_section = attrs.evolve(release("1"), sections=sections_of({"要素": "内容"}))
    tombstone = tombstone_of(release_with_section, ground="引用的文件已废止")
    assert (tombstone.title, tombstone.withdrawn_for) == ("通知", "引用的文件已废止")
    assert (tombstone.text, tombstone.sections) == ("", ())
    assert tombstone.state is ReleaseState.WITHDRAWN
