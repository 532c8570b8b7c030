"""Make a release out of a reviewed document, and take one back.

Pure: who may do it and whether the review passed is decided by the office.
"""

from datetime import datetime

import attrs

from disclosure_core.documents.values import Document
from disclosure_core.publication.values import Release, ReleaseState


def release_of(
    document: Document,
    *,
    id: str,
    document_id: str,
    digest: str,
    now: datetime,
    version: int = 1,
    not_before: datetime | None = None,
) -> Release:
    """The release of ``document`` as reviewed.

    Args:
        document: The document as it was reviewed.
        id: The release's id.
        document_id: The document's record.
        digest: The digest the review was bound to.
        now: The instant of release, timezone-aware.
        version: 1 for the first release of a document, one more for each correction.
        not_before: The later instant from which on it is public.
    """
    return Release(
        id=id,
        version=version,
        document=document_id,
        digest=digest,
        title=document.title,
        text=document.text,
        sections=document.sections,
        items=document.items,
        agency=document.agency,
        index_number=document.index_number,
        document_number=document.document_number,
        formed_on=document.formed_on,
        source=document.source,
        published_at=not_before or now,
        not_before=not_before,
    )


def tombstone_of(release: Release, *, ground: str) -> Release:
    """What stays of a withdrawn release: title, numbers and the ground; no text."""
    return attrs.evolve(
        release, text="", sections=(), state=ReleaseState.WITHDRAWN, withdrawn_for=ground
    )
