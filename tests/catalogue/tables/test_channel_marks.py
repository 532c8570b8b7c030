"""Which channels a cell marks as chosen, whatever signs a copy left in place of the boxes."""

import pytest

from disclosure_core.catalogue.tables.lists import split_channels
from disclosure_core.catalogue.tables.values import TableForm


@pytest.mark.parametrize(
    "printed",
    [
        "■政府网站 □政府公报 ■公开查阅点",
        "[√]政府网站 [ ]政府公报 [√]公开查阅点",
        "(√)政府网站( )政府公报(√)公开查阅点",
        "【■】政府网站 【□】政府公报 【■】公开查阅点",
        "þ政府网站¨政府公报þ公开查阅点",
        "R政府网站 £政府公报 R公开查阅点",
        "R政府网站£政府公报R公开查阅点",
    ],
)
def test_channels_with_a_check_mark_are_chosen(form: TableForm, printed: str) -> None:
    found = split_channels(printed, form)
    assert (found.chosen, found.others) == (("政府网站", "公开查阅点"), ("政府公报",))


@pytest.mark.parametrize("name", ["12345热线", "LED屏", "(县)政府网站", "“两微一端”"])
def test_a_mark_may_stand_before_a_name_that_opens_with_no_character(
    form: TableForm, name: str
) -> None:
    assert split_channels(f"■政府公报 □{name} ■便民服务站", form).others == (name,)


def test_a_bracket_that_holds_no_mark_is_part_of_the_name(form: TableForm) -> None:
    found = split_channels("■社区公示栏(电子屏) ■(县)政府网站", form)
    assert found.chosen == ("社区公示栏(电子屏)", "(县)政府网站")


def test_separators_with_spaces_of_any_width_leave_no_nameless_channel(form: TableForm) -> None:
    assert split_channels("1.政府网站;\u00a02.其他", form).chosen == ("政府网站", "其他")
