"""``python -m disclosure_portal``."""

from disclosure_portal.command import main

if __name__ == "__main__":
    main(prog_name="disclosure-portal")
