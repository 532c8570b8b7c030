"""How the documentation is built: one configuration, two languages.

    sphinx-build -n -W docs docs/_build/html
    sphinx-build -n -W -t zh -c docs docs/zh docs/_build/html/zh

English first, since the Chinese pages are laid inside its folder. Nothing is fetched.
"""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

chinese = tags.has("zh")  # noqa: F821 - Sphinx gives `tags` to this file

project = "disclosure-core"
author = "the disclosure-core authors"
copyright = "2026, the disclosure-core authors"
release = version = installed("disclosure-core")
language = "zh_CN" if chinese else "en"
exclude_patterns = ["_build"] if chinese else ["_build", "zh"]

extensions = ["myst_parser", "bigram_search"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "disclosure-core 政务公开" if chinese else "disclosure-core"
html_search_language = "bigrams"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
templates_path = ["_templates"]
html_show_sourcelink = False
html_copy_source = False
html_context = {"chinese": chinese}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
