"""What the public sees of a record: the fields somebody decided on, and no other."""

from datetime import UTC, datetime

import attrs
import pytest
from attrs import frozen

from disclosure_core.access.public_view import public_view, undecided
from disclosure_core.errors import NotFoundError
from disclosure_core.extensions.builtin import disclosure_record_kinds
from disclosure_core.publication.atom import feed
from disclosure_core.publication.values import Release, Site
from disclosure_core.records.values import Record, RecordKind


@frozen
class Notice:
    title: str
    contact: str


NOTICE = RecordKind(
    name="hills:notice",
    value=Notice,
    public=True,
    public_fields=("title",),
    withheld_fields=("contact",),
)


def kept(visibility, kind=NOTICE):
    return Record(
        kind=kind.name,
        id="1",
        version=1,
        body={"title": "预算", "contact": "13800001234", "added": "later"},
        digest="sha256:0",
        visibility=visibility,
        changed_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "kind", [each for each in disclosure_record_kinds() if each.public], ids=lambda kind: kind.name
)
def test_every_field_of_a_public_kind_of_core_is_decided(kind):
    assert undecided(kind) == ()


def test_only_fields_on_the_list_are_shown():
    assert public_view(kept("public"), NOTICE) == {"title": "预算"}


def test_a_kind_that_lists_nothing_shows_nothing():
    silent = RecordKind(name="hills:notice", value=Notice, public=True)
    assert public_view(kept("public"), silent) == {}
    assert undecided(silent) == ("contact", "title")


@pytest.mark.parametrize("visibility", ["staff", "agency:county:education"])
def test_what_is_not_public_is_answered_as_what_is_not_there(visibility):
    with pytest.raises(NotFoundError):
        public_view(kept(visibility), NOTICE)


def test_a_new_field_waits_for_a_decision():
    grown = attrs.make_class("Grown", {"added": attrs.field(default=None)}, bases=(Notice,))
    assert undecided(attrs.evolve(NOTICE, value=grown)) == ("added",)


def test_a_field_is_not_decided_both_ways():
    both = attrs.evolve(NOTICE, withheld_fields=("contact", "title"))
    assert undecided(both) == ("title",)


def test_the_draft_behind_a_release_is_withheld():
    release = next(each for each in disclosure_record_kinds() if each.name == "release")
    assert release.value is Release
    assert {"document", "not_before"} <= set(release.withheld_fields)


KINDS = {each.name: each for each in disclosure_record_kinds()}


def test_the_feed_writes_nothing_that_is_withheld():
    site = Site(name="示例县人民政府", address="https://example.invalid")
    instant = datetime(2026, 11, 24, tzinfo=UTC)
    shown = Release(
        id="r1",
        version=1,
        document="draft-1",
        digest="sha256:1",
        title="通知",
        text="正文",
        items=(),
        published_at=instant,
    )
    withheld = {"document": "draft-2", "not_before": instant}
    assert set(withheld) == set(KINDS["release"].withheld_fields)
    other = attrs.evolve(shown, **withheld)
    assert feed(site, [shown], updated=instant) == feed(site, [other], updated=instant)


@pytest.mark.parametrize(
    "kind", ["item", "refinement", "omission", "succession", "region-layer", "confirmation"]
)
def test_tables_of_the_catalogue_are_made_of_kinds_that_withhold_nothing(kind):
    assert KINDS[kind].public
    assert KINDS[kind].withheld_fields == ()
