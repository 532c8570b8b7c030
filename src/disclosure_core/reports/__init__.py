"""Builders of bulletins (报告)."""
