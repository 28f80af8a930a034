"""Setting a company up, step by step: its notice, what was understood, what is missing, where data is, and out it goes.

Each step is kept as it is left, so that one goes on later, or another owner does.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from flask import Blueprint, request, url_for
from markupsafe import Markup
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import Field

from portal import words
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.may import may_enter, may_manage
from portal.domain.register import FIRST_KEY, Controller, Register
from portal.office import connections, registers, setting_up
from portal.papers.register_texts import render_notice
from portal.reading import composing, given, terms
from portal.reading.composing import OWN, Parts, Question, Setup
from portal.reading.notice.document import MOST_BYTES
from portal.reading.toml import register_to_json
from portal.staff import setup_forms as forms
from portal.staff import setup_words as told
from portal.storage.door import registers as drafts
from portal.storage.door import setting_up as door
from portal.web import guards, large, members, start_form
from portal.web.limits import limit
from portal.web.outside import csrf
from portal.web.pages import page
from portal.words import gettext, language, say

bp = Blueprint("staff_setup", __name__)
HOME = "/staff/<controller>/setup"
LARGEST = 2 * MOST_BYTES + 64 * 1024
"""The file, a paste beside it, and what else a form has."""
TEMPLATES = ("shop", "consultancy")


def _owners_step(view: Any) -> Any:
    """A step, for an owner, until the company is open; afterwards its register is edited."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        return _to("show") if guards.is_open() else view(*args, **values)

    return members.staff_page(may_manage)(guards.before_opening(guarded))


@bp.get(HOME)
@members.staff_page(may_enter)
@guards.before_opening
def show() -> Response:
    """How far it has come, and the one next step; to others than owners, that it is being set up."""
    if guards.is_open():
        return page("staff/setup_done.html", **_links())
    if not may_manage(members.viewer()):
        return page("staff/setup_waiting.html")
    kept, setup = _kept()
    return page("staff/setup.html", steps=_steps(setup, ""), kept=kept, next_href=_href(_next(setup)))


@bp.get(f"{HOME}/notice")
@_owners_step
def notice() -> Response:
    """Paste it, choose a file, or begin without one."""
    kept, setup = _kept()
    text = setup.text if setup.way == given.NOTICE else ""
    return _notice(forms.NoticeForm(formdata=None, data={"version": kept.version, "text": text}), setup)


@bp.post(f"{HOME}/notice")
@large.strangers_first
@_owners_step
@limit("120 per hour")
def read_notice() -> Response:
    """Read it, and keep it with what was read; what could not be read is said, and nothing is lost."""
    fields, (now, setup) = large.take(LARGEST, typed=True), _kept()
    if fields is not None:
        text = fields.get("text", "")
        typed = text if len(text) < large.BEGINNING // 4 else ""  # what is longer may have been cut off
        form = forms.NoticeForm(formdata=None, data={"version": now.version, "text": typed})
        form.text.errors = [gettext(told.TOO_LARGE)]
        return _notice(form, setup, 413)
    form = forms.NoticeForm()
    if not form.validate():
        return _notice(form, setup, 422)
    way = request.form.get("way", given.NOTICE)
    made = _template(setup, way) if way in TEMPLATES else _given(form, setup)
    if made is None:
        form.text.errors = [gettext("Paste the notice, or choose its file.")]
        return _notice(form, setup, 422)
    stopping = [one for one in made.faults if one in told.FAULTS]
    if stopping and not made.text.strip():
        form.text.errors = [gettext(told.FAULTS[stopping[0]])]
        return _notice(form, setup, 422)
    return _keep(form, made, "notice") or _to("understood")


csrf.exempt(f"{__name__}.{read_notice.__name__}")  # it asks for the token itself, once it knows who sends so much


