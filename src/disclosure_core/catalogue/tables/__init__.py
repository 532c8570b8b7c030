"""Reading printed catalogue tables: file to grid or text, header to columns, rows to values."""
