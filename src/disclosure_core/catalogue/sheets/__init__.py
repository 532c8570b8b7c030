"""Our own catalogue tables: written for people in the official form, and read back exactly.

``columns`` says what stands where, ``cells`` what a cell prints, ``returning`` what it means when
it comes back; ``workbook``, ``document``, ``plain`` and ``as_json`` write one format each.
``exact`` keeps what cells cannot say, ``check_codes`` what a row was when it was exported.
``returned`` finds our tables among others, ``changes`` says what a returned one would change.
Tables of other makers are read by ``catalogue.tables``.
"""
