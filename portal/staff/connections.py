"""The connections in their owner's hands: what reaches which system, set up, tried out, changed and removed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField
from wtforms.validators import InputRequired

from portal import words
from portal.domain import stood
from portal.domain.coverage import uncovered
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.lifecycle import Match
from portal.domain.may import may_configure, may_manage, may_read_settings
from portal.domain.register import System, Text
from portal.office import connections, mappings
from portal.staff import connection_settings as settings
from portal.staff import connection_words as told
from portal.staff.case_words import MATCHED_BY, MATCHES, say_code
from portal.staff.settings_view import Meanwhile, StoodForm, saved
from portal.storage.door import connections as door
from portal.storage.door import returned as returned_door
from portal.storage.door.connections import ConnectionLine, DraftShown, Shown
from portal.web import guards, members, stepup
from portal.web.forms import Form, PressForm, UpTo
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_connections", __name__)
HOME = "/staff/<controller>/connections"
ONE = f"{HOME}/<system>"
SET = f"{ONE}/set/<connector>"
DRAFT = f"{ONE}/drafts/<draft_id>"


class PersonForm(Form):
    """The address of a person to search for."""

    email = EmailField(
        _l("Address of a person whom you know to be in it"), validators=[InputRequired(_l("Fill this in")), UpTo(200)]
    )


@bp.get(HOME)
@members.staff_page(may_read_settings)
@guards.before_opening
def show() -> Response:
    """Every system of the register in force, how it is reached, and what nothing reaches."""
    register, lines = guards.register(), door.lines(guards.store(), members.viewer())
    recipients = {one.key: one for one in register.recipients}
    rows = [_row(one.key, _say(one.name), lines.get(one.key), one, recipients) for one in register.systems]
    known = {one.key for one in register.systems}
    rows += [_row(key, key, line, None, recipients) for key, line in lines.items() if key not in known]
    left = uncovered(register)
    came = _came()
    return page(
        "staff/connections.html",
        rows=rows,
        back=[
            (row["name"], url_for("staff_returned.show", system=row["line"].system), came[row["line"].system])
            for row in rows
            if row["line"] is not None and came.get(row["line"].system)
        ],
        ill=[row for row in rows if row["line"] is not None and row["line"].is_troubled],
        missing=[(_say(one.name), gettext(told.RECIPIENTS[one.kind])) for one in left.recipients],
        unsearched=[_say(one.name) for one in left.categories],
        base=members.queue_path(),
    )


@bp.get(ONE)
@members.staff_page(may_read_settings)
@guards.polled("came")
@guards.before_opening
def system(system: str) -> Response:
    """One system: its state, and what can be done with its connection."""
    place, line = _place(system)
    kinds = connections.kinds_on_offer(guards.settings().connectors)
    kind = kinds.get(line.connector) if line else None
    recipients = {one.key: one for one in guards.register().recipients}
    return page(
        "staff/connection.html",
        "came",
        name=_name(place, system),
        line=line,
        state=told.say_state(line) if line else None,
        why=told.say_why(line) if line else [],
        since=told.say_since(line) if line else "",
        by_hand=told.say_by_hand(place, recipients, words.language()) if place else "",
        kind_name=_say(kind.name) if kind else (line.connector if line else ""),
        needs=_say(kind.needs) if kind else "",
        a_second=kind.a_second if kind else 0,
        kinds=[(_say(one.name), _say(one.needs), _href("form", system, connector=key)) for key, one in kinds.items()],
        change_href=_href("form", system, connector=line.connector) if line and kind else "",
        check_href=_href("check", system),
        remove_href=_href("remove_form", system) if line else "",
        poll_href=_href("system", system, poll="1"),
        list_href=_href("show"),
        is_named=place is not None,
        back=_came().get(system, 0),
        returned_href=url_for("staff_returned.show", system=system) if line and may_manage(members.viewer()) else "",
        may_configure=may_configure(members.viewer()),
    )


@bp.post(f"{ONE}/check")
@members.staff_page(may_configure)
@guards.before_opening
def check(system: str) -> Response:
    """Have the worker look whether it is well."""
    _place(system)
    if PressForm().validate():
        connections.check_now(guards.store(), members.viewer(), system)
    return redirect(_href("system", system), 303)


@bp.get(SET)
@members.staff_page(may_configure)
@stepup.shown_lately()
@guards.before_opening
def form(system: str, connector: str) -> Response:
    """The settings of a kind, filled with what is kept; a secret is never among it."""
    place, line = _place(system)
    if place is None:
        raise NotFound("not_found")
    draft_id = request.args.get("draft", "")
    kind = _kind(connector)
    shown = _draft(system, draft_id).shown if draft_id else _kept(system, connector)
    if shown.connector != connector:
        raise NotFound("not_found")
    made = settings.filled(kind, shown.values, draft_id)
    made.stood.data = _draft(system, draft_id).stood if draft_id else _stood(line)
    return _shown(system, connector, made, shown.kept)


@bp.post(SET)
@members.staff_page(may_configure)
@stepup.shown_lately()
@guards.before_opening
def try_it(system: str, connector: str) -> Response:
    """Have the worker try what was typed; nothing is in force by it."""
    place, _line = _place(system)
    kind, made = _kind(connector), settings.sent(_kind(connector))
    if place is None:
        raise NotFound("not_found")
    if not made.validate():
        return _shown(system, connector, made, _kept(system, connector).kept, 422)
    draft_id, settled = connections.try_out(
        guards.store(), members.viewer(), system, connector, kind, settings.typed(kind, made),
        draft_id=made.draft.data or "", known=settings.known_categories(), stood=made.stood.data or "",
    )  # fmt: skip
    if not settled.faults:
        return redirect(_href("draft", system, draft_id=draft_id), 303)
    return _blamed(system, connector, made, settled, draft_id)


@bp.post(f"{SET}/tables")
@members.staff_page(may_configure)
@stepup.shown_lately()
@guards.before_opening
def tables(system: str, connector: str) -> Response:
    """Have the worker read the schema of a database; not one row of it."""
    place, _line = _place(system)
    kind, made = _kind(connector), settings.sent(_kind(connector))
    if place is None or connector != "sql":
        raise NotFound("not_found")
    if not made.validate():
        return _shown(system, connector, made, _kept(system, connector).kept, 422)
    draft_id, settled = connections.try_out(
        guards.store(), members.viewer(), system, connector, kind, settings.typed(kind, made),
        act="tables", needed=("url", "country"), draft_id=made.draft.data or "", stood=made.stood.data or "",
    )  # fmt: skip
    if settled.faults:
        return _blamed(system, connector, made, settled, draft_id)
    return redirect(_href("draft", system, draft_id=draft_id), 303)


@bp.get(f"{DRAFT}/map")
@members.staff_page(may_configure)
@guards.before_opening
def mapping(system: str, draft_id: str) -> Response:
    """The map of the tables that were read, as a form: the one that is there, else a proposal."""
    _place(system)
    return _mapped(system, _draft(system, draft_id))


@bp.post(f"{DRAFT}/map")
@members.staff_page(may_configure)
@guards.before_opening
def map_it(system: str, draft_id: str) -> Response:
    """Make the map's text of what was typed, and try it; or show more tables."""
    place, _line = _place(system)
    found, made = _draft(system, draft_id), PressForm()
    if place is None:
        raise NotFound("not_found")
    if not made.validate():
        return _mapped(system, found, 422)
    add = [int(one) for one in request.form.getlist("add") if one.isdecimal() and len(one) < 4]
    schema, sheet = _sheet(found, [*_places(), *add])
    if sheet is None:
        return _mapped(system, found, 422)
    if request.form.get("act") == "more":
        return _mapped(system, found, typed=request.form)
    try:
        text = mappings.built(
            schema, sheet, request.form, [key for key, _said in settings.categories()], words.language()
        )
    except Invalid as error:
        return _mapped(system, found, 422, request.form, str(error.details["reason"]))
    typed = {**found.shown.values, "mapping": text}
    new, _settled = connections.try_out(
        guards.store(), members.viewer(), system, found.connector, _kind(found.connector), typed, draft_id=found.id,
        stood=found.stood,
    )  # fmt: skip
    return redirect(_href("draft", system, draft_id=new), 303)


