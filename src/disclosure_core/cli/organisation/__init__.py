"""``disclosure organisation``: the tree, names and their history, figures, pilots, templates."""

from disclosure_core.cli.organisation.asking import agencies, history, resolve, service_points, tree
from disclosure_core.cli.organisation.figures import figures
from disclosure_core.cli.organisation.pilots import claim, pilots, withdraw_claim
from disclosure_core.cli.organisation.templates import export_template
from disclosure_core.cli.texts import group
from disclosure_core.messages import Message


@group("organisation", help=Message("Regions, agencies, their history, pilots, reported figures."))
def organisation() -> None:
    """The group; its verbs are in modules beside this one."""


for _verb in (
    tree,
    agencies,
    service_points,
    history,
    resolve,
    figures,
    pilots,
    claim,
    withdraw_claim,
    export_template,
):
    organisation.add_command(_verb)