def _given(form: forms.NoticeForm, before: Setup) -> Setup | None:
    """What was read of a file, else of the paste; the same text again keeps what was said of it."""
    sent = request.files.get("file")
    content = b""
    if sent is not None:
        content = sent.stream.read(MOST_BYTES + 1)
        sent.close()
    pasted = form.text.data or ""
    if sent is not None and sent.filename:
        made = given.from_file(content, sent.filename)
    elif pasted.strip():
        made = given.from_paste(pasted)
    else:
        return None
    if before.way == given.NOTICE and made.text == before.text:
        return before
    answers = replace(made.answers, purposes=before.answers.purposes)
    return replace(made, answers=answers, passed=())


def _template(before: Setup, way: str) -> Setup:
    """The lines of a template; who the company is stays as it was said."""
    if before.way == way:
        return before
    known = terms.term("templates", way)
    assert known is not None
    lines: dict[str, Any] = {
        name: tuple(one.text.in_language(_spoken()) for key in known.more(name) if (one := terms.term(name, key)))
        for name in ("purposes", "categories", "sources")
    }
    answers = replace(composing.Answers(), provision=str(known.said["provision"]))
    return Setup(way=way, said=replace(before.said, recipients=(), bases=(), names=(), **lines), answers=answers)


@bp.get(f"{HOME}/understood")
@_owners_step
def understood() -> Response:
    """What was read, value by value, beside the text."""
    kept, setup = _kept()
    return _understood(forms.said_form(_called(setup), kept.version, _parts(setup), sent=False), setup)


@bp.post(f"{HOME}/understood")
@_owners_step
def confirm() -> Response:
    """Keep what the owner made of it."""
    _now, setup = _kept()
    form = forms.said_form(setup, 0, _parts(setup), sent=True)
    made = replace(setup, said=forms.said_of(form, setup.said, _spoken(setup)))
    if not form.validate():
        return _understood(form, setup, 422)
    _check_said(form)
    if form.errors:
        return _keep(form, made, "understood") or _understood(form, made, 422)
    return _keep(form, made, "understood") or _onward("missing")


def _check_said(form: forms.SaidForm) -> None:
    for name in ("legal_name", "contact_name", "contact_email"):
        if not (form[name].data or "").strip():
            form[name].errors = [gettext("Fill this in")]
    email = (form.contact_email.data or "").strip()
    if email and not setting_up.is_address(email):
        form.contact_email.errors = [gettext("This is not an email address. It should look like name@example.org")]
    officer, at = ((form[name].data or "").strip() for name in ("officer_name", "officer_email"))
    if (officer and not at) or (at and not setting_up.is_address(at)):
        form.officer_email.errors = [gettext("This is not an email address. It should look like name@example.org")]
    number = (form.business_id.data or "").strip()
    if number and not setting_up.is_business_id(number, guards.controller().country):
        form.business_id.errors = [gettext("Its check digit is wrong. Look it up and write it again, or leave it out.")]


@bp.get(f"{HOME}/missing")
@_owners_step
def missing() -> Response:
    """What the notice does not say, as questions."""
    kept, setup = _kept()
    unsaid = composing.unsaid(setup, _facts())
    return _missing(forms.missing_form(setup, _facts(), kept.version, _parts(setup), unsaid, sent=False), setup)


@bp.post(f"{HOME}/missing")
@_owners_step
def answer() -> Response:
    """Keep the answers; what nobody answered yet is said at its place."""
    _now, setup = _kept()
    parts, unsaid = _parts(setup), composing.unsaid(setup, _facts())
    form = forms.missing_form(setup, _facts(), 0, parts, unsaid, sent=True)
    if not form.validate():
        return _missing(form, setup, 422)
    made = forms.answered(form, setup, parts, unsaid, _spoken(setup))
    if request.form.get("act") == "later":
        return _keep(form, made, "missing", passed=False) or _to("show")
    if forms.MORE_SPECIAL in form and form[forms.MORE_SPECIAL].data:
        return _keep(form, made, "missing", passed=False) or redirect(f"{_href('missing')}#special-title", 303)
    left = composing.unanswered(made, _facts())
    if left:
        for one in left:
            _blame(form, one)
        return _keep(form, made, "missing", passed=False) or _missing(form, made, 422)
    if {one.key for one in composing.unsaid(made, _facts())} - {one.key for one in unsaid}:
        return _keep(form, made, "missing", passed=False) or redirect(f"{_href('missing')}#languages", 303)
    if not composing.complete_languages(made, _facts()):
        form.form_errors.append(gettext("No language is complete yet: write what is missing in one of them."))
        return _keep(form, made, "missing", passed=False) or _missing(form, made, 422)
    return _keep(form, made, "missing") or _onward("systems")


