"""``disclosure workflow``: processes, and the cases that go through them."""

from disclosure_core.cli.texts import group
from disclosure_core.cli.workflow.cases import case, explain, list_cases, next_steps, tasks
from disclosure_core.cli.workflow.definitions import list_workflows, show
from disclosure_core.cli.workflow.doing import act, answer, comment, open_case, opinion
from disclosure_core.messages import Message


@group("workflow", help=Message("Processes, and the cases that go through them."))
def workflow() -> None:
    """The group; its verbs are in modules of their own."""


workflow.add_command(list_workflows)
workflow.add_command(show)
workflow.add_command(open_case)
workflow.add_command(list_cases)
workflow.add_command(tasks)
workflow.add_command(next_steps)
workflow.add_command(act)
workflow.add_command(comment)
workflow.add_command(answer)
workflow.add_command(opinion)
workflow.add_command(case)
workflow.add_command(explain)
