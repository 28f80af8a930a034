"""Unfounded or excessive: which of the two and by which facts, then a refusal of the whole or a fee (Art 12(5))."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.deadline_words import explain
from portal.domain import fees as rules
from portal.domain.errors import Conflict, Invalid
from portal.domain.fees import ARTICLES, BEFORE_IT_IS_DONE, Burden, Calculation, FeeState
from portal.domain.lifecycle import Right
from portal.domain.may import may_release
from portal.journey import fees
from portal.papers.letter_values import Fee, Refusal
from portal.papers.letters import Letter
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, versions
from portal.staff.letter_view import SendForm, digest, head, written
from portal.staff.request import HOME
from portal.storage.door import fees as door
from portal.storage.door.case import CasePage
from portal.storage.door.fees import BurdenPage
from portal.web import guards, members
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_unfounded", __name__)
FEE, REFUSE = "fee", "refuse"
_PARTS = ("burden", "facts", "outcome", "minutes", "hourly", "copies", "per_copy", "postage", "payment")
_BURDENS = (
    (Burden.UNFOUNDED.value, _l("Manifestly unfounded")),
    (Burden.EXCESSIVE.value, _l("Excessive")),
    (Burden.FURTHER_COPY.value, _l("A further copy of the same")),
)
_OUTCOMES = ((FEE, _l("Announce a fee")), (REFUSE, _l("Refuse the whole request")))


class BurdenForm(VersionedForm):
    """Which of the two, the facts, and what comes of it; a fee with its parts."""

    burden = RadioField(_l("What is it?"), validate_choice=False, validators=[InputRequired(_l("Choose one"))])
    facts = TextAreaField(
        _l("The facts that show it"), validators=[InputRequired(_l("Write the facts")), UpTo(rules.LONGEST_FACTS)]
    )
    outcome = RadioField(_l("What do you do?"), validate_choice=False, validators=[InputRequired(_l("Choose one"))])
    minutes = StringField(_l("Work in minutes"), validators=[Optional(), UpTo(20)])
    hourly = StringField(_l("Cost of an hour"), validators=[Optional(), UpTo(20)])
    copies = StringField(_l("Copies on paper"), validators=[Optional(), UpTo(20)])
    per_copy = StringField(_l("Cost of a copy"), validators=[Optional(), UpTo(20)])
    postage = StringField(_l("Postage"), validators=[Optional(), UpTo(20)])
    payment = TextAreaField(_l("How it is paid"), validators=[Optional(), UpTo(rules.LONGEST_PAYMENT)])

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.burden.choices = [SelectChoice(code, str(label)) for code, label in _BURDENS]
        self.outcome.choices = [SelectChoice(code, str(label)) for code, label in _OUTCOMES]
        self.payment.flags.optional = None  # A fee needs it, a refusal does not: the domain says which.


class SendBurdenForm(SendForm, BurdenForm):
    """The press under the letter."""


class SettleForm(VersionedForm):
    """The press that records what became of the fee."""

    state = StringField(validators=[InputRequired()])


@dataclass(frozen=True, slots=True)
class _Typed:
    """What the form says, checked; `calculation` is None, and `payment` empty, for a refusal."""

    burden: Burden
    facts: str
    calculation: Calculation | None
    payment: str = ""


@bp.get(f"{HOME}/unfounded")
@members.staff_page(may_release)
def show(reference: str) -> Response:
    """The form with the person's earlier requests; where a fee was announced, how it stands."""
    case = load(reference)
    return _shown(case, _page_of(case))


@bp.post(f"{HOME}/unfounded")
@members.staff_page(may_release)
def preview(reference: str) -> Response:
    """The letter as it would go; nothing is written yet."""
    form, case = BurdenForm(), load(reference)
    found = _page_of(case)
    if not form.validate() or _way(case, found):
        return _shown(case, found, form, 422)
    return _preview(case, found, form)


@bp.post(f"{HOME}/unfounded/send")
@members.staff_page(may_release)
def send(reference: str) -> Response:
    """Announce the fee or refuse, with the letter that was read."""
    form, case = SendBurdenForm(), load(reference)
    found = _page_of(case)
    again = BurdenForm(formdata=None, data={**versions(case), **{part: form[part].data for part in _PARTS}})
    if not form.validate() or _way(case, found):
        return _shown(case, found, again, 422)
    try:
        typed = _typed(form)
        letter = _letter(case, found, typed)
        if digest(letter) != form.digest.data:
            return _preview(case, found, again, 409)
        _send(reference, form.version.data or 0, typed, letter)
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(again, fault, "facts")
        return _shown(case, found, again, 422)
    return back_to("staff_unfounded.show" if typed.calculation else "staff_request.show", reference)


