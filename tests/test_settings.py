"""Settings come from one file and the environment; what cannot be right is told with its place."""

import json
from pathlib import Path

import pytest
from attrs import frozen

from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, UnreadableFileError
from disclosure_core.settings import (
    Secret,
    Settings,
    load_settings,
    masked,
    settings_file,
    store_file,
)

FULL = """
name = "绿水县政务公开办"
folder = "data"
store = "sqlite:///green.sqlite"
language = "en"
timezone = "Asia/Urumqi"
region = "green:county"
folders = ["counties/green", "/srv/plugins/blue"]
without = ["china"]

[site]
name = "绿水县人民政府"
address = "https://green.example.gov.cn"

[plugins.china]
site_identifier = "9999010001"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "disclosure.toml"
    file.write_text(text, "utf-8")
    return file


def mistakes(folder: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_settings(write(folder, text), environ=environ)
    return [each.text("en").removeprefix(str(folder) + "/") for each in caught.value.mistakes]


def test_everything_has_a_default() -> None:
    settings = load_settings(None, environ={})
    assert settings == Settings()
    assert (settings.language, settings.timezone) == ("zh_CN", "Asia/Shanghai")
    assert settings.site.name == settings.name


def test_a_file_is_read(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, FULL), environ={})
    assert settings.name == "绿水县政务公开办"
    assert settings.site.address == "https://green.example.gov.cn"
    assert settings.plugins["china"]["site_identifier"] == "9999010001"
    assert settings.without == ("china",)


def test_relative_paths_are_taken_from_the_files_folder(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, FULL), environ={})
    assert settings.folder == tmp_path / "data"
    assert settings.store_path == tmp_path / "data" / "green.sqlite"
    assert settings.folders == (tmp_path / "counties/green", Path("/srv/plugins/blue"))


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    environ = {
        "DISCLOSURE_NAME": "公开办",
        "DISCLOSURE_SITE__ADDRESS": "https://x.example",
        "DISCLOSURE_WITHOUT": "a, b",
        "DISCLOSURE_FOLDERS": "/srv/one:two",
        "DISCLOSURE_PLUGINS__REVIEW_ZH__LIMIT": "12",
        "DISCLOSURE_PLUGINS__CHINA__KEY": "0123",
    }
    settings = load_settings(write(tmp_path, FULL), environ=environ)
    assert settings.name == "公开办"
    assert (settings.site.name, settings.site.address) == ("绿水县人民政府", "https://x.example")
    assert settings.without == ("a", "b")
    assert settings.folders == (Path("/srv/one"), tmp_path / "two")
    assert settings.plugins["review-zh"] == {"limit": 12}
    assert settings.plugins["china"] == {"site_identifier": "9999010001", "key": "0123"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('nmae = "a"', "disclosure.toml: extra fields found (nmae); did you mean name?"),
        ("sight = 3", "disclosure.toml: extra fields found (sight); did you mean site?"),
        ("name = 3", "disclosure.toml name: expected text, found 3"),
        ('name = ""', "disclosure.toml name: must not be empty"),
        ('language = "fr"', "disclosure.toml language: expected one of zh_CN, en, found fr"),
        ('timezone = "Mars"', "disclosure.toml timezone: Mars is no time zone"),
        ('timezone = "../x"', "disclosure.toml timezone: ../x is no time zone"),
        ('[site]\nname = "a"', "disclosure.toml site.address: is missing"),
        ('folders = "a"', 'disclosure.toml folders: expected a list, found "a"'),
        (
            "[plugins]\nchina = 3",
            "disclosure.toml plugins.china: expected a table of keys, found 3",
        ),
    ],
)
def test_what_cannot_be_right_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert mistakes(tmp_path, text) == [told]


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, 'nmae = "a"\nlanguage = 3\ntimezone = 4\n')) == 3


def test_a_variable_that_is_no_setting_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "", DISCLOSURE_TIMEZOEN="UTC") == [
        "DISCLOSURE_TIMEZOEN: is no setting; did you mean DISCLOSURE_TIMEZONE?"
    ]


def test_variables_of_others_are_not_looked_at(tmp_path: Path) -> None:
    environ = {"PATH": "/bin", "DISCLOSURE_REQUIRE": "java", "DISCLOSURE_SETTINGS": "x"}
    assert load_settings(write(tmp_path, ""), environ=environ).name == Settings().name


def test_a_file_that_is_no_toml_is_told_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"is not TOML.*line 2"):
        load_settings(write(tmp_path, 'name = "a"\nsite = ='), environ={})


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="There is no settings file"):
        load_settings(tmp_path / "none.toml", environ={})


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="larger"):
        load_settings(write(tmp_path, "#" * 1_000_001), environ={})


def test_the_file_is_the_one_named_else_of_the_variable_else_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings_file(None, {}) is None
    write(tmp_path, "")
    assert settings_file(None, {}) == Path("disclosure.toml")
    assert settings_file(None, {"DISCLOSURE_SETTINGS": "/etc/d.toml"}) == Path("/etc/d.toml")
    assert settings_file(Path("a.toml"), {"DISCLOSURE_SETTINGS": "b"}) == Path("a.toml")


def test_another_store_is_not_an_sqlite_file() -> None:
    settings = Settings(store="postgresql://office:hush@db/office")
    with pytest.raises(DataError) as caught:
        _ = settings.store_path
    assert "hush" not in str(caught.value)


def test_a_password_in_the_stores_address_is_not_shown() -> None:
    assert "hush" not in repr(Settings(store="postgresql://office:hush@db/office"))


def test_a_secret_is_shown_nowhere() -> None:
    @frozen
    class Gateway:
        key: Secret

    gateway = structure({"key": "hush"}, Gateway)
    assert gateway.key.reveal() == "hush"
    shown = f"{gateway} {gateway.key} {gateway.key!r} {json.dumps(unstructure(gateway))}"
    assert "hush" not in shown


def test_a_wrong_secret_is_not_repeated_in_the_mistake() -> None:
    @frozen
    class Gateway:
        key: Secret

    with pytest.raises(DataError) as caught:
        structure({"key": ["hush"]}, Gateway)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://office:hush@db/office",
        "postgresql://office:hu@sh@db/office",
        "postgresql://office:hu:sh/@db/office",
        "postgresql://db/office?user=office&password=hush&sslmode=require",
        "postgresql://db/office?sslpassword=hush",
    ],
)
def test_a_masked_address_has_no_password_in_it(address: str) -> None:
    assert "hu" not in masked(address)
    assert "******" in masked(address)
    assert masked(address).startswith("postgresql://")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///office.sqlite", "data/office.sqlite"),
        ("sqlite:////srv/office.sqlite", "/srv/office.sqlite"),
        ("office.sqlite", "data/office.sqlite"),
        ("/srv/office.sqlite", "/srv/office.sqlite"),
        ("postgresql://db/office", None),
    ],
)
def test_a_store_is_a_file_or_another_database(address: str, file: str | None) -> None:
    assert store_file(address, Path("data")) == (file and Path(file))