def _blame(form: forms.StepForm, one: Question) -> None:
    name = f"{one.key}-{one.of}" if one.of else one.key
    if name not in form:
        form.form_errors.append(told.question(one.key))
        return
    said = (
        gettext("Choose an answer")
        if one.key in {"basis", "keeping", "special"} | set(told.CHOICES)
        else gettext("Fill this in")
    )
    if one.key in told.CHOICES and form[name].data == OWN:
        name, said = f"own-{one.key}", gettext("Write it in your own words")
    if one.key == "keeping" and form[name].data == OWN:
        name, said = f"kept-{one.of}", gettext("Write it in your own words")
    form[name].errors = [*form[name].errors, said]


@bp.get(f"{HOME}/systems")
@_owners_step
def systems() -> Response:
    """Which systems there are, and what is in each."""
    kept, setup = _kept()
    return _systems(_systems_form(setup, kept.version, sent=False), setup)


@bp.post(f"{HOME}/systems")
@_owners_step
def keep_systems() -> Response:
    """Keep them; `connect:KEY` goes on to the connection of one, and comes back here."""
    _now, setup = _kept()
    parts, form = _parts(setup), _systems_form(setup, 0, sent=True)
    if not form.validate():
        return _systems(form, setup, 422)
    before = composing.placed(setup, parts)
    places = forms.places_of(form, before, _names(before, parts))
    made = replace(setup, systems=places, uses=forms.uses_in(form, parts))
    act, _colon, key = request.form.get("act", "").partition(":")
    if act == "connect" and key in {one.key for one in places}:
        conflict = _keep(form, made, "systems", passed=False)
        return conflict or _connect(made, key)
    homeless = _homeless(made, parts)
    for one in homeless:
        form.form_errors.append(say("%(data)s is in no system. Tick where it is.", data=one))
    for item in parts.categories:
        if not made.uses[item.key]:
            form[f"uses-{item.key}"].errors = [gettext("Choose at least one thing that it is used for")]
    if form.errors:
        return _keep(form, made, "systems", passed=False) or _systems(form, made, 422)
    return _keep(form, made, "systems") or _onward("look")


def _homeless(setup: Setup, parts: Parts) -> list[str]:
    there = {key for one in setup.systems for key in one.categories}
    return [forms.say_item(one) for one in parts.categories if one.key not in there]


def _connect(setup: Setup, key: str) -> Response:
    """The systems are known by the draft of the register until it is published."""
    _save_draft(setup)
    return redirect(url_for("staff_connections.system", system=key), 303)


@bp.get(f"{HOME}/look")
@_owners_step
def look() -> Response:
    """The public notice and the beginning of the form, as they will be."""
    return _look()


@bp.post(f"{HOME}/publish")
@_owners_step
def publish() -> Response:
    """Put it in force: the company's pages open with this press."""
    kept, setup = _kept()
    form = forms.StepForm()
    if not form.validate() or form.version.data != kept.version:
        return _look(status=409)
    if composing.unanswered(setup, _facts()) or not composing.complete_languages(setup, _facts()):
        return _to("missing")
    revision = _save_draft(setup)
    try:
        registers.publish_draft(
            guards.store(), members.viewer(), FIRST_KEY, revision, updated=guards.today().isoformat(), sure=True
        )
    except Invalid as fault:
        return _look(gettext("This is not finished: %(place)s") % {"place": fault.field}, 422)
    except (Conflict, Refused):
        return _look(status=409)
    return _to("show")


