"""A data-only plugin: what a clerk writes is read, and all mistakes are told with their places."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from disclosure_core.catalogue.tables.values import TableForm, TimeLimitWords
from disclosure_core.catalogue.values import Audience, ChannelKind, Level, TimeLimitKind
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError
from disclosure_core.extensions.folder import read_folder
from disclosure_core.extensions.plugins import PluginState
from disclosure_core.legal import LegalDocument, Period
from disclosure_core.review.values import Draft, Severity

from .conftest import DATA, Look, Site

GREEN = DATA / "green-county"
HEAD = 'name = "own"\n'
LAYER = HEAD + '[[layers]]\nid = "own"\nname = "本县"\nlevel = "county"\n'
WORDS = TableForm(
    id="words", time=TimeLimitWords(working_days=("个工作日",), immediate=("及时",), days={"日": 1})
)


def write(folder: Path, toml: str, **files: str | bytes) -> Path:
    (folder / "plugin.toml").write_text(toml, "utf-8")
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def mistakes(folder: Path, **more: object) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_folder(folder, **more)
    return [each.text("en") for each in caught.value.mistakes]


def test_three_mistakes_are_told_together_with_file_row_and_key() -> None:
    with pytest.raises(DataError) as caught:
        read_folder(DATA / "demo-hills")
    head, *rest = str(caught.value).splitlines()
    assert head.endswith("demo-hills: 3 mistakes, nothing was loaded")
    assert rest == [
        "  plugin.toml domains[0]: extra fields found (numbr); did you mean number?",
        (
            "  items.csv row 3, column 公开时限: expected working days such as 20, or words that a "
            'table form knows, found "什么时候都行"'
        ),
        (
            "  plugin.toml rules[0].kind: required-feilds is not known here; did you mean "
            "required-fields?"
        ),
    ]


def test_a_clerks_folder_is_read() -> None:
    plugin = read_folder(GREEN)
    assert (plugin.name, plugin.title, plugin.version) == ("green", "绿水县", "2026.1")
    assert [each.level for each in plugin.organisation.regions] == ["county", "town"]
    water = plugin.organisation.agencies[0]
    assert water.names == ("县水利局", "水务局")
    assert water.domains == ("reservoirs",)
    assert plugin.domains[0].basis is not None
    assert plugin.domains[0].basis.number == "绿政发〔2026〕1号"
    assert plugin.domains[0].basis.article == "第三条"


def test_the_columns_of_a_printed_catalogue_become_an_item() -> None:
    item = read_folder(GREEN).layers[0].items[0]
    assert item.content == ("水库名称", "分配对象", "金额")
    assert (item.time_limit.kind, item.time_limit.days) == (TimeLimitKind.WORKING_DAYS, 20)
    assert [each.kind for each in item.channels] == [
        ChannelKind.WEBSITE,
        ChannelKind.BULLETIN_BOARD,
    ]
    assert item.audience == (Audience.SOCIETY,)
    assert item.levels == (Level.COUNTY, Level.TOWN)
    assert item.service is False
    assert item.source == "items.csv:3"


def test_a_rule_of_required_fields_finds_what_is_empty() -> None:
    rule = next(each for each in read_folder(GREEN).rules if each.id == "has-index-number")
    draft = Draft(
        document=Document(title="公告", text="无", formed_on=date(2026, 3, 1)), on=date(2026, 3, 2)
    )
    assert [each.where.part for each in rule.check(draft)] == ["index_number"]


def test_a_rule_of_required_elements_looks_at_its_own_items_only(site: Site, look: Look) -> None:
    registry = look(GREEN).registry
    rule = registry.rule("green:names-the-reservoir")
    funds, policy = registry.layer("green:own").items
    document = Document(title="资金分配", text="分配对象：移民户")

    def severities(*items: object) -> list[Severity]:
        draft = Draft(document=document, items=items, on=date(2026, 3, 2))
        return [each.severity for each in rule.check(draft)]

    assert severities(funds) == [Severity.BLOCK]
    assert severities(policy) == []


def test_a_folder_is_a_plugin_like_any_other(look: Look) -> None:
    looked = look(GREEN)
    plugin = next(each for each in looked.plugins if each.name == "green")
    assert plugin.state is PluginState.OK
    assert (plugin.version, plugin.title, plugin.origin) == ("2026.1", "绿水县", str(GREEN))
    assert looked.registry.layer("green:own").region == "green:county"
    assert [each.region for each in looked.registry.calendars] == ["green:county"]


def test_a_conflict_with_a_folder_names_file_and_entry(tmp_path: Path, look: Look) -> None:
    toml = HEAD + '[[domains]]\nid = "a"\nname = "甲"\n[[domains]]\nid = "a"\nname = "乙"\n'
    (error,) = [each for each in look(write(tmp_path, toml)).errors if each.plugin == "own"]
    assert [each.split("    ")[1] for each in error.providers] == [
        "plugin.toml domains[0]",
        "plugin.toml domains[1]",
    ]


def test_a_broken_folder_does_not_cost_the_other_folders(look: Look) -> None:
    looked = look(GREEN, DATA / "demo-hills")
    states = {each.name: each.state for each in looked.plugins}
    assert states["demo-hills"] is PluginState.BROKEN
    assert states["green"] is PluginState.OK
    assert len(next(each for each in looked.errors if each.plugin == "demo-hills").mistakes) == 3


def test_a_folder_that_is_not_there_is_told(look: Look, tmp_path: Path) -> None:
    (error,) = [each for each in look(tmp_path / "nowhere").errors if each.plugin == "nowhere"]
    assert "plugin.toml cannot be read" in str(error)


def test_a_package_without_python_is_found_by_its_entry_point(site: Site, look: Look) -> None:
    folder = site.folder / "plugin_green_data"
    folder.mkdir()
    for each in GREEN.iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
    site.describe("green", "plugin_green_data", version="3.1")
    looked = look()
    plugin = next(each for each in looked.plugins if each.name == "green")
    assert (plugin.state, plugin.version) == (PluginState.OK, "3.1")
    assert looked.registry.domain("green:reservoirs").name == "水库移民"


def test_a_package_without_python_must_bear_the_name_of_its_entry_point(
    site: Site, look: Look
) -> None:
    folder = site.folder / "plugin_blue_data"
    folder.mkdir()
    write(folder, 'name = "green"\n')
    site.describe("blue", "plugin_blue_data")
    assert "expected blue, its entry point, found green" in "\n".join(map(str, look().errors))


def test_printed_limits_are_read_by_the_words_of_other_plugins(
    site: Site, look: Look, tmp_path: Path
) -> None:
    site.install(
        "words",
        """
        from disclosure_core import TimeLimitWords
        @hookimpl
        def disclosure_domains():
            yield Domain(id="a", name="甲")
        @hookimpl
        def disclosure_table_forms():
            yield TableForm(id="w", time=TimeLimitWords(working_days=("个工作日",)))
        """,
    )
    csv = "编号,领域,一级事项,公开时限\nx,words:a,甲,信息形成之日起20个工作日内\n"
    looked = look(write(tmp_path, LAYER + 'items = "items.csv"\n', items__csv=csv))
    assert [str(each) for each in looked.errors if each.plugin != "core"] == []
    (item,) = looked.registry.layer("own:own").items
    assert (item.time_limit.kind, item.time_limit.days) == (TimeLimitKind.WORKING_DAYS, 20)
    assert item.time_limit.printed == "信息形成之日起20个工作日内"


def test_limits_bases_and_channels_may_be_written_as_text_in_toml(tmp_path: Path) -> None:
    toml = LAYER + (
        'items = [{ id = "a", domain = "d", level1 = "甲", time_limit = "及时", '
        'bases = ["《条例》第二十条"], channels = ["政府网站"] }]\n'
    )
    (item,) = read_folder(write(tmp_path, toml), form=WORDS).layers[0].items
    assert item.time_limit.kind is TimeLimitKind.IMMEDIATE
    assert (item.bases[0].document, item.bases[0].article) == ("条例", "第二十条")
    assert item.channels[0].kind is ChannelKind.WEBSITE
    assert item.source == "plugin.toml layers[0].items[0]"


def test_refinements_and_omissions_come_from_tables_too(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        LAYER + 'over = "china:base"\nrefinements = "changes.csv"\nomissions = "out.csv"\n',
        changes__csv="事项编号,理由,公开主体,公开时限\nchina:a,本县由审批局办理,审批局,7\n",
        out__csv="事项编号,不适用理由\nchina:b,本县无此业务\n",
    )
    (layer,) = read_folder(folder).layers
    (change,) = layer.refinements
    assert (change.item, change.agency, change.reason) == ("china:a", "审批局", "本县由审批局办理")
    assert change.time_limit is not None
    assert change.time_limit.days == 7
    assert [(each.item, each.reason) for each in layer.omissions] == [("china:b", "本县无此业务")]


def test_a_section_may_stand_in_a_toml_file_of_its_own(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        HEAD + 'domains = "domains.toml"\n',
        domains__toml='[[domains]]\nid = "a"\nname = "甲"\n[[domains]]\nid = "b"\nnmae = "乙"\n',
    )
    assert mistakes(folder) == [
        "domains.toml domains[1].name: is missing",
        "domains.toml domains[1]: extra fields found (nmae); did you mean name?",
    ]


def test_periods_in_force_may_be_columns(tmp_path: Path) -> None:
    csv = "编号,单位名称,区域,生效日期,失效日期\na,城管局,c,2020-01-01,2024-12-31\n"
    toml = (
        HEAD + 'agencies = "agencies.csv"\n[[regions]]\nid = "c"\nname = "县"\nlevel = "county"\n'
    )
    (agency,) = read_folder(write(tmp_path, toml, agencies__csv=csv)).organisation.agencies
    assert agency.in_force.until == date(2024, 12, 31)


def test_the_controlled_list_of_bases_comes_from_a_table_too(tmp_path: Path) -> None:
    csv = (
        "文件名称,其他名称,文号,生效日期,失效日期,替代文件,条数,未核实\n"
        "长沙县办法,办法；本办法,长县政发〔2020〕1号,2020-03-01,2025-02-28,新办法,12,是\n"
    )
    folder = write(tmp_path, HEAD + 'legal_documents = "bases.csv"\n', bases__csv=csv)
    (text,) = read_folder(folder).legal_documents
    assert text == LegalDocument(
        title="长沙县办法",
        other_titles=("办法", "本办法"),
        number="长县政发〔2020〕1号",
        in_force=Period(since=date(2020, 3, 1), until=date(2025, 2, 28)),
        replaced_by="新办法",
        last_article=12,
        unverified=True,
    )


def workbook(path: Path, **sheets: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)


def test_mistakes_in_a_workbook_name_sheet_row_and_column(tmp_path: Path) -> None:
    write(tmp_path, LAYER + 'items = "items.xlsx"\n')
    header = ["编号", "领域", "一级事项", "公开时限", "公开层级"]
    workbook(
        tmp_path / "items.xlsx",
        规划=[header, ["a", "d", "甲", 20, "县级"]],
        项目=[["项目目录", None, None, None, None], header, ["b", "d", "", "即时", "线级"]],
    )
    assert mistakes(tmp_path) == [
        (
            "items.xlsx sheet 项目, row 3, column 公开时限: expected working days such as 20, or "
            'words that a table form knows, found "即时"'
        ),
        (
            "items.xlsx sheet 项目, row 3, column 公开层级: expected one of 国家级, 省级, 市级, "
            '州级, 县级, 区级, 乡级, 镇级, 乡镇级, 街道, 村级, 社区, found "线级"'
        ),
        "items.xlsx sheet 项目, row 3, column 一级事项: is missing",
    ]


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("编号,领域,一级事项,公开时现\n", "unknown column 公开时现; did you mean 公开时限?"),
        ("编号,编号,一级事项\n", "two columns are 编号"),
        ("甲,乙,丙\n1,2,3\n", "no header is known; expected some of 编号"),
    ],
)
def test_headers_that_cannot_be_right_are_told(tmp_path: Path, csv: str, told: str) -> None:
    folder = write(tmp_path, LAYER + 'items = "items.csv"\n', items__csv=csv + "x,y,z\n")
    (mistake,) = mistakes(folder)
    assert mistake.startswith(f"items.csv row 1: {told}")


@pytest.mark.parametrize(
    "name",
    ["../outside.csv", "/etc/hostname", "link.csv", "..\\outside.csv", "a/../../outside.csv"],
)
def test_no_file_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.csv").write_text("编号,名称\na,b\n")
    folder = tmp_path / "plugin"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    write(folder, HEAD + f"domains = '{name}'\n")
    assert mistakes(folder) == [f"plugin.toml domains: {name} leads out of the folder"]


def test_a_file_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, LAYER + 'items = "itmes.csv"\n')
    assert mistakes(folder) == ["plugin.toml layers[0].items: there is no file itmes.csv"]


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, HEAD + 'domains = "domains.py"\n', domains__py="")
    assert mistakes(folder)[0].startswith("plugin.toml domains: expected a file of .csv")


def test_a_binary_called_csv_is_told(tmp_path: Path) -> None:
    folder = write(
        tmp_path, HEAD + 'domains = "domains.csv"\n', domains__csv=b"\x7fELF\0\0\1\2" * 40
    )
    (mistake,) = mistakes(folder)
    assert "domains.csv" in mistake


def test_a_table_saved_in_gb18030_is_read(tmp_path: Path) -> None:
    csv = "编号,领域名称\nplans,国土空间规划\nworks,重大建设项目批准和实施\n".encode("gb18030")
    folder = write(tmp_path, HEAD + 'domains = "domains.csv"\n', domains__csv=csv)
    assert [each.name for each in read_folder(folder).domains] == [
        "国土空间规划",
        "重大建设项目批准和实施",
    ]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("name = ", "plugin.toml is not TOML"),
        ("name = " + "[" * 5000, "plugin.toml is not TOML"),
        ('title = "无名"\n', "plugin.toml name: is missing"),
        ('name = "Bad Name"\n', "plugin.toml name: Bad Name is not a name"),
        (HEAD + 'domans = "a.csv"\n', "extra fields found (domans); did you mean domains?"),
        (HEAD + "version = 1.2\n", "plugin.toml version: expected text, found 1.2"),
        (HEAD + "domains = 3\n", "plugin.toml domains: expected a list or the name of a file"),
        (HEAD + 'domains = ["a"]\n', "plugin.toml domains[0]: expected a table of keys"),
    ],
)
def test_a_plugin_file_that_cannot_be_right_is_told(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        read_folder(write(tmp_path, toml))
    assert told in str(caught.value)


def test_mistakes_of_the_plugin_file_and_of_its_sections_are_told_together(tmp_path: Path) -> None:
    toml = 'name = "Bad Name"\ntitel = "a"\n[[domains]]\nid = "a"\n'
    assert mistakes(write(tmp_path, toml)) == [
        "plugin.toml: extra fields found (titel); did you mean title?",
        "plugin.toml name: Bad Name is not a name: small ASCII letters, digits, single hyphens",
        "plugin.toml domains[0].name: is missing",
    ]


def test_a_plugin_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "#" + "x" * 8_000_001)
    with pytest.raises(DataError, match="too large"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            'kind = "required-fields"\nfields = ["indexnumber"]',
            "a document has no field indexnumber",
        ),
        ('kind = "required-fields"\nfields = []', "rules[0].fields: must not be empty"),
        ('kind = "required-elements"\nfields = ["a"]', "rules[0].elements: is missing"),
        (
            'kind = "required-elements"\nelements = ["a"]\nitems = ["x", "china:y"]',
            "plugin.toml rules[0].items[0]: no item of that id is here: x",
        ),
        ("", "rules[0].kind: expected one of required-elements, required-fields"),
    ],
)
def test_a_rule_that_asks_wrongly_is_told(tmp_path: Path, rule: str, told: str) -> None:
    toml = f'{HEAD}[[rules]]\nid = "r"\nbasis = "条例"\n{rule}\n'
    assert any(told in each for each in mistakes(write(tmp_path, toml)))
