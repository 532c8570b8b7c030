"""Opens the sample office in a folder, and makes its settings where there are none."""

from pathlib import Path

from attrs import evolve

from disclosure_core import FILE_NAME, Message, Office, Settings, Site, load_settings, open_office
from disclosure_portal.appearance import Appearance, Contact

SETTINGS = """\
# The sample office. Everything here is a demonstration: 示例数据，非官方网站.

name = "示例办公室（长沙县目录）"
region = "changsha:changsha-county"

[site]
name = "政务公开门户（示例）"
address = "http://127.0.0.1:8000"
identifier = "0000000000"
"""
"""The site identification code has the form of a county's; it is no registered one."""

APPEARANCE = Appearance(
    notice=Message(
        "Sample data, not an official site: what is marked 【示例】 is invented, "
        "the other rows of the catalogue are real",
        package="disclosure_portal",
    ),
    contacts=(
        Contact(
            name=Message("By telephone", package="disclosure_portal"),
            words=Message(
                "12345, the hotline for government services", package="disclosure_portal"
            ),
            link="tel:12345",
        ),
        Contact(
            name=Message("In person", package="disclosure_portal"),
            words=Message(
                "The disclosure zones in the county service hall and in every town's "
                "service centre",
                package="disclosure_portal",
            ),
        ),
        Contact(
            name=Message("On request", package="disclosure_portal"),
            words=Message(
                "What is not published can be asked for in writing; the office answers "
                "within the statutory time",
                package="disclosure_portal",
            ),
        ),
    ),
    organiser=Message("Sample office", package="disclosure_portal"),
    questions=("低保", "招生范围", "危房改造", "养老", "规划", "火"),
)
"""What the sample office says about its site."""


def sample_settings(folder: Path, address: str) -> Settings:
    """The settings in ``folder``, made where there are none, with the site at ``address``."""
    file = folder / FILE_NAME
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(SETTINGS, "utf-8")
    settings = load_settings(file)
    site = Site(name=settings.site.name, address=address, identifier=settings.site.identifier)
    return evolve(settings, site=site)


def open_sample_office(folder: Path, address: str) -> Office:
    """The sample office in ``folder``, its site at ``address``.

    Raises:
        DisclosureError: the settings, the plugins or the store cannot be used.
    """
    return open_office(sample_settings(folder, address))
