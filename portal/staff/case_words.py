"""What staff's pages of one request say: the way, the next step with its guidance, and codes in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.code_words import say_step, say_telling
from portal.domain.asking import Ending
from portal.domain.ladder import Rung
from portal.domain.lifecycle import (
    CARRYING_OUT,
    FINISHED_STEPS,
    Capability,
    Channel,
    Ground,
    Match,
    Right,
    Status,
    StepState,
    Verdict,
)
from portal.domain.next_act import Act
from portal.domain.register import Register
from portal.domain.review import GROUND_ARTICLES, Outcome
from portal.domain.rights import ALL
from portal.domain.telling import News
from portal.staff.fault_words import say_fault
from portal.storage.door.case import CasePage, EventLine, MailLine, StepLine
from portal.storage.door.processors import AskLine
from portal.words import gettext, language, ngettext, say, say_date, using


def _(message: str) -> str:
    """Mark a msgid; it is translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Guidance:
    """The next step's title, why it is next, and what the law wants there; msgids."""

    title: str
    reason: str
    law: str


GUIDANCE = {
    Act.WAIT_CONFIRMATION: Guidance(
        _("The person is to open the link"),
        _("Nobody has shown yet that this mailbox is theirs. The time runs from the day the request came."),
        _(
            "Ask for no more proof than is needed (Art 12(6)). An identity card is hardly ever needed to answer "
            "a customer whose mailbox you know."
        ),
    ),
    Act.JUDGE_UNCONFIRMED: Guidance(
        _("Decide about a mailbox that was never confirmed"),
        _("The person sent the request without opening the link. Nothing has been searched."),
        _(
            "You may ask for more where you have reasonable doubts about who asks (Art 12(6)). "
            "What cannot be tied to anybody need not be answered, but say so (Art 11(2))."
        ),
    ),
    Act.WAIT_ANSWERS: Guidance(
        _("The person is answering the questions"),
        _("The mailbox is confirmed. The search begins as soon as the person sends the request."),
        _(
            "The questions only help to find everything; leaving them empty is no reason to wait. "
            "The time runs all the same (Art 12(3))."
        ),
    ),
    Act.CHOOSE: Guidance(
        _("Choose the customer"),
        _("Several customers carry this address, so nothing was written."),
        _(
            "An objection to marketing takes effect at once and needs no reason (Art 21(3)). "
            "If you cannot tell them apart, ask the person; a prohibition too many harms nobody."
        ),
    ),
    Act.MEND: Guidance(
        _("A system failed"),
        _("The machine cannot go on by itself."),
        _(
            "What could not be searched is never told as nothing held (Art 12(1), 15(1)). Try again, do it by hand, "
            "or say why it cannot be done: the answer then names the system."
        ),
    ),
    Act.BY_HAND: Guidance(
        _("Search by hand"),
        _("No machine reaches these systems, so a person searches them."),
        _(
            "The copy covers everything about the person, mail and chat included (Art 15(3)). "
            "Write down what you find as it stands there; what concerns others is decided in the review."
        ),
    ),
    Act.TELL: Guidance(
        _("Tell who received the data"),
        _("What was changed here has to be known to everybody who got it from us. The answer does not wait for that."),
        _(
            "Each recipient is told of every correction, erasure and restriction, unless that is impossible or takes "
            "undue effort (Art 19). The person gets their names on request."
        ),
    ),
    Act.SEARCH: Guidance(
        _("The search goes on by itself"),
        _("Nothing is needed from you now. This page moves on by itself."),
        _(
            "Answer without undue delay, at the latest within a month (Art 12(3)). "
            "Extend it by two months only where the request is complex, and tell the person why within the first."
        ),
    ),
    Act.CARRY_OUT: Guidance(
        _("It is carried out by itself"),
        _("Marketing is already stopped: the address is on the suppression list. Prohibitions are being written."),
        _(
            "Direct marketing stops when somebody objects, without weighing of interests (Art 21(3)). "
            "Keep what is needed to remember the objection, and nothing more."
        ),
    ),
    Act.SECOND: Guidance(
        _("A second person is to look"),
        _("What was decided is not erased before somebody else than the one who decided has looked at it."),
        _(
            "What is erased is gone for good: checking it is part of keeping data safe (Art 5(1)(f), 32). "
            "The time runs meanwhile (Art 12(3))."
        ),
    ),
    Act.WAIT_UNDO: Guidance(
        _("The erasure begins by itself"),
        _("Until then it can be taken back. You need do nothing."),
        _(
            "Erasing has to happen without undue delay (Art 17(1)); a short time to take a mistake back is none. "
            "It never waits into the last day of the request."
        ),
    ),
    Act.WAIT_PROCESSOR: Guidance(
        _("A processor is to answer"),
        _("It was asked by letter, and is reminded by itself. Once the day has passed the step is yours."),
        _(
            "A processor assists you with the rights of persons (Art 28(3)(e)). Asked is not done: "
            "only its own answer counts, and your time runs meanwhile (Art 12(3))."
        ),
    ),
    Act.REVIEW: Guidance(
        _("Review what was found"),
        _("Every search has its outcome. Each record wants a verdict before it can be given."),
        _(
            "The person gets all that is about them (Art 15(3)); what would harm the rights of others is left out, "
            "as little as possible (Art 15(4)). Never give a namesake's record: if in doubt, leave it out and ask."
        ),
    ),
    Act.DECIDE: Guidance(
        _("Decide"),
        _("Everything found has been judged. The decision follows from that, category by category."),
        _(
            "Whatever is refused needs its reason and the ways of appeal in the answer (Art 12(4)). "
            "The letter says both by itself."
        ),
    ),
    Act.WAIT_FEE: Guidance(
        _("The person is to answer about the fee"),
        _("Nothing is decided until they agree, narrow the request or withdraw it. You can waive the fee at any time."),
        _(
            "No fee is charged before it was announced and agreed to (Art 12(5)(a)). "
            "The time runs on meanwhile (Art 12(3))."
        ),
    ),
    Act.RELEASE: Guidance(
        _("Read the answer and release it"),
        _("Letter and package are ready. The person gets nothing before you release them."),
        _(
            "An answer that reaches the wrong person is a data breach (Art 33). "
            "Check the recipient and read the letter once as if it came to you."
        ),
    ),
    Act.POST: Guidance(
        _("Print and post"),
        _("This person has no mailbox that was shown, so the news goes on paper."),
        _(
            "Answer by the way in which you were asked, unless the person wants another (Art 12(1), (3)). "
            "The code on the first sheet opens the same online."
        ),
    ),
    Act.NOTHING: Guidance(
        _("Nothing is waiting"),
        _("The request is answered or closed."),
        _(
            "Keep the file for as long as you may have to show what you did (Art 5(2)). "
            "The person may still write or complain."
        ),
    ),
}
LEARNED = {
    "email": _("Also the address"),
    "phone": _("Also the phone"),
    "customer_number": _("Also the customer number"),
    "name": _("Also the name"),
}
_OVER = {
    Status.ANSWERED: Guidance(
        _("Nothing is waiting"),
        _("The answer has gone. Now it is the person's turn: they may write, complain or ask again."),
        GUIDANCE[Act.NOTHING].law,
    ),
    Status.CLOSED: Guidance(
        _("Nothing is waiting"),
        _("The request is closed. Its file is deleted by itself once its time of keeping is over."),
        GUIDANCE[Act.NOTHING].law,
    ),
}
"""Where nothing is to be done, what is waited for."""
_COPIES_NOTHING = {
    Act.REVIEW: Guidance(
        _("Say which records are this person's"),
        _("Every search has its outcome. Each record wants a look: is it this person's, or somebody else's?"),
        _(
            "What is decided is carried out on this person's records and on no others (Art 5(1)(d), (f)). "
            "If in doubt about a namesake, say that it is not theirs and ask."
        ),
    ),
    Act.BY_HAND: Guidance(
        _("Search by hand"),
        _("No machine reaches these systems, so a person searches them."),
        _(
            "What is asked reaches every system, mail and chat included (Art 16, 17, 18). Write down what is the "
            "person's, so that it can be corrected, erased or restricted there too."
        ),
    ),
}
"""For requests of which no copy is given: records are only told apart."""
_SEVERAL_RIGHTS = {
    Act.DECIDE: Guidance(
        _("Decide"),
        _("Everything found has been judged. Each right has its proposed answer; what no rule can tell waits for you."),
        _(
            "What is refused needs its reason and the ways of appeal in the answer (Art 12(4)). What a law keeps is "
            "kept no longer than that law says (Art 5(1)(e))."
        ),
    ),
    Act.CARRY_OUT: Guidance(
        _("It is carried out by itself"),
        _("What was decided is being written into the systems, and read again afterwards."),
        _(
            "Those to whom the data was given are told of every correction, erasure and restriction, "
            "unless that is impossible or takes undue effort (Art 19)."
        ),
    ),
    Act.BY_HAND: Guidance(
        _("Carry out by hand what was decided"),
        _("These systems have no connection for it, so a person does it. The answer is written once all are done."),
        _(
            "Do exactly what was decided and no more: what is kept has its reason. "
            "Those who got the data from us are told after that, each in a step of its own (Art 19)."
        ),
    ),
}
"""For rights that are carried out after the decision."""
_QUESTIONS = {
    "situation": _(
        "You objected to a use of your data. Please tell us in a few words what in your own situation speaks against "
        "it (Article 21(1) GDPR). You need not prove anything. Until we have weighed it, your data stays frozen.\n\n"
        "You can answer here, on the page of your request."
    ),
    "narrow": _(
        "You asked for very much at once. Which data, which time or which matter do you mean above all? With that we "
        "can answer sooner, and you may still have the rest.\n\nYou can answer here, on the page of your request."
    ),
}
"""What staff may ask the person, by the code in an address."""
_NO_PACKAGE = Guidance(
    _("Read the answer and release it"),
    _("The letters are ready. The person gets nothing before you release them."),
    _(
        "A refusal names each reason and how to complain (Art 12(4)). "
        "Check the recipient and read the letters once as if they came to you."
    ),
)
_PART_DONE = Guidance(
    _("Your part is done"),
    _("Others search the rest. A step of yours that comes up stands here and in the queue."),
    _("What you wrote down goes into the one answer, which is due for all its parts on the same day (Art 12(3))."),
)
"""For whoever sees a part of the request, and has searched all of it."""
_PROHIBIT_BY_HAND = Guidance(
    _("Write the prohibition by hand"),
    _("No machine reaches these systems, so a person writes it there."),
    _("Marketing stops at once, and nothing is weighed (Art 21(2), (3)). The person is told where it is done."),
)
CHANNELS = {
    Channel.WEB: _("The portal"),
    Channel.MAIL: _("Mail"),
    Channel.PHONE: _("Telephone"),
    Channel.LETTER: _("Letter"),
    Channel.IN_PERSON: _("In person"),
}
MAIL_KINDS = {
    "confirm": _("Link to confirm the mailbox"),
    "fresh_link": _("Fresh link"),
    "answer_ready": _("Answer is ready"),
    "answer_code": _("Code for the answer"),
    "new_message": _("New message"),
    "receipt": _("Receipt"),
    "reminder_unconfirmed": _("Reminder to confirm"),
    "closed": _("Request closed"),
    "extended": _("The time was extended"),
    "lifting": _("The restriction ends"),
    "letter": _("Something to read"),
    "parted": _("Handled on its own again"),
}
MAIL_STATES = {
    "waiting": (_("Waiting"), "neutral", "clock"),
    "sending": (_("Waiting"), "neutral", "clock"),
    "retrying": (_("Trying again"), "warn", "refresh-cw"),
    "unknown": (_("Perhaps sent; goes again"), "warn", "refresh-cw"),
    "sent": (_("Sent"), "good", "check"),
    "bounced": (_("Did not arrive"), "bad", "triangle-alert"),
    "withheld": (_("Not sent: three a day at most"), "warn", "ban"),
}
RUNGS = {
    Rung.MAILBOX_PROVEN: _("Mailbox shown"),
    Rung.CONTACT_ON_FILE: _("The mailbox is the one on file"),
    Rung.LETTER_ON_FILE: _("Answered a letter to the address on file"),
    Rung.CALLED_BACK: _("Called back on a number on file"),
    Rung.SEEN_AT_PREMISES: _("Seen at the premises"),
    Rung.LETTER_CODE: _("Opened with the code of our letter"),
    Rung.ANSWERED_QUESTION: _("Answered what only they know"),
    Rung.DOCUMENT_CHECKED: _("A masked document was looked at and deleted"),
    Rung.STRONG_IDENTIFICATION: _("Identified electronically"),
    Rung.JUDGED: _("Judged to be enough"),
    Rung.AUTHORITY_SHOWN: _("Showed that they may ask for another"),
    Rung.NONE: _("Nothing seen yet"),
}
SEEN = {
    Rung.SEEN_AT_PREMISES: _("We saw them at our premises and know them"),
    Rung.CALLED_BACK: _("We called back a number that we have on file"),
    Rung.CONTACT_ON_FILE: _("We wrote to the email address on file, and the answer came from there"),
    Rung.LETTER_ON_FILE: _("We sent a letter to the address on file, and they answered it"),
    Rung.NONE: _("Nothing yet"),
}
"""What staff may say that they saw, in their own words."""
GROUNDS = {
    Ground.NOT_THIS_PERSON: _("Not this person's"),
    Ground.OTHERS_RIGHTS: _("Would harm the rights of others"),
    Ground.LEGAL_LIMIT: _("A law forbids giving it"),
    Ground.UNFOUNDED: _("Unfounded or excessive"),
}
VERDICTS = {
    Verdict.OPEN: (_("To be judged"), "neutral", "circle-dashed"),
    Verdict.INCLUDED: (_("Given"), "neutral", "check"),
    Verdict.MASKED: (_("Given in part"), "neutral", "eye-off"),
    Verdict.WITHHELD: (_("Withheld"), "neutral", "circle-slash"),
}
_WHOSE = {
    Verdict.OPEN: (_("To be judged"), "neutral", "circle-dashed"),
    Verdict.INCLUDED: (_("Theirs"), "neutral", "check"),
    Verdict.MASKED: (_("Theirs"), "neutral", "check"),
    Verdict.WITHHELD: (_("Not theirs"), "neutral", "circle-slash"),
}
MATCHES = {
    Match.EXACT: (_("Sure"), "neutral", "circle-check"),
    Match.PROBABLE: (_("Probable"), "warn", "circle-alert"),
    Match.MENTION: (_("Mention"), "warn", "message-square"),
}
MATCHED_BY = {
    "email": _("the confirmed address"),
    "email_beside": _("the confirmed address, beside something else"),
    "other_email": _("another address that the person gave"),
    "phone": _("the phone number"),
    "customer_number": _("the customer number"),
    "name": _("the name"),
    "staff": _("a person's search"),
    "processor": _("the processor's answer"),
}
DIFFERS = {"name": _("the name is another than the person gave")}
OUTCOMES = {
    Outcome.GIVEN: (_("Given"), "neutral", "check"),
    Outcome.GIVEN_IN_PART: (_("Given in part"), "warn", "eye-off"),
    Outcome.WITHHELD: (_("Withheld"), "warn", "circle-slash"),
    Outcome.NOTHING_HELD: (_("Nothing held"), "neutral", "circle"),
    Outcome.NOT_COMPLETE: (_("Not completely searched"), "bad", "triangle-alert"),
}
ACTORS = {
    "person": _("The person"),
    "visitor": _("The person"),
    "machine": _("The service"),
}
PERFORMERS = {"machine": _("Machine"), "staff": _("Our staff"), "processor": _("The processor")}


