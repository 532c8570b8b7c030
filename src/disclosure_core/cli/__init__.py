"""The command line: disclosure ROOM VERB (命令行)."""
