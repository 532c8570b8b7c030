"""A domain worked out in one county is loaded by another, names of the first left blank."""

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC
from disclosure_core.catalogue.layers import REFINABLE
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.office.office import open_office

from .conftest import EVERYTHING

COUNTY = """
name = "county"
regions = [
  { id = "own", name = "示例县", level = "county", kind = "county" },
  { id = "north", name = "北镇", level = "town", kind = "town", within = "own" },
  { id = "well", name = "古井村", level = "village", kind = "village", within = "north" },
]
agencies = [
  { id = "water", name = "示例县水利局", names = ["县水利局"], region = "own" },
  { id = "old", name = "示例县水务局", region = "own", in_force = { until = 2019-01-01 } },
  { id = "housing", name = "示例县住房和城乡建设局", region = "own" },
]
service_points = [
  { id = "library", name = "图书馆", kind = "library", region = "own" },
  { id = "hall", name = "示例县政务服务大厅", kind = "service_hall", region = "own" },
]
[[domains]]
id = "reservoirs"
name = "水库管理"
[[layers]]
id = "own"
name = "示例县目录"
level = "county"
over = "china:national"
region = "own"
source = "示例县目录"
[[layers.item_types]]
id = "allotment"
name = "分配结果"
content = ["金额"]
basis = "《示例县水库管理办法》（示政发〔2020〕3号）第二条"
[[layers.items]]
id = "allotment"
domain = "reservoirs"
level1 = "水库"
level2 = "古井村水库补助分配"
content = ["水库名称；编号", "北镇分配对象", "图书馆公示", "示例县政务服务大厅公示"]
bases = ["《示例县水库管理办法》（示政发〔2020〕3号）第二条"]
time_limit = "20"
agency = "示例县水利局"
channels = ["政府网站", "公示栏"]
item_type = "allotment"
[[layers.items]]
id = "guide"
domain = "reservoirs"
level1 = "水库"
level2 = "办事指南"
bases = ["《政府信息公开条例》（国令第711号）第二十条"]
agency = "示例县水务局"
[[layers.refinements]]
item = "china:major-projects-construction-permit"
reason = "本县由示例县住房和城乡建设局监管"
agency = "示例县住房和城乡建设局"
"""


@pytest.fixture
def settings(settings, tmp_path):
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY, "utf-8")
    return evolve(
        settings, folders=(folder,), region="county:own", language="zh_CN", without=("changsha",)
    )


@pytest.fixture
def office(settings, clock):
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office


@pytest.fixture
def elsewhere(settings, clock, tmp_path):
    """Open the office of another county with the exported folder and without the first county."""

    def opened(template, *without):
        other = evolve(
            settings,
            name="别县政务公开办公室",
            folder=tmp_path / "elsewhere",
            folders=(template,),
            region=None,
            without=("changsha", *without),
        )
        return open_office(other, actor=EVERYTHING, clock=clock)

    return opened


def duties(catalogue, domain, blanks=()):
    """What the items of a domain say, without ids, and with names that blanks stand for put out."""
    words = sorted(
        ((name, blank.word) for blank in blanks for name in blank.stood_for),
        key=lambda pair: -len(pair[0]),
    )

    def blanked(text):
        for name, word in words:
            text = text.replace(name, word)
        return text

    def plain(value):
        if isinstance(value, str):
            return blanked(value)
        if isinstance(value, tuple):
            return tuple(plain(each) for each in value)
        if hasattr(value, "document"):
            return plain(value.document), value.article
        if hasattr(value, "days"):
            return value.kind, value.days
        return value

    said = [
        {
            name: plain(getattr(each.item, name)) if name != "item_type" else None
            for name in REFINABLE
        }
        for each in catalogue.in_domain(domain)
    ]
    return sorted(said, key=str)