@bp.post(f"{DRAFT}/person")
@members.staff_page(may_manage)
@guards.before_opening
def person(system: str, draft_id: str) -> Response:
    """Have the worker search for one person with these settings; nothing is written anywhere."""
    place, line = _place(system)
    found, made = _draft(system, draft_id), PersonForm()
    if not made.validate():
        return _tried(system, _name(place, system), found, line, 422, made)
    new, settled = connections.try_out(
        guards.store(), members.viewer(), system, found.connector, _kind(found.connector), found.shown.values,
        act="person", draft_id=found.id, asked={"email": (made.email.data or "").strip().casefold()},
        stood=found.stood,
    )  # fmt: skip
    if settled.faults:
        return _tried(system, _name(place, system), found, line, 422, made)
    return redirect(_href("draft", system, draft_id=new), 303)


@bp.get(DRAFT)
@members.staff_page(may_configure)
@guards.polled("came")
@guards.before_opening
def draft(system: str, draft_id: str) -> Response:
    """What came of a trial; asked for anew until something did."""
    place, line = _place(system)
    return _tried(system, _name(place, system), _draft(system, draft_id), line)


@bp.post(f"{DRAFT}/save")
@members.staff_page(may_configure)
@stepup.shown_lately()
@guards.before_opening
def save(system: str, draft_id: str) -> Response:
    """Put settings in force that were tried."""
    place, line = _place(system)
    if place is None:
        raise NotFound("not_found")
    form, found = StoodForm(), _draft(system, draft_id)
    if not form.validate():
        return _tried(system, _name(place, system), found, line, 422)
    try:
        connections.save(guards.store(), members.viewer(), system, draft_id, form.stood.data or "")
    except Conflict:
        return _tried(system, _name(place, system), found, _place(system)[1], 409, changed=True)
    except Refused as error:
        if error.code not in {"not_tried", "connection_unusable"}:
            raise
        return _tried(system, _name(place, system), _draft(system, draft_id), line, 409)
    return redirect(_href("system", system), 303)


