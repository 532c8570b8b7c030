"""A public portal on an office (政务公开门户): ``create_app(office)`` answers a Flask application.

Shows what the office has made public. Holds no rule, formula, query or deadline of its own: every
page asks the office, as the public, and renders the answer.
"""

from disclosure_portal.app import create_app
from disclosure_portal.appearance import Appearance, Contact

__all__ = ["Appearance", "Contact", "create_app"]
