"""Marks of secrecy on the head of a document (国家秘密标志), and marks of internal papers.

A mark stands alone: in a line of its own among the first lines of a part, beside a copy number, an
urgency or a document number, or before or after a title. One with its star (机密★10年) is a mark in
any line that it begins or ends. In running prose neither is (泄露国家秘密, 商业秘密).

A secrecy mark turns the document away; 内部资料, 注意保密 and their like hold it for a person. No
excerpt is given of either. What is written in pictures is not seen here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from attrs import frozen

from disclosure_core import Draft, Finding, LegalBasis, Message, Place, ReviewRule, Severity
from disclosure_review_zh.findings import PACKAGE

SECRECY_MARK = "secrecy_mark"
"""Kind of finding: a level of state secrets is marked on the document."""

INTERNAL_MARK = "internal_mark"
"""Kind of finding: the document is marked for internal use."""

HEAD_LINES = 12
"""Lines with text, from the beginning of a part, in which a mark without a star counts."""

_FIRST, _STARS = "绝絕絶机機秘祕", "★☆⭐✩✪✫✬✭✮✯✰⋆*※"
_LEVEL = f"[{_FIRST}]密"
_NUMBER = "[0-9〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾百]{1,6}"
_UNIT = "(?:年|个月|個月|月|日|天)"
_PERIOD = (
    rf"(?:(?:{_NUMBER}{_UNIT}){{1,3}}"
    rf"|长期|長期|永久|[^\s,.:;，。、；]{{1,8}}前|[0-9]{{4}}[-./0-9]+)"
)
_LABEL = "(?:(?:文件)?密[级級](?:和|及)?(?:保密期限)?:?)?"
_STARRED = re.compile(rf"{_LABEL}{_LEVEL}[{_STARS}]+{_PERIOD}?")
_UNSTARRED = re.compile(
    rf"{_LABEL}(?:[{_STARS}]*{_LEVEL}(?:{_PERIOD}|[(\[]{_PERIOD}[)\]]?)?[{_STARS}]*)"
)
_STARRED_BEFORE_TITLE = re.compile(
    rf"(?>[\[(〔〖]?{_LEVEL}[{_STARS}]+{_PERIOD}?[\])〕〗]?)"
    r"(?![,，、。;；:：\"”’'」』]|是|指|表示|的|等|或|与|及|和|字样|标志|标识|标记|三|两|二|$)"
)
_BRACKETED = rf"[\[(〔〖]{_LEVEL}[{_STARS}]*{_PERIOD}?[\])〕〗]"
_AT_AN_END = re.compile(rf"^{_BRACKETED}|{_BRACKETED}$")
_STARRED_AT_THE_END = re.compile(rf"[\[(〔〖]{_LEVEL}[{_STARS}]+{_PERIOD}?[\])〕〗]$")
_INTERNAL = re.compile(
    r"(?:内部(?:资料|文件|材料|刊物|参考|使用|事项|发行|掌握)?|仅?供内部(?:使用|参考|交流)|注意保[密存]"
    rf"|(?:不得|严禁|请勿|禁止)外[传泄]|(?:核心|普通)商(?:业秘)?密|工作秘密)(?:[{_STARS}]+{_PERIOD}?)?"
)
_COMPANION = re.compile(
    r"特急|加急|平急|特提|急件|(?:文件)?密[级級](?:(?:和|及)?保密期限)?:?|保密期限:?"
    rf"|紧急程度:?|(?:份号|编号|签发人|签发|发文字号)(?::\S{{0,24}})?|{_PERIOD}"
    r"|(?:第|No[.:]?)?[0-9]{1,8}(?:号|份)?|No[.:]?|第|份|号|\S{2,30}文件"
    r"|\S{1,24}[〔\[(][0-9]{4}[〕\])]\S{0,4}[0-9]{1,5}号",
    re.I,
)
_PAPER = re.compile(r"关于|通知|通报|意见|报告|请示|批复|方案|办法|决定|纪要|公告|函$")

_UNSEEN = re.compile("[\ufe00-\ufe0f]")
_STACKED = re.compile(rf"(?m)^[ \t]*([{_FIRST}])[ \t]*\n+[ \t]*密[ \t]*$")
_SPACED_LEVEL = re.compile(rf"([{_FIRST}])[ \t]+密")
_SPACED_STAR = re.compile(rf"(?<=密)[ \t]*([{_STARS}])[ \t]*")
_SPACED_PERIOD = re.compile(
    rf"(?<=[密{_STARS}])[ \t]*({_NUMBER})[ \t]*({_UNIT})(?:[ \t]*({_NUMBER})[ \t]*({_UNIT}))?"
)
_BETWEEN = re.compile(r"[\s|]+")
_BETWEEN_WORDS = re.compile(r"[\s|,，、;；。!！·]+")
_ROUND = "[]()〔〕〖〗<>#*_`-—=·•"


@frozen(kw_only=True)
class _Line:
    """A line with text: its number, its words drawn together, whether it is among the first."""

    number: int
    text: str
    in_head: bool

    def words(self, between: re.Pattern[str] = _BETWEEN) -> tuple[str, ...]:
        """What white space and table bars part, without brackets and rules around."""
        words = (each.strip(_ROUND) for each in between.split(self.text))
        return tuple(each for each in words if each)


def find_secrecy_marks(draft: Draft) -> Iterator[Finding]:
    """A finding of REFUSE for each line with a secrecy mark, of HOLD for one of internal use."""
    for part, text in _texts(draft):
        for line in _lines(text):
            if _is_marked(line, is_title=part == "title"):
                yield _finding(
                    SECRECY_MARK,
                    Severity.REFUSE,
                    Message("It bears a secrecy mark.", package=PACKAGE),
                    Place(part=part, line=line.number),
                )
            elif line.in_head and _stands_alone(line.words(_BETWEEN_WORDS), _INTERNAL.fullmatch):
                yield _finding(
                    INTERNAL_MARK,
                    Severity.HOLD,
                    Message("It is marked for internal use.", package=PACKAGE),
                    Place(part=part, line=line.number),
                )


def _finding(kind: str, severity: Severity, what: Message, where: Place) -> Finding:
    return Finding(kind=kind, severity=severity, what=what, where=where)


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text of a document, its short fields and the names of its sections among them."""
    document = draft.document
    yield from draft.parts
    yield from (("sections", each.name) for each in document.sections)
    for name in ("document_number", "index_number", "agency", "source"):
        yield name, getattr(document, name) or ""