@bp.get(f"{ONE}/remove")
@members.staff_page(may_configure)
@guards.before_opening
def remove_form(system: str) -> Response:
    """What removing a connection means, before it happens."""
    place, line = _place(system)
    if line is None:
        raise NotFound("not_found")
    return _removing(system, _name(place, system), line)


@bp.post(f"{ONE}/remove")
@members.staff_page(may_configure)
@stepup.shown_lately()
@guards.before_opening
def remove(system: str) -> Response:
    """Take the connection and its secrets away; people do the steps from now on."""
    place, line = _place(system)
    if line is None:
        raise NotFound("not_found")
    form = StoodForm()
    if not form.validate():
        return _removing(system, _name(place, system), line, 422)
    try:
        connections.remove(guards.store(), members.viewer(), system, form.stood.data or "")
    except Conflict:
        return _removing(system, _name(place, system), line, 409)
    return redirect(_href("show"), 303)


def _came() -> dict[str, int]:
    """How many people are back after their erasure, by system: for the owner, and for nobody else."""
    viewer = members.viewer()
    return returned_door.count(guards.store(), viewer) if may_manage(viewer) else {}


def _blamed(
    system: str, connector: str, made: settings.SettingsForm, settled: connections.Settled, draft_id: str
) -> Response:
    """The form with what is wrong at its fields; the draft keeps the secrets that were typed."""
    for fault in settled.faults:
        settings.blame(_kind(connector), made, fault)
    made.draft.data = draft_id
    kept = frozenset(key for key in connections.secrets_of(_kind(connector)) if settled.settings.get(key))
    return _shown(system, connector, made, kept, 422)


def _places() -> list[int]:
    """The tables that the form of a map had, by their place in the schema."""
    given = request.form.get("places", "").split(",")
    return [int(one) for one in given if one.isdecimal() and len(one) < 4]


def _sheet(found: DraftShown, add: Sequence[int] = ()) -> tuple[Mapping[str, Any], mappings.Sheet | None]:
    """What the worker read, and the map of it; `NotFound` where it read none."""
    if "schema" not in found.result:
        raise NotFound("not_found")
    schema: Mapping[str, Any] = found.result["schema"]
    text, zone = found.shown.values.get("mapping", ""), guards.controller().time_zone
    known = [key for key, _said in settings.categories()]
    return schema, mappings.start(schema, text, known, zone, words.language(), add)


def _number_in(field: str) -> int:
    """Of which table a field is: `t12c3_label` is of the twelfth."""
    found = re.match(r"t([0-9]{1,3})(?![0-9])", field)
    return int(found[1]) if found else -1


