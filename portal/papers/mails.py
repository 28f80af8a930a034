"""The mails that the portal sends: what happened and a link, never what is in a case.

A mail is a list of blocks, so that its plain text and its HTML say the same words. It is
made of the controller's own facts, codes and dates: nothing that a person wrote has a
place to stand in, and a value that is not expected is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypedDict, cast

from portal import words
from portal.code_words import say_term
from portal.domain.lifecycle import Resolution, Right
from portal.domain.register import Controller
from portal.domain.reminders import Stage
from portal.words import marked as _
from portal.words import ngettext, say

LINK_DAYS = 7
CODE_MINUTES = 10
MOST_REMINDED = 50


class MailKind(StrEnum):
    """Why a mail is sent."""

    CONFIRM = "confirm"
    FRESH_LINK = "fresh_link"
    ANSWER_READY = "answer_ready"
    ANSWER_CODE = "answer_code"
    NEW_MESSAGE = "new_message"
    RECEIPT = "receipt"
    REMINDER_UNCONFIRMED = "reminder_unconfirmed"
    CLOSED = "closed"
    EXTENDED = "extended"
    LIFTING = "lifting"
    LETTER = "letter"
    PARTED = "parted"
    STAFF_ATTENTION = "staff_attention"
    STAFF_MENTION = "staff_mention"
    PROCESSOR_ASK = "processor_ask"
    PROCESSOR_REMINDER = "processor_reminder"
    STAFF_INVITATION = "staff_invitation"
    STAFF_RECOVERED = "staff_recovered"


TO_STAFF = frozenset(
    {MailKind.STAFF_ATTENTION, MailKind.STAFF_MENTION, MailKind.STAFF_INVITATION, MailKind.STAFF_RECOVERED}
)
"""Mails that the controller's own staff get."""


class MailValues(TypedDict, total=False):
    """What mails are made of; `sentences` explain a due date and come in the mail's language.

    `available_until` is the package's last day where there is one, `lifts` the day on which data is frozen no longer.
    """

    trade_name: str
    legal_name: str
    contact_email: str
    contact_phone: str
    contact_address: str
    reference: str
    link: str
    code: str
    rights: Sequence[str]
    received: date
    due: date
    sentences: Sequence[str]
    available_until: date
    lifts: date
    resolution: str
    earlier: str
    new: int
    due_soon: int
    overdue: int
    reminded: "Sequence[Reminded]"
    new_password: str


class Reminded(TypedDict):
    """One request that staff are reminded of; `rights` are empty for a step of whoever sees no more of it.

    `due` is the day that the stage counts to; that of a fee is the day on which it was announced, that of what waits
    for a second person the day on which it was decided, and that of a message the day on which it came.
    """

    reference: str
    rights: Sequence[str]
    due: date
    stage: str
    link: str


@dataclass(frozen=True, slots=True)
class ComposedMail:
    """A mail ready to go; `text` and `html` say the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a mail: a paragraph, a list, or a link or code on a line of its own."""

    kind: Literal["paragraph", "list", "link", "code"]
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Recipe:
    subject: Callable[[MailValues], str]
    body: Callable[[MailValues], Iterator[Block]]
    needs: frozenset[str]
    may: frozenset[str] = frozenset()


_EVERY_NEEDS = frozenset({"trade_name", "legal_name", "contact_email"})
_EVERY_MAY = frozenset({"contact_phone", "contact_address"})

_WISHES = {
    Right.ACCESS: _("see what we know about you"),
    Right.RECTIFICATION: _("have something corrected"),
    Right.ERASURE: _("have your data deleted"),
    Right.RESTRICTION: _("have your data frozen"),
    Right.PORTABILITY: _("take your data with you"),
    Right.OBJECTION: _("object to how your data is used"),
    Right.MARKETING: _("get no more marketing"),
}


def letterhead(controller: Controller) -> dict[str, Any]:
    """What every mail of a controller says of it, as JSON can hold it."""
    return {
        "trade_name": controller.trade_name,
        "legal_name": controller.legal_name,
        "contact_email": controller.contact.email,
        "contact_phone": controller.contact.phone,
        "contact_address": ", ".join(controller.address),
    }


def values_from_json(stored: Mapping[str, Any]) -> MailValues:
    """Stored values as `compose` takes them: the days are dates again."""
    days = {"received", "due", "available_until", "lifts"}
    values = {key: date.fromisoformat(value) if key in days and value else value for key, value in stored.items()}
    return cast(MailValues, values)


