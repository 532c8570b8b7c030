"""A county that writes its own processes: a folder plugin made of the definitions here."""

from pathlib import Path

DEFINITIONS = Path(__file__).parent
ORGANISATION = """
name = "county"

[[regions]]
id = "own"
name = "示例县"
level = "county"
kind = "county"

[[agencies]]
id = "education"
name = "县教育局"
region = "own"

[[agencies]]
id = "health"
name = "县卫生健康局"
region = "own"

[[agencies]]
id = "finance"
name = "县财政局"
region = "own"
"""


def write_county(folder: Path) -> Path:
    """The folder of a plugin with three bureaus and two processes, each in a file of its own."""
    folder.mkdir()
    (folder / "plugin.toml").write_text(
        ORGANISATION.replace("\n\n", '\nworkflows = ["two-rounds.toml", "opinions.toml"]\n\n', 1),
        "utf-8",
    )
    for source, target in (("two_rounds", "two-rounds"), ("opinions", "opinions")):
        text = (DEFINITIONS / f"{source}.toml").read_text("utf-8")
        text = text.replace("[[", "[[workflows.").replace("[stages", "[workflows.stages")
        (folder / f"{target}.toml").write_text(f"[[workflows]]\n{text}", "utf-8")
    return folder