def _mapped(
    system: str, found: DraftShown, status: int = 200, typed: Mapping[str, str] | None = None, reason: str = ""
) -> Response:
    place, _line = _place(system)
    add = [*_places(), *(int(one) for one in request.form.getlist("add") if one.isdecimal() and len(one) < 4)]
    schema, sheet = _sheet(found, add)
    form = PressForm(formdata=None)
    if reason:
        form.form_errors = [words.say("The map does not fit: %(reason)s", reason=reason)]
    shown = set(_places()) if typed is not None else set()
    values = dict(sheet.values) if sheet else {}
    if typed is not None:  # what was typed stands; a table that has just come begins as it is proposed
        old = [name for name in values if _number_in(name) in shown]
        values = {name: value for name, value in values.items() if name not in old}
        values |= {name: value for name, value in typed.items() if name.startswith("t")}
    tables = [(number, schema["tables"][number]) for number in (sheet.places if sheet else ())]
    return page(
        "staff/connection_map.html",
        status=status,
        page_error=status == 422,
        name=_name(place, system),
        form=form,
        v=values,
        tables=tables,
        kinds=[values.get(f"t{number}_kind", "") for number, _table in tables],
        others=[(number, one) for number, one in enumerate(schema["tables"])
                if one["key"] and number not in (sheet.places if sheet else ())],
        left_out=schema.get("left_out", 0),
        sheet=sheet,
        categories=settings.categories(),
        whats=[(key, gettext(said)) for key, said in told.WHATS.items()],
        erases=[(key, gettext(said)) for key, said in told.ERASES.items()],
        action=_href("map_it", system, draft_id=found.id),
        back_href=_href("draft", system, draft_id=found.id),
    )  # fmt: skip


def _removing(system: str, name: str, line: ConnectionLine, status: int = 200) -> Response:
    return page(
        "staff/connection_remove.html",
        status=status,
        page_error=status in {409, 422},
        name=name,
        line=line,
        meanwhile=_meanwhile(system, line) if status == 409 else None,
        back_href=_href("system", system),
        form=StoodForm(formdata=None, data={"stood": _stood(line)}),
    )


def _stood(line: ConnectionLine | None) -> str:
    """What a form made from this connection carries."""
    return stood.digest(line and line.seen)


def _meanwhile(system: str, line: ConnectionLine | None, tried: Sequence[tuple[str, str]] = ()) -> Meanwhile:
    """What somebody else saved, where it is not what was `tried`."""
    rows: list[tuple[str, str]] = []
    kind = connections.kinds_on_offer(guards.settings().connectors).get(line.connector) if line else None
    if line is not None and kind is not None:
        now = [(gettext("Kind"), _say(kind.name)), *settings.said(kind, _kept(system, line.connector))]
        rows = [row for row in now if row not in tried]
    return saved(rows, {"connection_set", "connection_removed"}, system=system)


def _row(key: str, name: str, line: ConnectionLine | None, place: System | None, recipients: Any) -> dict[str, Any]:
    kinds = connections.kinds_on_offer(guards.settings().connectors)
    kind = kinds.get(line.connector) if line else None
    return {
        "name": name,
        "href": _href("system", key),
        "line": line,
        "kind": _say(kind.name) if kind else (line.connector if line else ""),
        "state": told.say_state(line) if line else None,
        "why": told.say_why(line) if line else [],
        "since": told.say_since(line) if line else "",
        "by_hand": told.say_by_hand(place, recipients, words.language()) if place and not line else "",
        "is_processor": bool(place and place.owner == "processor"),
        "is_named": place is not None,
    }


def _place(system: str) -> tuple[System | None, ConnectionLine | None]:
    """The system in the register in force and its connection; `NotFound` where there is neither."""
    place = next((one for one in guards.register().systems if one.key == system), None)
    line = door.lines(guards.store(), members.viewer()).get(system)
    if place is None and line is None:
        raise NotFound("not_found")
    return place, line


def _name(place: System | None, system: str) -> str:
    return _say(place.name) if place else system


def _kind(connector: str) -> connections.Kind:
    kinds = connections.kinds_on_offer(guards.settings().connectors)
    if connector not in kinds:
        raise NotFound("not_found")
    return kinds[connector]


def _kept(system: str, connector: str) -> Shown:
    secrets = connections.secrets_of(_kind(connector))
    return door.settings_of(guards.store(), members.viewer(), system, connector, secrets)


def _draft(system: str, draft_id: str) -> DraftShown:
    kinds = connections.kinds_on_offer(guards.settings().connectors)
    secrets = {name: connections.secrets_of(kind) for name, kind in kinds.items()}
    return door.draft(guards.store(), members.viewer(), system, draft_id, secrets)


