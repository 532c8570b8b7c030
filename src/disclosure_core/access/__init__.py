"""Who may see what (权限)."""