def say_code(table: Mapping[str, str], code: str) -> str:
    """A code of one of these tables; a code that is none of them stays as it is."""
    return gettext(table[code]) if code in table else code


def say_tag(table: Mapping[str, tuple[str, str, str]], code: str) -> tuple[str, str, str]:
    """Word, tone and icon."""
    word, tone, icon = table[code]
    return gettext(word), tone, icon


def step_fault(step: StepLine) -> str:
    """What went wrong in a step."""
    if step.fault == "not_verified" and step.capability is not Capability.SUPPRESS:
        return gettext("What was written did not show when it was read again.")
    return say_fault(step.fault, step.kinds)


def say_question(code: str, language: str) -> str:
    """A question to the person in their language, ready to be sent or changed; empty for an unknown code."""
    if code not in _QUESTIONS:
        return ""
    with using(language):
        return gettext(_QUESTIONS[code])


def guidance(case: CasePage, act: Act) -> Guidance:
    """The next step's guidance, as it is true for the rights that this request asks."""
    decided = set(case.rights) - {Right.ACCESS, Right.MARKETING}
    carrying = case.status is Status.CARRYING_OUT and bool(decided)
    if act is Act.SEARCH and case.beyond and all(step.state in FINISHED_STEPS for step in case.steps):
        return _PART_DONE
    if act is Act.BY_HAND and case.status is Status.CARRYING_OUT and not decided:
        return _PROHIBIT_BY_HAND
    if act is Act.NOTHING and case.status in _OVER:
        return _OVER[case.status]
    if act is Act.RELEASE and case.package is None and decided:
        return _NO_PACKAGE
    if decided and (act is Act.DECIDE or carrying) and act in _SEVERAL_RIGHTS:
        return _SEVERAL_RIGHTS[act]
    if decided and not case.copies and act in _COPIES_NOTHING:
        return _COPIES_NOTHING[act]
    return GUIDANCE[act]


