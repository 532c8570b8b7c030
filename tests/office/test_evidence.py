"""An evidence bundle convinces a stranger's Python, and no tampered one does."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_core.access.values import Actor, Role
from disclosure_core.errors import JournalError, NotAllowedError, NotFoundError
from disclosure_core.office.office import Office, open_office
from disclosure_core.records import offline_verifier
from disclosure_core.records.checkpoints import checkpoint_text
from disclosure_core.records.digest import digest
from disclosure_core.records.values import Change, Checkpoint
from disclosure_core.settings import Settings

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
STAFF = Actor(name="李敏", roles=frozenset(Role))
VERIFIER = Path(offline_verifier.__file__)


def change(why: str, algorithm: str = "sha256") -> Change:
    return Change(who="李敏", role="drafter", why=why, at=NOON, algorithm=algorithm)


@pytest.fixture(params=["sha256", "sm3"])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    """Drafts d0 to d8, an approved and released d1, its delivery settled; a removed d2."""
    chosen = Settings(name="某县政务公开办", folder=tmp_path)
    with open_office(chosen, actor=STAFF, clock=lambda: NOON) as opened:
        for number in range(9):
            with opened.store.transaction(change("秘密的起草理由")) as transaction:
                body = {"title": f"秘密标题{number}", "text": "正文"}
                transaction.put("core:document", f"d{number}", body, visibility="staff")
        now = change("到期公开", request.param)
        with opened.store.transaction(now) as transaction:
            transaction.put(
                "core:document", "d1", {"title": "预算", "text": "改"}, visibility="staff"
            )
            transaction.put(
                "core:review", "v1", {"document": "d1", "decision": "approved"}, visibility="staff"
            )
            transaction.put(
                "core:release", "r1", {"document": "d1", "title": "预算"}, visibility="public"
            )
            transaction.enqueue("k1", {"channel": "portal"}, release="r1", due_at=NOON)
            transaction.remove("core:document", "d2")
        (claim,) = opened.store.claim(now=NOON, lease_until=NOON)
        with opened.store.transaction(now) as transaction:
            transaction.settle(claim, {"receipt": "已收"}, state="delivered")
        yield opened


@frozen
class Said:
    status: int
    text: str


def verified(files: dict[str, bytes], folder: Path, *checkpoints: str) -> Said:
    """What an isolated Python says of a bundle."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(folder), *checkpoints],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
        timeout=60,
    )
    return Said(done.returncode, done.stdout + done.stderr)


def proven(office: Office, kind: str, id: str, **rest: object) -> dict[str, bytes]:
    return office.journal.prove(kind, id, **rest)


def test_a_release_is_proven_with_its_draft_decision_and_receipt(
    office: Office, tmp_path: Path
) -> None:
    files = proven(office, "release", "r1")
    told = verified(files, tmp_path / "b", checkpoint_text(office.journal.checkpoint()))
    assert told.status == 0, told.text
    assert "all of it holds" in told.text
    assert sorted(name for name in files if name.startswith(("records", "outbox"))) == [
        "outbox/15.json",
        "records/10.json",
        "records/11.json",
        "records/12.json",
        "records/2.json",
    ]
    assert files["outbox/15.json"].decode().count("已收") == 1


def test_the_bundle_shows_nothing_of_other_records(office: Office) -> None:
    held = b"".join(proven(office, "document", "d1").values()).decode()
    assert "秘密标题1" in held
    assert not any(f"秘密标题{number}" in held or f'"d{number}"' in held for number in (0, 2, 3, 8))


def test_a_removed_record_is_proven(office: Office, tmp_path: Path) -> None:
    told = verified(proven(office, "document", "d2"), tmp_path / "b")
    assert told.status == 0, told.text


def test_the_verifier_is_short_and_in_the_bundle(office: Office) -> None:
    files = proven(office, "document", "d1")
    assert files["verify.py"] == VERIFIER.read_bytes()
    assert len(files["verify.py"].splitlines()) < 150


