"""A document's page: text, record, digest, QR code; what is left of a withdrawn one."""

import re

import attrs
import numpy
import pytest
import zxingcpp
from lxml import html

from disclosure_core import Actor, Document, Role, Section
from disclosure_core.publication.values import ReleaseState
from disclosure_portal import create_app
from disclosure_portal.presenting import qr_code

ENROLMENT = "【示例】2026年城区小学招生范围公告"


@pytest.fixture
def enrolment(sample):
    return next(
        each for each in sample.publication.published(limit=100).releases if each.title == ENROLMENT
    )


@pytest.fixture
def withdrawn(sample):
    staff = sample.as_actor(Actor(name="staff", roles=frozenset(Role)))
    return staff.publication.find(where={"state": ReleaseState.WITHDRAWN.value}).records[0]


def _record(page):
    return {
        row.find("th").text: " ".join(row.find("td").text_content().split())
        for row in page.xpath("//table[@class='record']//tr")
    }


def test_shows_title_text_and_sections(read, enrolment):
    page = read(f"/documents/{enrolment.id}")
    assert page.find(".//h1").text == ENROLMENT
    assert "根据学位供给" in page.find_class("text")[0].text_content()
    assert "示例第二小学：示例大道以西、示例二路以北。" in page.text_content()


def test_sections_stand_in_the_order_they_were_drafted_in(read, enrolment):
    headings = read(f"/documents/{enrolment.id}").xpath("//div[@class='text']//h2/text()")
    assert headings == ["招生范围", "学区划分详细情况"]


def test_the_record_gives_numbers_agency_and_days(read, enrolment):
    record = _record(read(f"/documents/{enrolment.id}"))
    assert record["索引号"] == "SL-JY-2026-016"
    assert record["发文字号"] == "示教发〔2026〕12号"
    assert record["发布机构"] == "县教育局"
    assert record["成文日期"] == "2026年5月12日"
    assert record["公开事项"] == "招生管理 › 招生范围"
    assert "不是真实文件" in record["来源"]


def test_shows_the_digest_that_was_reviewed(read, enrolment, sample):
    [code] = read(f"/documents/{enrolment.id}").xpath("//footer[@class='proof']//code/text()")
    assert code == enrolment.digest
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", code)


def test_the_qr_code_holds_the_page_s_public_address(read, enrolment):
    page = read(f"/documents/{enrolment.id}")
    [code] = page.find_class("qr-code")
    [link] = page.xpath("//figure[@class='qr']//figcaption/a/@href")
    assert _decoded(code) == link == f"http://portal.example/documents/{enrolment.id}"


def test_the_qr_code_has_a_name_for_those_who_do_not_see_it(read, enrolment):
    [code] = read(f"/documents/{enrolment.id}").find_class("qr-code")
    assert code.find("title").text == "本页网址二维码"


@pytest.mark.parametrize(
    "address", ["https://例.example/documents/甲", "http://x.example/?a=1&b=<"]
)
def test_a_qr_code_takes_any_address(app, address):
    with app.test_request_context():
        svg = html.fragment_fromstring(str(qr_code(address)))
    assert _decoded(svg) == address


def test_a_withdrawn_document_is_gone_but_says_why(read, withdrawn):
    page = read(f"/documents/{withdrawn.id}", 410)
    assert page.find(".//h1").text == "【示例】关于示例路口临时建筑的行政处罚决定公开"
    assert "处罚决定依法被撤销" in page.text_content()


def test_a_withdrawn_document_s_text_is_nowhere(client, withdrawn):
    for path in (
        "/",
        "/documents",
        f"/documents/{withdrawn.id}",
        "/feed.atom",
        "/search?q=限期拆除",
    ):
        assert "责令限期拆除" not in client.get(path).get_data(as_text=True)


def test_the_list_of_documents_leads_from_page_to_page(read, sample):
    titles, path = [], "/documents"
    while path:
        page = read(path)
        titles += page.xpath("//ul[@class='releases']/li/a/text()")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert len(titles) == len(set(titles)) == sample.publication.published(limit=1).total


def test_a_text_cannot_become_markup(office, publish, read):
    hostile = Document(
        title="<script>alert(1)</script>",
        text="<img src=x onerror=alert(1)>\n</p><script>1</script>",
        sections=(Section("<b>", "<iframe src='//x'>"),),
        agency="<i>",
        index_number="\"'><svg onload=1>",
    )
    release = publish(office, hostile)
    client = create_app(office).test_client()
    for path in (f"/documents/{release}", "/", "/documents", "/search?q=script"):
        page = read(path, using=client)
        assert not page.xpath("//script | //img | //iframe | //b | //i | //*[@onload]"), path


def test_a_correction_shows_its_version(office, publish, read):
    release = publish(office, Document(title="第一稿", text="甲"))
    kept = office.publication.released(release).document
    record = office.documents.record(kept)
    corrected = attrs.evolve(office.documents.document(kept), title="更正稿")
    office.documents.change(kept, corrected, read_version=record.version)
    office.review.check(kept)
    office.review.approve(kept)
    office.publication.release(kept)
    for _ in office.delivery.run():
        pass
    page = read(f"/documents/{release}", using=create_app(office).test_client())
    assert page.find(".//h1").text == "更正稿"
    assert "第2版" in _record(page)["发布时间"]


def _decoded(svg):
    """What a QR decoder reads off the drawn code, its lines laid on a grid and scaled up."""
    side = int((svg.get("viewBox") or svg.get("viewbox")).split()[2])
    modules = side // int(re.search(r"scale\((\d+)\)", svg.find("g").get("transform")).group(1))
    pixels = numpy.full((modules, modules), 255, dtype=numpy.uint8)
    [lines] = [path for path in svg.find("g").findall("path") if path.get("stroke")]
    x = y = 0.0
    for command, given in re.findall(r"([Mmh])([-\d. ]+)", lines.get("d")):
        numbers = [float(number) for number in given.split()]
        if command == "h":
            pixels[int(y), int(x) : int(x + numbers[0])] = 0
            x += numbers[0]
        else:
            x, y = numbers if command == "M" else (x + numbers[0], y + numbers[1])
    return zxingcpp.read_barcode(numpy.kron(pixels, numpy.ones((8, 8), numpy.uint8))).text