def verdict(case: CasePage, found: Verdict) -> tuple[str, str, str]:
    """A verdict's word, tone and icon; where no copy is given, it only says whose the record is."""
    word, tone, icon = (VERDICTS if case.copies else _WHOSE)[found]
    return gettext(word), tone, icon


def say_matched_by(codes: Iterable[str]) -> str:
    """By what a record was found."""
    return ", ".join(say_code(MATCHED_BY, code) for code in codes)


def say_learned(what: str) -> str:
    """By what else a system is searched, because another one knows it."""
    return say_code(LEARNED, what)


def say_ground(code: str | None) -> str:
    """A ground with its article."""
    if not code:
        return ""
    ground = Ground(code)
    return say("%(ground)s (Art %(article)s)", ground=gettext(GROUNDS[ground]), article=GROUND_ARTICLES[ground])


def say_actor(event: EventLine) -> str:
    """Who did it."""
    return say_who(event.name, event.actor)


def say_who(name: str, actor: str) -> str:
    """Who did something: one of the staff by name, or whoever an actor is."""
    if name:
        return name
    return gettext("The processor") if actor.startswith("link:") else say_code(ACTORS, actor)


def say_category(register: Register, key: str) -> str:
    """A data category's name."""
    return register.category(key).name.in_language(language()) if register.has(key) else gettext("Not sorted")


