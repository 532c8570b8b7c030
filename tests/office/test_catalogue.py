"""Taking printed tables into an office's catalogue."""

import csv
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC
from disclosure_core.catalogue.values import TimeLimitKind
from disclosure_core.errors import DataError, NotAllowedError, UnreadableFileError
from disclosure_core.office.layers import OWN_LAYER

HEADER = (
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
)


def row(number, level1, level2, *, agency="县应急管理局", limit="信息形成之日起20个工作日内"):
    basis = "《中华人民共和国政府信息公开条例》"
    return (number, level1, level2, "文件名称", basis, limit, agency, "■政府网站 □政府公报")


@pytest.fixture
def table(tmp_path):
    def write(*rows, title="示例县安全生产领域基层政务公开标准目录", name="目录.csv"):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerows([(title,), HEADER, *rows])
        return path

    return write


def own(office):
    return [each.item for each in office.catalogue.current().items if each.layer == OWN_LAYER]


def test_rows_that_name_no_known_item_become_items_of_the_office(office, table):
    taken = office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))
    assert len(taken.added) == 1
    (item,) = own(office)
    assert (item.domain, item.level1, item.level2) == (
        "china:work-safety",
        "宣传教育",
        "安全生产月",
    )
    assert (item.time_limit.kind, item.time_limit.days) == (TimeLimitKind.WORKING_DAYS, 20)


def test_an_imported_item_says_which_file_it_was_read_in(office, table):
    office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))
    assert own(office)[0].source == "目录.csv"


def test_reading_the_same_table_again_changes_nothing(office, table):
    path = table(row("1", "宣传教育", "安全生产月"), row("2", "宣传教育", "应急演练"))
    office.catalogue.import_table(path)
    again = office.catalogue.import_table(path)
    assert (again.added, again.refined) == ((), ())


def test_a_table_taken_in_by_two_people_at_once_is_taken_in_once(office, table):
    path = table(row("1", "宣传教育", "安全生产月"), row("2", "宣传教育", "应急演练"))
    with ThreadPoolExecutor(2) as people:
        taken = list(people.map(office.catalogue.import_table, [path, path]))
    assert sorted(len(each.added) for each in taken) == [0, 2]
    assert len(own(office)) == 2


def test_a_row_that_prints_a_known_item_otherwise_refines_it_and_says_why(office, table):
    office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))
    newer = table(row("1", "宣传教育", "安全生产月", agency="县消防救援大队"), name="新目录.csv")
    taken = office.catalogue.import_table(newer)
    refined = office.catalogue.item(taken.refined[0])
    assert refined.item.agency == "县消防救援大队"
    assert refined.reasons["agency"] == "新目录.csv"


def test_a_later_table_that_is_silent_on_a_field_leaves_what_an_earlier_one_said(office, table):
    office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))
    agency = row("1", "宣传教育", "安全生产月", agency="县消防救援大队")
    office.catalogue.import_table(table(agency, name="二.csv"))
    limit = row("1", "宣传教育", "安全生产月", agency="", limit="及时公开")
    taken = office.catalogue.import_table(table(limit, name="三.csv"))
    refined = office.catalogue.item(taken.refined[0])
    assert refined.item.agency == "县消防救援大队"
    assert refined.item.time_limit.printed == "及时公开"
    assert refined.reasons == {"agency": "二.csv", "time_limit": "三.csv"}


def test_a_national_item_is_refined_not_doubled(office, table):
    national = next(
        each.item
        for each in office.catalogue.current().items
        if each.item.domain == "china:major-projects" and each.item.level2 and not each.item.level3
    )
    path = table(
        row("1", national.level1, national.level2, agency="县发展和改革局"),
        title="重大建设项目领域基层政务公开标准目录",
    )
    taken = office.catalogue.import_table(path)
    assert (taken.added, taken.refined) == ((), (national.id,))
    assert office.catalogue.item(national.id).origin("agency") == OWN_LAYER


def test_a_row_that_names_an_item_that_was_split_makes_no_new_one_of_it(office, table):
    path = table(row("1", "宣传教育", "安全生产月"))
    (held,) = office.catalogue.import_table(path).added
    parts = [evolve(office.catalogue.item(held).item, level2=name) for name in ("宣传月", "咨询日")]
    done = office.history.split(held, into=parts, reason="分开公开")
    before = own(office)
    with pytest.raises(DataError) as refused:
        office.catalogue.import_table(path)
    (mistake,) = refused.value.mistakes
    assert mistake.what.facts["items"] == done.after
    assert own(office) == before


def test_a_table_of_no_known_domain_is_refused_and_leaves_the_store_as_it_was(office, table):
    before = office.journal.checkpoint()
    path = table(row("1", "宣传教育", "安全生产月"), title="宠物管理领域基层政务公开标准目录")
    with pytest.raises(DataError, match="domain"):
        office.catalogue.import_table(path)
    assert office.journal.checkpoint() == before


def test_a_person_may_name_the_domain_of_a_table(office, table):
    path = table(row("1", "宣传教育", "安全生产月"), title="目录")
    office.catalogue.import_table(path, domain="安全生产")
    assert own(office)[0].domain == "china:work-safety"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100, "一，二，三".encode()])
def test_a_file_that_is_no_table_leaves_the_store_as_it_was(office, tmp_path, content):
    path = tmp_path / "目录.csv"
    path.write_bytes(content)
    before = office.journal.checkpoint()
    with pytest.raises(UnreadableFileError, match=r"目录\.csv"):
        office.catalogue.import_table(path)
    assert office.journal.checkpoint() == before


def test_only_a_drafter_takes_tables_in(office, table):
    with pytest.raises(NotAllowedError):
        office.as_actor(PUBLIC).catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))


def test_everything_read_is_kept_with_its_problems(office, table):
    taken = office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月", limit="同上")))
    assert taken.reading["rows"][0]["level2"] == "安全生产月"
    assert taken.problems == len(taken.reading["problems"])


def test_the_public_sees_the_same_catalogue(office, table):
    office.catalogue.import_table(table(row("1", "宣传教育", "安全生产月")))
    assert office.as_actor(PUBLIC).catalogue.current() == office.catalogue.current()
