"""The law of requests for information, read from ``data/request_rules.toml`` (依申请公开规则)."""

import tomllib
from importlib.resources import files

from attrs import frozen

from disclosure_core import RequestRules, structure

FILE = "data/request_rules.toml"


@frozen(kw_only=True)
class RequestRulesFile:
    """The file: one entry for each text of the law."""

    request_rules: tuple[RequestRules, ...]


def request_rules() -> tuple[RequestRules, ...]:
    """The Regulations as revised in 2019; their text of 2007 is not supplied.

    Raises:
        DataError: the file has mistakes; all of them are named.
    """
    data = tomllib.loads(files("disclosure_china").joinpath(FILE).read_text("utf-8"))
    return structure(data, RequestRulesFile, file=f"disclosure_china/{FILE}").request_rules
