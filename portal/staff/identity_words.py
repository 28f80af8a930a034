"""What staff's pages say of the identity: where it stands, what is asked, and what came of it."""

from portal.domain.ladder import Doubt, Means, Representing, Rung
from portal.domain.register import Register
from portal.staff import case_words
from portal.storage.door.identity import IdentityPage
from portal.words import gettext
from portal.words import marked as _

DOUBTS = {
    Doubt.NAME_DIFFERS: _("The name differs from the record"),
    Doubt.SEVERAL_PERSONS: _("Several persons have this address"),
    Doubt.MAILBOX_SHARED: _("The mailbox seems shared, or was somebody else's before"),
    Doubt.SENT_ELSEWHERE: _("We are asked to send the answer elsewhere"),
    Doubt.OTHER: _("Something else"),
    Doubt.MUCH_DATA: _("No doubt about who it is, but a large amount of data (recital 63)"),
}
MEANS = {
    Means.CLARIFICATION: _("Which data or activities they mean"),
    Means.PHONE_CODE: _("A code that we tell on the phone number on file"),
    Means.POST_CODE: _("A code that we post to the address on file"),
    Means.QUESTION: _("An answer that only they know, from the record"),
    Means.PREMISES: _("To call in at our premises"),
    Means.DOCUMENT: _("A copy of a document, masked"),
}
OUTCOMES = {
    "enough": _("It was enough"),
    "not_enough": _("It was not enough"),
    "dropped": _("The question was dropped"),
}
CHOICES = {
    "enough": _("It is enough: go on"),
    "not_enough": _("It is not enough: end the request with a letter (Art 11(2), 12(4))"),
    "dropped": _("Drop the question: go on without it"),
}
REPRESENTING = {
    Representing.MANDATE: _("With a letter of attorney"),
    Representing.GUARDIAN_OF_CHILD: _("As the guardian of a child"),
    Representing.GUARDIAN_OF_ADULT: _("As the guardian of an adult"),
    Representing.ESTATE: _("For the estate of a deceased person"),
}
NEEDED = {
    Rung.MAILBOX_PROVEN: _("the mailbox was shown"),
    Rung.CONTACT_ON_FILE: _("the contact is the one on file"),
    Rung.LETTER_CODE: _("another contact on file was shown, by phone or by letter"),
    Rung.SEEN_AT_PREMISES: _("the person was seen at the premises"),
}


def say(message: str) -> str:
    """One of these texts."""
    return gettext(message)


def hints() -> dict[str, str]:
    """What staff have to know of what they may ask."""
    return {
        Means.PHONE_CODE: gettext("You call the number on file, not the one in the request, and tell the code."),
        Means.POST_CODE: gettext("You print a letter after this. The code lives for thirty days."),
        Means.QUESTION: gettext("Not what anybody can look up: rather the last order than the day of birth."),
        Means.DOCUMENT: gettext("Last of all. They cover photo, number and code; the copy goes with your decision."),
    }


def offered(register: Register, *, protected: bool) -> list[Means]:
    """What may be asked at this company, the least intrusive first."""
    off = {
        Means.PREMISES: not register.controller.premises,
        Means.DOCUMENT: not register.identity.document_copies,
        Means.POST_CODE: protected,
    }
    return [one for one in Means if not off.get(one)]


def checks(found: IdentityPage, *, judged: bool = True) -> list[dict[str, str]]:
    """What has to be known of who asks, as rows of the gate; what is missing says why and what to do.

    Before the records are `judged` nobody knows whether the mailbox is the one on file: that it is not known yet is no
    fault, and asks nothing of staff.
    """
    rows = [_rung(found, judged)]
    if found.represents:
        rows.append(_authority(found))
    if found.standing.exposes:
        advice = gettext("Go back to the review and leave it out, or see or call back the person first.")
        rows.append(_row(gettext("A protected address stays hidden"), "bad", gettext("It would be given"), advice))
    if found.open:
        advice = gettext("Settle it first: enough, not enough, or dropped.")
        rows.append(_row(gettext("Nothing is asked of the person"), "bad", gettext("A question is open"), advice))
    return rows


def _rung(found: IdentityPage, judged: bool) -> dict[str, str]:
    label = gettext("It is known well enough who asks")
    standing = found.standing
    if standing.judged:
        return _row(label, "good", gettext("Judged to be enough"), "")
    if standing.is_reached:
        return _row(label, "good", gettext("Yes"), gettext(case_words.RUNGS[standing.reached]))
    if not judged and standing.needed is Rung.CONTACT_ON_FILE:
        note = gettext("The review tells: it is known once a record with their address is judged to be theirs.")
        return _row(label, "neutral", gettext("Later"), note)
    needs = gettext("Needed here: %(what)s.") % {"what": gettext(NEEDED[standing.needed])}
    return _row(label, "bad", gettext("Not yet"), needs)


def _authority(found: IdentityPage) -> dict[str, str]:
    label = gettext("Whoever asks for another may do so")
    if found.standing.authority_missing:
        return _row(label, "bad", gettext("Not shown"), gettext("Record what was shown before anything goes."))
    return _row(label, "good", gettext("Shown"), "")


def _row(label: str, tone: str, state: str, note: str) -> dict[str, str]:
    return {"label": label, "tone": tone, "state": state, "note": note}