def compose(kind: MailKind, language: str, values: MailValues) -> ComposedMail:
    """One mail in `fi`, `sv` or `en`.

    Raises ValueError where a value is missing, is not of this kind of mail, or does not
    fit on its line.
    """
    recipe = _RECIPES[kind]
    _check(kind, recipe, values)
    with words.using(language):
        subject = recipe.subject(values)
        blocks = [Block("paragraph", say("Hello,")), *recipe.body(values)]
        if kind not in TO_STAFF:
            blocks += _other_ways(values)
        said = [
            words.render(f"mail/mail.{form}", language, subject=subject, blocks=blocks, sender=_sender(values))
            for form in ("txt", "html")
        ]
        return ComposedMail(subject, said[0], said[1])


def _check(kind: MailKind, recipe: _Recipe, values: MailValues) -> None:
    given = {key for key, value in values.items() if value not in ("", None)}
    needs = recipe.needs | _EVERY_NEEDS
    missing = needs - given
    stray = given - needs - recipe.may - _EVERY_MAY
    if missing or stray:
        raise ValueError(f"{kind}: missing {sorted(missing)}, not expected {sorted(stray)}")
    for key, value in values.items():
        if isinstance(value, str) and not value.isprintable():
            raise ValueError(f"{kind}: {key} does not fit on one line")
    link = values.get("link")
    if link and (" " in link or not link.startswith(("https://", "http://"))):
        raise ValueError(f"{kind}: link is not a web address")


def _paragraph(text: str) -> Block:
    return Block("paragraph", text)


def _link(values: MailValues) -> Block:
    return Block("link", values["link"])


def _wishes(values: MailValues) -> Iterator[Block]:
    """What is asked, in our words: before the mailbox is proven, a request's own words may be a stranger's."""
    yield _paragraph(say("It says that you want to:"))
    yield Block("list", items=tuple(say(_WISHES[right]) for right in Right if right in values["rights"]))


def _due(values: MailValues) -> Iterator[Block]:
    """The last day (Art 12(3)); an extension counts only if it is told, with its reasons, before that day."""
    yield _paragraph(say("We will answer by %(day)s at the latest.", day=_day(values["due"])))
    yield _paragraph(say("Should an unusually large request take longer, we will tell you why before that day."))


def _day(day: date) -> str:
    # Without the weekday, which would have to be inflected in a Finnish sentence.
    return words.say_date(day, "long")


def _reference(values: MailValues) -> Block:
    return _paragraph(say("The reference of your request is %(reference)s.", reference=values["reference"]))


def _link_lives() -> Block:
    return _paragraph(say("The link works for %(days)s days. Only opening it changes nothing.", days=LINK_DAYS))


def _code_comes() -> Block:
    return _paragraph(say("When you open it, we send a short code to this address to make sure that it is you."))


def _code_comes_for_letter() -> Block:
    return _paragraph(
        say("When you open the letter, we send a short code to this address to make sure that it is you.")
    )


def _other_ways(values: MailValues) -> Iterator[Block]:
    """How to reach a human, and what a false mail in our name would ask."""
    ways = [say("Email: %(address)s", address=values["contact_email"])]
    if values.get("contact_phone"):
        ways.append(say("Phone: %(number)s", number=values["contact_phone"]))
    if values.get("contact_address"):
        ways.append(say("Post: %(address)s", address=values["contact_address"]))
    yield _paragraph(say("Other ways to reach us:"))
    yield Block("list", items=tuple(ways))
    yield _paragraph(say("For a data request we never ask for a password, a personal identity code or a payment."))


def _sender(values: MailValues) -> str:
    trade, legal = values["trade_name"], values["legal_name"]
    return trade if trade == legal else f"{trade} ({legal})"


def _subject(message: str) -> Callable[[MailValues], str]:
    return lambda values: say(message, name=values["trade_name"])


def _confirm(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("We have received a request made with this email address."))
    yield from _wishes(values)
    yield _paragraph(say("Please confirm that this mailbox is yours:"))
    yield _link(values)
    yield _link_lives()
    yield _paragraph(say("Open it in the browser where you began, and one press is enough."))
    yield _paragraph(say("In another browser, type the short code that the page showed you when you began."))
    if Right.MARKETING in values["rights"]:
        yield _paragraph(say("We stop marketing to this address the moment you confirm."))
    yield from _due(values)
    yield _paragraph(say("The time is already running: it does not wait for you to confirm."))
    yield _reference(values)
    yield _not_yours()


def _not_yours() -> Block:
    return _paragraph(say("Was it not you? Then do nothing. Nobody gets any data without access to your mailbox."))


