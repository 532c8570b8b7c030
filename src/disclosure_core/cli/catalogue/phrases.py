"""``disclosure catalogue phrase``: what one printed time limit or channel is understood as.

For trying words out and for programs that read tables themselves. Opens no office and changes
nothing; needs only the plugins that know the words of tables.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from disclosure_core.catalogue.phrases.as_json import channel_as_json, time_limit_as_json
from disclosure_core.catalogue.phrases.channel import LONGEST_NAME, read_channel
from disclosure_core.catalogue.phrases.time_limit import LONGEST_PHRASE, WHOLE, parse_time_limit
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import TimeLimit, TimeLimitClause
from disclosure_core.catalogue.words import CHANNELS, limit_in_words
from disclosure_core.cli.catalogue.reading import registry_with_forms
from disclosure_core.cli.lines import Line, lines_of
from disclosure_core.cli.options import common_options, json_option
from disclosure_core.cli.texts import current_language, group
from disclosure_core.messages import Message

_SHOWN = 100
"""Characters that are repeated of a phrase too long to be read."""


@group("phrase", help=Message("Read printed time limits or channels, one a line."))
def phrase() -> None:
    """The group; what a phrase is must be said, since 实时 could be either."""


@phrase.command("time-limit", help=Message("Read printed time limits (公开时限)."))
@click.argument("text", metavar="[TEXT…]", nargs=-1)
@json_option
@common_options
def time_limit(text: tuple[str, ...], as_json: bool) -> int:
    """One answer a phrase; without any, one for each line of standard input.

    Exit status 1 where a line is too long or no UTF-8; that a phrase sets no limit is an answer.
    """
    form = registry_with_forms().table_form
    return _answer_each(text, as_json, lambda line: _told_limit(line, form, as_json))


@phrase.command("channel", help=Message("Read printed channels (公开渠道和载体)."))
@click.argument("text", metavar="[TEXT…]", nargs=-1)
@json_option
@common_options
def channel(text: tuple[str, ...], as_json: bool) -> int:
    """One answer a phrase; without any, one for each line of standard input.

    Exit status 1 where a line is too long or no UTF-8; ``other`` is an answer.
    """
    form = registry_with_forms().table_form
    return _answer_each(text, as_json, lambda line: _told_channel(line, form, as_json))


def _answer_each(
    texts: tuple[str, ...], as_json: bool, told: Callable[[Line], dict[str, Any] | str]
) -> int:
    """Answer each line at once and in order, so that the command works in a stream."""
    status = 0
    for line in _lines(texts):
        answer = told(line)
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else answer)
        sys.stdout.flush()
        if line.too_long or line.not_utf8:
            status = 1
    return status


def _lines(texts: tuple[str, ...]) -> Iterator[Line]:
    if texts:
        return (_argument(each) for each in texts)
    return lines_of(sys.stdin.buffer)


def _argument(text: str) -> Line:
    """A text of the command line; bytes that are no UTF-8 reach it as lone surrogates."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return Line(text=whole, not_utf8=whole != text)


def _told_limit(line: Line, form: TableForm, as_json: bool) -> dict[str, Any] | str:
    fault = _fault(line, LONGEST_PHRASE)
    limit = parse_time_limit(line.text, form)
    shown = _shown(line.text, LONGEST_PHRASE)
    if as_json:
        return time_limit_as_json(shown, limit, fault)
    return _on_one_line(shown, _limit_words(limit), fault)


def _told_channel(line: Line, form: TableForm, as_json: bool) -> dict[str, Any] | str:
    fault = _fault(line, LONGEST_NAME)
    reading = read_channel(line.text, form)
    shown = _shown(line.text, LONGEST_NAME)
    if as_json:
        return channel_as_json(shown, reading, fault)
    return _on_one_line(shown, CHANNELS[reading.kind].text(current_language()), fault)


def _fault(line: Line, longest: int) -> str | None:
    """What is wrong with a line, in words."""
    told = None
    if line.too_long or len(line.text) > longest:
        told = Message("longer than {longest} characters, not read", longest=longest)
    elif line.not_utf8:
        told = Message("not UTF-8")
    elif not line.text.strip():
        told = Message("empty")
    return told.text(current_language()) if told else None


def _shown(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:_SHOWN] + "…"


def _limit_words(limit: TimeLimit) -> str:
    words = _words_of(limit)
    return "; ".join((words, *(_clause_words(each) for each in limit.clauses)))


def _clause_words(clause: TimeLimitClause) -> str:
    words = _words_of(clause)
    return words if clause.applies_to == WHOLE else f"{clause.applies_to}: {words}"


def _words_of(limit: TimeLimit | TimeLimitClause) -> str:
    """A limit, with the date it names."""
    words = limit_in_words(limit).text(current_language())
    plain = limit.note is not None and not any(each.isalpha() for each in limit.note)
    return f"{words} ({limit.note})" if plain else words


def _on_one_line(phrase: str, words: str, fault: str | None) -> str:
    shown = "".join(each if each.isprintable() else " " for each in phrase)
    return f"{shown}\t{words}" + (f"\t[{fault}]" if fault else "")
