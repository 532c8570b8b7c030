"""The quick look through a sheet says what the careful one says, or leaves it to that one."""

import pytest
from attrs import evolve

from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.catalogue.tables.readers.plain_sheets import plain_facts
from disclosure_core.catalogue.tables.readers.sheets import TextLengths, look_through
from disclosure_core.errors import UnreadableFileError

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="urn:x"><cols><col/></cols><sheetData>'
)
CELL = '<c r="B2" s="3"><v>7</v></c>'


def sheet(*cells, head=HEAD, after=""):
    return f"{head}<row r='1'>{''.join(cells)}</row></sheetData>{after}</worksheet>".encode()


def quickly(data, texts=None, limits=DEFAULT_LIMITS):
    return plain_facts({"目录": data}, texts, file="目录.xlsx", limits=limits)


def carefully(data):
    texts = TextLengths(None, file="目录.xlsx", limits=DEFAULT_LIMITS)
    return {"目录": look_through(data, texts=texts, file="目录.xlsx", limits=DEFAULT_LIMITS)}


@pytest.mark.parametrize(
    "cell",
    [
        CELL,
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="AB12" s="12" t="n"><v>1</v></c>',
        '<c r="A1" s="0"><v>1</v></c>',
        '<c r="A1" s="4" t="inlineStr"><is><t>政策</t></is></c>',
        '<c r="A1" s="2" t="b"><v>1</v></c>',
    ],
)
def test_it_says_what_the_careful_look_says(cell):
    assert quickly(sheet(cell)) == carefully(sheet(cell))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(sheet(CELL, head=HEAD.replace("UTF-8", "GB18030")), id="another encoding"),
        pytest.param(sheet(CELL).decode().encode("utf-16"), id="two bytes a character"),
        pytest.param(sheet("<!-- -->", CELL), id="a comment"),
        pytest.param(sheet(CELL, head="<!DOCTYPE x>" + HEAD[38:]), id="a document type"),
        pytest.param(sheet('<x:c xmlns:x="urn:x" r="XFD9"/>'), id="a prefix"),
        pytest.param(sheet("<c><v>1</v></c>"), id="a cell without its reference"),
        pytest.param(sheet('<c s="1" r="A1"><v>1</v></c>'), id="another order"),
        pytest.param(sheet("<c r='A1'><v>1</v></c>"), id="other quotation marks"),
        pytest.param(sheet('<c\nr="A1"><v>1</v></c>'), id="a line end in a tag"),
        pytest.param(sheet('<c r="A1"><f>1+1</f></c>'), id="a formula"),
        pytest.param(sheet(CELL, '<c r="A1048576"><v>1</v></c>'), id="far apart"),
        pytest.param(sheet(CELL, '<c r="XFD2"><v>1</v></c>'), id="far to the right"),
    ],
)
def test_what_is_written_otherwise_is_left_to_the_careful_look(data):
    assert quickly(data) is None


def test_a_broken_sheet_is_refused():
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        quickly(sheet("<c r='A1'>"))


def test_long_texts_in_many_cells_are_left_to_the_careful_look():
    limits = evolve(DEFAULT_LIMITS, characters=1000)
    texts = f"<sst><si><t>{'x' * 400}</t></si></sst>".encode()
    shared = '<c r="A{}" t="s"><v>0</v></c>'
    few, many = (sheet(*map(shared.format, range(1, count))) for count in (3, 9))
    assert quickly(few, texts, limits) is not None
    assert quickly(many, texts, limits) is None


@pytest.mark.parametrize("limit", [{"cells": 3}, {"elements": 3}, {"rows": 3}, {"columns": 0}])
def test_near_a_limit_the_careful_look_decides(limit):
    cells = [f'<c r="A{row}"><v>1</v></c>' for row in range(1, 6)]
    assert quickly(sheet(*cells), limits=evolve(DEFAULT_LIMITS, **limit)) is None
