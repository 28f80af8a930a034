"""What letters are made of: values alone, with no address of the person, which may be a protected one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.fees import Burden, Calculation
from portal.domain.ladder import Doubt, Means
from portal.domain.lifecycle import Capability, Right
from portal.domain.register import Controller, Prohibition, Register
from portal.domain.rulings import Ruling
from portal.domain.telling import News, TellingOutcome
from portal.domain.wishes import Correction, RestrictionGround
from portal.papers.answer import AuthorityFact, Information, Label, SearchedBy, SearchedSystem, Withheld


class StopOutcome(StrEnum):
    """Where a prohibition of marketing stands in one system; `REMOVED` where the person's row was taken out."""

    DONE = "done"
    REMOVED = "removed"
    ASKED = "asked"
    WAITING = "waiting"
    NOT_THERE = "not_there"
    INCOMPLETE = "incomplete"
    TO_TELL = "to_tell"
    TOLD = "told"


class CarriedOutcome(StrEnum):
    """What came of a decision in one system. `CANNOT` and `ASKED` are never told as done."""

    DONE = "done"
    NOT_THERE = "not_there"
    ASKED = "asked"
    CANNOT = "cannot"


class Meanwhile(StrEnum):
    """What became of the restriction that held while an objection was weighed (Art 18(1)(d))."""

    NONE = "none"
    ENDED = "ended"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of every letter."""

    controller: Controller
    reference: str
    written: date
    recipient: str
    zone: str


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """Values of the answer by Art 15; `counts` are (category key, records given)."""

    head: Head
    received: date
    register: Register
    information: Information
    searched: tuple[SearchedSystem, ...]
    counts: tuple[tuple[str, int], ...]
    withheld: tuple[Withheld, ...] = ()
    available_until: date | None = None


@dataclass(frozen=True, slots=True)
class NothingHeld:
    """Values of "we hold nothing about you"; every search must have ended, and found nothing."""

    head: Head
    received: date
    register: Register
    authority: AuthorityFact
    searched: tuple[SearchedSystem, ...]
    asked: tuple[Right, ...] = (Right.ACCESS,)


@dataclass(frozen=True, slots=True)
class StoppedIn:
    """Where the prohibition stands in one system, since when; `note` is a sentence for the person."""

    name: Label
    outcome: StopOutcome
    at: datetime | None = None
    note: Label = ""


@dataclass(frozen=True, slots=True)
class MarketingStopped:
    """Values of the answer to a marketing objection (Art 21(3)); `others` are the channels that are left open."""

    head: Head
    received: date
    stopped_at: datetime
    channels: tuple[Prohibition, ...]
    systems: tuple[StoppedIn, ...]
    authority: AuthorityFact
    others: tuple[Prohibition, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Values of the acknowledgement; `arithmetic` is said already, a sentence for each step of the count."""

    head: Head
    received: datetime
    asked: tuple[Right, ...]
    due: date
    arithmetic: tuple[str, ...]
    by_post: bool = False
    """Whether the person has no mailbox, so that everything comes on paper."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of one kind a system changed; `how` is `deleted`, `anonymised` or empty."""

    kind: Label
    number: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """What was carried out in one system, by whom and when.

    `number` is how many records were changed where no counts by kind are known. `note` is why it could not be done.
    `ends` where a use of the data ended, not the data.
    """

    key: str
    name: Label
    capability: Capability
    outcome: CarriedOutcome
    by: SearchedBy
    at: datetime | None = None
    number: int = 0
    counts: tuple[Count, ...] = ()
    note: str = ""
    ends: bool = False


