"""Find the text a printed basis means in the controlled list, and say whether it holds.

A title may have several texts over time; the number decides which is meant, and without a number
the day does. Says what is so, and judges nothing: that is the lint's part.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from disclosure_core.catalogue.bases.keys import article_number, number_key, title_keys
from disclosure_core.legal import LegalArticle, LegalBasis, LegalDocument

NEAR = 0.6
"""The share of character pairs that two titles have in common where one may be meant."""

NEAR_LENGTH = 2
"""Characters by which two such titles may differ in length."""

TELLING = 12
"""Titles that may share a pair of characters which still tells them apart (管理 does not)."""


class BasisState(StrEnum):
    """What became of looking up a basis (依据状态)."""

    IN_FORCE = "in_force"
    """有效"""
    NOT_YET = "not_yet"
    """尚未施行"""
    ENDED = "ended"
    """已失效"""
    SEVERAL = "several"
    """有多个同名文件"""
    UNKNOWN = "unknown"
    """不在清单内"""


@frozen(kw_only=True)
class BasisReading:
    """A printed basis as the list knows it (依据核对).

    Attributes:
        basis: As it was printed.
        state: Whether it was found and holds on the day.
        text: The text that is meant; ``None`` where it is unknown or several could be.
        successor: The text in force on the day in place of one that has ended.
        candidates: The texts that could be meant, where several could.
        near: A listed title much like an unknown one.
        number_fits: Whether the printed number is one of the text's; ``None`` where none is printed
            or the list knows none.
        number_of: The other document that the printed number belongs to.
        article: The number of the printed article.
        about: What is known of that article in the text.
        beyond: The article is beyond the text's last.
    """

    basis: LegalBasis
    state: BasisState
    text: LegalDocument | None = None
    successor: LegalDocument | None = None
    candidates: tuple[LegalDocument, ...] = ()
    near: str | None = None
    number_fits: bool | None = None
    number_of: LegalDocument | None = None
    article: int | None = None
    about: LegalArticle | None = None
    beyond: bool = False


@frozen(eq=False, repr=False)
class LegalList:
    """The controlled list of bases, ready to be asked (依据清单).

    Args:
        documents: All texts, ended ones too.
        characters: Traditional characters and their simplified forms, of the table forms.
    """

    documents: tuple[LegalDocument, ...]
    characters: Mapping[str, str] = field(factory=dict)
    _exact: Mapping[str, list[LegalDocument]] = field(init=False)
    _loose: Mapping[str, list[LegalDocument]] = field(init=False)
    _numbers: Mapping[str, list[LegalDocument]] = field(init=False)
    _pairs: Mapping[str, list[str]] = field(init=False)
    _of_key: Mapping[str, frozenset[str]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        indexes: tuple[defaultdict[str, list[LegalDocument]], ...]
        exact, loose, numbers = indexes = (
            defaultdict(list),
            defaultdict(list),
            defaultdict(list),
        )
        for document in self.documents:
            for title in document.titles:
                keys = title_keys(title, self.characters)
                _add(exact[keys[0]], document)
                for key in keys[1:]:
                    _add(loose[key], document)
            for number in document.numbers:
                _add(numbers[number_key(number, self.characters)], document)
        pairs: defaultdict[str, list[str]] = defaultdict(list)
        of_key = {key: _pairs_of(key) for key in exact}
        for key, both in of_key.items():
            for pair in both:
                pairs[pair].append(key)
        for name, index in zip(("_exact", "_loose", "_numbers"), indexes, strict=True):
            object.__setattr__(self, name, dict(index))
        object.__setattr__(self, "_pairs", dict(pairs))
        object.__setattr__(self, "_of_key", of_key)

    def titled(self, title: str) -> tuple[LegalDocument, ...]:
        """The texts of that title, by its most exact key that finds any."""
        keys = title_keys(title, self.characters)
        for index, key in ((each, key) for key in keys for each in (self._exact, self._loose)):
            if key and (found := index.get(key)):
                return tuple(found)
        return ()

    def numbered(self, number: str) -> tuple[LegalDocument, ...]:
        """The texts of that number; numbers of orders are given again over the decades."""
        return tuple(self._numbers.get(number_key(number, self.characters), ()))

    def prints(self, basis: LegalBasis, document: LegalDocument) -> bool:
        """Whether the printed words hold one of the document's titles, in whatever quotes."""
        words = title_keys(basis.printed or "", self.characters)[0]
        keys = (title_keys(title, self.characters)[0] for title in document.titles)
        return any(key and key in words for key in keys)

    def near(self, title: str) -> str | None:
        """The listed title most like ``title``, where one is much like it and as long.

        A rule of a province that has a national law's name in it is not meant to be that law.
        """
        key = title_keys(title, self.characters)[0]
        wanted = _pairs_of(key)
        shared: set[str] = set()
        for pair in wanted:
            titles = self._pairs.get(pair, ())
            shared.update(titles if len(titles) <= TELLING else ())
        likeness = {
            each: len(wanted & self._of_key[each]) / len(wanted | self._of_key[each])
            for each in shared
            if abs(len(each) - len(key)) <= NEAR_LENGTH
        }
        best = max(sorted(likeness), key=lambda each: likeness[each], default=None)
        if best is None or likeness[best] < NEAR:
            return None
        return self._exact[best][0].title


