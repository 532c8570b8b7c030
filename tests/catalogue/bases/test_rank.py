"""Only laws and regulations are laws and regulations, whatever a document calls itself."""

from datetime import date

import pytest

from disclosure_core.catalogue.bases.rank import is_law_or_regulation
from disclosure_core.catalogue.bases.resolving import LegalList, resolve_basis
from disclosure_core.catalogue.tables.items import legal_basis_of
from disclosure_core.legal import LegalDocument

ON = date(2026, 11, 24)
LIST = LegalList(
    (
        LegalDocument(title="预算法", number="主席令第21号"),
        LegalDocument(title="社会救助暂行办法", number="国令第649号", issuer="国务院"),
        LegalDocument(title="养老机构管理办法", number="民政部令第66号"),
        LegalDocument(title="公共交通企业信息公开规定", number="交通运输部令2022年第11号"),
        LegalDocument(title="示例省信息公开办法", issuer="示例省人民代表大会常务委员会"),
        LegalDocument(title="示例省行政程序规定", issuer="示例省人民政府"),
        LegalDocument(title="示例县信息公开办法", issuer="示例县人民代表大会常务委员会"),
        LegalDocument(title="关于预算公开的通知", number="国发〔2020〕1号", issuer="国务院"),
    )
)


def ranks(printed: str) -> bool:
    return is_law_or_regulation(resolve_basis(legal_basis_of(printed), LIST, ON))


@pytest.mark.parametrize(
    "printed",
    [
        "《预算法》",
        "《中华人民共和国立法法》",
        "《民法典》",
        "《中华人民共和国宪法》",
        "《示例省物业管理条例》",
        "《安全生产法（2021年修正）》",
        "《社会救助暂行办法》",
        "《社会救助暂行办法》（国务院令第649号）",
        "《全国年节及纪念日放假办法》（中华人民共和国国务院令第795号）",
        "《示例省信息公开办法》",
    ],
)
def test_laws_and_regulations(printed: str) -> None:
    assert ranks(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "《示例县政务公开办法》",
        "《示例县政务公开办法》（示政发〔2020〕1号）",
        "《示例县政务公开规定》",
        "《示例县安全生产法实施办法》",
        "《示例县关于贯彻预算法》",
        "《养老机构管理办法》",
        "《公共交通企业信息公开规定》",
        "《示例省行政程序规定》",
        "《示例县信息公开办法》",
        "《关于预算公开的通知》（国发〔2020〕1号）",
        "《示例县政务公开通知》",
    ],
)
def test_rules_of_ministries_governments_and_counties_rank_beneath(printed: str) -> None:
    assert not ranks(printed)


def test_the_order_of_another_text_makes_no_regulation() -> None:
    assert not ranks("《示例县政务公开办法》（国令第649号）")


def test_an_order_printed_beside_a_listed_rule_makes_no_regulation() -> None:
    assert not ranks("《养老机构管理办法》（国令第900号）")
