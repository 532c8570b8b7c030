"""A document that is not open to all never goes out, whatever else was approved."""

import attrs
import pytest

from disclosure_core.documents.values import Classification, Document, DocumentClass
from disclosure_core.errors import DataError, NotAllowedError

PAPER = Document(title="关于开展秋季招生的通知", text="请遵照执行。")
CLOSED = Classification(
    document_class=DocumentClass.CLOSED, reason="尚在讨论", ground="process-information"
)
ON_REQUEST = Classification(document_class=DocumentClass.ON_REQUEST, reason="涉及特定对象")
OPEN = Classification(document_class=DocumentClass.PROACTIVE, ground="open-listed")


def approved(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    office.review.approve(id, reason="通过")
    return id


@pytest.mark.parametrize("decided", [CLOSED, ON_REQUEST], ids=lambda each: each.document_class)
def test_what_is_not_open_to_all_is_not_released(office, decided):
    id = approved(office, attrs.evolve(PAPER, classification=decided))
    with pytest.raises(NotAllowedError, match="not open to all"):
        office.publication.release(id)
    assert office.publication.find().total == 0


def test_what_is_open_is_released(office):
    id = approved(office, attrs.evolve(PAPER, classification=OPEN))
    assert office.publication.release(id).title == PAPER.title


def test_classifying_anew_takes_a_new_review(office):
    id = approved(office, attrs.evolve(PAPER, classification=CLOSED))
    office.documents.change(id, attrs.evolve(PAPER, classification=OPEN), read_version=1)
    with pytest.raises(NotAllowedError, match="not approved"):
        office.publication.release(id)


def test_a_ground_outside_the_controlled_list_is_not_kept(office):
    made_up = attrs.evolve(CLOSED, ground="sensitive")
    with pytest.raises(DataError) as caught:
        office.documents.draft(attrs.evolve(PAPER, classification=made_up))
    assert [each.place for each in caught.value.mistakes] == ["sensitive"]
    assert "privacy" in caught.value.text("en")
    assert office.documents.newest().total == 0
