"""``disclosure calendar``: when something is due, how many days lie between, which years are sure.

Works without an office: the plugins know the holidays. One module a verb.
"""

from disclosure_core.cli.calendar.counting import count, due
from disclosure_core.cli.calendar.previewing import preview
from disclosure_core.cli.calendar.years import years
from disclosure_core.cli.texts import group
from disclosure_core.messages import Message


@group("calendar", help=Message("Working days, due dates, and what a new holiday notice moves."))
def calendar() -> None:
    """The group; its verbs are in modules beside."""


for each in (due, count, years, preview):
    calendar.add_command(each)