def test_earlier_checkpoints_are_proven_to_fit(office: Office, tmp_path: Path) -> None:
    entries = list(office.store.journal())
    for number in range(1, 10):
        chain_only = Checkpoint(number, entries[number - 1].digest)
        rooted = office.journal.rooted(chain_only)
        files = proven(office, "release", "r1", against=[chain_only, rooted])
        given = (checkpoint_text(chain_only), checkpoint_text(rooted))
        told = verified(files, tmp_path / str(number), *given)
        assert told.status == 0, told.text


def test_a_checkpoint_of_another_journal_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="not of this journal"):
        proven(office, "release", "r1", against=[Checkpoint(3, digest("other"))])
    told = verified(proven(office, "release", "r1"), tmp_path / "b", f"3:{digest('other')}")
    assert told.status == 1
    assert "nothing is proven against" in told.text


def test_only_the_staff_may_have_one(office: Office) -> None:
    with pytest.raises(NotAllowedError):
        proven(office.as_actor(Actor(name="somebody")), "release", "r1")
    with pytest.raises(NotFoundError):
        proven(office, "release", "r9")


Tampering = Callable[[dict[str, bytes]], object]


def _swap(name: str, old: str, new: str) -> Tampering:
    def tamper(files: dict[str, bytes]) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())

    return tamper


TAMPERINGS: dict[str, Tampering] = {
    "body": _swap("records/12.json", "预算", "决算"),
    "body-space": _swap("records/12.json", "{", "{ "),
    "entry-who": _swap("entries/12.json", "李敏", "王芳"),
    "entry-why": _swap("entries/12.json", "到期公开", "补公开"),
    "entry-sequence": _swap("entries/12.json", '"sequence":12', '"sequence":13'),
    "receipt": _swap("outbox/15.json", "已收", "未收"),
    "checkpoint-number": _swap("proof.json", '"15:', '"16:'),
    "proof-of-another": _swap("proof.json", '"12":', '"13":'),
    "format": _swap("proof.json", "evidence/1", "evidence/2"),
    "checkpoint-space": _swap("proof.json", ':"15:', ':"15 :'),
    "body-missing": lambda files: files.pop("records/12.json"),
    "entry-missing": lambda files: files.pop("entries/12.json"),
    "receipt-missing": lambda files: files.pop("outbox/15.json"),
    "proof-missing": lambda files: files.pop("proof.json"),
    "body-of-no-entry": lambda files: files.update({"records/3.json": b"{}"}),
    "receipt-of-another": lambda files: files.update({"outbox/13.json": files["outbox/15.json"]}),
    "opening": lambda files: files.update({"openings/12.json": b'{"title":["00","x"]}'}),
    "stranger": lambda files: files.update({"note.txt": b"this is genuine"}),
    "body-of-another": lambda files: files.update({"records/2.json": files["records/10.json"]}),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_tampered_bundle_is_refused(office: Office, tmp_path: Path, tampering: str) -> None:
    files = proven(office, "release", "r1")
    TAMPERINGS[tampering](files)
    told = verified(files, tmp_path / "b")
    assert told.status == 1
    assert "NOT PROVEN" in told.text


def test_a_version_left_out_together_with_its_entry_is_missed(
    office: Office, tmp_path: Path
) -> None:
    files = proven(office, "document", "d1")
    proof = json.loads(files["proof.json"])
    del proof["entries"]["2"], files["entries/2.json"], files["records/2.json"]
    files["proof.json"] = json.dumps(
        proof, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    told = verified(files, tmp_path / "b")
    assert told.status == 1
    assert "no version before 10" in told.text


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_single_byte_of_the_evidence_can_be_changed(
    office: Office, tmp_path: Path, data: st.DataObject
) -> None:
    files = proven(office, "release", "r1", against=[office.journal.checkpoint()])
    name = data.draw(
        st.sampled_from(sorted(files.keys() - {"README.md", "verify.py"})), label="file"
    )
    at = data.draw(st.integers(0, len(files[name]) - 1), label="place")
    byte = data.draw(st.integers(1, 255), label="flip")
    changed = bytearray(files[name])
    changed[at] ^= byte
    files[name] = bytes(changed)
    with pytest.raises(Exception):  # noqa: B017 - whatever it says, it is not proven
        offline_verifier.check_files(
            files_of(files), offline_verifier.check_chain(files_of(files), ())
        )


def files_of(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in ("README.md", "verify.py")}
