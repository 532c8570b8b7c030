"""The plugin keeps to what every plugin must keep to."""

from datetime import date
from typing import ClassVar

from disclosure_core.documents.values import Document
from disclosure_core.review.values import Draft
from disclosure_core.testing.plugin import PluginContract
from disclosure_review_zh import plugin as review_zh

ON = date(2026, 11, 24)


def draft(text):
    return Draft(document=Document(title="农村危房改造补助对象公示", text=text), on=ON)


class TestContract(PluginContract):
    plugin = review_zh
    name = "review-zh"
    clean = draft("张某某，身份证号110105********002X，电话138****5678，补助金额1380.00元。")
    caught_by: ClassVar = {
        "resident-id-number": draft("张某某，身份证号11010519491231002X。"),
        "mobile-number": draft("张某某，电话13812345678。"),
        "secrecy-mark": draft("机密★10年\n关于某项工作的通知"),
    }