def _save_draft(setup: Setup) -> int:
    """The register as it is now, as the draft; its revision."""
    store, viewer, facts = guards.store(), members.viewer(), _facts()
    known = {one.register_key: one.revision for one in drafts.registers(store, viewer)}
    register = composing.published(setup, facts, "")
    if not register.controller.languages:
        register = replace(register, controller=replace(register.controller, languages=facts.languages))
    return registers.save_draft(store, viewer, FIRST_KEY, register_to_json(register), known.get(FIRST_KEY, 0))


# ---- what they share -------------------------------------------------------------------------------------


def _kept() -> tuple[door.SetupKept, Setup]:
    kept = door.kept(guards.store(), members.viewer())
    return kept, composing.setup_from_json(kept.state)


def _facts() -> Controller:
    """The controller as it was founded, with what its notice adds to nothing."""
    return guards.register().controller


def _spoken(setup: Setup | None = None) -> str:
    """The language of the lines: the notice's own, else the first of the company's."""
    return composing.spoken_in(setup or Setup(), _facts().languages[0])


def _parts(setup: Setup) -> Parts:
    return composing.parts_of(setup, _spoken(setup))


def _called(setup: Setup) -> Setup:
    """With the names that were given when the company was founded, where the notice has none."""
    facts, said = _facts(), setup.said
    trade = facts.trade_name if facts.trade_name != facts.legal_name else ""
    named = replace(said, legal_name=said.legal_name or facts.legal_name, trade_name=said.trade_name or trade)
    return replace(setup, said=named)


def _keep(form: forms.StepForm, setup: Setup, step: str, *, passed: bool = True) -> Response | None:
    """Keep a step; the page that says who saved meanwhile, where somebody did."""
    steps = tuple(dict.fromkeys((*setup.passed, step))) if passed else setup.passed
    state = composing.setup_to_json(replace(setup, passed=steps))
    try:
        version = setting_up.keep(guards.store(), members.viewer(), form.version.data or 0, state, step)
    except Conflict:
        return _collided(form, setup, step)
    _carry(form, version)
    return None


def _carry(form: forms.StepForm, version: int) -> None:
    """Let the page that is shown now be of this version, whatever was sent."""
    form.version.data, form.version.raw_data = version, None


def _collided(form: forms.StepForm, setup: Setup, step: str) -> Response:
    """What was typed stands; the next press saves it over what the other one wrote."""
    kept, _theirs = _kept()
    _carry(form, kept.version)
    by = kept.name or gettext("Somebody else")
    form.form_errors.append(
        say("%(name)s saved this meanwhile. What you typed is below and not saved yet: look, and save again.", name=by)
    )
    pages = {"notice": _notice, "understood": _understood, "missing": _missing, "systems": _systems}
    return pages[step](form, setup, 409)


def _steps(setup: Setup, here: str) -> list[dict[str, str]]:
    """The steps, each with where it stands; those that were passed lead back."""
    passed = set(setup.passed)
    return [
        {
            "label": gettext(label),
            "state": "now" if key == here else "done" if key in passed else "later",
            "href": _href(key) if key in passed and key != here else "",
        }
        for key, label in told.STEPS
    ]


def _next(setup: Setup) -> str:
    return next((key for key, _label in told.STEPS if key not in setup.passed), "look")


def _onward(step: str) -> Response:
    return _to("show") if request.form.get("act") == "later" else _to(step)


def _href(step: str) -> str:
    return url_for(f"staff_setup.{step}")


def _to(step: str) -> Response:
    return redirect(_href(step), 303)


def _shown(template: str, step: str, now: Setup, status: int, /, **context: Any) -> Response:
    wrong = status in {409, 422}
    return page(template, status=status, page_error=wrong, steps=_steps(now, step), home=_href("show"), **context)


def _notice(form: forms.NoticeForm, setup: Setup, status: int = 200) -> Response:
    return _shown("staff/setup_notice.html", "notice", setup, status, form=form, setup=setup)


