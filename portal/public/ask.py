"""From the start page to the receipt."""

from typing import Any

from flask import Blueprint, g, request, session
from werkzeug.wrappers import Response

from portal import words
from portal.code_words import ARTICLES, say_error
from portal.domain.errors import Invalid, LinkDead
from portal.domain.lifecycle import LOOKED_FOR, Right
from portal.domain.wishes import Wishes
from portal.journey import identity, intake
from portal.journey.intake import MAILS_A_DAY
from portal.public import forms, offers, wishing
from portal.storage.door import person as person_door
from portal.storage.door import public as public_door
from portal.web import guards, start_form
from portal.web.limits import limit
from portal.web.pages import invalid, page

bp = Blueprint("ask", __name__)


@bp.get("/<controller>/")
@guards.admits("visitor")
def start() -> Response:
    """What one may ask for, how long it takes, and the form that begins it."""
    return page("public/start.html", **_offer())


@bp.get("/<controller>/requests/new")
@guards.admits("visitor")
def new() -> Response:
    """The same form at its own address."""
    return start()


def _too_many() -> Response:
    """Nothing was written; what was typed stays in the form."""
    return page("public/start.html", status=429, page_error=True, too_many=True, **_offer())


@bp.post("/<controller>/requests/new")
@limit("60 per hour", again=_too_many)
@guards.admits("visitor")
def create() -> Response:
    """The request exists from here on, and its clock runs."""
    offer = _offer()
    form = offer["form"]
    g.language_path = f"/{guards.controller().slug}/"
    if not form.validate_on_submit():
        return invalid("public/start.html", **offer)
    try:
        received = intake.receive(
            guards.store(), guards.controller().id, g.register_version_id, guards.register(),
            [Right(code) for code in form.rights.data or []], form.email.data or "", words.language(),
            guards.browser(), g.own_host,
        )  # fmt: skip
    except Invalid as error:
        blamed(form, error, "email")
        return invalid("public/start.html", **offer)
    return guards.redirect_to("ask.check_mail", reference=received.reference)


@bp.get("/<controller>/requests/<reference>/mail")
@guards.requester("requester")
def check_mail(reference: str) -> Response:
    """Check your mail: the address, the code for another browser, and how to change or resend."""
    waiting = person_door.waiting(guards.store(), guards.person())
    if g.grant.level == "proven":
        return _onward(waiting)
    return page(
        "public/check_mail.html", "waiting", waiting=waiting, most=MAILS_A_DAY, has_questions=_has_questions(waiting)
    )


@bp.get("/<controller>/requests/<reference>/mail/state")
@guards.admits("visitor")
def mail_state(reference: str) -> Response:
    """Polled by the starting browser: it moves on when the mailbox is proven, here or elsewhere."""
    grant = public_door.granted(guards.store(), guards.controller().id, reference, guards.browser())
    if grant is None:
        return guards.redirect_to("ask.elsewhere", reference=reference)
    if grant.level == "proven":
        return guards.redirect_to("ask.check_mail", reference=reference)
    return Response(status=204)


@bp.get("/<controller>/requests/<reference>/elsewhere")
@guards.admits("visitor")
def elsewhere(reference: str) -> Response:
    """The request went on in another browser; the same page for every reference."""
    return page("public/elsewhere.html", reference=reference)


@bp.post("/<controller>/requests/<reference>/mail/resend")
@limit("20 per hour")
@guards.requester("requester")
def resend(reference: str) -> Response:
    """The same link once more."""
    if g.grant.level != "proven":
        intake.resend(guards.store(), guards.person(), reference, guards.register())
        session["resent"] = reference
    return guards.redirect_to("ask.check_mail", reference=reference)


@bp.get("/<controller>/requests/<reference>/mail/address")
@guards.requester("requester")
def address_form(reference: str) -> Response:
    """Change the address."""
    form = forms.AddressForm(email=person_door.waiting(guards.store(), guards.person()).address)
    return page("public/address.html", form=form, reference=reference)


@bp.post("/<controller>/requests/<reference>/mail/address")
@limit("20 per hour")
@guards.requester("requester")
def change_address(reference: str) -> Response:
    """The old link dies; request and clock stay."""
    form = forms.AddressForm()
    if not form.validate_on_submit():
        return invalid("public/address.html", form=form, reference=reference)
    try:
        intake.change_address(
            guards.store(), guards.person(), reference, form.email.data or "", guards.browser(), guards.register()
        )
    except Invalid as error:
        return invalid("public/address.html", form=blamed(form, error, "email"), reference=reference)
    return guards.redirect_to("ask.check_mail", reference=reference)


@bp.get("/<controller>/confirm/<token>")
@guards.admits("visitor")
def link(token: str) -> Response:
    """A mailed link: a page with one button. Looking changes nothing."""
    try:
        opened = public_door.opened_link(guards.store(), guards.controller().id, token, guards.browser())
    except LinkDead:
        return page("public/link_dead.html", status=410, form=forms.ReturnForm())
    return page("public/confirm.html", form=forms.ConfirmForm(), opened=opened, token=token)


