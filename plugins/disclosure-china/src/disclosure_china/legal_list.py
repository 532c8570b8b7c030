"""The controlled list of legal bases, read from ``data/legal_documents.toml``.

What each entry rests on is in its ``source``; those marked ``unverified`` were not held against the
text.
"""

import tomllib
from importlib.resources import files

from attrs import frozen

from disclosure_core import LegalDocument, structure

FILE = "data/legal_documents.toml"


@frozen(kw_only=True)
class LegalDocumentsFile:
    """The file: one list of texts."""

    legal_documents: tuple[LegalDocument, ...]


def legal_documents() -> tuple[LegalDocument, ...]:
    """Laws, regulations and notices that catalogues cite, repealed texts among them.

    Raises:
        DataError: the file has mistakes; all of them are named.
    """
    data = tomllib.loads(files("disclosure_china").joinpath(FILE).read_text("utf-8"))
    return structure(data, LegalDocumentsFile, file=f"disclosure_china/{FILE}").legal_documents
