"""Rules to findings (审核)."""