class TestLoading:
    def test_the_items_of_its_own_are_the_same_elsewhere(self, office, elsewhere, tmp_path):
        made = office.templates.export("水库管理", tmp_path / "out")
        here = duties(office.catalogue.current(), "county:reservoirs", made.blanks)
        with elsewhere(made.folder) as other:
            there = duties(other.catalogue.current(), f"{made.name}:reservoirs")
        assert len(here) == 2
        assert there == here

    def test_shared_items_are_said_otherwise_not_repeated(self, office, elsewhere, tmp_path):
        made = office.templates.export("重大建设项目", tmp_path / "out")
        assert (made.items, made.refinements, made.needs) == (0, 1, ("china",))
        here = duties(office.catalogue.current(), "china:major-projects", made.blanks)
        with elsewhere(made.folder) as other:
            assert duties(other.catalogue.current(), "china:major-projects") == here

    def test_alone_it_needs_no_other_plugin(self, office, elsewhere, tmp_path):
        made = office.templates.export("重大建设项目", tmp_path / "out", alone=True)
        here = duties(office.catalogue.current(), "china:major-projects", made.blanks)
        assert made.needs == ()
        with elsewhere(made.folder, "china") as other:
            assert duties(other.catalogue.current(), f"{made.name}:major-projects") == here

    def test_its_own_domain_needs_no_other_plugin_either(self, office, elsewhere, tmp_path):
        made = office.templates.export("水库管理", tmp_path / "out")
        with elsewhere(made.folder, "china") as other:
            assert len(other.catalogue.current().items) == 2

    def test_what_the_office_imported_goes_along(self, office, elsewhere, tmp_path):
        table = tmp_path / "table.csv"
        table.write_text(
            "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体\n"
            "1,水库,巡查结果,巡查日期,《水法》,20个工作日,示例县水利局,■政府网站\n",
            "utf-8",
        )
        office.catalogue.import_table(table, domain="水库管理")
        made = office.templates.export("水库管理", tmp_path / "out")
        with elsewhere(made.folder) as other:
            titles = {each.item.title for each in other.catalogue.current().items}
        assert "巡查结果" in titles

    def test_ids_have_the_template_s_name_and_one_colon(self, office, elsewhere, tmp_path):
        made = office.templates.export("水库管理", tmp_path / "out", name="reservoirs-of-all")
        with elsewhere(made.folder) as other:
            items = other.catalogue.current().in_domain("reservoirs-of-all:reservoirs")
            (typed,) = [each.item for each in items if each.item.item_type]
        assert {each.item.id for each in items} == {
            "reservoirs-of-all:allotment",
            "reservoirs-of-all:guide",
        }
        assert typed.item_type == "reservoirs-of-all:allotment"


class TestBlanks:
    @pytest.fixture
    def made(self, office, tmp_path):
        return office.templates.export("水库管理", tmp_path / "out")

    def test_no_name_of_the_county_is_left_in_its_duties(self, made, elsewhere):
        with elsewhere(made.folder) as other:
            text = str(duties(other.catalogue.current(), f"{made.name}:reservoirs"))
        for name in ("示例县", "北镇", "古井村", "水利局局"):
            assert name not in text

    def test_a_name_that_any_place_has_is_left(self, made, elsewhere):
        with elsewhere(made.folder) as other:
            text = str(duties(other.catalogue.current(), f"{made.name}:reservoirs"))
        assert "图书馆公示" in text
        assert "示例县政务服务大厅" in {name for each in made.blanks for name in each.stood_for}

    def test_each_name_is_listed_with_where_it_stood(self, made):
        stood = {name for blank in made.blanks for name in blank.stood_for}
        assert stood >= {"示例县水利局", "示例县水务局", "北镇", "古井村", "示例县"}

    def test_the_readme_lists_them_too(self, made):
        readme = (made.folder / "README.md").read_text("utf-8")
        assert [blank.word for blank in made.blanks if blank.word not in readme] == []

    def test_an_agency_keeps_what_is_common_in_its_name(self, made):
        words = {blank.word for blank in made.blanks}
        assert any("县水利局" in word and "示例县" not in word for word in words)

    def test_a_document_of_the_county_loses_its_number(self, made, elsewhere):
        with elsewhere(made.folder) as other:
            items = other.catalogue.current().in_domain(f"{made.name}:reservoirs")
        numbers = {basis.number for each in items for basis in each.item.bases}
        assert "示政发〔2020〕3号" not in numbers
        assert "国令第711号" in numbers

    def test_documents_to_look_at_are_named(self, made):
        assert {basis.article for basis in made.cited} == {"第二条", "第二十条"}


class TestWritingWholeOrNothing:
    def test_what_exists_is_not_written_over(self, office, tmp_path):
        (tmp_path / "out").mkdir()
        with pytest.raises(DataError, match="is there already; nothing was changed"):
            office.templates.export("水库管理", tmp_path / "out")
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_link_to_nowhere_is_not_followed(self, office, tmp_path):
        (tmp_path / "out").symlink_to(tmp_path / "nowhere")
        with pytest.raises(DataError, match="is there already"):
            office.templates.export("水库管理", tmp_path / "out")

    def test_nothing_is_left_beside_it(self, office, tmp_path):
        office.templates.export("水库管理", tmp_path / "deep" / "out")
        assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]

    def test_a_place_that_cannot_be_made_is_told(self, office, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(DataError, match="cannot be made"):
            office.templates.export("水库管理", tmp_path / "file" / "out")

    @pytest.mark.parametrize("name", ["大名", "a:b", "../out", "A", "a--b"])
    def test_a_name_that_can_be_no_prefix_is_refused(self, office, tmp_path, name):
        with pytest.raises(DataError, match="is not a name"):
            office.templates.export("水库管理", tmp_path / "out", name=name)

    def test_a_domain_in_which_nothing_was_worked_out_is_refused(self, office, tmp_path):
        with pytest.raises(DataError, match="nothing to export"):
            office.templates.export("养老服务", tmp_path / "out")
        assert not (tmp_path / "out").exists()

    def test_an_unknown_domain_is_told(self, office, tmp_path):
        with pytest.raises(NotFoundError, match="no domain 航天"):
            office.templates.export("航天", tmp_path / "out")

    def test_the_public_exports_nothing(self, office, tmp_path):
        with pytest.raises(NotAllowedError):
            office.as_actor(PUBLIC).templates.export("水库管理", tmp_path / "out")
