"""Search: exactly the records whose text has every word, for words of any length and script."""

import random

import pytest
from attrs import evolve

from disclosure_core.errors import DataError
from disclosure_core.records.bigrams import matches
from disclosure_core.records.store import Store
from disclosure_core.records.values import Query
from disclosure_core.testing.store.kinds import (
    NOTICE,
    PUBLIC,
    STAFF,
    Contract,
    change,
    found,
    put,
)

TEXTS = (
    "城关镇2025年第三季度最低生活保障对象名单公示",
    "关于印发《县级财政预算公开办法》的通知（长政务办〔2020〕8号）",
    "长政务办〔2020〕80号、长政务办〔2020〕18号一并废止",
    "预决算公开：2024年县民政局部门预算，收入1,204.50万元",
    "B超、CT等检查项目价格表；5G基站选址；WTO/TBT通报",
    "农村危房改造对象评议结果：低保户、五保户共３２户",
    "低保。保障 民政局,民政 局",
    "安全生产行政执法信息公示 Disclosure of work safety 2024",
    "𠮷野家镇㐂村〇二五年",
    "",
)


CHARACTERS = '低保民政局公示预算公示预算𠮷〇aB12０0 \u3000\n。〔〕号号-_"*%\u200bé'
"""Few, so that questions by chance have answers: of every sort that is folded or parts words."""


