"""What an office says about its own site: the notice over every page, where to ask, the footer."""

from attrs import frozen

from disclosure_core import Message

Text = Message | str
"""A text for people: a message, or the office's own words shown as they stand."""


@frozen(kw_only=True)
class Contact:
    """Where people can ask (咨询渠道): a place, a number or a page.

    ``link`` is an address of the kinds ``https:``, ``tel:`` or ``mailto:``.
    """

    name: Text
    words: Text
    link: str | None = None


@frozen(kw_only=True)
class Appearance:
    """The office's own words on its site.

    Attributes:
        notice: Shown over every page (``示例数据，非官方网站``); ``None`` for none.
        contacts: Where to ask, on the guide page.
        organiser: Who answers for the site (主办单位), in the footer.
        questions: Searches offered below the search box.
    """

    notice: Text | None = None
    contacts: tuple[Contact, ...] = ()
    organiser: Text | None = None
    questions: tuple[str, ...] = ()
