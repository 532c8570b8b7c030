"""Working days from dated official notices (工作日历)."""
