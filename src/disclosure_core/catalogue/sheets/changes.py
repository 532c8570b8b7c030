"""What a returned table changes in the catalogue that holds, and every mistake in it, together.

A row with a number is compared cell by cell with what its item prints now: a cell that still
prints the same is no change, and a row nobody edited is none either. A row that was edited while
its item changed elsewhere is refused. Rows without a number are new items; rows marked 不适用 leave
their item out; items whose row is missing are told, and left out only where that is asked for. A
file that was taken in once may be taken in again: what it added and left out then is no change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from disclosure_core.catalogue.history import no_longer
from disclosure_core.catalogue.layers import REFINABLE, Catalogue
from disclosure_core.catalogue.layers.stacking import EMPTIABLE
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.sheets.cells import Wording, printed
from disclosure_core.catalogue.sheets.changed import ChangedItem, TableChanges, changed_item
from disclosure_core.catalogue.sheets.check_codes import has_changed_since, is_as_exported
from disclosure_core.catalogue.sheets.columns import (
    DROPPED,
    KEYS,
    NO,
    TICK,
    YES,
    columns_of,
    first_column,
)
from disclosure_core.catalogue.sheets.items import (
    Readings,
    RowReading,
    domain_of,
    domain_titled,
    read_row,
)
from disclosure_core.catalogue.sheets.oddities import oddities, oddities_of_row
from disclosure_core.catalogue.sheets.returned import Place, ReturnedRow, ReturnedTable
from disclosure_core.catalogue.sheets.texts import same
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.catalogue.values import DisclosureItem, Omission, Refinement
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

_NEEDED: Final = frozenset(
    {
        "level1",
        "content",
        "bases",
        "time_limit",
        "agency",
        "channels",
        "audience",
        "modes",
        "levels",
    }
)
"""Fields that every item of the official form has: their cells may not be emptied."""


@frozen(kw_only=True)
class ChangeRules:
    """How a returned table is taken (读回规则).

    Attributes:
        file: The file's name.
        new_id: Makes the id of an added item.
        reason: The reason of every change whose row gives none; ``None`` asks each row for its own.
        drop_missing: Leave out the items whose rows are missing; needs ``reason``.
        source: Where the table was found; the source of what it changes.
    """

    file: str
    new_id: Callable[[], str]
    reason: str | None = None
    drop_missing: bool = False
    source: str | None = None


def changes_in(
    tables: Iterable[ReturnedTable], catalogue: Catalogue, wording: Wording, rules: ChangeRules
) -> TableChanges:
    """What returned tables change in the catalogue that holds.

    Raises:
        DataError: mistakes in the tables, all of them, each with its sheet and cell.
    """
    work = _Comparing(catalogue, wording, rules)
    for table in tables:
        work.take(table)
    work.look_for_missing()
    if work.mistakes:
        count = len(work.mistakes)
        raise DataError(
            Message(
                "{file} has {count} mistakes; nothing was taken in.", file=rules.file, count=count
            ),
            work.mistakes,
            fix=Message("mend the cells named, save the file and import it again."),
        )
    return TableChanges(
        added=tuple(work.added),
        changed=tuple(work.changed),
        dropped=tuple(work.dropped),
        unchanged=tuple(work.unchanged),
        missing=tuple(work.missing),
        problems=tuple(work.problems),
        rows=work.rows,
    )


@define
class _Comparing:
    """A comparison under way: what was found so far, and every mistake met."""

    catalogue: Catalogue
    wording: Wording
    rules: ChangeRules
    added: list[DisclosureItem] = field(factory=list)
    changed: list[ChangedItem] = field(factory=list)
    dropped: list[Omission] = field(factory=list)
    unchanged: list[str] = field(factory=list)
    missing: list[str] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    mistakes: list[Mistake] = field(factory=list)
    rows: int = 0
    domains: set[str] = field(factory=set)
    known: Mapping[str, DisclosureItem] = field(init=False)
    named: Mapping[tuple[str, ...], DisclosureItem] = field(init=False)
    places: dict[str, Place] = field(factory=dict)
    seen: Readings = field(factory=dict)

    @known.default
    def _held(self) -> dict[str, DisclosureItem]:
        return {each.item.id: each.item for each in self.catalogue.items}

    @named.default
    def _by_name(self) -> dict[tuple[str, ...], DisclosureItem]:
        return {(each.domain, *each.path): each for each in self.known.values()}

    def take(self, table: ReturnedTable) -> None:
        """Compare all rows of a table."""
        self.mistakes += table.mistakes
        if table.mistakes and any("id" not in row.cells for row in table.rows[:1]):
            return
        self.problems += oddities(table, self.wording, self.rules.file)
        if not table.rows:  # all of them were deleted
            self.domains.add(domain_titled(table, self.wording))
        for row in table.rows:
            self.rows += 1
            if row.id and row.id in self.places:
                first = self.places[row.id]
                self._wrong(
                    row,
                    "id",
                    Message(
                        "{id} stands in two rows; the other is {place}", id=row.id, place=first
                    ),
                )
                continue
            self.places[row.id] = row.place_of("id")
            self._take_row(row, table)

    def _take_row(self, row: ReturnedRow, table: ReturnedTable) -> None:
        domain = domain_of(row, table, self.wording)
        reading = read_row(row, table.fields, self.wording, file=self.rules.file, seen=self.seen)
        self.mistakes += reading.mistakes
        reading.values["domain"] = domain
        dropped = self._is_dropped(row)
        item = self.known.get(row.id)
        if not row.id:
            self._add(reading, dropped=dropped)
        elif item is None:
            self._unknown(row, dropped=dropped)
        elif dropped:
            self.domains.add(item.domain)
            self._drop(item, row)
        else:
            self.domains.add(item.domain)
            self._compare(item, reading, table)

    def _unknown(self, row: ReturnedRow, *, dropped: bool) -> None:
        omitted = any(each.item.id == row.id for each in self.catalogue.omitted)
        if omitted and dropped:
            self.unchanged.append(row.id)
            return
        ended = next((each for each in self.catalogue.successions if row.id in each.before), None)
        if omitted:
            what = Message("{id} is left out here and cannot be changed", id=row.id)
        elif ended is not None:
            what = no_longer(row.id, ended)
        else:
            what = Message(
                "no item {id} holds here; leave the number of a new item empty", id=row.id
            )
        self._wrong(row, "id", what)

    def _is_dropped(self, row: ReturnedRow) -> bool:
        text = folded(row.cells.get("dropped", ""))
        if text in (DROPPED, YES, TICK):
            return True
        if text and text != NO and text not in self.wording.form.blanks:
            what = Message("expected {word} or nothing, found “{found}”", word=DROPPED, found=text)
            self._wrong(row, "dropped", what)
        return False

    def _is_stale(self, item: DisclosureItem, row: ReturnedRow) -> bool:
        """Whether an edited row would undo what its item became since: a mistake, if so."""
        stale = has_changed_since(item, row.cells, self.wording)
        if stale:
            what = Message(
                "{item} was changed after this table was exported; export it again and enter there "
                "what is still to change",
                item=item.title,
            )
            self._wrong(row, "id", what)
        return stale

    def _drop(self, item: DisclosureItem, row: ReturnedRow) -> None:
        if self._is_stale(item, row):
            return
        reason = row.cells.get("reason") or self.rules.reason
        if reason is None:
            what = Message("{item} is marked as not applying, without a reason", item=item.title)
            self._wrong(row, "reason", what)
        else:
            self.dropped.append(Omission(item=item.id, reason=reason, source=self.rules.source))

    def _add(self, reading: RowReading, *, dropped: bool) -> None:
        row, values = reading.row, reading.values
        domain = values["domain"]
        if dropped:
            self._wrong(row, "dropped", Message("a new row cannot be marked as not applying"))
        if all(each.id != domain for each in self.wording.domains):
            what = Message("there is no domain “{domain}”", domain=domain)
            self._wrong(row, "domain", what)
        self._check_type(row, values)
        if not values.get("level1"):
            self._wrong(row, "level1", Message("a new item needs its first-level name"))
        elif not reading.mistakes:
            given = {
                "id": self.rules.new_id(),
                "reason": row.cells.get("reason") or self.rules.reason,
                "source": values.get("source") or self.rules.source or self.rules.file,
            }
            self._add_once(DisclosureItem(**values | given), row)

    def _add_once(self, item: DisclosureItem, row: ReturnedRow) -> None:
        """Add an item, unless one of its name holds: the same again is no change."""
        held = self.named.get((item.domain, *item.path))
        if held is None:
            self.added.append(item)
            self.problems += oddities_of_row(row, item, None, self.rules.file)
        elif held.id not in self.places and _say_the_same(item, held):
            self.places[held.id] = row.place_of("id")
            self.unchanged.append(held.id)
        else:
            what = Message(
                "an item of this name holds already: {id}; to change it, put its number here, and "
                "to add another, give that another name",
                id=held.id,
            )
            self._wrong(row, "id", what)

    def _check_type(self, row: ReturnedRow, values: Mapping[str, Any]) -> None:
        named = values.get("item_type")
        if named and all(each.id != named for each in self.wording.item_types):
            self._wrong(row, "item_type", Message("there is no type of item “{type}”", type=named))

    def _compare(self, item: DisclosureItem, reading: RowReading, table: ReturnedTable) -> None:
        row = reading.row
        if is_as_exported(row.cells):
            self.unchanged.append(item.id)
            return
        changes = dict(self._differing(item, reading, table))
        if changes and self._is_stale(item, row):
            return
        fixed = [name for name in changes if name not in REFINABLE and name != "source"]
        for name in fixed:
            what = Message(
                "{column} cannot be changed by a table: it is set where the item is defined",
                column=KEYS[columns_of((name,))[0]].header,
            )
            self._wrong(row, name, what)
            del changes[name]
        source = changes.pop("source", None)
        if source is not None and not changes:
            what = Message("the source is not changed alone; put back what stood there")
            self._wrong(row, "source", what)
        if not changes:
            self.unchanged.append(item.id)
            return
        self._refine(item, row, changes, source)

    def _refine(
        self, item: DisclosureItem, row: ReturnedRow, changes: dict[str, Any], source: str | None
    ) -> None:
        reason = row.cells.get("reason") or self.rules.reason
        if "item_type" in changes:
            self._check_type(row, changes)
        if reason is None:
            columns = tuple(KEYS[key].header for key in dict.fromkeys(map(first_column, changes)))
            what = Message("{columns} changed without a reason", columns=columns)
            self._wrong(row, "reason", what)
        else:
            refinement = Refinement(
                item=item.id,
                reason=reason,
                source=source or self.rules.source or self.rules.file,
                **changes,
            )
            self.changed.append(changed_item(item, refinement, self.wording))
            self.problems += oddities_of_row(row, None, refinement, self.rules.file)

    def _differing(
        self, item: DisclosureItem, reading: RowReading, table: ReturnedTable
    ) -> Iterator[tuple[str, Any]]:
        """The fields whose cells do not print what holds, with what they say instead."""
        row = reading.row
        for names in table.fields:
            before = {name: getattr(item, name) for name in names}
            shown = printed(before, self.wording)
            if all(same(shown.get(key, ""), row.cells.get(key, "")) for key in columns_of(names)):
                continue
            for name, old in before.items():
                if name not in reading.values or reading.values[name] == old:
                    continue
                if (new := self._fit(name, reading.values[name], row)) is not None:
                    yield name, new

    def _fit(self, name: str, value: Any, row: ReturnedRow) -> Any:
        """A changed value as a refinement holds it; ``None`` and a mistake where it cannot."""
        key = first_column(name)
        text = row.cells.get(key, "")
        is_empty = value in (None, "", ()) or (name == "time_limit" and not text)
        if (is_empty and name in _NEEDED) or (name == "level1" and row.split):
            what = Message("{column} may not be emptied", column=KEYS[key].header)
        elif is_empty and name in EMPTIABLE:
            return ""
        elif is_empty and value is None:
            what = Message("{column} may not be emptied once it is set", column=KEYS[key].header)
        else:
            return value
        self._wrong(row, key, what)
        return None

    def look_for_missing(self) -> None:
        """Note the items of the file's domains that none of its rows stands for."""
        gone = [
            item
            for item in self.known.values()
            if item.domain in self.domains and item.id not in self.places
        ]
        if not self.rules.drop_missing:
            self.missing += [item.id for item in gone]
        elif gone and self.rules.reason is None:
            what = Message(
                "{count} rows are missing and to be dropped, without a reason", count=len(gone)
            )
            self.mistakes.append(Mistake(self.rules.file, "", what))
        elif self.rules.reason is not None:
            self.dropped += [
                Omission(item=item.id, reason=self.rules.reason, source=self.rules.source)
                for item in gone
            ]

    def _wrong(self, row: ReturnedRow, key: str, what: Message) -> None:
        self.mistakes.append(Mistake(self.rules.file, row.place_of(key), what))


def _say_the_same(one: DisclosureItem, other: DisclosureItem) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in REFINABLE)