def _understood(form: forms.SaidForm, setup: Setup, status: int = 200) -> Response:
    count = len(setup.places)
    return _shown(
        "staff/setup_understood.html", "understood", setup, status, form=form, setup=setup,
        pieces=given.pieces(setup), count=count, faults=[one for one in setup.faults if one == "too_long"],
        unread=any(end - start > 1 for start, end in setup.unread),
        is_strange=setup.way == given.NOTICE and (not setup.languages or count < 3),
        say_path=_say_path, message=told.message,
    )  # fmt: skip


_PATHS = {
    "controller": "legal_name", "contact": "contact_name", "purposes": "purposes", "data_categories": "categories",
    "sources": "sources", "recipients": "recipients", "legal_bases": "bases", "rights": "rights",
    "retention": "retention", "transfers_outside_eea": "transfers", "updated": "updated", "name": "names",
}  # fmt: skip


def _say_path(path: str) -> str:
    """What a place of the text was read as."""
    last = path.rpartition(".")[2].partition("[")[0]
    whole = path.partition(".")[0]
    said = {
        "legal_name": gettext("Controller"), "contact_name": gettext("Contact person"),
        "purposes": gettext("What the data is used for"), "categories": gettext("Which data you keep"),
        "sources": gettext("Where the data comes from"), "recipients": gettext("Who else handles it or gets it"),
        "bases": gettext("Legal basis"), "rights": gettext("Your rights"), "retention": gettext("How long"),
        "transfers": gettext("Transfers out of Europe"), "updated": gettext("Date"),
        "names": gettext("Names of the registers"),
    }  # fmt: skip
    return said.get(_PATHS.get(whole, _PATHS.get(last, "")), "")


def _missing(form: forms.StepForm, setup: Setup, status: int = 200) -> Response:
    parts, facts = _parts(setup), _facts()
    purposes = [
        {
            "name": forms.say_item(one),
            "basis": form[f"basis-{one.key}"], "keeping": form[f"keeping-{one.key}"], "kept": form[f"kept-{one.key}"],
            "interest": _field(form, f"interest-{one.key}"),
            "unsure": form[f"unsure-{one.key}"], "usual": _usual_interest(one),
            "marketing": bool(one.term and one.term.flag("marketing")),
        }
        for one in parts.purposes
        if f"basis-{one.key}" in form
    ]  # fmt: skip
    unsaid = [
        (one.text.in_language(_spoken(setup)) or one.text.fi or one.text.sv or one.text.en, fields)
        for one in composing.unsaid(setup, facts)
        if (fields := [form[name] for code in one.languages if (name := f"in-{one.key}-{code}") in form])
    ]
    return _shown(
        "staff/setup_missing.html", "missing", setup, status, form=form, purposes=purposes, unsaid=unsaid,
        singles=[_single(form, key, setup) for key in told.QUESTIONS if key in form],
        more_special=_field(form, forms.MORE_SPECIAL),
        special=[form[f"special-{one.key}"] for one in parts.categories if f"special-{one.key}" in form],
        why={key: told.why(key, setup.findings) for key in ("basis", "interest", "keeping", "special")},
        quoted={key: told.quoted(key, setup.findings) for key in ("basis", "interest", "keeping")},
        added=told.added(setup.findings), american=composing.american(parts),
        electronic=next((told.message(one) for one in setup.findings if one["code"] == "X05"), ""),
    )  # fmt: skip


def _field(form: forms.StepForm, name: str) -> Field | None:
    return next((one for one in form if one.name == name), None)


def _usual_interest(one: composing.Item) -> str:
    if one.term is None or "interest" not in one.term.said:
        return ""
    return terms.words_of("interests", str(one.term.said["interest"])).in_language(language())


def _single(form: forms.StepForm, key: str, setup: Setup) -> dict[str, Any]:
    field: Field = form[key]
    return {
        "key": key, "field": field, "why": told.why(key, setup.findings), "quoted": told.quoted(key, setup.findings),
        "own": _field(form, f"own-{key}"),
        "hints": {value: told.sentence(key, value) for value, _label in told.CHOICES.get(key, ())},
        "nobody": _field(form, "nobody") if key == "recipients" else None,
    }  # fmt: skip