@bp.post("/<controller>/confirm/<token>")
@limit("60 per hour")
@guards.admits("visitor")
def confirm(token: str) -> Response:
    """The press that proves the mailbox."""
    form = forms.ConfirmForm()
    try:
        opened = public_door.opened_link(guards.store(), guards.controller().id, token, guards.browser())
        if not opened.began_here and not form.code.data:
            return invalid("public/confirm.html", form=_said(form, "code", "wrong_code"), opened=opened, token=token)
        outcome = identity.confirm(
            guards.store(), guards.controller().id, opened.request_id, opened.proof_id, guards.browser(),
            form.code.data or "", guards.register(),
        )  # fmt: skip
    except LinkDead:
        return page("public/link_dead.html", status=410, form=forms.ReturnForm())
    if outcome.shown is identity.Shown.LINK_ENDED:
        return page("public/link_dead.html", status=410, form=forms.ReturnForm())
    if outcome.shown is identity.Shown.WRONG_CODE:
        return invalid("public/confirm.html", form=_said(form, "code", "wrong_code"), opened=opened, token=token)
    return guards.redirect_to("ask.check_mail", reference=outcome.reference)


@bp.get("/<controller>/requests/<reference>/about")
@guards.requester("requester")
def about(reference: str) -> Response:
    """Who one is to this company."""
    draft = person_door.draft(guards.store(), guards.person())
    other = draft.get("represents") or {}
    typed = {f"other_{name}": other.get(name, "") for name in ("name", "emails", "phones")}
    form = forms.AboutForm(data={**draft, **typed, "kind": other.get("kind", "")}).offer(offers.kinds())
    return page("public/about.html", form=form, reference=reference)


@bp.post("/<controller>/requests/<reference>/about")
@guards.requester("requester")
def keep_about(reference: str) -> Response:
    """Keep the name."""
    form = forms.AboutForm().offer(offers.kinds())
    if not form.validate_on_submit():
        return invalid("public/about.html", form=form, reference=reference)
    represents = form.represents()
    try:
        intake.read_represented(represents, guards.controller().country)
    except Invalid as error:
        return invalid("public/about.html", form=blamed(form, error, "kind"), reference=reference)
    answers = {"name": form.name.data, "represents": represents if represents["kind"] else {}}
    intake.keep_answers(guards.store(), guards.person(), reference, answers)
    return guards.redirect_to("ask.find", reference=reference)


@bp.get("/<controller>/requests/<reference>/find")
@guards.requester("requester")
def find(reference: str) -> Response:
    """What helps to find everything."""
    form = forms.FindForm(data=person_door.draft(guards.store(), guards.person()))
    return page("public/find.html", form=form, reference=reference, rights=_asked())


@bp.post("/<controller>/requests/<reference>/find")
@guards.requester("requester")
def keep_find(reference: str) -> Response:
    """Keep what helps; every part of it may be left out."""
    form = forms.FindForm()
    if not form.validate_on_submit():
        return invalid("public/find.html", form=form, reference=reference, rights=_asked())
    answers = {name: (form.data[name] or "").strip() for name in ("emails", "phones", "customer_number", "scope")}
    try:
        intake.read_answers({"name": "", **answers}, guards.controller().country)
    except Invalid as error:
        form = blamed(form, error, "emails")
        return invalid("public/find.html", form=form, reference=reference, rights=_asked())
    intake.keep_answers(guards.store(), guards.person(), reference, answers)
    return guards.redirect_to("ask.wishes" if wishing.needed(_asked()) else "ask.check", reference=reference)


@bp.get("/<controller>/requests/<reference>/wishes")
@guards.requester("requester")
def wishes(reference: str) -> Response:
    """The details of what was asked; passed over where nothing asked has any."""
    rights = _asked()
    if not wishing.needed(rights):
        return guards.redirect_to("ask.check", reference=reference)
    form = wishing.wishes_form(guards.register(), rights, person_door.draft(guards.store(), guards.person()))
    return page("public/wishes.html", **_sections(form, reference, rights))


@bp.post("/<controller>/requests/<reference>/wishes")
@guards.requester("requester")
def keep_wishes(reference: str) -> Response:
    """Keep the details; “Add another” keeps them as they are and gives one more row."""
    rights = _asked()
    form = wishing.wishes_form(guards.register(), rights, {})
    if wishing.wants_row() and form.corrections:
        rows = wishing.one_more_row(form)
        intake.keep_answers(guards.store(), guards.person(), reference, form.as_typed(rows))
        return guards.redirect_to("ask.wishes", reference=reference, _anchor=f"corrections-{rows - 1}")
    if not form.validate_on_submit():
        return invalid("public/wishes.html", **_sections(form, reference, rights))
    intake.keep_answers(guards.store(), guards.person(), reference, form.as_typed())
    return guards.redirect_to("ask.check", reference=reference)


