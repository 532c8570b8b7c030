"""What single cells hold: lists of elements, legal bases, channels with their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.lists import split_basis, split_channels, split_content
from disclosure_core.catalogue.tables.values import TableForm


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("申请条件、申请材料、办理流程等", ["申请条件", "申请材料", "办理流程"]),
        ("1.名称;2.地址;3.电话。", ["名称", "地址", "电话"]),
        ("●名称 ●地址", ["名称", "地址"]),
        (
            "政策依据;\n申请指南:条件、材料等;\n监督渠道。",
            ["政策依据", "申请指南:条件、材料等", "监督渠道"],
        ),
        ("与安全生产有关的法律、法规", ["与安全生产有关的法律、法规"]),
        ("处罚的依据、条件、程序", ["处罚的依据、条件、程序"]),
        ("文件分类、标题、文号和具体内容等", ["文件分类", "标题", "文号", "具体内容"]),
        ("收入表:①本级②下级", ["收入表:①本级②下级"]),
        ("①收入表②支出表", ["收入表", "支出表"]),
    ],
)
def test_content_is_split_where_it_is_a_list(text: str, parts: list[str], form: TableForm) -> None:
    assert list(split_content(text, form).parts) == parts


def test_splitting_that_another_reader_might_not_do_is_called_a_judgement(form: TableForm) -> None:
    assert split_content("机构职能、权责清单、人员名单", form).judged
    assert not split_content("1.机构职能;2.权责清单", form).judged


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("《甲法》、《乙条例》(国令第711号)等", ["《甲法》", "《乙条例》(国令第711号)"]),
        ("1.《甲法》;2.《乙条例》", ["《甲法》", "《乙条例》"]),
        ("《甲法》《乙条例》", ["《甲法》", "《乙条例》"]),
        ("《甲法》和《乙条例》", ["《甲法》", "《乙条例》"]),
        (
            "《关于印发<甲办法>的通知》(甲发〔2017〕44号)",
            ["《关于印发<甲办法>的通知》(甲发〔2017〕44号)"],
        ),
        ("《甲意见》及其实施细则", ["《甲意见》及其实施细则"]),
        ("《甲部 乙部关于丙的通知》", ["《甲部 乙部关于丙的通知》"]),
        ("信息公开规定", ["信息公开规定"]),
    ],
)
def test_bases_are_parted_at_titles(text: str, parts: list[str], form: TableForm) -> None:
    assert list(split_basis(text, form).parts) == parts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("《甲通知》(民发〔201628号)", "《甲通知》(民发〔2016〕28号)"),
        ("《甲通知》(民发2016〕28号)", "《甲通知》(民发〔2016〕28号)"),
    ],
)
def test_a_lost_bracket_is_put_back_and_told(text: str, part: str, form: TableForm) -> None:
    found = split_basis(text, form)
    assert (list(found.parts), bool(found.repaired)) == ([part], True)


def test_a_title_left_open_is_closed_before_the_next_and_told(form: TableForm) -> None:
    found = split_basis("《甲条例》 《乙办法 《丙意见》", form)
    assert (found.parts[0], found.parts[-1], bool(found.repaired)) == (
        "《甲条例》",
        "《丙意见》",
        True,
    )


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("■政府网站 □政府公报 ■两微一端", ["政府网站", "两微一端"]),
        ("▄政府网站;口政府公报;国家档案馆;口其他。", ["政府网站"]),
        ("▄政府网站口政府公报▄入户/现场", ["政府网站", "入户/现场"]),
        ("☑政务服务窗口 □政府公报", ["政务服务窗口"]),
        ("■社区/企事业单位/村公示栏 (电子屏)", ["社区/企事业单位/村公示栏(电子屏)"]),
        ("■其他:办税服务厅", ["其他:办税服务厅"]),
        ("■其他_", ["其他"]),
        ("1.政府网站; 2.其他", ["政府网站", "其他"]),
        ("政府网站、村公示栏", ["政府网站", "村公示栏"]),
        ("t政府网站 □政府公报", ["政府网站"]),
    ],
)
def test_chosen_channels_are_the_marked_ones(text: str, chosen: list[str], form: TableForm) -> None:
    assert list(split_channels(text, form).chosen) == chosen


def test_a_note_in_a_cell_of_channels_is_kept_apart(form: TableForm) -> None:
    found = split_channels("■政府网站\n注:可归集至省级网站。", form)
    assert (found.chosen, found.notes) == (("政府网站",), ("注:可归集至省级网站。",))


names = st.text(alphabet="公开查阅点政府网站信息服务中心", min_size=2, max_size=6)


@given(st.lists(names, min_size=1, max_size=5))
def test_semicolons_part_elements_and_lose_none(form: TableForm, parts: list[str]) -> None:
    assert list(split_content(";".join(parts), form).parts) == parts


@given(st.lists(names, min_size=1, max_size=5))
def test_every_title_is_a_basis_of_its_own(form: TableForm, parts: list[str]) -> None:
    titles = [f"《{part}》" for part in parts]
    assert list(split_basis("、".join(titles), form).parts) == titles
