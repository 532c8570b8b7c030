"""The words of printed tables are data that the table reader takes."""

from disclosure_china import data_files
from disclosure_core.catalogue.tables.values import FIELDS


def test_the_form_knows_a_header_for_every_field():
    assert set(FIELDS) <= set(data_files.table_form().columns)


def test_no_header_word_means_two_fields():
    words = [word for words in data_files.table_form().columns.values() for word in words]
    assert len(words) == len(set(words))


def test_traditional_characters_have_their_simplified_form():
    simplified = data_files.table_form().simplified
    assert (simplified["務"], simplified["廣"]) == ("务", "广")
