"""Lists of bases and of content in the ways that offices number and break them."""

import pytest

from disclosure_core.catalogue.tables.evidence import evidence_of
from disclosure_core.catalogue.tables.lists import split_basis, split_content
from disclosure_core.catalogue.tables.values import TableForm

BASES = ("《甲条例》", "《乙办法》(民发〔2016〕28号)")


@pytest.mark.parametrize(
    "printed",
    [
        "1、《甲条例》;2、《乙办法》(民发〔2016〕28号)",
        "1、《甲条例》 2、《乙办法》(民发〔2016〕28号)",
        "一、《甲条例》；二、《乙办法》(民发〔2016〕28号)",
        "1.《甲条例》、2.《乙办法》(民发〔2016〕28号)",
        "《甲条例》\n《乙办法》\n(民发〔2016〕28号)",
    ],
)
def test_numbers_and_broken_lines_make_no_basis(form: TableForm, printed: str) -> None:
    assert split_basis(printed, form).parts == BASES


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("处罚的依据、条件、程序以及处罚决定", ("处罚的依据、条件、程序", "处罚决定")),
        ("规划领域法律、法规、规章、规范性文件", ("规划领域法律、法规、规章、规范性文件",)),
        ("补助对象的名单以及金额", ("补助对象的名单以及金额",)),
    ],
)
def test_a_list_is_parted_where_its_parts_can_stand_alone(
    form: TableForm, printed: str, parts: tuple[str, ...]
) -> None:
    assert split_content(printed, form).parts == parts


def test_lines_without_marks_may_be_elements_and_that_is_told(form: TableForm) -> None:
    assert split_content("农户申请\n村级评议\n乡镇审核", form).judged


def test_a_box_speaks_for_a_channel_that_nobody_listed(form: TableForm) -> None:
    assert evidence_of("■查询点", form).marks == 1


@pytest.mark.parametrize(
    ("printed", "marks"),
    [
        ("●烈士子女优待政策●其他优待政策", 0),
        ("■政府网站 ■其他", 2),
        ("●政府网站 ●其他:公示栏", 2),
    ],
)
def test_a_list_that_ends_in_other_things_is_no_list_of_channels(
    form: TableForm, printed: str, marks: int
) -> None:
    assert evidence_of(printed, form).marks == marks