def say_channel(register: Register, key: str) -> str:
    """A prohibition's name."""
    known = {one.key: one.name for one in register.prohibitions}
    return known[key].in_language(language()) if key in known else key


def say_purpose(register: Register, key: str) -> str:
    """A purpose's name."""
    known = {one.key: one.name for one in register.purposes}
    if key == ALL:
        return gettext("Every purpose")
    return known[key].in_language(language()) if key in known else key


def say_system(register: Register, key: str) -> str:
    """A system's name; its key where the register in force does not know it any more."""
    known = {system.key: system.name for system in register.systems}
    return known[key].in_language(language()) if key in known else key


def say_place(register: Register, step: StepLine) -> str:
    """Where a step is done: a system's name, or that of the recipient who is told."""
    return step.telling.name.in_language(language()) if step.telling else say_system(register, step.system)


def tellings(case: CasePage) -> list[StepLine]:
    """The recipients who have to be told, or were."""
    return [step for step in case.steps if step.telling is not None]


def stages(case: CasePage) -> list[dict[str, str]]:
    """The way of this request: what is behind it, where it stands, what comes."""
    marketing_only = set(case.rights) == {Right.MARKETING}
    carried = bool(set(case.rights) & _CARRIED_OUT) or case.status is Status.CARRYING_OUT
    order = _MARKETING_WAY if marketing_only else _CARRIED_WAY if carried else _WAY
    now = _place(case, [status for status, _label in order])
    found = []
    for place, (_status, label) in enumerate(order):
        state = "done" if place < now else "now" if place == now else "later"
        key = order[place][0]
        found.append({"key": key, "label": gettext(label), "state": state, "note": _note(case, key)})
    return found if case.answered_at or case.status is not Status.CLOSED else found[:now]