def _systems_form(setup: Setup, version: int, *, sent: bool) -> forms.StepForm:
    parts = _parts(setup)
    places = composing.placed(setup, parts)
    kinds = connections.kinds_on_offer(guards.settings().connectors)
    offered_kinds = [forms.say_by_hand(), *((key, one.name.in_language(language())) for key, one in kinds.items())]
    uses = composing.uses_of(setup, parts)
    return forms.systems_form(places, _names(places, parts), parts, uses, offered_kinds, version, sent)


def _names(places: Sequence[composing.Place], parts: Parts) -> dict[str, str]:
    return {one.key: composing.system_name(one, parts).in_language(language()) or one.key for one in places}


def _systems(form: forms.StepForm, setup: Setup, status: int = 200) -> Response:
    parts = _parts(setup)
    there = composing.placed(setup, parts)
    names = _names(there, parts)
    keys = [one.key for one in there if f"name-{one.key}" in form]
    keys += [f"new_{number}" for number in range(forms.NEW_SYSTEMS)]
    rows = [
        {
            "key": key, "label": names.get(key, ""), "name": form[f"name-{key}"],
            "how": form[f"how-{key}"], "who": form[f"who-{key}"],
            "holds": form[f"holds-{key}"], "is_new": key.startswith("new_"),
        }
        for key in keys
    ]  # fmt: skip
    uses = [form[f"uses-{one.key}"] for one in parts.categories if f"uses-{one.key}" in form]
    return _shown("staff/setup_systems.html", "systems", setup, status, form=form, rows=rows, uses=uses)


def _look(fault: str = "", status: int = 200) -> Response:
    kept, setup = _kept()
    facts = _facts()
    left, complete = composing.unanswered(setup, facts), composing.complete_languages(setup, facts)
    if left or not complete or not composing.placed(setup, _parts(setup)):
        return _to("missing")
    shown = request.args.get("show", "")
    shown = shown if shown in complete else (language() if language() in complete else complete[0])
    register = composing.published(setup, facts, guards.today().isoformat())
    portal = f"{guards.home()}/{facts.slug}/"
    body = Markup(render_notice(register, shown, portal))  # noqa: S704  # our own template, escaped there
    form = forms.StepForm(formdata=None, data={"version": kept.version})
    if fault or status == 409:
        form.form_errors.append(fault or gettext("Somebody saved this meanwhile. Look again, and publish then."))
    return _shown(
        "staff/setup_look.html", "look", setup, status, form=form, body=body, shown=shown,
        start=_start(register, shown),
        tabs=[(code, words.LANGUAGE_NAMES[code], f"{_href('look')}?show={code}", code == shown) for code in complete],
        left_out=[words.LANGUAGE_NAMES[code] for code in facts.languages if code not in complete],
        address=portal, missing_href=f"{_href('missing')}#languages", publish_href=_href("publish"),
        company=register.controller, face=_face(shown),
    )  # fmt: skip


def _face(shown: str) -> str:
    """What stands beside the name on top of the public pages."""
    with words.using(shown):
        return gettext("Your personal data")


def _start(register: Register, shown: str) -> Markup:
    """The form that begins a request, as people will see it; nothing in it can be pressed."""
    zone = register.controller.time_zone
    with words.using(shown, zone):
        form, hints = start_form.start_form(register, sent=False), start_form.hints(register)
        told = words.render("shared/_start.html", shown, zone, form=form, hints=hints, disabled=True)
    return Markup(told)  # noqa: S704  # our own template, escaped there


def _links() -> dict[str, Any]:
    slug = guards.controller().slug
    return {
        "public": f"{guards.home()}/{slug}/",
        "notice": f"{guards.home()}/{slug}/notice",
        "requests": f"/staff/{slug}/requests",
        "connections": url_for("staff_connections.show"),
        "team": url_for("staff_team.show"),
        "may_manage": may_manage(members.viewer()),
    }
