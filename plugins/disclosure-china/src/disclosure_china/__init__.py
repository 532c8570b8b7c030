"""National data and practice of government disclosure in China, as a plugin (全国通用).

Domains, catalogue items, official calendar and the words of printed tables are data files beside
this module; what needs code is the meta tags of a web page. Holds no county's data.
"""

from disclosure_china.page_tags import page_tags
from disclosure_china.settings import ChinaSettings

__all__ = ["ChinaSettings", "page_tags"]