_WAY = (
    ("received", _("Received")),
    ("identity", _("Identity")),
    ("plan", _("Questions and plan")),
    (Status.SEARCHING.value, _("The search")),
    (Status.REVIEW.value, _("Review")),
    (Status.DECISION.value, _("Decision")),
    (Status.ANSWERING.value, _("Release")),
    (Status.ANSWERED.value, _("Answered")),
)
_CARRIED_WAY = (*_WAY[:6], (Status.CARRYING_OUT.value, _("Carried out")), *_WAY[6:])
_CARRIED_OUT = frozenset({Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.OBJECTION})
_MARKETING_WAY = (
    ("received", _("Received")),
    ("identity", _("Identity")),
    (Status.CARRYING_OUT.value, _("Carried out")),
    (Status.ANSWERED.value, _("Answered")),
)
_PLACES = {Status.UNCONFIRMED: "identity", Status.CONFIRMED: "plan"}


def _place(case: CasePage, order: list[str]) -> int:
    if case.status is Status.CLOSED:
        return len(order) if case.answered_at else 1 + (case.confirmed_at is not None)
    wanted = _PLACES.get(case.status, case.status.value)
    place = order.index(wanted) if wanted in order else 0
    return place + 1 if case.status is Status.ANSWERED else place


def _note(case: CasePage, stage: str) -> str:
    moments = {"received": case.received_at, "identity": case.confirmed_at, "plan": case.asked_at,
               Status.ANSWERED.value: case.answered_at}  # fmt: skip
    moment = moments.get(stage)
    if moment is not None:
        return say_date(moment.date(), "medium")
    if stage == Status.SEARCHING.value:
        return _how_far([step for step in case.steps if step.capability is Capability.FIND])
    if stage == Status.CARRYING_OUT.value:
        return _how_far(carried_out(case))
    if stage == Status.REVIEW.value and case.tallies:
        total, opened = sum(tally.total for tally in case.tallies), case.open_findings
        if opened:
            return ngettext("%(num)s record to judge", "%(num)s records to judge", opened) % {"num": opened}
        return ngettext("%(num)s record judged", "%(num)s records judged", total) % {"num": total}
    return ""


