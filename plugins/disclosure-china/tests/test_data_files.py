"""Adding a domain is adding a file; a mistake in one names the file and the entry."""

import shutil
from pathlib import Path

import pytest

from disclosure_china import data_files
from disclosure_core.errors import DataError, UnreadableFileError

ITEM = """
[[items]]
id = "statistics-yearbook"
domain = "statistics"
level1 = "统计信息"
bases = [{ document = "统计法" }]
source = "https://www.example.gov.cn/tj.html （示例县）"
"""
DOMAIN = """
[[domains]]
id = "statistics"
name = "统计"
"""


@pytest.fixture
def package(tmp_path):
    """The plugin's data in a folder that a test may write to."""
    shutil.copytree(Path(data_files.__file__).parent / "data", tmp_path / "data")
    return tmp_path


def ids(layer):
    return {item.id for item in layer.items}


def test_a_file_added_to_the_items_is_found(package):
    (package / "data/items/27-statistics.toml").write_text(ITEM, "utf-8")
    assert "statistics-yearbook" in ids(data_files.national_layer(package))


def test_a_folder_added_to_the_later_domains_is_found(package):
    folder = package / "data/later/statistics"
    folder.mkdir()
    (folder / "domain.toml").write_text(DOMAIN, "utf-8")
    (folder / "items.toml").write_text(ITEM, "utf-8")
    assert "statistics" in {domain.id for domain in data_files.domains(package)}
    assert "statistics-yearbook" in ids(data_files.national_layer(package))


def test_items_come_in_the_order_of_the_file_names():
    listed = data_files.item_files()
    assert list(listed) == sorted(listed)
    assert len(listed) == 26


def test_a_folder_in_the_items_is_no_file_of_items(package):
    before = ids(data_files.national_layer(package))
    unverified = package / "data/items/unverified/27-statistics.toml"
    unverified.write_text(ITEM.replace("bases", "# bases"), "utf-8")
    assert ids(data_files.national_layer(package)) == before
    assert "statistics-yearbook" in ids(data_files.unverified_layer(package))


def test_a_file_that_is_no_toml_is_passed_over(package):
    (package / "data/items/notes.txt").write_text("待补", "utf-8")
    assert len(data_files.item_files(package)) == 26


def test_without_later_or_unverified_files_there_are_none(package):
    shutil.rmtree(package / "data/later")
    shutil.rmtree(package / "data/items/unverified")
    assert len(data_files.domains(package)) == 26
    assert data_files.unverified_layer(package).items == ()


def test_a_mistake_names_its_file_and_entry(package):
    wrong = ITEM + ITEM.replace("level1", "levle1")
    (package / "data/items/27-statistics.toml").write_text(wrong, "utf-8")
    with pytest.raises(DataError) as caught:
        data_files.national_layer(package)
    files = {each.file for each in caught.value.mistakes}
    assert files == {"disclosure_china/data/items/27-statistics.toml"}
    assert all(each.place.startswith("items[1]") for each in caught.value.mistakes)


def test_a_list_under_another_name_is_a_mistake_and_not_an_empty_file(package):
    misspelt = ITEM.replace("items", "item")
    (package / "data/items/27-statistics.toml").write_text(misspelt, "utf-8")
    with pytest.raises(DataError, match=r"27-statistics\.toml"):
        data_files.national_layer(package)


def test_mistakes_of_several_files_are_told_together(package):
    for name in ("27-statistics", "28-weather"):
        wrong = ITEM.replace("level1", "levle1")
        (package / f"data/items/{name}.toml").write_text(wrong, "utf-8")
    with pytest.raises(DataError) as caught:
        data_files.national_layer(package)
    assert {each.file.rpartition("/")[2] for each in caught.value.mistakes} == {
        "27-statistics.toml",
        "28-weather.toml",
    }


def test_what_is_not_toml_at_all_names_file_and_line(package):
    (package / "data/items/27-statistics.toml").write_text("[[items]\nid = 1", "utf-8")
    with pytest.raises(UnreadableFileError, match=r"27-statistics\.toml is not TOML: .*line 1"):
        data_files.national_layer(package)
