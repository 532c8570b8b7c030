"""Count working days between two days, each pair of days once: many releases share a pair."""

from datetime import date

from attrs import field, frozen

from disclosure_core.calendar.working_days import Calendar


@frozen
class LagCounter:
    """Working days after one day up to another, remembered (时滞计算)."""

    calendar: Calendar
    _known: dict[tuple[date, date], int] = field(factory=dict, init=False, repr=False, eq=False)

    def count(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end``, it included; negative where it is earlier."""
        key = (start, end)
        days = self._known.get(key)
        if days is None:
            days = self._known[key] = self.calendar.count_working_days(start, end)
        return days