def _how_far(steps: list[StepLine]) -> str:
    done = sum(step.state in FINISHED_STEPS for step in steps)
    if not steps:
        return ""
    of = ngettext("%(done)s of %(num)s system", "%(done)s of %(num)s systems", len(steps))
    return of % {"done": done, "num": len(steps)}


def carried_out(case: CasePage) -> list[StepLine]:
    """The steps that carry out what was decided."""
    return [step for step in case.steps if step.capability in CARRYING_OUT]


def step_title(step: StepLine) -> str:
    """What is done in a step."""
    if step.capability is Capability.RESTRICT:
        if step.right is Right.OBJECTION and step.tasks:
            return gettext("End the use objected to")
        if step.purposes:
            return gettext("End the use of what stays")
        return gettext("Lift the restriction") if step.lifts else gettext("Restrict the processing")
    if step.telling is not None:
        return gettext(_NEWS_TITLES[step.telling.news])
    return gettext(_STEP_TITLES[step.capability])


_NEWS_TITLES = {
    News.RECTIFIED: _("Tell of the correction"),
    News.ERASED: _("Tell of the erasure"),
    News.RESTRICTED: _("Tell of the restriction"),
    News.LIFTED: _("Tell that the restriction has ended"),
    News.STOPPED: _("Tell to stop the marketing"),
}
_STEP_TITLES = {
    Capability.FIND: _("The search"),
    Capability.SUPPRESS: _("Write the prohibition"),
    Capability.RECTIFY: _("Correct the data"),
    Capability.ERASE: _("Erase the data"),
}


