"""The days that an office gives itself instead of a definition's own (时限设置). Pure."""

from collections.abc import Iterable, Iterator, Mapping

from disclosure_core.codec.words import not_known
from disclosure_core.errors import Mistake
from disclosure_core.messages import Message
from disclosure_core.workflow.values import StageClock, Workflow


def mistaken_days(
    workflows: Iterable[Workflow], days: Mapping[str, int], *, file: str = ""
) -> Iterator[Mistake]:
    """What is wrong with the settings of days: keys that no clock has, and too many days."""
    clocks: dict[str, list[StageClock]] = {}
    for workflow in workflows:
        for stage in workflow.stages:
            if stage.clock is not None and stage.clock.setting is not None:
                clocks.setdefault(stage.clock.setting, []).append(stage.clock)
    for key, given in days.items():
        place = f'workflow_days."{key}"'
        if key not in clocks:
            yield Mistake(file, place, not_known(key, sorted(clocks)))
        elif given < 0:
            yield Mistake(file, place, Message("expected a number of days, 0 or more"))
        else:
            most = [each.most for each in clocks[key] if each.most is not None]
            if most and given > min(most):
                yield Mistake(file, place, Message("at most {most} days", most=min(most)))
