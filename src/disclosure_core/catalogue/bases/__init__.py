"""Printed legal bases held against the controlled, dated list (公开依据)."""
