"""``disclosure store``: where the records are kept; copies, backups, and whether they are whole."""

from disclosure_core.cli.store.backups import back_up, restore
from disclosure_core.cli.store.checking import check
from disclosure_core.cli.store.copying import copy
from disclosure_core.cli.store.purging import erase, hold, purge, unhold
from disclosure_core.cli.texts import group
from disclosure_core.messages import Message


@group(
    "store",
    help=Message("Where the records are kept: back up, restore, check, copy to another database."),
)
def store() -> None:
    """The group; its verbs are in modules beside this one."""


for _verb in (back_up, restore, check, copy, purge, erase, hold, unhold):
    store.add_command(_verb)