def _fresh_link(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("Here is a fresh link to your request."))
    yield _link(values)
    yield _link_lives()
    yield _reference(values)
    yield _paragraph(say("Did you not ask for a link? Then do nothing: without this email nobody gets in."))


def _answer_ready(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("The answer to your request is ready. Read it here:"))
    yield _link(values)
    yield _code_comes()
    if values.get("available_until"):
        yield _paragraph(
            say(
                "Your data comes with it as files, which can be downloaded until %(day)s.",
                day=_day(values["available_until"]),
            )
        )
    yield _reference(values)


def _answer_code(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("With this code you open your answer on the page that asks for it:"))
    yield Block("code", values["code"])
    yield _paragraph(
        say(
            "The code works for %(minutes)s minutes. Do not give it to anyone; we will not ask you for it.",
            minutes=CODE_MINUTES,
        )
    )
    yield _paragraph(say("Did you not ask for a code? Then do nothing: without the code the answer stays closed."))


def _new_message(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("We have written to you about your request. Read the message and reply to it here:"))
    yield _link(values)
    yield _reference(values)


def _extended(values: MailValues) -> Iterator[Block]:
    """An extension counts only if it is told with its reasons (Art 12(3)); those are in the letter."""
    yield _paragraph(say("We need more time for your request than we first told you."))
    yield _paragraph(say("We will now answer by %(day)s at the latest.", day=_day(values["due"])))
    yield _paragraph(say("A letter on your request's page tells why:"))
    yield _link(values)
    yield _code_comes_for_letter()
    yield _reference(values)


def _lifting(values: MailValues) -> Iterator[Block]:
    """Told before the restriction is lifted (Art 18(3))."""
    if values.get("lifts"):
        yield _paragraph(
            say("From %(day)s on we may use your data again. Until then it stays frozen.", day=_day(values["lifts"]))
        )
    else:
        yield _paragraph(say("Your data will soon be frozen no longer. After that we may use it again."))
    yield _paragraph(say("A letter on your request's page tells why:"))
    yield _link(values)
    yield _code_comes_for_letter()
    yield _reference(values)


def _letter(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("There is a letter for you about your request. Read it here:"))
    yield _link(values)
    yield _code_comes_for_letter()
    yield _reference(values)


def _receipt(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("Thank you, we have your request."))
    yield from _wishes(values)
    yield _reference(values)
    yield _paragraph(say("It reached us on %(day)s.", day=_day(values["received"])))
    yield from _due(values)
    if values["sentences"]:
        yield _paragraph(say("This is how the day is counted:"))
        yield Block("list", items=tuple(values["sentences"]))
    yield _paragraph(say("Here you can follow your request, write to us or withdraw it:"))
    yield _link(values)
    yield _paragraph(say("If the link has grown old, you get a fresh one with the reference and this email address."))


def _reminder(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("Some days ago we received a request made with this email address."))
    yield _paragraph(say("The mailbox has not been confirmed yet. We can show our answer only after that."))
    yield _paragraph(say("If you made the request, confirm it here:"))
    yield _link(values)
    yield _link_lives()
    yield from _due(values)
    yield _reference(values)
    yield _not_yours()
    yield _paragraph(say("We will not remind you again."))


_ENDINGS = {
    Resolution.WITHDRAWN: _("Your request is closed because you withdrew it."),
    Resolution.UNCONFIRMED: _(
        "We have closed a request made with this email address: the mailbox was never confirmed."
    ),
    Resolution.TOGETHER: _(
        "We handle this request together with your earlier one. That one's answer is the answer to both,"
        " and it comes by the earlier date."
    ),
}


def _closed(values: MailValues) -> Iterator[Block]:
    ending = _ENDINGS.get(Resolution(values["resolution"])) if values.get("resolution") else None
    yield _paragraph(say(ending or _("Your request is now closed.")))
    if values.get("earlier"):
        yield _paragraph(say("The reference of the earlier request is %(reference)s.", reference=values["earlier"]))
    if values.get("link"):
        yield _paragraph(say("Here you can still see what was done and why:"))
        yield _link(values)
    yield _reference(values)
    yield _paragraph(say("You may ask again whenever you like; it costs nothing."))
    yield _paragraph(say("If you are not happy with how we handled this, tell us."))
    yield _paragraph(say("You may also complain to the data protection authority or take the matter to court."))


def _parted(values: MailValues) -> Iterator[Block]:
    """What was to be answered with an earlier request has an answer and a last day of its own."""
    yield _paragraph(say("We handle this request on its own again, and no longer together with your earlier one."))
    yield _paragraph(say("The reference of the earlier request is %(reference)s.", reference=values["earlier"]))
    if values.get("due"):
        yield _paragraph(say("We will now answer by %(day)s at the latest.", day=_day(values["due"])))
    yield _paragraph(say("Here you can follow your request, write to us or withdraw it:"))
    yield _link(values)
    yield _reference(values)


