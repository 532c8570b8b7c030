"""``disclosure calendar``: due dates counted day by day, counts, years, previews."""

import json
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from disclosure_core.cli import main
from disclosure_core.extensions.discovery import installed_names

pytest.importorskip("disclosure_china", reason="the holidays are a plugin's")

OTHERS = [
    part
    for name in installed_names()
    if name not in ("core", "china")
    for part in ("--without", name)
]
NOTICE = """
[[notices]]
year = 2027
days_off = [2027-01-01]
make_up_days = []
basis = "《国务院办公厅关于2027年部分节假日安排的通知》"
"""
FESTIVAL = """
name = "green"
[[regions]]
id = "county"
name = "绿水县"
level = "county"
[[notices]]
year = 2026
region = "county"
days_off = [2026-07-15, 2026-07-16, 2026-07-17]
make_up_days = []
basis = "《绿水县水文化节放假通知》"
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """``run("due", "2020-09-25", "7")`` in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "en")
    return lambda verb, *arguments: CliRunner().invoke(
        main, ["calendar", verb, *OTHERS, *map(str, arguments)]
    )


def told(result):
    return json.loads(result.stdout)


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "n2027.toml"
    path.write_text(NOTICE, "utf-8")
    return path


class TestDue:
    def test_seven_working_days_over_the_national_holiday(self, run):
        found = told(run("due", "2020-09-25", 7, "--json"))
        assert (found["due"], found["provisional"]) == ("2020-10-12", False)
        assert found["days"][1] == {
            "date": "2020-09-27",
            "counted": True,
            "number": 1,
            "reason": "make-up working day",
            "kind": "make_up_day",
            "provisional": False,
        }
        assert [each["number"] for each in found["days"] if each["counted"]] == list(range(1, 8))

    def test_people_see_the_day_and_the_counting(self, run):
        lines = run("due", "2020-09-25", 7).stdout.splitlines()
        assert lines[0] == "2020-10-12"
        assert lines[-1].split() == ["2020-10-12", "Monday", "7", "working", "day"]

    def test_a_date_in_a_year_without_a_notice_says_so(self, run):
        found = told(run("due", "2026-12-21", 20, "--json"))
        assert (found["provisional"], found["years_missing"]) == (True, [2027])
        assert "Provisional" in run("due", "2026-12-21", 20).stdout

    def test_a_date_in_a_year_from_a_library_says_so(self, run):
        assert told(run("due", "2015-09-25", 7, "--json"))["years_not_official"] == [2015]
        assert "taken from a library" in run("due", "2015-09-25", 7).stdout

    def test_calendar_days_name_the_article_by_which_they_move_on(self, run):
        result = run("due", "2020-09-25", 7, "--calendar-days")
        assert result.stdout.startswith("2020-10-09\n")
        assert "第二百零三条" in result.stdout

    def test_a_long_period_lists_its_first_days_only_and_says_so(self, run):
        found = told(run("due", "2020-09-25", 5000, "--json"))
        assert (len(found["days"]), found["days_complete"]) == (2000, False)

    def test_no_days_end_on_the_day_itself(self, run):
        found = told(run("due", "2020-10-03", 0, "--json"))
        assert (found["due"], found["days"]) == ("2020-10-03", [])

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("2020-02-30", 7), "the days 1 to 29"),
            (("soon", 7), "is no date"),
            (("2020-09-25", -7), "cannot be negative"),
            (("2020-09-25", "7.5"), "is no number of days"),
            (("2020-09-25", "9" * 5000), "after the year 9999"),
            (("2020-09-25", "9999999"), "too far ahead"),
            (("2020-09-25", 7, "--region", "nowhere"), "There is no region nowhere"),
        ],
    )
    def test_what_makes_no_sense_is_told_in_a_sentence(self, run, arguments, message):
        result = run("due", *arguments)
        assert result.exit_code == 2
        assert message in result.stderr


class TestCount:
    def test_working_days_between_two_dates(self, run):
        found = told(run("count", "20200925", "2020年10月12日", "--json"))
        assert (found["working_days"], found["calendar_days"]) == (7, 17)

    def test_backwards_is_negative(self, run):
        assert told(run("count", "2020-10-12", "2020-09-25", "--json"))["working_days"] == -7


