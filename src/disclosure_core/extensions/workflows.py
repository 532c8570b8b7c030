"""Workflows of all plugins looked at together: roles that nobody has (流程引用的角色).

What one definition says against itself it says when it is made. Pure: answers in, errors out.
"""

from collections.abc import Collection, Iterable, Iterator

from disclosure_core.access.values import Role
from disclosure_core.codec.words import suggestion
from disclosure_core.errors import Mistake, PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.messages import Message
from disclosure_core.workflow.values import Workflow


def mistaken_workflows(
    answers: Iterable[Answer], broken: Collection[str] = ()
) -> Iterator[PluginError]:
    """An error for each workflow that names roles which no workflow brings along.

    Roles of ``broken`` plugins are passed over: those are told already.
    """
    told = [each for each in answers if isinstance(each.value, Workflow)]
    own = {role.id for each in told for role in each.value.own_roles}
    known = (*map(str, Role), *sorted(own))
    for each in told:
        mistakes = tuple(
            Mistake(each.place, f"{place}.role", _unknown(named.role, known))
            for place, named in each.value.roles
            if named.role not in known and named.role.partition(":")[0] not in broken
        )
        if mistakes:
            yield PluginError(
                Message(
                    "{plugin}: the workflow {id} names roles that nobody has.",
                    plugin=each.plugin,
                    id=each.value.id,
                ),
                plugin=each.plugin,
                version=each.version,
                hook=each.hook,
                mistakes=mistakes,
            )


def _unknown(role: str, known: Iterable[str]) -> Message:
    meant = suggestion(role, known)
    if meant is not None:
        return Message("{found} is not known here; did you mean {meant}?", found=role, meant=meant)
    return Message("no workflow brings the role {role} along", role=role)
