"""What printed channels (公开渠道和载体) are understood as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.phrases.channel import (
    LONGEST_NAME,
    channel_kind,
    parse_channel,
    read_channel,
)
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import ChannelKind

from .conftest import OWN, SHARED, phrases

LISTED = SHARED / "channel_phrases.csv"


def share_right(path, form):
    rows = phrases(path)
    right = sum(read_channel(row["phrase"], form).kind == row["canonical"] for row in rows)
    return right / len(rows)


@pytest.mark.skipif(not LISTED.is_file(), reason="the list does not lie beside the project")
def test_every_channel_of_the_list_is_right(form):
    assert share_right(LISTED, form) == 1


def test_at_least_97_percent_of_our_own_channels_are_right(form):
    assert share_right(OWN / "channels.csv", form) >= 0.97


class TestNames:
    @pytest.mark.parametrize(
        ("printed", "kind"),
        [
            ("社区文化站公示栏", "bulletin_board"),
            ("两微", "new_media"),
            ("政务双微", "new_media"),
            ("信用中国网站", "platform"),
            ("短信平台", "targeted_push"),
            ("微信公众平台", "new_media"),
            ("12345热线平台", "hotline"),
            ("上门告知", "household_onsite"),
            ("手机app", "new_media"),
            ("0731-84011111", "hotline"),
        ],
    )
    def test_what_stands_last_and_says_most_decides(self, printed, kind, form):
        assert read_channel(printed, form).kind == kind

    def test_one_wrong_character_is_understood(self, form):
        assert read_channel("两徽一端", form).kind is ChannelKind.NEW_MEDIA

    def test_an_agency_is_no_meeting(self, form):
        assert read_channel("村民委员会", form).kind is ChannelKind.OTHER

    def test_words_too_common_to_find_channels_by_are_known_in_a_channel_only(self, form):
        assert channel_kind("款物发放", form) is ChannelKind.OTHER
        assert read_channel("告知书发放", form).kind is ChannelKind.TARGETED_PUSH

    def test_a_text_too_long_names_none(self, form):
        assert read_channel("政府网站" * LONGEST_NAME, form).kind is ChannelKind.OTHER


class TestNotes:
    def test_a_name_inside_other_is_told(self, form):
        reading = read_channel("其他:微信群", form)
        assert (reading.kind, reading.note) == (
            ChannelKind.OTHER,
            "named inside other: new_media",
        )

    @pytest.mark.parametrize(
        ("printed", "note"),
        [("■政府网站", "checked"), ("□政府网站", "not checked"), ("政府网站", None)],
    )
    def test_the_mark_is_told(self, printed, note, form):
        assert read_channel(printed, form).note == note


class TestLaws:
    @given(st.text(max_size=100))
    def test_any_text_gets_an_answer_and_keeps_its_words(self, form: TableForm, text: str):
        assert parse_channel(text, form).printed == text.strip()

    @given(st.sampled_from([row["phrase"] for row in phrases(OWN / "channels.csv")]))
    def test_a_box_before_a_name_changes_nothing(self, form: TableForm, name: str):
        marks = form.checked + form.unchecked
        plain = name.lstrip("".join(marks))
        assert read_channel(f"□{plain}", form).kind == read_channel(plain, form).kind
