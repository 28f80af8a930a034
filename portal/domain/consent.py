"""A consent to marketing that follows an objection, and what shows it (Art 7(1), 21(3))."""

from dataclasses import dataclass, field
from datetime import date

HOW = ("form", "mail", "phone", "letter", "in_person")
"""How staff may say that it was given."""
BY_THEMSELVES = "link"
"""The person pressed it on the page of a newsletter's link."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows the consent: its day at the controller's place, how it was given, and a note of where that is kept."""

    given_on: date
    how: str
    note: str = field(default="", repr=False)
