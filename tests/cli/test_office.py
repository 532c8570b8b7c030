"""The whole way of a document on the command line, as a clerk walks it."""

import json

import pytest

from disclosure_core.office.office import open_office

DRAFT = """
title = "乡村建设规划许可办理情况"
text = "{text}"
items = ["china:planning-rural-construction-permit"]
agency = "长沙县自然资源局"
"""
ELEMENTS = "新办、变更、延续、补证、注销的办理情况"


@pytest.fixture
def office(run):
    """``office("catalogue", "list")`` in an office that was just made."""
    assert run("new", "here", "--name", "示例县政务公开办公室").exit_code == 0
    return lambda *arguments: run("--settings", "here/disclosure.toml", *arguments)


@pytest.fixture
def draft(tmp_path):
    def write(text=ELEMENTS, name="draft.toml"):
        path = tmp_path / name
        path.write_text(DRAFT.format(text=text), "utf-8")
        return str(path)

    return write


def answer(result):
    return json.loads(result.stdout.splitlines()[-1])


def kept(office, file):
    return answer(office("documents", "draft", file, "--json"))["id"]


def test_a_new_office_opens_and_the_doctor_finds_nothing(office):
    result = office("doctor")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_folder_that_holds_an_office_is_not_written_over(office, run, tmp_path):
    before = (tmp_path / "here/disclosure.toml").read_text("utf-8")
    result = run("new", "here", "--name", "另一个")
    assert result.exit_code == 2
    assert "nothing was changed" in result.stderr
    assert (tmp_path / "here/disclosure.toml").read_text("utf-8") == before


def test_a_name_with_quotes_and_backslashes_stays_a_name(run, tmp_path):
    assert run("new", "odd", "--name", '引号"与\\反斜杠').exit_code == 0
    assert run("--settings", "odd/disclosure.toml", "doctor").exit_code == 0


def test_a_document_goes_from_file_to_coverage(office, draft):
    document = kept(office, draft())
    assert office("review", "run", document).exit_code == 0
    assert office("review", "approve", document).exit_code == 0
    release = answer(office("publication", "release", document, "--json"))
    delivered = answer(office("publication", "run", "--json"))["deliveries"]
    assert {each["release"] for each in delivered} == {release["id"]}
    measured = answer(office("scoring", "coverage", "--json"))
    planning = next(each for each in measured["domains"] if each["domain"] == "china:planning")
    assert (planning["released"], planning["rate"]) == (
        1,
        planning["ledger"]["indicators"][0]["published"],
    )


def test_findings_give_status_one_and_masked_excerpts(office, draft):
    result = office("review", "check", draft("身份证 11010519491231002X"), "--json")
    assert result.exit_code == 1
    assert answer(result)["public"] is False
    assert "11010519491231002X" not in result.output


def test_a_blocked_document_cannot_be_approved(office, draft):
    document = kept(office, draft("身份证 11010519491231002X"))
    office("review", "run", document)
    result = office("review", "approve", document, "--reason", "急")
    assert result.exit_code == 2
    assert "blocks" in result.stderr


def test_all_mistakes_of_a_draft_are_told_at_once(office, tmp_path):
    file = tmp_path / "draft.toml"
    file.write_text('titel = "x"\ntext = 3\n', "utf-8")
    result = office("review", "check", str(file))
    assert result.exit_code == 2
    assert "did you mean title" in result.stderr
    assert "text" in result.stderr


def test_one_unreadable_file_does_not_hide_the_findings_of_the_others(office, draft, tmp_path):
    result = office("review", "check", str(tmp_path / "absent.toml"), draft(""), "--json")
    assert result.exit_code == 2
    assert answer(result)["findings"]


def test_a_withdrawn_release_is_taken_from_its_channels(office, draft):
    document = kept(office, draft())
    office("review", "run", document)
    office("review", "approve", document)
    release = answer(office("publication", "release", document, "--json"))["id"]
    office("publication", "run")
    assert office("publication", "withdraw", release, "--ground", "依据已废止").exit_code == 0
    withdrawn = answer(office("publication", "run", "--json"))["deliveries"]
    assert {each["action"] for each in withdrawn} == {"withdraw"}


