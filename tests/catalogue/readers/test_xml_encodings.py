"""Package parts in an encoding that nothing can read are refused, not stumbled over."""

import pytest

from disclosure_core.catalogue.tables.readers.packages import check_no_document_type
from disclosure_core.errors import UnreadableFileError


@pytest.mark.parametrize("encoding", ["UTF.8", "gb-unknown", "gb18030", "utf-7"])
def test_an_encoding_that_cannot_be_read_is_a_damaged_file(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    with pytest.raises(UnreadableFileError, match="well-formed"):
        check_no_document_type(data, file="book.xlsx")


def test_a_document_type_is_still_named_as_what_it_is() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    with pytest.raises(UnreadableFileError, match="entities"):
        check_no_document_type(data, file="book.xlsx")