@dataclass(frozen=True, slots=True)
class ToldRecipient:
    """A recipient who was told of a change, has to be, or could not be (Art 19); `news` is which change.

    `day` is the one on which it was told, or by which it is planned; `names` are those who really had the data where
    the notice names a kind, `why` is the reason where it was not told.
    """

    name: Label
    news: News
    outcome: TellingOutcome | None
    day: date | None = None
    names: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """How many records of one category went in one system."""

    category: str
    system: Label
    number: int


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction as it was asked and decided; `fields` name the values, `systems` where they are."""

    asked: Correction
    ruling: Ruling
    fields: tuple[Label, ...] = ()
    systems: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Rectification:
    """Values of the answer to a request for rectification (Art 16)."""

    head: Head
    received: date
    register: Register
    lines: tuple[CorrectionLine, ...]
    carried: tuple[CarriedIn, ...] = ()
    searched: tuple[SearchedSystem, ...] = ()
    told: tuple[ToldRecipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """Values of the answer to a request for erasure (Art 17); `gone` counts what was erased.

    `later` where it tells what was erased since the answer, when its keeping had ended.
    """

    head: Head
    received: date
    register: Register
    rulings: tuple[Ruling, ...]
    gone: tuple[Gone, ...] = ()
    carried: tuple[CarriedIn, ...] = ()
    searched: tuple[SearchedSystem, ...] = ()
    told: tuple[ToldRecipient, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """Values of the answer to a request for restriction (Art 18); `since` is the day from which it holds."""

    head: Head
    received: date
    register: Register
    rulings: tuple[Ruling, ...]
    ground: RestrictionGround | None
    since: date | None = None
    carried: tuple[CarriedIn, ...] = ()
    searched: tuple[SearchedSystem, ...] = ()
    told: tuple[ToldRecipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Values of the answer to an objection by Art 21(1), purpose by purpose."""

    head: Head
    received: date
    register: Register
    rulings: tuple[Ruling, ...]
    meanwhile: Meanwhile = Meanwhile.NONE
    carried: tuple[CarriedIn, ...] = ()
    searched: tuple[SearchedSystem, ...] = ()
    told: tuple[ToldRecipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Portability:
    """Values of the answer to a request for portability (Art 20); `counts` are (category key, records given)."""

    head: Head
    received: date
    register: Register
    rulings: tuple[Ruling, ...]
    counts: tuple[tuple[str, int], ...]
    withheld: tuple[Withheld, ...] = ()
    searched: tuple[SearchedSystem, ...] = ()
    in_folder: bool = False
    """Whether the copy lies in a folder of an access package, rather than being a package of its own."""


@dataclass(frozen=True, slots=True)
class Lifting:
    """Values of the notice before a restriction is lifted (Art 18(3)); `reason` is what staff wrote.

    `objected` where the data was frozen because an objection was weighed, and not because it was asked.
    """

    head: Head
    received: date
    since: date
    lifts: date
    reason: str
    systems: tuple[Label, ...]
    objected: bool = False


@dataclass(frozen=True, slots=True)
class Recipients:
    """Values of the answer to whom we told (Art 19, second sentence)."""

    head: Head
    received: date
    told: tuple[ToldRecipient, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """Values of the letter that extends the time (Art 12(3)): from which day to which, and why."""

    head: Head
    received: date
    asked: tuple[Right, ...]
    former: date
    due: date
    reasons: str


@dataclass(frozen=True, slots=True)
class Fee:
    """Values of the letter that announces a fee (Art 12(5)(a), 15(3)): why, by which facts, and how it is counted.

    `earlier` are the days of this person's earlier requests, `due` is the last day, which the fee does not move;
    `payment` is how it is paid, in the controller's words.
    """

    head: Head
    received: date
    asked: tuple[Right, ...]
    burden: Burden
    facts: str
    calculation: Calculation
    payment: str
    currency: str
    due: date
    earlier: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Values of the letter that refuses a whole request (Art 12(5)(b)): by which facts. Marketing is never in it."""

    head: Head
    received: date
    asked: tuple[Right, ...]
    burden: Burden
    facts: str
    earlier: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Values of the letter that asks who it is (Art 12(6)), or what the request is about (recital 63).

    `why` is what staff wrote of the doubt, `question` what they ask, `compared` what a copy is compared with.
    """

    head: Head
    received: date
    asked: tuple[Right, ...]
    doubt: Doubt
    means: Means
    why: str
    due: date
    question: str = ""
    compared: str = ""


@dataclass(frozen=True, slots=True)
class NotIdentifiable:
    """Values of the letter that ends a request whose person could not be told from others (Art 11(2), 12(2), 12(4))."""

    head: Head
    received: date
    asked: tuple[Right, ...]
    doubt: Doubt
    means: Means
    inquired: date
    reasons: str


RightsAnswer = Rectification | Erasure | Restriction | Objection | Portability
LetterValues = (
    AccessAnswer
    | NothingHeld
    | MarketingStopped
    | Acknowledgement
    | RightsAnswer
    | Lifting
    | Recipients
    | Extension
    | Asked
    | NotIdentifiable
    | Fee
    | Refusal
)