def _lines(text: str) -> Iterator[_Line]:
    seen = 0
    for number, line in enumerate(_drawn_together(text).splitlines(), start=1):
        if stripped := line.strip():
            seen += 1
            yield _Line(number=number, text=stripped, in_head=seen <= HEAD_LINES)


def _drawn_together(text: str) -> str:
    """``text`` with full-width forms folded and the pieces of a mark without gaps between them."""
    folded = unicodedata.normalize("NFKC", text).translate({ord("【"): "[", ord("】"): "]"})
    shown = "".join(each for each in folded if unicodedata.category(each) != "Cf")
    level = _SPACED_LEVEL.sub(r"\1密", _STACKED.sub("\\1密\n", _UNSEEN.sub("", shown)))
    return _SPACED_PERIOD.sub(
        lambda found: "".join(each or "" for each in found.groups()), _SPACED_STAR.sub(r"\1", level)
    )


def _is_marked(line: _Line, *, is_title: bool) -> bool:
    words = line.words()
    if _is_starred(line.text, words):
        return True
    if not line.in_head or not words:
        return False
    if _stands_alone(words, _UNSTARRED.fullmatch):
        return True
    paper = is_title or _PAPER.search(line.text) is not None
    beside = (words[0], words[-1]) if len(words) > 1 else ()
    return paper and (
        any(_UNSTARRED.fullmatch(each) for each in beside)
        or _AT_AN_END.search(line.text) is not None
    )


def _is_starred(text: str, words: tuple[str, ...]) -> bool:
    if _STARRED_BEFORE_TITLE.match(text) or _STARRED_AT_THE_END.search(text):
        return True
    marks = [number for number, word in enumerate(words) if _STARRED.fullmatch(word)]
    if not marks:
        return False
    return _are_companions(words[: marks[0]]) or _are_companions(words[marks[-1] + 1 :])


def _are_companions(words: tuple[str, ...]) -> bool:
    return all(_COMPANION.fullmatch(each) for each in words)


def _stands_alone(words: tuple[str, ...], is_mark: Callable[[str], object]) -> bool:
    """Whether at least one of ``words`` is a mark, and the others go with one on a head."""
    others = tuple(each for each in words if not is_mark(each))
    return len(others) < len(words) and _are_companions(others)


SECRECY_MARKS = ReviewRule(
    id="secrecy-mark",
    name=Message("No document that bears a secrecy mark", package=PACKAGE),
    check=find_secrecy_marks,
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号", article="第十四条"),
    at_door=True,
)
"""The rule as the office runs it: at the door, and with every review."""
