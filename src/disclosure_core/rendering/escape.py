"""Make text harmless for HTML and SVG.

Names come from tables and forms that anybody may have written. What XML cannot hold at all
(control characters, lone surrogates) is shown as U+FFFD, so that a page stays well-formed.
"""

import re
from html import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """``text`` for an element's content or a quoted attribute, in HTML and in XML."""
    return escape(_NOT_XML.sub("\ufffd", text), quote=True)


def language_tag(language: str) -> str:
    """A language as pages name it: ``zh_CN`` is ``zh-CN``."""
    return escaped(language.replace("_", "-"))
