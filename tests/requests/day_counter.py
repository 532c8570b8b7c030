"""A second counter, written on its own: it walks day by day and knows no intervals.

Each day first counts or does not, then its events happen. It shares no code with the clock and
knows the same law in its own words. Slow, and meant to be.
"""

from datetime import timedelta

ONE = timedelta(days=1)


class DayCounter:
    """One request, walked from its receipt on."""

    def __init__(self, history, is_worked):
        self.is_worked = is_worked
        self.events = list(enumerate(history.events))
        self.received = self.day = history.received
        self.problems = {index for index, each in self.events if each.on < history.received}
        self.corrections = 0
        self.correction_open = self.fee_open = False
        self.correction_until = self.fee_until = None
        self.questions = []
        self.ended = None
        self.begin()

    def begin(self):
        """A new day 0."""
        self.counted, self.limit = 0, 20
        self.extended, self.agreed, self.last_day = False, None, None

    def walk(self, as_of):
        """What is known at the end of ``as_of``."""
        self.happen()
        while self.day < as_of:
            self.pass_day()
            self.happen()
        used = self.ended[2] if self.ended else self.counted
        told = {"state": self.state(), "days_used": used}
        due = self.due_if_nothing_more_happens()
        told["due"] = due
        told["late"] = due is not None and (self.ended[1] if self.ended else as_of) > due
        told["problems"] = sorted(self.problems)
        return told

    def due_if_nothing_more_happens(self):
        if self.correction_open or self.fee_open:
            return None
        if self.agreed:
            return self.agreed
        while self.last_day is None:
            self.pass_day()
            self.reach()
        return self.last_day

    def pass_day(self):
        """The next day comes, and counts if nothing keeps it from counting."""
        self.day += ONE
        kept = self.correction_open or self.fee_open or any(map(self.kept_by, self.questions))
        if self.is_worked(self.day) and not kept:
            self.counted += 1

    def kept_by(self, question):
        if question["dropped"] or self.day == question["asked"]:
            return False
        # The answer of this day has not happened yet, so the day of an answer is kept too.
        return question["answered"] is None and self.day <= question["last"]

    def reach(self):
        waiting = self.correction_open or self.fee_open
        if self.counted >= self.limit and self.last_day is None and not waiting:
            self.last_day = self.day

    def happen(self):
        for index, event in self.events:
            if event.on == self.day and not self.allowed(event):
                self.problems.add(index)
        self.reach()

    def allowed(self, event):
        if self.ended:
            return False
        gone = self.abandoned()
        if gone and event.kind not in ("replied", "withdrawn", "corrected"):
            return False
        if gone == "fee" and event.kind == "corrected":
            return False
        self.reach()
        return getattr(self, "on_" + event.kind, lambda _: False)(event)

    def abandoned(self):
        if self.fee_open and self.day > self.fee_until:
            return "fee"
        named = self.correction_open and self.correction_until
        return "correction" if named and self.day > self.correction_until else None

    def overdue(self):
        if self.correction_open or self.fee_open:
            return False
        last = self.agreed or self.last_day
        return last is not None and self.day > last

    def worked_since_receipt(self):
        return sum(
            self.is_worked(self.received + ONE * ahead)
            for ahead in range(1, (self.day - self.received).days + 1)
        )

    def after(self, start, days):
        """The day on which so many working days after ``start`` have passed."""
        while days:
            start += ONE
            days -= self.is_worked(start)
        return start

    def on_correction_asked(self, event):
        if self.corrections or self.overdue() or (event.until and event.until < event.on):
            return False
        self.corrections += 1
        self.correction_open, self.correction_until = True, event.until
        return self.worked_since_receipt() <= 7

    def on_corrected(self, event):
        if not self.correction_open:
            return False
        self.correction_open = self.fee_open = False
        for each in self.questions:
            each["dropped"] = True
        self.begin()
        return True

    def ask(self, kind, event):
        letter = event.received or event.on
        if letter < event.on:
            return False
        new = {"kind": kind, "asked": event.on, "last": self.after(letter, 15)}
        self.questions.append(new | {"answered": None, "dropped": False})
        return True

    def answer(self, kind):
        silent = [q for q in self.questions if q["kind"] == kind and q["answered"] is None]
        live = [q for q in silent if not q["dropped"] and self.day <= q["last"]]
        for question in (live or silent)[:1]:
            question["answered"] = self.day
        return bool(silent)

    def on_third_party_asked(self, event):
        return self.ask("third party", event)

    def on_co_agency_asked(self, event):
        return self.ask("co-agency", event)

    def on_third_party_answered(self, event):
        return self.answer("third party")

    def on_co_agency_answered(self, event):
        return self.answer("co-agency")

    def on_extended(self, event):
        if self.extended or self.agreed or not 1 <= event.days <= 20 or self.overdue():
            return False
        self.extended = True
        self.limit += event.days
        self.last_day = None
        return True

    def on_fee_notified(self, event):
        if self.fee_open or self.overdue():
            return False
        self.fee_open, self.fee_until = True, self.after(event.on, 20)
        return True

    def on_fee_paid(self, event):
        if not self.fee_open:
            return False
        self.fee_open = False
        self.begin()
        return True

    def on_delayed(self, event):
        if event.until < event.on or self.overdue():
            return False
        self.agreed = event.until
        return True

    def on_replied(self, event):
        self.ended = ("replied", self.day, self.counted)
        return True

    def on_withdrawn(self, event):
        self.ended = ("withdrawn", self.day, self.counted)
        return True

    def state(self):
        if self.ended:
            return self.ended[0]
        if self.abandoned():
            return "abandoned"
        if self.correction_open:
            return "awaiting_correction"
        if self.fee_open:
            return "awaiting_payment"
        consulting = any(
            q["answered"] is None and not q["dropped"] and self.day <= q["last"]
            for q in self.questions
        )
        return "consulting" if consulting else "running"
