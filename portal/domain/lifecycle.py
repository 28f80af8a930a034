"""Where a request stands, how it ended, and the words of the field for its parts."""

from enum import StrEnum


class Right(StrEnum):
    """What a person may ask for (Art 15-18, 20, 21 GDPR)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    MARKETING = "marketing"


LOOKED_FOR = tuple(right for right in Right if right is not Right.MARKETING)
"""The rights for which the person's data is searched; marketing stops by the proven address alone."""


class Channel(StrEnum):
    """How a request reached the controller."""

    WEB = "web"
    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"


class Status(StrEnum):
    """Where a request stands, in the order of the way."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    SEARCHING = "searching"
    REVIEW = "review"
    DECISION = "decision"
    CARRYING_OUT = "carrying_out"
    ANSWERING = "answering"
    ANSWERED = "answered"
    CLOSED = "closed"


class Resolution(StrEnum):
    """How a request ended, apart from where it stands."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    NOTHING_HELD = "nothing_held"
    WITHDRAWN = "withdrawn"
    UNCONFIRMED = "unconfirmed"
    TOGETHER = "together"


class Capability(StrEnum):
    """What is done in a system."""

    FIND = "find"
    EXPORT = "export"
    RECTIFY = "rectify"
    ERASE = "erase"
    RESTRICT = "restrict"
    SUPPRESS = "suppress"
    NOTIFY = "notify"
    VERIFY = "verify"


class StepState(StrEnum):
    """Where a step stands. `INCOMPLETE` is never shown as nothing held."""

    WAITING = "waiting"
    RUNNING = "running"
    RETRYING = "retrying"
    UNKNOWN = "unknown"
    BY_HAND = "by_hand"
    CHOICE = "choice"
    DONE = "done"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Match(StrEnum):
    """How surely a record is the person's; only `EXACT` goes on by itself."""

    EXACT = "exact"
    PROBABLE = "probable"
    MENTION = "mention"


class Verdict(StrEnum):
    """What a reviewer said of a finding."""

    OPEN = "open"
    INCLUDED = "included"
    WITHHELD = "withheld"
    MASKED = "masked"


class Ground(StrEnum):
    """Why something is withheld or refused."""

    NOT_THIS_PERSON = "not_this_person"
    OTHERS_RIGHTS = "others_rights"
    LEGAL_LIMIT = "legal_limit"
    UNFOUNDED = "unfounded"


OPEN_STATUSES = frozenset(Status) - {Status.ANSWERED, Status.CLOSED}
BEFORE_DECISION = frozenset({Status.UNCONFIRMED, Status.CONFIRMED, Status.SEARCHING, Status.REVIEW})
"""What was found is not judged yet."""
CARRYING_OUT = frozenset({Capability.RECTIFY, Capability.ERASE, Capability.RESTRICT})
"""What is done in a system after the decision."""
OUTLIVING = CARRYING_OUT | {Capability.NOTIFY}
"""What goes on when a request is answered or closed: what was decided, and that recipients are told of it (Art 19)."""
FINISHED_STEPS = frozenset({StepState.DONE, StepState.INCOMPLETE, StepState.CANCELLED})
