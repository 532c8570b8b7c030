"""Check the organisations of all plugins together: a parent may be another plugin's. Pure.

Rings are looked for with those of layers and rules, and one id twice with all other ids.
"""

from collections.abc import Iterable, Iterator

from disclosure_core.errors import PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.messages import Message
from disclosure_core.organisation.checking import Places, mistakes_in
from disclosure_core.organisation.values import Organisation


def mistaken_organisations(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """An error for each plugin whose regions, agencies or changes contradict each other."""
    listed = [each for each in answers if isinstance(each.value, Organisation)]
    for answer in listed:
        around = [each.value for each in listed if each is not answer]
        if mistakes := mistakes_in(answer.value, _places(answer), around=around, alone=False):
            yield PluginError(
                Message("{plugin}: its organisation contradicts itself.", plugin=answer.plugin),
                plugin=answer.plugin,
                version=answer.version,
                hook=answer.hook,
                mistakes=mistakes,
                fix=Message("correct the entries named."),
            )


def _places(answer: Answer) -> Places:
    def place(section: str, index: int, key: str) -> tuple[str, str | Message]:
        value = getattr(answer.value, section)[index]
        return answer.place, f"{getattr(value, 'id', f'{section}[{index}]')}.{key}"

    return place
