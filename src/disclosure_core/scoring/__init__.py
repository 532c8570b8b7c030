"""Formulas, exact marks and their ledger (评分)."""