def resolve_basis(basis: LegalBasis, documents: LegalList, on: date) -> BasisReading:
    """What ``basis`` means on ``on``, by the list.

    Tolerates 《》 or none, 中华人民共和国 before a title, any brackets and lost ones, spaces, and
    traditional characters where the list was given them.
    """
    numbered = documents.numbered(basis.number) if basis.number else ()
    titled = documents.titled(basis.document)
    both = tuple(each for each in titled if each in numbered) or tuple(
        each for each in numbered if documents.prints(basis, each)
    )
    found = both or titled
    if not found and basis.printed:
        found = documents.titled(basis.printed)
    found = found or _by_number_alone(basis, documents)
    if not found:
        near = documents.near(basis.document)
        return BasisReading(
            basis=basis,
            state=BasisState.UNKNOWN,
            near=near,
            article=article_number(basis.article),
            number_of=numbered[0] if len(numbered) == 1 else None,
        )
    if len({each.title for each in found}) > 1:
        found = _of_issuer(found, basis)
    if len({each.title for each in found}) > 1:
        return BasisReading(basis=basis, state=BasisState.SEVERAL, candidates=found)
    return _read(basis, _meant(found, on), both, numbered, documents, on)


def _by_number_alone(basis: LegalBasis, documents: LegalList) -> tuple[LegalDocument, ...]:
    """The text of a number that is printed in place of a title (国发〔2012〕52号)."""
    numbered = documents.numbered(basis.document)
    return numbered if len(numbered) == 1 else ()


def _of_issuer(found: Sequence[LegalDocument], basis: LegalBasis) -> tuple[LegalDocument, ...]:
    issued = tuple(each for each in found if each.issuer and basis.document.startswith(each.issuer))
    return issued or tuple(found)


def _meant(texts: Sequence[LegalDocument], on: date) -> LegalDocument:
    """Of the texts of one title: the one in force, else the last that was, else the next."""
    standing = [each for each in texts if each.in_force.covers(on)]
    ended = [each for each in texts if each.in_force.until and each.in_force.until < on]
    if standing:
        return standing[-1]
    if ended:
        return max(ended, key=lambda each: each.in_force.until or date.min)
    return min(texts, key=lambda each: each.in_force.since or date.min)


def _read(
    basis: LegalBasis,
    text: LegalDocument,
    both: Sequence[LegalDocument],
    numbered: Sequence[LegalDocument],
    documents: LegalList,
    on: date,
) -> BasisReading:
    article = article_number(basis.article)
    known = basis.number and text.numbers
    elsewhere = [each for each in numbered if each.title != text.title]
    return BasisReading(
        basis=basis,
        state=state_on(text, on),
        text=text,
        successor=None if text.in_force.covers(on) else successor_on(text, documents, on),
        number_fits=bool(both) or text in numbered if known else None,
        number_of=elsewhere[0] if len(elsewhere) == 1 and not both else None,
        article=article,
        about=text.article(article) if article else None,
        beyond=bool(article and text.last_article and article > text.last_article),
    )


def state_on(text: LegalDocument, on: date) -> BasisState:
    """Whether a text is in force on ``on``, has ended, or is still to come."""
    if text.in_force.covers(on):
        return BasisState.IN_FORCE
    ended = text.in_force.until is not None and text.in_force.until < on
    return BasisState.ENDED if ended else BasisState.NOT_YET


def successor_on(text: LegalDocument, documents: LegalList, on: date) -> LegalDocument | None:
    """The text in force on ``on`` that came after, however many lie between; rings end it."""
    seen: list[str] = []
    title = text.replaced_by
    while title is not None and title not in seen:
        seen.append(title)
        texts = documents.titled(title)
        if standing := [each for each in texts if each.in_force.covers(on)]:
            return standing[-1]
        title = next((each.replaced_by for each in texts if each.replaced_by), None)
    return None


def _add(documents: list[LegalDocument], document: LegalDocument) -> None:
    if document not in documents:
        documents.append(document)


def _pairs_of(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 2] for at in range(len(key) - 1)) or frozenset((key,))