def _staff_mention(values: MailValues) -> Iterator[Block]:
    """To one of the staff whom a note speaks to: of which request, and nothing of the note."""
    yield _paragraph(say("A colleague speaks to you in a note on a request. Read it there:"))
    yield _link(values)
    yield _reference(values)


def _processor_ask(values: MailValues) -> Iterator[Block]:
    """To a processor (Art 28(3)(e)): the number of the letter and its link; whom it is about shows after a press."""
    yield _paragraph(say("We ask you for something that concerns personal data which you process for us."))
    yield from _processor_page(values)


def _processor_reminder(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("We have asked you for something and have no answer to all of it yet."))
    yield from _processor_page(values)


def _processor_page(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("What it is about, and a form for your answer, are on this page. You need no account:"))
    yield _link(values)
    yield _paragraph(say("Please answer by %(day)s. Nothing held is an answer too.", day=_day(values["due"])))
    yield _paragraph(
        say(
            "The link is for you alone: do not pass it on. Only opening it changes nothing."
            " It works until you have answered."
        )
    )
    yield _paragraph(say("The number of this letter is %(reference)s.", reference=values["reference"]))
    yield _paragraph(
        say("As a processor you assist the controller with the rights of data subjects (Article 28(3)(e) GDPR).")
    )


def _invitation(values: MailValues) -> Iterator[Block]:
    """To whoever is to join the staff: the company, and a link."""
    yield _paragraph(
        say("%(name)s invites you to its data portal, where requests about personal data are handled.",
            name=values["trade_name"])
    )  # fmt: skip
    yield _paragraph(say("Choose your password here, or sign in as you do at work:"))
    yield _link(values)
    yield _link_lives()
    yield _paragraph(say("The link is for you alone: do not pass it on."))
    yield _paragraph(say("Did you not expect this? Then do nothing, and tell the person in charge of the register."))


def _attention_subject(values: MailValues) -> str:
    if values.get("overdue"):
        return say("%(name)s: data requests are overdue", name=values["trade_name"])
    return say("%(name)s: data requests wait for you", name=values["trade_name"])


def _reminded(values: MailValues) -> Iterator[Block]:
    """What is most urgent first, each with its own link; beyond the most, how many more there are."""
    shown = values["reminded"][:MOST_REMINDED]
    yield _paragraph(say("These data requests of %(name)s are to be answered:", name=values["trade_name"]))
    for one in shown:
        yield _paragraph(_said_reminder(one))
        yield Block("link", one["link"])
    if left := len(values["reminded"]) - len(shown):
        more = ngettext("%(count)s more stands in the queue:", "%(count)s more stand in the queue:", left)
        yield _paragraph(more % {"count": left})
        yield _link(values)
    if new := values.get("new", 0):
        came = ngettext("%(count)s new request has come as well:", "%(count)s new requests have come as well:", new)
        yield _paragraph(came % {"count": new})
        yield _link(values)
    yield _paragraph(say("Whoever needs more time may extend it once, within the first month and with reasons."))


def _said_reminder(one: Reminded) -> str:
    day, stage = _day(one["due"]), Stage(one["stage"])
    if stage is Stage.STEP:
        return say("%(reference)s: a step of yours was due by %(day)s.", reference=one["reference"], day=day)
    rights = ", ".join(say_term(right) for right in Right if right in one["rights"])
    named = {"reference": one["reference"], "rights": rights, "day": day}
    if stage is Stage.ASKED:
        if not rights:
            said = _("%(reference)s: a colleague asks you to do your step. The request is due by %(day)s.")
            return say(said, reference=one["reference"], day=day)
        return say("%(reference)s (%(rights)s), due by %(day)s: a colleague asks you to look at it.", **named)
    if stage is Stage.MESSAGE:
        return say("%(reference)s (%(rights)s): the person wrote on %(day)s and has no answer yet.", **named)
    if stage is Stage.FEE:
        return say("%(reference)s (%(rights)s): a fee was announced on %(day)s and has not been answered.", **named)
    if stage is Stage.SECOND:
        return say("%(reference)s (%(rights)s): it was decided on %(day)s and waits for a second person.", **named)
    if stage is Stage.OVERDUE:
        return say("Overdue: %(reference)s (%(rights)s), due by %(day)s.", **named)
    return say("%(reference)s (%(rights)s), due by %(day)s.", **named)


