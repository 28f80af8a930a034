"""A letter of each kind to nobody: what an owner looks at before own words go into force.

The register is the controller's own, the person and what is found are invented; each letter is in a full form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal import words
from portal.domain.fees import Burden, Calculation, currency
from portal.domain.ladder import Doubt, Means
from portal.domain.lifecycle import Capability, Ground, Right
from portal.domain.register import DataCategory, Purpose, Register, System, Text
from portal.domain.rulings import Answer, Balance, Reason, Ruling
from portal.domain.telling import News, TellingOutcome
from portal.domain.wishes import Correction, RestrictionGround
from portal.papers.answer import Label, SearchedBy, SearchedSystem, SearchOutcome, Withheld
from portal.papers.letter_values import (
    AccessAnswer,
    Acknowledgement,
    Asked,
    CarriedIn,
    CarriedOutcome,
    CorrectionLine,
    Erasure,
    Extension,
    Fee,
    Gone,
    Head,
    LetterValues,
    Lifting,
    MarketingStopped,
    Meanwhile,
    NothingHeld,
    NotIdentifiable,
    Objection,
    Portability,
    Recipients,
    Rectification,
    Refusal,
    Restriction,
    StopOutcome,
    StoppedIn,
    ToldRecipient,
)
from portal.papers.letters import LetterKind
from portal.papers.register_texts import access_information
from portal.words import gettext as _

REFERENCE = "7K3M-9QXT-4WHR"
_ASKED = (Right.ACCESS, Right.ERASURE)


def values(kind: LetterKind, register: Register, language: str, today: date) -> LetterValues:
    """What a letter of this kind is made of, as if it were written on `today`."""
    with words.using(language, register.controller.time_zone):
        sample = _Sample(_whole(register), language, today)
        makers: Mapping[LetterKind, Callable[[], LetterValues]] = {
            LetterKind.ACCESS: sample.access,
            LetterKind.NOTHING_HELD: sample.nothing,
            LetterKind.MARKETING: sample.marketing,
            LetterKind.ACKNOWLEDGEMENT: sample.acknowledgement,
            LetterKind.RECTIFICATION: sample.rectification,
            LetterKind.ERASURE: sample.erasure,
            LetterKind.RESTRICTION: sample.restriction,
            LetterKind.OBJECTION: sample.objection,
            LetterKind.PORTABILITY: sample.portability,
            LetterKind.LIFTING: sample.lifting,
            LetterKind.EXTENSION: sample.extension,
            LetterKind.FEE: sample.fee,
            LetterKind.REFUSAL: sample.refusal,
            LetterKind.IDENTITY: sample.identity,
            LetterKind.NOT_IDENTIFIABLE: sample.not_identifiable,
            LetterKind.RECIPIENTS: sample.recipients,
        }
        return makers[kind]()


def _whole(register: Register) -> Register:
    """The register with something in place of what it has none of."""
    label = Text(*([register.controller.trade_name or register.controller.legal_name] * 3))
    return replace(
        register,
        purposes=register.purposes or (Purpose("sample", label),),
        categories=register.categories or (DataCategory("sample", label, ()),),
        systems=register.systems or (System("sample", label, "by_hand", "staff", (), (), {}),),
    )


@dataclass(frozen=True)
class _Sample:
    register: Register
    language: str
    today: date

    @property
    def head(self) -> Head:
        controller = self.register.controller
        return Head(controller, REFERENCE, self.today, _("First Last"), controller.time_zone)

    @property
    def received(self) -> date:
        return self.today - timedelta(days=20)

    @property
    def due(self) -> date:
        return self.today + timedelta(days=10)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today - timedelta(days=3), time(10), ZoneInfo(self.register.controller.time_zone))

    @property
    def said(self) -> str:
        """What stands where staff write of the one request."""
        return _("Here stands what you write in the one letter.")

    @property
    def first(self) -> str:
        """The key of a data category."""
        return self.register.categories[0].key

    @property
    def last(self) -> str:
        """The key of another one."""
        return self.register.categories[-1].key

    @property
    def searched(self) -> tuple[SearchedSystem, ...]:
        """Every system searched, the last of several not to the end."""
        systems = self.register.systems
        outcomes = [SearchOutcome.FOUND, *[SearchOutcome.NOTHING] * (len(systems) - 2), SearchOutcome.INCOMPLETE]
        return tuple(
            SearchedSystem(one.key, one.name, outcome, SearchedBy.PERSON, self.at)
            for one, outcome in zip(systems, outcomes, strict=False)
        )

    @property
    def carried(self) -> tuple[CarriedIn, ...]:
        """Done in the first system."""
        one, done = self.register.systems[0], CarriedOutcome.DONE
        return (CarriedIn(one.key, one.name, Capability.ERASE, done, SearchedBy.PERSON, self.at, number=1),)

    def access(self) -> AccessAnswer:
        information = access_information(self.register, self.language, [one.key for one in self.register.categories])
        withheld = (Withheld(self.register.systems[0].name, self.last, Ground.OTHERS_RIGHTS, 1),)
        return AccessAnswer(
            self.head, self.received, self.register, information, self.searched, ((self.first, 1),), withheld,
            self.today + timedelta(days=30),
        )  # fmt: skip

    def nothing(self) -> NothingHeld:
        searched = tuple(
            SearchedSystem(one.key, one.name, SearchOutcome.NOTHING, SearchedBy.PERSON, self.at)
            for one in self.register.systems
        )
        authority = access_information(self.register, self.language, ()).authority
        return NothingHeld(self.head, self.received, self.register, authority, searched)

    def marketing(self) -> MarketingStopped:
        stopped = tuple(StoppedIn(one.name, StopOutcome.DONE, self.at) for one in self.register.systems[:1])
        authority = access_information(self.register, self.language, ()).authority
        return MarketingStopped(
            self.head, self.received, self.at, self.register.prohibitions, stopped, authority
        )  # fmt: skip

    def acknowledgement(self) -> Acknowledgement:
        counted = (_("Here stands how the last day is counted."),)
        return Acknowledgement(self.head, self.at, (*_ASKED, Right.MARKETING), self.due, counted, by_post=True)

    def rectification(self) -> Rectification:
        lines = (
            CorrectionLine(
                Correction(self.first, "1", "2"),
                Ruling(Right.RECTIFICATION, "0", Answer.GRANTED, category=self.first, value="2"),
            ),
            CorrectionLine(
                Correction(self.last, "3", "4"),
                Ruling(
                    Right.RECTIFICATION, "1", Answer.REFUSED, Reason.ACCURATE, category=self.last, told=self.said
                ),
            ),
        )  # fmt: skip
        return Rectification(self.head, self.received, self.register, lines, self.carried, self.searched, self.told)

    def erasure(self) -> Erasure:
        rulings = (
            Ruling(Right.ERASURE, self.first, Answer.GRANTED, category=self.first, erased=("a",)),
            Ruling(
                Right.ERASURE, self.last, Answer.KEPT, Reason.LEGAL_DUTY, category=self.last, records=1,
                told=self.said,
            ),
        )  # fmt: skip
        gone = (Gone(self.first, self.register.systems[0].name, 1),)
        return Erasure(self.head, self.received, self.register, rulings, gone, self.carried, self.searched, self.told)

    def restriction(self) -> Restriction:
        rulings = (
            Ruling(Right.RESTRICTION, self.first, Answer.GRANTED, category=self.first, records=1),
            Ruling(
                Right.RESTRICTION, self.last, Answer.REFUSED, Reason.NOT_MET, category=self.last, told=self.said
            ),
        )  # fmt: skip
        return Restriction(
            self.head, self.received, self.register, rulings, RestrictionGround.ACCURACY, self.received, self.carried,
            self.searched, self.told,
        )  # fmt: skip

    def objection(self) -> Objection:
        purposes = self.register.purposes
        balance = Balance(self.said, self.said, self.said, self.said)
        rulings = (
            Ruling(Right.OBJECTION, purposes[0].key, Answer.GRANTED, purposes=(purposes[0].key,)),
            Ruling(
                Right.OBJECTION, purposes[-1].key, Answer.REFUSED, Reason.COMPELLING, told=self.said, balance=balance
            ),
        )  # fmt: skip
        return Objection(
            self.head, self.received, self.register, rulings, Meanwhile.ENDED, self.carried, self.searched, self.told
        )  # fmt: skip

    @property
    def told(self) -> tuple[ToldRecipient, ...]:
        """One who was told, one who will be, and one who could not be."""
        names: list[Label] = [*(one.name for one in self.register.recipients[:3])]
        names += [self.register.controller.legal_name] * (3 - len(names))
        return (
            ToldRecipient(names[0], News.RECTIFIED, TellingOutcome.TOLD, self.today, names=_("First Last")),
            ToldRecipient(names[1], News.ERASED, None, self.due),
            ToldRecipient(names[2], News.RESTRICTED, TellingOutcome.IMPOSSIBLE, why=self.said),
        )

    def recipients(self) -> Recipients:
        return Recipients(self.head, self.received, self.told)

    def portability(self) -> Portability:
        rulings = (
            Ruling(Right.PORTABILITY, self.first, Answer.GRANTED, category=self.first),
            Ruling(Right.PORTABILITY, self.last, Answer.NOT_AVAILABLE, Reason.BASIS, category=self.last, records=1),
        )
        counts = ((self.first, 1),)
        return Portability(self.head, self.received, self.register, rulings, counts, searched=self.searched)

    def lifting(self) -> Lifting:
        systems = (self.register.systems[0].name,)
        return Lifting(self.head, self.received, self.received, self.due, self.said, systems)

    def extension(self) -> Extension:
        later = self.due + timedelta(days=60)
        return Extension(self.head, self.received, _ASKED, self.due, later, self.said)

    def fee(self) -> Fee:
        made = Calculation(minutes=60, hourly=3500, copies=10, per_copy=25)
        money = currency(self.register.controller.country)
        earlier = (self.received - timedelta(days=60),)
        return Fee(
            self.head, self.received, _ASKED, Burden.EXCESSIVE, self.said, made, self.said, money, self.due, earlier
        )  # fmt: skip

    def refusal(self) -> Refusal:
        earlier = (self.received - timedelta(days=60),)
        return Refusal(self.head, self.received, _ASKED, Burden.EXCESSIVE, self.said, earlier)

    def identity(self) -> Asked:
        return Asked(
            self.head, self.received, _ASKED, Doubt.NAME_DIFFERS, Means.DOCUMENT, self.said, self.due,
            compared=self.said,
        )  # fmt: skip

    def not_identifiable(self) -> NotIdentifiable:
        inquired = self.received + timedelta(days=2)
        return NotIdentifiable(
            self.head, self.received, _ASKED, Doubt.SEVERAL_PERSONS, Means.QUESTION, inquired, self.said
        )  # fmt: skip
