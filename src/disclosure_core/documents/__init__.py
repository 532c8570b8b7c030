"""Pieces of government information and their versions (文件)."""