def _attention(values: MailValues) -> Iterator[Block]:
    if values.get("reminded"):
        yield from _reminded(values)
        return
    overdue, due_soon, new = values.get("overdue", 0), values.get("due_soon", 0), values.get("new", 0)
    yield _paragraph(say("This is where the data requests of %(name)s stand:", name=values["trade_name"]))
    lines = []
    if overdue:
        lines.append(
            ngettext("%(count)s request is overdue", "%(count)s requests are overdue", overdue) % {"count": overdue}
        )
    if due_soon:
        lines.append(
            ngettext("%(count)s request is due within a week", "%(count)s requests are due within a week", due_soon)
            % {"count": due_soon}
        )
    if new:
        lines.append(ngettext("%(count)s new request", "%(count)s new requests", new) % {"count": new})
    yield Block("list", items=tuple(lines) or (say("Nothing waits for you"),))
    yield _paragraph(say("Sign in here:"))
    yield _link(values)


def _recovered(values: MailValues) -> Iterator[Block]:
    yield _paragraph(say("Your lost second factor was reset: your account has no factors and no recovery codes now."))
    if values.get("new_password"):
        yield _paragraph(say("You were given a new password too."))
    yield _paragraph(say("You were signed out everywhere. Sign in here, and set up a second factor again:"))
    yield _link(values)
    yield _paragraph(
        say("Did you not ask for this? Tell the person who runs the portal at once: somebody may be using your name.")
    )


_LINKED = frozenset({"reference", "link"})
_RECIPES = {
    MailKind.CONFIRM: _Recipe(_subject(_("%(name)s: confirm your request")), _confirm, _LINKED | {"rights", "due"}),
    MailKind.FRESH_LINK: _Recipe(_subject(_("%(name)s: a fresh link to your request")), _fresh_link, _LINKED),
    MailKind.ANSWER_READY: _Recipe(
        _subject(_("%(name)s: your answer is ready")), _answer_ready, _LINKED, frozenset({"available_until"})
    ),
    MailKind.ANSWER_CODE: _Recipe(
        _subject(_("%(name)s: code for opening your answer")), _answer_code, frozenset({"code"})
    ),
    MailKind.NEW_MESSAGE: _Recipe(_subject(_("%(name)s: a message for you")), _new_message, _LINKED),
    MailKind.RECEIPT: _Recipe(
        _subject(_("%(name)s: we have your request")), _receipt, _LINKED | {"rights", "received", "due", "sentences"}
    ),
    MailKind.REMINDER_UNCONFIRMED: _Recipe(
        _subject(_("%(name)s: your request is not confirmed yet")), _reminder, _LINKED | {"due"}
    ),
    MailKind.CLOSED: _Recipe(
        _subject(_("%(name)s: your request is closed")),
        _closed,
        frozenset({"reference"}),
        frozenset({"link", "resolution", "earlier"}),
    ),
    MailKind.EXTENDED: _Recipe(_subject(_("%(name)s: your request takes longer")), _extended, _LINKED | {"due"}),
    MailKind.LIFTING: _Recipe(
        _subject(_("%(name)s: your data will be in use again")), _lifting, _LINKED, frozenset({"lifts"})
    ),
    MailKind.LETTER: _Recipe(_subject(_("%(name)s: a letter for you")), _letter, _LINKED),
    MailKind.PARTED: _Recipe(
        _subject(_("%(name)s: your request is handled on its own again")),
        _parted,
        _LINKED | {"earlier"},
        frozenset({"due"}),
    ),
    MailKind.PROCESSOR_ASK: _Recipe(
        _subject(_("%(name)s: please answer about personal data")), _processor_ask, _LINKED | {"due"}
    ),
    MailKind.PROCESSOR_REMINDER: _Recipe(
        _subject(_("%(name)s: we wait for your answer about personal data")), _processor_reminder, _LINKED | {"due"}
    ),
    MailKind.STAFF_INVITATION: _Recipe(
        _subject(_("%(name)s: an invitation to the data portal")), _invitation, frozenset({"link"})
    ),
    MailKind.STAFF_RECOVERED: _Recipe(
        _subject(_("%(name)s: your second factor was reset")),
        _recovered,
        frozenset({"link"}),
        frozenset({"new_password"}),
    ),
    MailKind.STAFF_ATTENTION: _Recipe(
        _attention_subject, _attention, frozenset({"link"}), frozenset({"new", "due_soon", "overdue", "reminded"})
    ),
    MailKind.STAFF_MENTION: _Recipe(
        _subject(_("%(name)s: a note speaks to you")), _staff_mention, frozenset({"link", "reference"})
    ),
}
