"""The national processes as workflow definitions (办理流程), from ``data/workflows``.

Each file is one definition; all cite grounds of the one controlled list, ``data/grounds.toml``. The
secrecy review is cut to the number of levels that an office has. Days are the definitions' own; an
office gives others under ``[workflow_days]``.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from disclosure_china.data_files import PACKAGE, read_tables
from disclosure_core import Ground, Workflow, structure

FOLDER = "data/workflows"
GROUNDS = "data/grounds.toml"
SECRECY_REVIEW = "secrecy-review"

LEVELS: Mapping[int, tuple[str, ...]] = {
    2: ("filling", "secrecy"),
    3: ("filling", "section", "secrecy"),
    4: ("filling", "section", "secrecy", "leader"),
}
"""Stages of a secrecy review with so many levels (审查级次); the last one concludes."""

Tables = dict[str, Any]


@frozen(kw_only=True)
class GroundsFile:
    """The file of the controlled list."""

    grounds: tuple[Ground, ...]


def grounds() -> tuple[Ground, ...]:
    """The controlled list: why information is opened or kept closed, with each reason's force."""
    file = f"disclosure_china/{GROUNDS}"
    return structure(read_tables(PACKAGE, GROUNDS), GroundsFile, file=file).grounds


def workflows(secrecy_levels: int = 3) -> tuple[Workflow, ...]:
    """All definitions, by name of their files.

    Args:
        secrecy_levels: How many levels the secrecy review has, from 2 to 4.

    Raises:
        DataError: a file has mistakes.
    """
    listed = read_tables(PACKAGE, GROUNDS)["grounds"]
    folder = PACKAGE.joinpath(FOLDER)
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    read = []
    for name in names:
        tables = read_tables(PACKAGE, f"{FOLDER}/{name}")
        if tables["id"] == SECRECY_REVIEW:
            tables = cut_to_levels(tables, LEVELS[secrecy_levels])
        tables["grounds"] = listed
        read.append(structure(tables, Workflow, file=f"disclosure_china/{FOLDER}/{name}"))
    return tuple(read)


def cut_to_levels(tables: Tables, levels: tuple[str, ...]) -> Tables:
    """The secrecy review with the stages of ``levels`` only, each leading to the next.

    ``conclusions`` become the actions of the last level, and of the stage that asks a higher
    authority; ``sending_back`` those of every stage that is not the first.
    """
    conclusions = tables.pop("conclusions")
    sending_back = tables.pop("sending_back")
    beyond = tables.pop("beyond")
    by_id = {each["id"]: each for each in tables["stages"]}
    chain = [by_id[each] for each in levels]
    kept = {each["id"] for each in (*chain, *beyond)}
    for number, stage in enumerate(chain):
        is_last = number == len(chain) - 1
        own = stage.get("actions", []) if not is_last else conclusions
        following = None if is_last else levels[number + 1]
        passing = [{**each, "to": following} if each.get("to") == "next" else each for each in own]
        stage["actions"] = [*passing, *(sending_back if number else ())]
    chain[1]["submission"] = True
    for stage in beyond:
        if "actions" not in stage:
            decided = [each for each in conclusions if each.get("to") != stage["id"]]
            stage["actions"] = [*decided, *sending_back]
    for stage in (*chain, *beyond):
        stage["four_eyes"] = [each for each in stage.get("four_eyes", ()) if each in kept]
    return {**tables, "stages": [*chain, *beyond]}