def test_the_bulletin_is_written_as_a_page_or_as_markdown(office, tmp_path):
    assert office("reports", "coverage", "--output", "bulletin.html").exit_code == 0
    assert office("reports", "coverage", "--output", "bulletin.md").exit_code == 0
    assert (tmp_path / "bulletin.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "bulletin.md").read_text("utf-8").startswith("# ")


def test_a_bulletin_of_unknown_kind_is_refused_before_anything_is_written(office, tmp_path):
    result = office("reports", "coverage", "--output", "bulletin.xyz")
    assert result.exit_code == 2
    assert not (tmp_path / "bulletin.xyz").exists()


def test_the_ledger_names_every_item_that_was_counted(office):
    ledger = office("scoring", "coverage", "--domain", "china:planning").stdout
    items = office("catalogue", "list", "--domain", "china:planning").stdout.splitlines()[:-1]
    assert all(line.split()[0] in ledger for line in items)


def test_the_journal_names_who_acted(office, draft, tmp_path):
    office("documents", "draft", draft(), "--actor", "王主任")
    with open_office(tmp_path / "here/disclosure.toml") as opened:
        assert [entry.who for entry in opened.journal.entries()] == ["王主任"]


def test_an_unknown_document_is_told_plainly(office):
    result = office("review", "run", "none")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_draft_is_classified_and_not_released_while_it_is_not_open(office, draft):
    document = kept(office, draft())
    closed = office(
        *("review", "classify", document, "closed"),
        *("--reason", "尚在讨论", "--ground", "process-information"),
    )
    assert closed.exit_code == 0
    office("review", "run", document)
    office("review", "approve", document, "--reason", "通过")
    refused = office("publication", "release", document)
    assert refused.exit_code == 2
    assert "not open to all" in office("--lang", "en", "publication", "release", document).stderr


def test_classifying_as_closed_says_all_that_is_missing(office, draft):
    document = kept(office, draft())
    refused = office("--lang", "en", "review", "classify", document, "closed")
    assert refused.exit_code == 2
    assert "needs a reason" in refused.stderr
    assert "needs a ground" in refused.stderr


def test_classifying_anew_keeps_what_a_document_forwards_and_carries(office, draft, tmp_path):
    file = draft()
    with (tmp_path / "draft.toml").open("a", encoding="utf-8") as written:
        written.write("""
[classification]
document_class = "on_request"
reason = "涉及特定对象"
forwards = { name = "湘教发〔2026〕9号", document_class = "on_request" }
carries = [{ name = "附件：名单", document_class = "closed" }]
""")
    document = kept(office, file)
    before = json.loads(office("documents", "show", document).stdout)["document"]["classification"]
    assert office("review", "classify", document, "proactive").exit_code == 0
    after = json.loads(office("documents", "show", document).stdout)["document"]["classification"]
    assert (after["forwards"], after["carries"]) == (before["forwards"], before["carries"])
    assert office("review", "run", document).exit_code == 1
    other = ("--forwards", "湘教发〔2026〕10号")
    assert office("review", "classify", document, "proactive", *other).exit_code == 0
    after = json.loads(office("documents", "show", document).stdout)["document"]["classification"]
    assert after["forwards"] == {"name": "湘教发〔2026〕10号", "document_class": None}


def test_a_marked_file_is_refused_and_nothing_of_it_is_shown(office, draft):
    file = draft("青石岭粮库\\n机密★10年")
    for command in (("documents", "draft"), ("review", "check")):
        refused = office("--lang", "en", *command, file)
        assert refused.exit_code == 2
        assert "refused at the door" in refused.stderr
        assert "青石岭" not in refused.stderr + refused.stdout
    assert answer(office("documents", "list", "--json"))["total"] == 0


def test_the_doctor_asks_for_a_secrecy_review_before_release(office, tmp_path):
    advised = json.loads(office("--lang", "en", "doctor", "--json").stdout)["warnings"]
    assert any("第十七条" in each for each in advised)
    file = tmp_path / "here/disclosure.toml"
    written = file.read_text("utf-8")
    file.write_text('release_after = ["china:secrecy-review"]\n' + written, "utf-8")
    assert json.loads(office("doctor", "--json").stdout)["warnings"] == []
    file.write_text('release_after = ["china:secrecy"]\n' + written, "utf-8")
    warned = json.loads(office("--lang", "en", "doctor", "--json").stdout)["warnings"]
    assert any("china:secrecy," in each for each in warned)