@bp.get("/<controller>/requests/<reference>/check")
@guards.requester("requester")
def check(reference: str) -> Response:
    """Check your answers, each with its way to change it."""
    answers, waiting = _answers(), person_door.waiting(guards.store(), guards.person())
    if unanswered := _unanswered(answers, waiting.rights):
        return guards.redirect_to(unanswered, reference=reference)
    details = wishing.said(guards.register(), waiting.rights, Wishes.from_json(answers.get("wishes")))
    return page(
        "public/check.html", form=forms.SendForm(), answers=answers, waiting=waiting, level=g.grant.level,
        details=details, asked_for=offers.asked_for(answers.get("represents") or {}),
    )  # fmt: skip


@bp.post("/<controller>/requests/<reference>/check")
@guards.requester("requester")
def send(reference: str) -> Response:
    """Send the request."""
    waiting = person_door.waiting(guards.store(), guards.person())
    if not waiting.asked:
        if unanswered := _unanswered(_answers(), waiting.rights):
            return guards.redirect_to(unanswered, reference=reference)
        intake.send(guards.store(), guards.person(), reference, guards.register())
    return guards.redirect_to("ask.receipt", reference=reference)


@bp.get("/<controller>/requests/<reference>/receipt")
@guards.requester("requester")
def receipt(reference: str) -> Response:
    """Reference, what happens next and by which date; safe to bookmark and to print."""
    case = person_door.case_page(guards.store(), guards.person())
    return page("public/receipt.html", case=case, level=g.grant.level)


@bp.get("/<controller>/return")
@guards.admits("visitor")
def return_form() -> Response:
    """Back after a week: reference and address."""
    from_link = forms.ReturnForm(reference=_asked_reference())
    return page("public/return.html", form=from_link)


@bp.post("/<controller>/return")
@limit("20 per hour")
@guards.admits("visitor")
def ask_link() -> Response:
    """Mail a fresh link where the two belong together; the page is the same where they do not."""
    form = forms.ReturnForm()
    g.language_path = f"/{guards.controller().slug}/return"
    if not form.validate_on_submit():
        return invalid("public/return.html", form=form)
    try:
        proof = identity.ask_fresh_link(
            guards.store(), guards.controller().id, form.reference.data or "", form.email.data or "",
            guards.browser(),
        )  # fmt: skip
    except Invalid as error:
        return invalid("public/return.html", form=blamed(form, error, "email"))
    session["returning"] = [proof, form.email.data]
    return guards.redirect_to("ask.link_sent")


@bp.get("/<controller>/return/sent")
@guards.admits("visitor")
def link_sent() -> Response:
    """Check your mail, with the code for another browser."""
    if not session.get("returning"):
        return guards.redirect_to("ask.return_form")
    proof, address = session["returning"]
    return page("public/link_sent.html", code=person_door.return_code(guards.store(), proof), address=address)


def blamed(form: Any, error: Invalid, fallback: str) -> Any:
    """The form with a domain's complaint at the field where it was typed."""
    name = error.field if error.field in form else fallback
    return _said(form, name, error.code, **error.details)


def _said(form: Any, name: str, code: str, **details: Any) -> Any:
    form[name].errors = [*form[name].errors, say_error(code, **details)]
    return form


def _offer() -> dict[str, Any]:
    """The start page's form with the rights that are offered here, and what comes of each."""
    return {"form": start_form.start_form(guards.register()), "hints": start_form.hints(guards.register())}


def _sections(form: wishing.WishesForm, reference: str, rights: tuple[Right, ...]) -> dict[str, Any]:
    return {
        "form": form, "reference": reference, "sections": wishing.needed(rights), "articles": ARTICLES,
        "most_rows": wishing.MOST_ROWS,
    }  # fmt: skip


def _answers() -> dict[str, Any]:
    return person_door.draft(guards.store(), guards.person())


def _asked() -> tuple[Right, ...]:
    return person_door.waiting(guards.store(), guards.person()).rights


def _unanswered(answers: dict[str, Any], rights: tuple[Right, ...]) -> str:
    """The page whose answers are still wanted; empty when the request can be sent."""
    if not answers.get("name"):
        return "ask.about"
    return "ask.wishes" if wishing.missing(rights, answers) else ""


def _asked_reference() -> str:
    return request.args.get("reference", "")[:40]


def _has_questions(waiting: person_door.Waiting) -> bool:
    """Whether anything is looked for; marketing stops by the proven address alone."""
    return any(right in LOOKED_FOR for right in waiting.rights)


def _onward(waiting: person_door.Waiting) -> Response:
    """After the mailbox is proven: the questions, or the case."""
    if _has_questions(waiting) and not waiting.asked and not waiting.closed:
        return guards.redirect_to("ask.about", reference=waiting.reference)
    return guards.redirect_to("case.show", reference=waiting.reference)
