"""What a person asks for within a right: which data, which correction, which purposes, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class RestrictionGround(StrEnum):
    """Why data is to be frozen (Art 18(1)); `OBJECTION` is set by the portal while an objection is weighed."""

    ACCURACY = "accuracy"
    UNLAWFUL = "unlawful"
    CLAIMS = "claims"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction (Art 16): of which data category, what is wrong (may be empty), what is right."""

    category: str
    now: str
    should: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """The details of a request; everything may be empty.

    `erase` holds category keys, empty for everything. `purposes` are those objected to, empty
    for every one that rests on interests or a public task (Art 21(1)); `reason` is the
    person's situation. `restrict` holds the ground with its text (Art 18(1)).
    """

    corrections: tuple[Correction, ...] = ()
    erase: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    reason: str = ""
    restrict: RestrictionGround | None = None
    restrict_text: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is sealed."""
        return {
            "corrections": [[one.category, one.now, one.should] for one in self.corrections],
            "erase": list(self.erase),
            "purposes": list(self.purposes),
            "reason": self.reason,
            "restrict": self.restrict.value if self.restrict else "",
            "restrict_text": self.restrict_text,
        }

    @staticmethod
    def from_json(value: Mapping[str, Any] | None) -> "Wishes":
        """Read again; nothing gives empty wishes."""
        known = value or {}
        return Wishes(
            corrections=tuple(Correction(*one) for one in known.get("corrections", ())),
            erase=tuple(known.get("erase", ())),
            purposes=tuple(known.get("purposes", ())),
            reason=known.get("reason", ""),
            restrict=RestrictionGround(known["restrict"]) if known.get("restrict") else None,
            restrict_text=known.get("restrict_text", ""),
        )