def _shown(
    system: str, connector: str, made: settings.SettingsForm, kept: frozenset[str], status: int = 200
) -> Response:
    kind = _kind(connector)
    place, _line = _place(system)
    return page(
        "staff/connection_form.html",
        status=status,
        page_error=bool(made.errors),
        name=_name(place, system),
        kind_name=_say(kind.name),
        needs=_say(kind.needs),
        form=made,
        fields=settings.shown(kind, made, kept),
        action=_href("try_it", system, connector=connector),
        tables_href=_href("tables", system, connector=connector) if connector == "sql" else "",
        back_href=_href("system", system),
    )


def _tried(
    system: str,
    name: str,
    found: DraftShown,
    line: ConnectionLine | None,
    status: int = 200,
    person: "PersonForm | None" = None,
    *,
    changed: bool = False,
) -> Response:
    """The page of a trial; where the connection `changed` meanwhile, its press goes on from what stands now."""
    kind = _kind(found.connector)
    result = found.result
    fault = None if found.fault == "typed" else found.fault
    unusable = (fault or "").partition(":")[0] in connections.UNUSABLE
    said = settings.said(kind, found.shown)
    return page(
        "staff/connection_draft.html",
        "came",
        status=status,
        page_error=status in {409, 422},
        name=name,
        kind_name=_say(kind.name),
        line=line,
        is_done=found.is_done,
        is_whole=found.fault != "typed",
        fault=told.say_fault(fault) if fault else "",
        reason=result.get("reason", ""),
        troubles=[told.say_fault(code) for code in result.get("troubles", [])],
        unusable=unusable,
        able=_able(result),
        act=found.act,
        tables=len(result["schema"]["tables"]) if "schema" in result else None,
        map_href=_href("mapping", system, draft_id=found.id),
        searched=_searched(result) if "counts" in result else None,
        asked=found.asked.get("email", ""),
        person_form=person or PersonForm(formdata=None),
        person_href=_href("person", system, draft_id=found.id) if may_manage(members.viewer()) else "",
        settings=said,
        meanwhile=_meanwhile(system, line, [(gettext("Kind"), _say(kind.name)), *said]) if changed else None,
        form=StoodForm(formdata=None, data={"stood": _stood(line) if changed else found.stood}),
        save_href=_href("save", system, draft_id=found.id),
        change_href=_href("form", system, connector=found.connector, draft=found.id),
        poll_href=_href("draft", system, draft_id=found.id, poll="1"),
        here=_href("draft", system, draft_id=found.id),
        back_href=_href("system", system),
        is_fragment=guards.is_fragment(),
    )


def _searched(result: Mapping[str, Any]) -> dict[str, Any]:
    """What a search for one person found, in words."""
    names = dict(settings.categories())
    labels = {kind: text.get(words.language(), kind) for kind, text in result["labels"].items()}
    rows = [
        (labels.get(kind, kind), names.get(category, category), _match(match), number)
        for kind, category, match, number in result["counts"]
    ]
    values = [(labels.get(one["kind"], one["kind"]), one["fields"]) for one in result["values"]]
    matched = [say_code(MATCHED_BY, code) for code in result["matched"]]
    kinds = {kind: Text(**text) for kind, text in result["labels"].items()}
    gaps = [told.say_fault(code, kinds) for code in result["gaps"]]
    return {"rows": rows, "values": values, "matched": matched, "gaps": gaps, "number": result["searched"],
            "whole": result["whole"]}  # fmt: skip


def _match(match: str) -> tuple[str, str, str]:
    said, tone, icon = MATCHES[Match(match)]
    return gettext(said), tone, icon


def _able(result: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, tuple[str, str, str]]]]]:
    """What the machine does with each kind of record."""
    rows = []
    for kind, able in result.get("able", {}).items():
        label = result.get("labels", {}).get(kind, {}).get(words.language()) or kind
        cells = [(gettext(said), _how(able.get(one.value, "none"))) for one, said in told.ABLE.items()]
        rows.append((label, cells))
    return rows


def _how(how: str) -> tuple[str, str, str]:
    said, tone, icon = told.HOW.get(how, told.HOW["none"])
    return gettext(said), tone, icon


def _say(text: Text) -> str:
    return text.in_language(words.language())


def _href(endpoint: str, system: str = "", **places: Any) -> str:
    if system:
        places |= {"system": system}
    return url_for(f"staff_connections.{endpoint}", **places)
