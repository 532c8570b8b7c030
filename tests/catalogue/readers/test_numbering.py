"""Numbers that Word prints by itself."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from disclosure_core.catalogue.tables.readers.numbering import chinese_number, numbering_of

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for level, text in enumerate(("%1.", "%1.%2"))
)


def numbered(lists, *paragraphs):
    """What is printed before paragraphs of these (list, level) pairs."""
    root = parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="5">{LEVELS}</w:abstractNum>'
        f"{lists}</w:numbering>"
    )
    counters = numbering_of(root).counters()
    return [
        counters.next(
            parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:numPr><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{name}"/></w:numPr></w:pPr></w:p>'
            )
        )
        for name, level in paragraphs
    ]


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
TWO = '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
ANEW = (
    '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def test_a_list_counts():
    assert numbered(ONE, (1, 0), (1, 0), (1, 0)) == ["1.", "2.", "3."]


def test_a_lower_level_begins_anew_under_each_higher_number():
    paragraphs = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]
    assert numbered(ONE, *paragraphs) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_lists_of_one_definition_go_on_counting():
    assert numbered(ONE + TWO, (1, 0), (2, 0)) == ["1.", "2."]


def test_a_list_that_begins_anew_does():
    assert numbered(ONE + ANEW, (1, 0), (3, 0), (3, 0), (1, 0)) == ["1.", "7.", "8.", "2."]


def test_an_unknown_list_prints_nothing():
    assert numbered(ONE, (9, 0)) == [""]


@pytest.mark.parametrize(
    ("number", "printed"),
    [(0, "零"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_chinese_numbers(number, printed):
    assert chinese_number(number) == printed