class SearchContract(Contract):
    """Answers equal a brute-force search for substrings, whatever the words."""

    def test_every_piece_of_every_text_is_found_where_it_stands_and_nowhere_else(
        self, store: Store
    ) -> None:
        _fill(store)
        for question in sorted(_pieces(longest=4)):
            assert set(found(store, search=question)) == _truth(question), question

    def test_any_question_to_any_texts_is_answered_as_by_brute_force(self, store: Store) -> None:
        chance = random.Random(711)  # noqa: S311 - the same questions each time
        texts = [_chance_text(chance, 40) for _ in range(60)]
        with store.transaction(change()) as transaction:
            for number, text in enumerate(texts):
                transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")
        for _ in range(300):
            question = _chance_text(chance, 6)
            if question.strip():
                expected = [str(n) for n, text in enumerate(texts) if matches(text, question)]
                assert found(store, search=question, newest_first=False) == expected, question
                query = Query(kind=NOTICE.name, search=question)
                assert store.count(query, visible=PUBLIC) == len(expected), question

    def test_words_are_found_anywhere_in_a_very_long_text(self, store: Store) -> None:
        many = "低保户公示。" * 20_000
        put(store, "1", {"text": f"{many}城关镇危房{many}改造名单"})
        put(store, "2", {"text": f"{many}城关乡危房{many}名单改造"})
        assert found(store, search="城关镇危房") == ["1"]
        assert found(store, search="改造名单") == ["1"]
        assert found(store, search="危房 名单") == ["2", "1"]
        assert found(store, search="户公示") == ["2", "1"]
        assert found(store, search="镇") == ["1"]
        assert found(store, search="房造") == []

    def test_words_that_stand_nowhere_find_nothing(self, store: Store) -> None:
        _fill(store)
        for question in ("民生", "公示公告", "镇关城", "政务办长", "2021", "z", "不", "障保"):
            assert found(store, search=question) == [] == sorted(_truth(question)), question

    @pytest.mark.parametrize(
        "question",
        [
            "公示 名单",
            "低保 五保 户",
            "保 障",
            "2024 公示",
            "disclosure 公示 2024",
            "民政局 预算 县",
            "公开 2020",
            "  公开\u3000预算  ",
            "低保 不存在",
        ],
    )
    def test_several_words_must_all_be_there(self, store: Store, question: str) -> None:
        _fill(store)
        assert set(found(store, search=question)) == _truth(question)

    @pytest.mark.parametrize(
        "question",
        [
            "长政务办〔2020〕8号",
            "长政务办[2020]8号",
            "长政务办（2020）8号",
            "长政务办【２０２０】８号",
            "长政务办 〔2020〕 8 号",
            "政务办〔2020〕8号",
        ],
    )
    def test_a_document_number_is_found_however_it_is_written(
        self, store: Store, question: str
    ) -> None:
        _fill(store)
        assert found(store, search=question) == ["1"]
        assert found(store, search=f"{question} 预算") == ["1"]
        assert found(store, search=f"{question} 低保") == []

    def test_one_documents_number_is_not_the_beginning_of_another(self, store: Store) -> None:
        put(store, "8", {"number": "长政务办〔2020〕8号"})
        put(store, "88", {"number": "长政务办〔2020〕88号"})
        put(store, "other", {"number": "长政发〔2020〕8号"})
        assert found(store, search="长政务办〔2020〕8号") == ["8"]
        assert found(store, search="长政务办〔2020〕8") == ["88", "8"]

    def test_width_and_case_do_not_matter(self, store: Store) -> None:
        _fill(store)
        assert found(store, search="ｗｔｏ") == found(store, search="WTO") == ["4"]
        assert found(store, search="32户") == ["5"]

    def test_a_number_is_found_inside_a_longer_one(self, store: Store) -> None:
        put(store, "1", {"text": "项目编号 HN-430124-2025-0017"})
        assert found(store, search="30124") == ["1"]
        assert found(store, search="430124-2025") == ["1"]

    def test_a_word_does_not_reach_from_one_field_into_the_next(self, store: Store) -> None:
        put(store, "1", {"title": "民", "text": "政"})
        assert found(store, search="民政") == []
        assert found(store, search="民 政") == ["1"]

    def test_text_in_lists_and_mappings_is_searched(self, store: Store) -> None:
        put(store, "1", {"sections": {"依据": "条例", "更多": ["第二十条"]}})
        assert found(store, search="条例 第二十条") == ["1"]
        assert found(store, search="依据") == []

    def test_text_outside_the_declared_keys_is_not_searched(self, store: Store) -> None:
        put(store, "1", {"title": "通知", "agency": "民政局"})
        assert found(store, search="民政局") == []

    @pytest.mark.parametrize("question", ["", "  ", "\u3000"])
    def test_a_blank_question_asks_nothing(self, store: Store, question: str) -> None:
        put(store, "1")
        assert found(store, search=question) == ["1"]

    @pytest.mark.parametrize(
        "question", ["！", "〔〕", '"', "*", '" OR "', "()", "NEAR(", "^", "{a}:"]
    )
    def test_punctuation_finds_nothing_and_breaks_nothing(
        self, store: Store, question: str
    ) -> None:
        put(store, "1", {"title": '通知！〔〕"*'})
        expected = ["1"] if matches('通知！〔〕"*', question) else []
        assert found(store, search=question) == expected

    def test_operators_of_a_query_language_are_words(self, store: Store) -> None:
        put(store, "1", {"title": "预算 OR 决算"})
        put(store, "2", {"title": "预算"})
        assert found(store, search="预算 OR 决算") == ["1"]
        assert found(store, search="预算 NOT 决算") == []

    def test_too_long_a_question_is_refused(self, store: Store) -> None:
        with pytest.raises(DataError, match="500"):
            found(store, search="长" * 501)

    def test_the_newest_comes_first_and_pages_go_on(self, store: Store) -> None:
        for number in range(7):
            put(store, str(number), {"title": "公示"})
        for question in ("公示", "公", "公示 示"):
            for limit in (1, 3, 50):
                answers = found(store, search=question, limit=limit)
                assert answers == ["6", "5", "4", "3", "2", "1", "0"]

    def test_search_and_filters_and_sorting_are_one_question(self, store: Store) -> None:
        for number in range(6):
            body = {
                "title": "预算公示" if number % 2 else "决算公示",
                "agency": "财政局" if number < 4 else "民政局",
                "year": 2020 + (number * 7) % 5,
            }
            put(store, str(number), body)
        query = Query(kind=NOTICE.name, search="预算", where={"agency": "财政局"})
        assert [each.id for each in store.each(query, visible=PUBLIC)] == ["3", "1"]
        assert store.count(query, visible=PUBLIC) == 2
        by_year = evolve(query, sort="year", limit=1)
        assert [each.id for each in store.each(by_year, visible=PUBLIC)] == ["1", "3"]

    def test_a_changed_text_is_found_by_its_new_words_only(self, store: Store) -> None:
        put(store, "1", {"title": "预算公示", "number": "长政办〔2020〕8号"})
        put(store, "1", {"title": "决算公示", "number": "长政办〔2020〕9号"})
        assert found(store, search="预算") == found(store, search="长政办〔2020〕8号") == []
        assert found(store, search="决算") == found(store, search="长政办〔2020〕9号") == ["1"]
        assert store.count(Query(kind=NOTICE.name, search="公示"), visible=PUBLIC) == 1

    def test_hidden_text_is_neither_found_nor_counted(self, store: Store) -> None:
        put(store, "1", {"title": "预算 长政办〔2020〕8号"}, visibility="staff")
        for question in ("预算", "预", "长政办〔2020〕8号", "预算 长政办〔2020〕8号"):
            query = Query(kind=NOTICE.name, search=question)
            page = store.find(evolve(query, count_to=10), visible=PUBLIC)
            assert (page.records, page.total) == ((), 0)
            assert store.count(query, visible=STAFF) == 1

    def test_withdrawn_text_is_no_longer_found_by_the_public(self, store: Store) -> None:
        put(store, "1", {"title": "预算"}, visibility="public")
        put(store, "1", {"title": "预算"}, visibility="staff")
        assert found(store, PUBLIC, search="预算") == []
        assert found(store, STAFF, search="预算") == ["1"]


def _fill(store: Store) -> None:
    with store.transaction(change()) as transaction:
        for number, text in enumerate(TEXTS):
            transaction.put(NOTICE.name, str(number), {"text": text}, visibility="public")


def _pieces(longest: int) -> set[str]:
    return {
        text[start : start + length]
        for text in TEXTS
        for length in range(1, longest + 1)
        for start in range(len(text) - length + 1)
        if text[start : start + length].strip()
    }


def _chance_text(chance: random.Random, longest: int) -> str:
    return "".join(chance.choices(CHARACTERS, k=chance.randint(0, longest)))


def _truth(question: str) -> set[str]:
    return {str(number) for number, text in enumerate(TEXTS) if matches(text, question)}