def step_counts(step: StepLine) -> list[str]:
    """What a machine changed there, by record kind."""
    found = []
    for code, count in sorted(step.counts.items()):
        done, colon, kind = code.partition(":")
        label = step.kinds.get(kind if colon else code)
        named = label.in_language(language()) if label else kind or code
        if done in _COUNTED and colon and count:
            found.append(say(_COUNTED[done], kind=named, count=count))
        elif count:
            found.append(f"{named}: {count}")
    return found


_COUNTED = {"deleted": _("%(kind)s: %(count)s deleted"), "anonymised": _("%(kind)s: %(count)s anonymised")}


def step_said(step: StepLine) -> tuple[str, str, str]:
    """A step's word, tone and icon."""
    if step.state is StepState.BY_HAND and step.asked_at is not None:
        return gettext("Asked, no answer yet"), "info", "send"
    say_it = say_telling if step.telling is not None else say_step
    return say_it(step.state.value, step.outcome)


def step_note(step: StepLine) -> str:
    """What more is to be said of a step in one line."""
    if step.gaps:
        return " ".join(say_fault(gap, step.kinds) for gap in step.gaps)
    if step.state in {StepState.FAILED, StepState.RETRYING, StepState.UNKNOWN}:
        return step_fault(step)
    if step.state is StepState.BY_HAND and step.fault:
        return step_fault(step)
    if step.state is StepState.CHOICE:
        many = len(step.candidates)
        return ngettext("%(num)s customer carries the address", "%(num)s customers carry the address", many) % {
            "num": many
        }
    if step.telling is not None:
        return step.telling.names or step.note
    if step.state is StepState.BY_HAND and step.ask is not None:
        return say_ask(step.ask)
    if step.note and step.outcome == "cannot":
        return step.note
    return ""


def say_ask(ask: AskLine) -> str:
    """Where the letter to a processor stands, in one line."""
    if ask.mail == "bounced":
        return gettext("The letter did not reach the processor: %(why)s") % {"why": say_fault(ask.fault)}
    if ask.ending is Ending.WITHDRAWN:
        return gettext("The letter to the processor was taken back")
    if not ask.living:
        return gettext("The letter to the processor works no more")
    if ask.sent_at is None:
        return gettext("The letter to the processor is on its way")
    said = say("Asked by letter on %(day)s", day=say_date(ask.sent_at.date(), "medium"))
    if ask.opened_at is None:
        return say("%(said)s; not opened yet", said=said)
    return say("%(said)s; opened on %(day)s", said=said, day=say_date(ask.opened_at.date(), "medium"))


def mail_fault(mail: MailLine) -> str:
    """Why a mail did not go."""
    return say_fault(mail.fault) if mail.state in {"bounced", "retrying"} else ""
