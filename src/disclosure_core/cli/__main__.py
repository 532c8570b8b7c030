"""``python -m disclosure_core.cli``: the same as the command ``disclosure``."""

from disclosure_core.cli import main

main()