@bp.post(f"{HOME}/unfounded/fee")
@members.staff_page(may_release)
def settle(reference: str) -> Response:
    """Record that the fee was paid, or waive it."""
    form, case = SettleForm(), load(reference)
    states = {FeeState.PAID.value, FeeState.WAIVED.value}
    if not form.validate() or form.state.data not in states:
        return _shown(case, _page_of(case), status=422)
    try:
        fees.settle(
            guards.store(), members.viewer(), reference, form.version.data or 0, FeeState(form.state.data or "")
        )
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


def _page_of(case: CasePage) -> BurdenPage:
    return door.burden_page(guards.store(), members.viewer(), case.reference)


def _send(reference: str, version: int, typed: _Typed, letter: Letter) -> None:
    store, viewer = guards.store(), members.viewer()
    if typed.calculation is None:
        fees.refuse(store, viewer, reference, version, typed.burden, typed.facts, letter)
    else:
        fees.announce(
            store, viewer, reference, version, typed.burden, typed.facts, typed.calculation, typed.payment, letter
        )


def _preview(case: CasePage, found: BurdenPage, form: BurdenForm, status: int = 200) -> Response:
    try:
        typed = _typed(form)
        if typed.burden is Burden.FURTHER_COPY and not found.further_copy:
            raise Invalid("no_earlier_copy", field="burden")
    except Invalid as fault:
        blame(form, fault, "facts")
        return _shown(case, found, form, 422)
    letter = _letter(case, found, typed)
    carried = {name: form[name].data for name in ("version", "seen", *_PARTS)}
    press = SendBurdenForm(formdata=None, data={**carried, "digest": digest(letter)})
    return _shown(case, found, form, status, letter, press)


def _typed(form: BurdenForm) -> _Typed:
    """What was typed, as the use cases take it.

    Raises:
        Invalid: as they do, the field being the form's.
    """
    burdens = {one.value for one in Burden}
    if form.burden.data not in burdens:
        raise Invalid("ground_missing", field="burden")
    burden, facts = Burden(form.burden.data), rules.checked_facts(form.facts.data or "")
    if form.outcome.data == REFUSE:
        if (burden, False) not in ARTICLES:
            raise Invalid("burden_unknown", field="burden")
        return _Typed(burden, facts, None)
    calculation = Calculation(
        minutes=rules.whole(form.minutes.data or "", "minutes"),
        hourly=rules.money(form.hourly.data or "", "hourly"),
        copies=rules.whole(form.copies.data or "", "copies"),
        per_copy=rules.money(form.per_copy.data or "", "per_copy"),
        postage=rules.money(form.postage.data or "", "postage"),
    )
    calculation.check()
    return _Typed(burden, facts, calculation, rules.checked_payment(form.payment.data or ""))


def _letter(case: CasePage, found: BurdenPage, typed: _Typed) -> Letter:
    controller = guards.register().controller
    zone = ZoneInfo(controller.time_zone)
    about: dict[str, Any] = {
        "head": head(case),
        "received": case.deadline.received_local_date,
        "asked": tuple(right for right in case.rights if right is not Right.MARKETING),
        "burden": typed.burden,
        "facts": typed.facts,
        "earlier": tuple(one.received_at.astimezone(zone).date() for one in found.earlier),
    }
    if typed.calculation is None:
        return written(case, Refusal(**about))
    money = rules.currency(controller.country)
    fee = Fee(**about, calculation=typed.calculation, payment=typed.payment, currency=money, due=case.due)
    return written(case, fee)


def _way(case: CasePage, found: BurdenPage) -> str:
    """What stands in the way, as a code; empty where it can be done."""
    if set(case.rights) == {Right.MARKETING}:
        return "marketing"
    if not case.is_open:
        return "closed"
    if case.confirmed_at is None:
        return "unconfirmed"
    return "" if case.status in BEFORE_IT_IS_DONE else "done"


def _shown(
    case: CasePage,
    found: BurdenPage,
    form: BurdenForm | None = None,
    status: int = 200,
    letter: Letter | None = None,
    press: SendBurdenForm | None = None,
) -> Response:
    form = form or BurdenForm(formdata=None, data=versions(case))
    if found.fee is not None:
        form.outcome.choices = [one for one in form.outcome.choices if one.value == REFUSE]
    told: dict[str, Any] = {
        **context(case),
        "form": form,
        "way": _way(case, found),
        "found": found,
        "fee": found.fee,
        "settle_form": SettleForm(formdata=None, data=versions(case)),
        "letter": letter,
        "press": press,
        "parts": _PARTS,
        "money": rules.currency(guards.register().controller.country),
        "explained": explain(case.deadline),
        "unfounded_href": at("staff_unfounded.show", case.reference),
        "send_href": at("staff_unfounded.send", case.reference),
        "settle_href": at("staff_unfounded.settle", case.reference),
        "narrow_href": at("staff_request.show", case.reference, ask="narrow", _anchor="thread"),
    }
    return page("staff/unfounded.html", status=status, page_error=status == 422, **told)
