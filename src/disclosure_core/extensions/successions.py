"""Look at what the layers of all plugins say became of items, together. Pure.

A succession that contradicts itself, other successions or the periods of the items is a mistake of
its plugin; two layers that let one item give way to different ones are a conflict. Ids that nobody
defines are looked for with all other references.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from disclosure_core.catalogue.history import mistakes_in_history
from disclosure_core.catalogue.values import CatalogueLayer, Succession
from disclosure_core.errors import Mistake, PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import WORDS, Claim, Kind, entry_place
from disclosure_core.extensions.conflicts import two_replace
from disclosure_core.extensions.standing import Places, standing_periods
from disclosure_core.legal import Period
from disclosure_core.messages import Message

SECTION = "successions"


@frozen(kw_only=True)
class _Said:
    """A succession, the answer that says so, its number in the layer, and when the layer stands."""

    succession: Succession
    answer: Answer
    index: int
    standing: tuple[Period, ...]

    @property
    def layer(self) -> CatalogueLayer:
        """The layer that says so."""
        layer: CatalogueLayer = self.answer.value
        return layer

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, wherever it is written: a new version may say it again."""
        return self.succession.on, self.succession.before, self.succession.after

    def meets(self, other: "_Said", places: Places) -> bool:
        """Whether both are heard in some region on some day."""
        days = any(one.overlaps(each) for one in self.standing for each in other.standing)
        return days and places.overlap(self.layer, other.layer)

    def claim(self, item: str) -> Claim:
        """That it replaces the item, for a conflict."""
        entries = self.answer.entries.get(SECTION, ())
        place = entries[self.index].where if self.index < len(entries) else ""
        return Claim(
            kind=Kind.ITEM, id=self.layer.id, answer=self.answer, replaces=item, place=place
        )


def mistaken_successions(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """Conflicts between layers, then an error for each layer whose successions are wrong."""
    given = [each for each in answers if isinstance(each.value, CatalogueLayer)]
    if not any(each.value.successions for each in given):
        return
    standing = standing_periods(given)
    places = Places.of(given)
    said = [
        _Said(
            succession=succession, answer=answer, index=index, standing=standing[id(answer.value)]
        )
        for answer in given
        for index, succession in enumerate(answer.value.successions)
    ]
    yield from _ended_twice(said, places)
    periods = _periods_of_items(given, said, standing)
    for answer in given:
        own = [each for each in said if each.answer is answer]
        if mistakes := _mistakes_of(own, said, periods, places):
            yield PluginError(
                Message(
                    "{plugin}: what {layer} says became of items contradicts itself.",
                    plugin=answer.plugin,
                    layer=answer.value.id,
                ),
                plugin=answer.plugin,
                version=answer.version,
                hook=answer.hook,
                mistakes=mistakes,
                fix=Message("correct the successions, or the periods in force of the items."),
            )


def _ended_twice(said: Sequence[_Said], places: Places) -> Iterator[PluginError]:
    by_item: dict[str, list[_Said]] = {}
    for each in said:
        for item in dict.fromkeys(each.succession.before):
            by_item.setdefault(item, []).append(each)
    for item, ending in by_item.items():
        together = [
            one for one in ending if any(_contradict(one, other, places) for other in ending)
        ]
        if together:
            yield two_replace([each.claim(item) for each in together], WORDS[Kind.ITEM], item)


def _contradict(one: _Said, other: _Said, places: Places) -> bool:
    """Whether two layers let an item give way differently; in one layer it is a mistake instead."""
    return (
        one.layer is not other.layer and one.content != other.content and one.meets(other, places)
    )


def _periods_of_items(
    answers: Iterable[Answer],
    said: Iterable[_Said],
    standing: Mapping[int, tuple[Period, ...]],
) -> Mapping[str, Sequence[Period]]:
    """When each item that is spoken of holds, in whatever layer."""
    periods: dict[str, list[Period]] = {
        item: [] for each in said for item in (*each.succession.before, *each.succession.after)
    }
    for answer in answers:
        for item in answer.value.items:
            if item.id in periods:
                both = (each.overlap(item.in_force) for each in standing[id(answer.value)])
                periods[item.id] += [each for each in both if each is not None]
    return periods


def _mistakes_of(
    own: Sequence[_Said],
    said: Iterable[_Said],
    periods: Mapping[str, Sequence[Period]],
    places: Places,
) -> tuple[Mistake, ...]:
    """The mistakes of one layer, beside what other layers say in the same places."""
    if not own:
        return ()
    layer = own[0].layer
    ended = {item for each in own for item in each.succession.before}
    known = {each.content for each in own}
    others = [
        evolve(each.succession, source=None)
        for each in said
        if each.layer is not layer
        and places.overlap(each.layer, layer)
        and each.content not in known
        and ended.isdisjoint(each.succession.before)
    ]
    numbered = [evolve(each.succession, source=str(each.index)) for each in own]
    defined = {item.id for item in layer.items}
    found = mistakes_in_history(periods, [*others, *numbered], foreign=ended - defined)
    answer = own[0].answer
    return tuple(_placed(each, answer) for each in found if each.file)


def _placed(mistake: Mistake, answer: Answer) -> Mistake:
    file, place = entry_place(answer, SECTION, int(mistake.file))
    return Mistake(file, place, Message("{item} {what}", item=mistake.place, what=mistake.what))
