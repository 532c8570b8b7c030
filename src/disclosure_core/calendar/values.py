"""Dated official notices of holidays and make-up working days (节假日安排)."""

from datetime import date

from attrs import field, frozen

from disclosure_core.legal import LegalBasis


@frozen(kw_only=True)
class HolidayNotice:
    """One year's official arrangement: weekdays that are off, weekend days that are worked.

    ``year`` is the year it arranges; days of neighbouring years may be in it (the bridge over New
    Year). ``basis`` is the notice.
    """

    year: int
    days_off: frozenset[date] = field(converter=frozenset)
    make_up_days: frozenset[date] = field(converter=frozenset)
    basis: LegalBasis
    region: str | None = None

    @make_up_days.validator
    def _apart(self, _: object, value: frozenset[date]) -> None:
        if both := sorted(value & self.days_off):
            raise ValueError(f"{both[0]} is named as day off and as make-up day")
