"""Check an evidence bundle without disclosure_core and without a network (证据包离线核验).

    python -I verify.py [FOLDER [CHECKPOINT ...]]

0 if all holds, 1 with what does not (Python 3.9+). Give checkpoints that you have from elsewhere:
without one the bundle is only consistent in itself. README.md and this file are no evidence.
"""

# ruff: noqa: D103, SIM115, T201
import hashlib
import hmac
import json
import re
import sys
from functools import reduce
from pathlib import Path
from typing import Any

NAMED = r"(?:sha256|sm3):[0-9a-f]{64}"  # a digest with its algorithm
ACTS = ("erase", "purge", "hold", "unhold")  # what was done to a whole record; no version of it


def need(holds: object, what: str) -> None:
    if not holds:
        raise ValueError(what)


def read(folder: Path) -> dict[str, bytes]:
    """The evidence of a folder, by name."""
    paths = [each for each in folder.rglob("*") if each.is_file()]
    need(sum(each.stat().st_size for each in paths) < 2**28, "it is too large")
    found = {each.relative_to(folder).as_posix(): each.read_bytes() for each in paths}
    return {name: found[name] for name in found.keys() - {"README.md", "verify.py"}}


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parsed(files: dict[str, bytes], name: str) -> Any:
    """The JSON in a file, which must be written in the one canonical way."""
    need(name in files, f"{name} is missing")
    value = json.loads(files[name])
    need(canonical(value) == files[name], f"{name} is not as it was written")
    return value


def digest(data: bytes, like: str) -> str:
    """The digest of bytes, by the algorithm that another digest names."""
    name = like.partition(":")[0]
    need(name in {"sha256", "sm3"} & hashlib.algorithms_available, f"no {name!r} in this Python")
    return f"{name}:{hashlib.new(name, data).hexdigest()}"


def climb(few: int, size: int, way: list[str], start: bytes, like: str, leaf: bool) -> list[bytes]:
    """From a leaf or an earlier root up a tree of RFC 6962: the roots over ``few`` and ``size``."""
    if few == size if not leaf else size == 1:
        need(not way, "a path in proof.json is too long")
        return [start, start]
    need(way and 0 < few < size + leaf, "a path in proof.json is too short, or leads nowhere")
    other, left = bytes.fromhex(way[-1]), 1 << ((size - 1).bit_length() - 1)
    if few <= left:
        old, new = climb(few, left, way[:-1], start, like, leaf)
        return [old, bytes.fromhex(digest(b"\1" + new + other, like)[-64:])]
    below = climb(few - left, size - left, way[:-1], start, like, leaf)
    return [bytes.fromhex(digest(b"\1" + other + each, like)[-64:]) for each in below]


def included(leaf: str, number: int, way: list[str], size: int, root: str) -> None:
    start = bytes.fromhex(digest(b"\0" + leaf.encode(), root)[-64:])
    made = climb(number, size, way, start, root, True)[1].hex()
    need(made == root[-64:], f"entry {number} is not in the journal of the checkpoint")


def checkpoint(text: str) -> tuple[int, str, str]:
    """Its number, the digest of that entry, and the root over all up to it, if any."""
    ((number, last, root),) = re.findall(rf"\A([1-9]\d{{,17}}):({NAMED})(?::({NAMED}))?\Z", text)
    return int(number), last, root


def check_chain(files: dict[str, bytes], given: tuple[str, ...]) -> dict[int, Any]:
    """What the entries state, all of them in the journal that the checkpoints stand for."""
    proof, stated = parsed(files, "proof.json"), {}
    keys = ["checkpoint", "earlier", "entries", "format", "head"]
    need([*proof] == keys and proof["format"] == "disclosure-evidence/1", "another format")
    size, last, root = checkpoint(proof["checkpoint"])
    included(last, size, proof["head"], size, root)
    for number, (leaf, way) in sorted((int(key), each) for key, each in proof["entries"].items()):
        stated[number] = parsed(files, f"entries/{number}.json")
        same = digest(files[f"entries/{number}.json"], leaf) == leaf
        need(same and stated[number]["sequence"] == number, f"entry {number} is not as written")
        included(leaf, number, way, size, root)
    for known, (way, between) in proof["earlier"].items():
        number, leaf, older = checkpoint(known)
        included(leaf, number, way, size, root)
        if older:
            whole = number == size or number & (number - 1) == 0
            start, rest = (older[-64:], between) if whole else (between[0], between[1:])
            made = climb(number, size, rest, bytes.fromhex(start), root, False)
            need([*map(bytes.hex, made)] == [older[-64:], root[-64:]], f"{known} was rewritten")
    known = (proof["checkpoint"], *proof["earlier"])
    for each in given:
        need(each in known, f"nothing is proven against {each}; have a bundle made --against it")
    print(f"checkpoint {known[0]}", *given, sep="\nagrees with ")
    return stated


def check_files(files: dict[str, bytes], entries: dict[int, Any]) -> None:
    """Each file is what an entry states; no version of a record or delivery is left out between."""
    former: dict[tuple[str, str], int] = {}
    purged = {each["id"]: each["version"] for each in entries.values() if each["kind"] == "purge"}
    wanted = {"proof.json", *(f"entries/{number}.json" for number in entries)}
    for number, each in entries.items():
        print(number, *(each[key] for key in ("at", "who", "role", "kind", "id", "version", "why")))
        if each["kind"] not in ACTS:
            last = entries.get(former.get((each["kind"], each["id"]), 0), {})
            follows = each["version"] == last.get("version", 0) + 1
            need(follows and each["before"] == last.get("after"), f"no version before {number}")
            former[each["kind"], each["id"]] = number
    for number, each in entries.items():
        outbox, last = each["kind"] == "outbox", former.get((each["kind"], each["id"])) == number
        if each["kind"] in ACTS or each["after"] is None or (outbox and not last):
            continue
        name = f"{'outbox' if outbox else 'records'}/{number}.json"
        opening = f"openings/{number}.json"
        if name not in files and purged.get(f"{each['kind']} {each['id']}", 0) >= each["version"]:
            print(number, "was lawfully destroyed since")
            continue
        body = parsed(files, name)
        need(digest(files[name], each["after"]) == each["after"], f"{name} is not what was written")
        wanted |= {name, opening}
        for field, (salt, value) in parsed(files, opening).items() if opening in files else ():
            place = reduce(lambda at, key: at[key], field.split("."), body)
            made = hmac.new(bytes.fromhex(salt), canonical(value), "sha256").hexdigest()
            need(place["commitment"] == f"hmac-sha256:{made}", f"{field} of {number} is another")
    need(not files.keys() - wanted, f"no entry speaks of {sorted(files.keys() - wanted)[:1]}")


def main(folder: str = str(Path(__file__).parent), *given: str) -> None:
    sys.stdout = open(1, "w", encoding=sys.stdout.encoding, errors="replace", closefd=False)
    try:
        check_files(files := read(Path(folder)), check_chain(files, given))
    except Exception as error:  # whatever it is, nothing is proven
        sys.exit(f"NOT PROVEN 不成立: {error}")
    print("all of it holds 全部成立")


if __name__ == "__main__":
    main(*sys.argv[1:])