class TestYears:
    def test_each_year_says_where_its_notice_comes_from(self, run):
        lines = [json.loads(line) for line in run("years", "--json").stdout.splitlines()]
        states = {each["year"]: each["state"] for each in lines}
        assert (states[2018], states[2019], states[2026]) == ("library", "official", "official")
        official = {each["year"]: each["number"] for each in lines}
        assert official[2020] == "国办发明电〔2019〕16号"

    def test_the_first_year_without_a_notice_is_named(self, run):
        lines = [json.loads(line) for line in run("years", "--json").stdout.splitlines()]
        assert next(each["year"] for each in lines if each["provisional"]) >= 2027


class TestRegions:
    def test_a_folder_plugin_brings_a_three_day_holiday_of_its_county(self, run, tmp_path):
        folder = tmp_path / "green"
        folder.mkdir()
        (folder / "plugin.toml").write_text(FESTIVAL, "utf-8")
        (tmp_path / "disclosure.toml").write_text('folders = ["green"]', "utf-8")
        there = told(run("due", "2026-07-14", 1, "--region", "county", "--json"))
        assert (there["due"], there["region"]) == ("2026-07-20", "green:county")
        assert told(run("due", "2026-07-14", 1, "--json"))["due"] == "2026-07-15"


class TestPreview:
    def test_deadlines_of_a_csv_file_that_move_are_named(self, run, tmp_path, notice):
        deadlines = tmp_path / "d.csv"
        deadlines.write_text(
            "编号,起算日期,期限\nA-1,2026-12-31,1\nA-2,2026年3月2日,20个工作日\n", "utf-8"
        )
        result = run("preview", notice, "--deadlines", deadlines, "--json")
        found = told(result)
        assert result.exit_code == 1
        assert (found["years"], found["unchanged"]) == ({"2027": "added"}, 1)
        assert found["moved"] == [
            {
                "reference": "A-1",
                "start": "2026-12-31",
                "days": 1,
                "unit": "working_days",
                "before": "2027-01-01",
                "after": "2027-01-04",
                "moved_by": 3,
                "provisional_before": True,
                "provisional_after": False,
            }
        ]

    def test_a_workbook_is_read_as_well(self, run, tmp_path, notice):
        made = openpyxl.Workbook()
        made.active.append(["编号", "起算日期", "期限"])
        made.active.append(["A-1", date(2026, 12, 31), 1])
        made.save(tmp_path / "d.xlsx")
        found = told(run("preview", notice, "--deadlines", tmp_path / "d.xlsx", "--json"))
        assert [each["after"] for each in found["moved"]] == ["2027-01-04"]

    def test_without_deadlines_the_years_are_told(self, run, notice):
        result = run("preview", notice)
        assert "2027" in result.stdout
        assert result.exit_code == 0

    def test_every_mistake_of_both_files_is_told_with_its_place(self, run, tmp_path):
        bad = tmp_path / "bad.toml"
        bad.write_text(
            NOTICE
            + "[[notices]]\nyear = 2026\ndays_off = [2026-01-01]\nmake_up_days = [2026-01-05]\n"
            + 'basis = "《另一通知》"\n'
            + "[[notices]]\nyear = 2026\ndays_off = [2026-01-01]\nmake_up_days = []\n"
            + 'basis = "《又一通知》"\n',
            "utf-8",
        )
        deadlines = tmp_path / "d.csv"
        deadlines.write_text("编号,起算日期,期限\nA-1,2026-02-30,及时\n", "utf-8")
        result = run("preview", bad, "--deadlines", deadlines)
        assert result.exit_code == 2
        for place in (
            "bad.toml notices[1].make_up_days: 2026-01-05",
            "bad.toml notices[2]: two notices for 2026 disagree",
            "d.csv row 2, column 起算日期: 2026-02-30 is no date",
            "d.csv row 2, column 期限: expected days",
        ):
            assert place in result.stderr

    def test_a_file_without_notices_is_refused(self, run, tmp_path):
        (tmp_path / "empty.toml").write_text('name = "x"\n', "utf-8")
        result = run("preview", "empty.toml")
        assert result.exit_code == 2
        assert "expected at least one [[notices]]" in result.stderr
