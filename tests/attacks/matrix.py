"""A house in which every kind of data bears canaries of its own, and who may see which of them.

`World` stands on `every_page.everything`, so that each state of a request is there; what is planted here is of every
category and of all that is said about a request, each with a word that stands nowhere else.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, product
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import MapAdapter, Rule
from werkzeug.test import TestResponse

from portal.domain import may
from portal.domain.lifecycle import Match, Right, Verdict
from portal.domain.register import Register
from portal.domain.roles import UNSORTED, Viewer, machine
from portal.journey import correspondence
from portal.office import accounts, connections, returned
from portal.reading.toml import shipped_register
from portal.staff.case_files import may_hold
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, work
from portal.systems.contract import Owner, Record
from tests import every_page, factories
from tests.every_page import Everything
from tests.faces import PASSWORD, Browser
from tests.factories import MadeRequest

May = Callable[[Viewer], bool]
RULES: Mapping[str, May] = {
    **dict.fromkeys(("queue.requests", "staff_setup.show"), may.may_enter),
    **dict.fromkeys(
        (
            "staff_request.show", "staff_request.step", "staff_findings.show", "staff_findings.original",
            "staff_findings.document", "staff_telling.show", "staff_presence.show", "queue_more.as_csv",
            "queue_more.help_sheet", "queue_views.show",
        ),
        may.may_see_queue,
    ),
    **dict.fromkeys(
        (
            "queue_choices.show", "queue_choices.choose", "queue_more.use_keys", "queue_views.begin",
            "queue_views.remove", "queue_views.save",
        ),
        may.may_choose,
    ),
    **dict.fromkeys(
        (
            "staff_request.file", "staff_decision.show", "staff_decision.release_page", "staff_decision.package",
            "staff_letters.as_pdf", "staff_case_files.show", "staff_file_looks.show", "staff_file_looks.picture",
            "staff_safeguards.erasure",
        ),
        may.may_read_all,
    ),
    **dict.fromkeys(("staff_timeline.show", "staff_messages.seen"), may.may_see_unsorted),
    **dict.fromkeys(("staff_reports.show", "staff_reports.table", "staff_reports.book"), may.may_see_reports),
    "staff_reports.year_report": may.may_account,
    **dict.fromkeys(
        (
            "staff_notice.show", "staff_notice.answer", "staff_record.show", "staff_record.book", "staff_record.paper",
            "staff_map.show",
        ),
        may.may_read_registers,
    ),
    **dict.fromkeys(("staff_dossier.show", "staff_dossier.make"), may.may_make_dossier),
    **dict.fromkeys(("staff_safeguards.approve_erasure", "staff_safeguards.approve_release"), may.may_review),
    **dict.fromkeys(("staff_request.finish_step", "staff_telling.finish"), may.may_do_steps),
    **dict.fromkeys(("staff_findings.judge", "staff_findings.judge_one"), may.may_judge),
    **dict.fromkeys(
        (
            "queue.assign", "queue.unconfirmed", "queue.close_unconfirmed", "staff_enter.show", "staff_enter.enter",
            "staff_campaigns.form", "staff_campaigns.check", "staff_messages.write", "staff_messages.note",
            "staff_messages.forget", "staff_messages.insert", "staff_messages.introduced", "staff_messages.keep",
            "staff_messages.preview", "staff_messages.send", "staff_messages.take_off", "queue.remind",
            "staff_message_templates.show", "staff_message_templates.new_form", "staff_message_templates.create",
            "staff_message_templates.edit_form", "staff_message_templates.save", "staff_message_templates.remove",
            "staff_objections.show", "staff_objections.press",
            "staff_request.run_again", "staff_request.choose_owner", "staff_processors.send_again",
            "staff_processors.withdraw", "staff_assignment.show", "staff_assignment.give", "staff_extension.show",
            "staff_extension.preview", "staff_extension.as_pdf", "staff_extension.send", "staff_findings.finish",
            "staff_findings.judge_owner", "staff_identity.show", "staff_identity.vouch", "staff_identity.mail_again",
            "staff_identity.show_authority", "staff_identity.protect", "staff_inquiry.ask_form", "staff_inquiry.ask",
            "staff_inquiry.copy", "staff_inquiry.sheet", "staff_inquiry.posted", "staff_inquiry.outcome_form",
            "staff_inquiry.settle", "staff_post.show", "staff_post.posted", "staff_restriction.show",
            "staff_restriction.preview", "staff_restriction.announce", "staff_restriction.as_pdf",
            "staff_restriction.lift", "staff_telling.letter", "staff_telling.send_letter",
        ),
        may.may_handle,
    ),
    **dict.fromkeys(
        (
            "staff_decision.decide", "staff_decision.release", "staff_decision.looked", "staff_decision.reopen",
            "staff_findings.include_exact", "staff_identity.judge", "staff_letters.edit_form", "staff_letters.edit",
            "staff_letters.undo", "staff_unfounded.show", "staff_unfounded.preview", "staff_unfounded.settle",
            "staff_unfounded.send", "staff_safeguards.begin_now", "staff_safeguards.take_back", "staff_together.join",
            "staff_together.part",
        ),
        may.may_release,
    ),
    **dict.fromkeys(
        ("staff_case_files.hold_form", "staff_case_files.hold", "staff_case_files.release"), may_hold
    ),
    **dict.fromkeys(
        (
            "staff_connections.show", "staff_connections.system", "staff_wordings.show", "staff_wordings.version",
            "staff_wordings.version_pdf", "staff_processors.show",
        ),
        may.may_read_settings,
    ),
    **dict.fromkeys(
        (
            "staff_connections.check", "staff_connections.form", "staff_connections.try_it",
            "staff_connections.tables", "staff_connections.mapping", "staff_connections.map_it",
            "staff_connections.draft", "staff_connections.save", "staff_connections.remove_form",
            "staff_connections.remove", "staff_wordings.edit_form", "staff_wordings.save", "staff_wordings.preview",
            "staff_wordings.preview_pdf", "staff_wordings.standard", "staff_wordings.take_up",
            "staff_processors.edit_form", "staff_processors.save", "staff_processors.remove",
        ),
        may.may_configure,
    ),
    **dict.fromkeys(
        (
            "staff_registers.show", "staff_registers.register", "staff_registers.version",
            "staff_registers.differences", "staff_registers.version_toml", "staff_registers.draft_toml",
            "staff_register_draft.toml_form",
        ),
        may.may_read_registers,
    ),
    **dict.fromkeys(
        (
            "staff_register_draft.section_form", "staff_register_draft.save_section", "staff_register_draft.add_form",
            "staff_register_draft.add", "staff_register_draft.item_form", "staff_register_draft.save_item",
            "staff_register_draft.remove_form", "staff_register_draft.remove", "staff_register_draft.move",
            "staff_register_draft.bring", "staff_register_publishing.put_away_form",
            "staff_register_publishing.put_away", "staff_register_publishing.take_up",
            "staff_register_publishing.bring_in",
        ),
        may.may_edit_registers,
    ),
    **dict.fromkeys(
        (
            "staff_register_publishing.publish_form", "staff_register_publishing.publish",
            "staff_register_publishing.take_back",
        ),
        may.may_publish_registers,
    ),
    **dict.fromkeys(
        (
            "staff_team.show", "staff_team.invite_form", "staff_team.invite", "staff_team.member", "staff_team.change",
            "staff_team.end", "staff_team.send_again", "staff_team.take_back", "staff_sign_on.form",
            "staff_sign_on.save", "staff_sign_on.remove",
        ),
        may.may_manage_staff,
    ),
    **dict.fromkeys(
        (
            "staff_connections.person", "staff_returned.show", "staff_returned.look", "staff_returned.erase",
            "staff_returned.leave", "staff_safeguards.settings", "staff_safeguards.save", "staff_security.show",
            "staff_security.save", "staff_company.show", "staff_company.save", "staff_logo.show",
            "staff_logo.save", "staff_setup.notice",
            "staff_setup.read_notice", "staff_setup.understood", "staff_setup.confirm", "staff_setup.missing",
            "staff_setup.answer", "staff_setup.systems", "staff_setup.keep_systems", "staff_setup.look",
            "staff_setup.publish",
        ),
        may.may_manage,
    ),
}  # fmt: skip
"""Every address of the staff's pages below a controller, by the rule of `domain/may.py` that it is for."""
OF_NOBODYS_ROLE = frozenset(
    {
        "accounts.companies", "staff_account.show", "staff_account.person", "staff_account.password_form",
        "staff_account.password", "staff_account.app_form", "staff_account.app", "staff_account.passkey_form",
        "staff_account.passkey", "staff_account.passkey_challenge", "staff_account.factor", "staff_account.rename",
        "staff_account.remove", "staff_account.codes", "staff_account.end_browser", "staff_account.end_others",
        "staff_account.show_again", "staff_account.shown_again", "staff_account.show_challenge",
    }
)  # fmt: skip
"""The staff's pages of no controller: for whoever is signed in, and about themselves."""


@dataclass(frozen=True)
class Canary:
    """A word that stands in one place alone: `kind` of thing, of one request and, in it, of a system and category."""

    word: str
    kind: str
    controller_id: str
    request_id: str = ""
    system: str = ""
    category: str = ""


@dataclass
class Planted:
    """A request that bears canaries, and the ids of what it has; `parts` are its steps and findings."""

    request: MadeRequest
    parts: set[tuple[str, str]] = field(default_factory=set)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def is_of(self, viewer: Viewer) -> bool:
        """Whether a viewer sees the request at all."""
        if viewer.controller_id != self.request.controller_id or not may.may_see_queue(viewer):
            return False
        return any(viewer.reaches(*part) for part in self.parts)


@dataclass
class Guest:
    """Somebody who looks: a browser, and the viewer that it is at its controller."""

    name: str
    browser: Browser
    viewer: Viewer | None
    slug: str


_WORD = re.compile(rb"kanaria\d{4}x")
_PLANTED = "d" * 64
"""The digest of letters that are planted for their titles: no PDF can be made of them."""
OF_REQUESTS = frozenset({"message", "note", "evidence", "file", "letter", "mail", "event", "contact", "hold"})
"""What is said of a whole request."""


@dataclass
class World:
    """Everything, with the canaries in it."""

    everything: Everything
    store: Store
    canaries: list[Canary] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    guests: dict[str, Guest] = field(default_factory=dict)
    _forbidden: dict[Viewer | None, list[Canary]] = field(default_factory=dict)

    @property
    def app(self) -> Flask:
        return self.everything.app

    def allows(self, viewer: Viewer | None, one: Canary) -> bool:
        """Whether a viewer may read a canary."""
        if viewer is None or viewer.controller_id != one.controller_id or one.kind == "secret":
            return False
        if one.kind == "setting":
            return may.may_configure(viewer)
        if one.kind == "returned":
            return may.may_manage(viewer)
        if one.kind in OF_REQUESTS:
            return may.may_read_all(viewer)
        if one.kind in {"name", "reference"}:
            return any(each.request.id == one.request_id and each.is_of(viewer) for each in self.planted)
        return may.may_see_queue(viewer) and viewer.reaches(one.system, one.category)

    def forbidden(self, viewer: Viewer | None) -> list[Canary]:
        """Those that a viewer may not read; nothing is planted once anybody looks."""
        if viewer not in self._forbidden:
            self._forbidden[viewer] = [one for one in self.canaries if not self.allows(viewer, one)]
        return self._forbidden[viewer]

    def words_in(self, said: bytes) -> set[str]:
        """The words of canaries that stand in these bytes."""
        return {one.decode() for one in _WORD.findall(said)} | {one for one in self._references if one.encode() in said}

    @cached_property
    def _references(self) -> list[str]:
        """The words of those canaries that are no made-up ones."""
        return [one.word for one in self.canaries if not _WORD.fullmatch(one.word.encode())]

    def places(self, rule: Rule, slug: str, planted: Sequence[Planted]) -> Iterator[dict[str, str]]:
        """The values of a rule's places: every id of each of these requests, and one of what is no request's.

        KeyError: a place that the matrix does not know.
        """
        names = sorted(rule.arguments - {"controller", "reference"})
        if "reference" not in rule.arguments:
            for values in product(*(_HOUSE[name](self) for name in names)):
                yield self._full(rule, slug, dict(zip(names, values, strict=True)))
            return
        for one in planted:
            choices = [one.ids[name] if name in one.ids else _HOUSE[name](self) for name in names]
            for values in product(*choices):
                places = {**dict(zip(names, values, strict=True)), "reference": one.request.reference}
                yield self._full(rule, slug, places)

    @staticmethod
    def _full(rule: Rule, slug: str, places: dict[str, str]) -> dict[str, str]:
        return {**places, "controller": slug} if "controller" in rule.arguments else places

    def path(self, rule: Rule, places: Mapping[str, str], method: str) -> str:
        return self._addresses.build(rule.endpoint, dict(places), method)

    @cached_property
    def _addresses(self) -> MapAdapter:
        return self.app.url_map.bind("")

    def rules(self, method: str) -> list[Rule]:
        found = [one for one in self.app.url_map.iter_rules() if method in (one.methods or ())]
        return sorted(found, key=lambda one: (one.rule, one.endpoint))

    def audience(self, rule: Rule) -> str:
        return getattr(self.app.view_functions[rule.endpoint], "admits", "")


_HOUSE: Mapping[str, Callable[[World], Sequence[str]]] = {
    "system": lambda _: ["customer_register", "slack", "telemarketing"],
    "connector": lambda _: ["sql", "slack"],
    "draft_id": lambda world: [world.everything.places[one] for one in ("draft", "tables", "one_person")],
    "returned_id": lambda world: [world.everything.places["returned_id"]],
    "kind": lambda _: ["refusal"],
    "code": lambda _: ["fi"],
    "version": lambda _: ["1"],
    "number": lambda _: ["1"],
    "token": lambda _: ["not-a-token"],
    "letter": lambda world: [world.everything.places["letter"]],
    "ask_id": lambda world: [world.everything.places["search"].partition("/")[2]],
    "name": lambda world: [world.everything.places["mail"]],
    "filename": lambda _: ["portal.css"],
    "staff_id": lambda _: ["0" * 32],
    "invitation_id": lambda _: ["0" * 32],
    "template_id": lambda world: [world.everything.places["message_template"]],
    "factor_id": lambda _: ["0" * 32],
    "upload": lambda _: ["0" * 32],
    "register_key": lambda _: ["customers"],
    "section": lambda _: ["purposes", "contact"],
    "item_key": lambda _: ["newsletter"],
}


def read(answer: TestResponse) -> bytes:
    """Every byte of an answer: its status line, headers and body; where a word may break it is whole."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
    body = answer.get_data()
    answer.close()
    return head + b"\n\n" + body.replace(b"<wbr>", b"")


@contextmanager
def world(store: Store, folder: Path) -> Iterator[World]:
    """Make it, and keep its mail server until the block ends."""
    with every_page.everything(store, folder) as everything:
        yield _Planter(World(everything, store)).plant()


class _Planter:
    def __init__(self, made: World) -> None:
        self.world, self.store = made, made.store
        self.shop = made.everything.desk.house.shop
        self.firm = next(one for one in _controllers(self.store) if one.slug == "thewind")
        self._numbers = count(1)

    def plant(self) -> World:
        shop, firm = factories.make_register(), shipped_register("thewind")
        places = self.world.everything.places
        for name, some in (("reviewing", _parts(shop)), ("prepared", [("google", "orders")])):
            self._plant(self._by_reference(places[name]), some)
        self._plant(factories.make_request(self.store, self.shop, email="alone@example.net"), [("slack", "phone")])
        # One of the firm with a part in everybody's hands, and one of marketing alone, which nobody with a limit has
        whole = factories.make_request(
            self.store, self.firm, Right.ACCESS, Right.ERASURE, email="whole@example.net", register=firm
        )
        self._plant(whole, _parts(firm))
        self._plant(
            factories.make_request(self.store, self.firm, email="other@example.net", register=firm),
            [("workstations", "other_measures")], bare=True,
        )  # fmt: skip
        self._settings()
        self._guests()
        return self.world

    def _by_reference(self, reference: str) -> MadeRequest:
        with self.store.database.reading(machine(self.shop.id)) as session:
            row = session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.reference == reference)).one()
            return MadeRequest(row.id, row.reference, self.shop.id)

    def _word(self, kind: str, controller_id: str, request_id: str = "", system: str = "", category: str = "") -> str:
        word = f"kanaria{next(self._numbers):04d}x"
        assert _WORD.fullmatch(word.encode())
        self.world.canaries.append(Canary(word, kind, controller_id, request_id, system, category))
        return word

    def _plant(self, request: MadeRequest, parts: Sequence[tuple[str, str]], *, bare: bool = False) -> None:
        """A finding for each of the `parts`, and everything else that is said of a request.

        With `bare` the request has no other step than those that its findings hang on.
        """
        made = Planted(request)
        self.world.planted.append(made)
        self.world.canaries.append(Canary(request.reference, "reference", request.controller_id, request.id))
        with work(self.store, machine(request.controller_id)) as w:
            case = w.case(request.id)
            if bare:
                for step in case.rows(t.Step):
                    w.session.delete(step)
                w.session.flush()
            self._describe(w, case)
            for place, (system, category) in enumerate(parts):
                self._find(w, case, place, system, category)
            w.happened("note_written", case, reason=self._word("event", request.controller_id, request.id))
        self._write(request)
        self._list(made)

    def _describe(self, w: Work, case: Case) -> None:
        """Who it is, and what was said, shown, sent and held back."""
        at = (case.row.controller_id, case.id)
        contact = {one: self._word("contact", *at) for one in ("postal_address", "customer_number", "scope")}
        case.write_requester(
            {
                **case.requester(), **contact, "name": f"Eila {self._word('name', *at)}",
                "emails": [f"{self._word('contact', *at)}@example.net"],
                "phones_typed": [self._word("contact", *at)],
            }
        )  # fmt: skip
        case.add(t.Message, {"text": self._word("note", *at)}, author="person", kind="note", at=w.now)
        case.add(t.Message, {"text": self._word("message", *at)}, author="person", kind="person", at=w.now)
        case.add(t.Evidence, {"note": self._word("evidence", *at)}, rung="seen_at_premises", at=w.now, actor="person")
        case.add(t.Hold, {"reason": self._word("hold", *at)}, since=w.now, actor="machine")
        case.mail("new_message", f"{self._word('mail', *at)}@example.net", {}, state="withheld")
        case.add(
            t.Letter,
            {"title": self._word("letter", *at), "html": "<p>Hei</p>", "required": []},
            kind="acknowledgement", language="fi", digest=_PLANTED, at=w.now, released_at=w.now,
        )  # fmt: skip

    def _find(self, w: Work, case: Case, place: int, system: str, category: str) -> None:
        at = (case.row.controller_id, case.id, system)
        step = case.add(
            t.Step, {"note": self._word("step", *at, category)}, position=90 + place, system=system, category=category,
            capability="find", right="access", performer="staff", state="by_hand", due=w.now.date(),
        )  # fmt: skip
        w.session.flush()
        value = {"key": self._word("finding", *at, category), "owner": f"owner-{place}",
                 "subject": self._word("finding", *at, category),
                 "fields": [{"name": "text", "column": "", "value": self._word("finding", *at, category)}]}  # fmt: skip
        case.add(
            t.Finding, value, step_id=step.id, system=system, category=category, kind="customer", position=90 + place,
            match=Match.PROBABLE.value, matched_by=["email"], owner_mark=f"{place:016d}".encode(),
            record_mark=f"r{place:015d}".encode(), verdict=Verdict.OPEN.value, found_at=w.now,
        )  # fmt: skip

    def _write(self, request: MadeRequest) -> None:
        """A message with a file, as the person sends it."""
        at = (request.controller_id, request.id)
        name, inside = self._word("file", *at), self._word("file", *at)
        with self.store.database.reading(machine(request.controller_id)) as session:
            closed = session.get_one(t.SubjectRequest, request.id).status == "closed"
        if not closed:
            correspondence.write(
                self.store, request.person, request.reference, self._word("message", *at),
                [(f"{name}.txt", io.BytesIO(inside.encode()))], 10_000,
            )  # fmt: skip

    def _list(self, made: Planted) -> None:
        """The ids and the parts that the request has by now."""
        tables = {"step_id": t.Step, "finding_id": t.Finding, "upload_id": t.Upload, "letter_id": t.Letter}
        with self.store.database.reading(machine(made.request.controller_id)) as session:
            for name, table in tables.items():
                rows = session.scalars(select(table).where(table.request_id == made.request.id)).all()
                rows = [row for row in rows if getattr(row, "digest", "") != _PLANTED]
                made.ids[name] = _some_ids(rows) or ["0" * 32]
                if table in {t.Step, t.Finding}:
                    made.parts |= {(row.system, row.category) for row in rows}

    def _settings(self) -> None:
        """A connection with a setting and a secret, and somebody who is there again."""
        staff, shop = self.world.everything.desk.staff, self.shop.id
        connections.set_connection(
            self.store, staff, "slack", "slack",
            {"bot_token": f"xoxb-{self._word('secret', shop)}", "country": "FI",
             "categories": f'message = "{self._word("setting", shop)}"'},
        )  # fmt: skip
        name = self._word("returned", shop)
        owner = Owner("owner-c", (("email", f"{name}@example.net"),))
        record = Record("person", "77", owner.owner, "name", Match.EXACT, (), (), name)
        returned.record(self.store, shop, "customer_register", owner, [record], [record], restored=True)
        with self.store.database.reading(machine(shop)) as session:
            self.world.everything.places["returned_id"] = session.scalars(select(t.Returned.id)).all()[0]

    def _guests(self) -> None:
        hasher, accounts.hasher = accounts.hasher, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        for name, (slug, role, categories, registers) in MEMBERS.items():
            email = f"{name}@staff.example.org"
            accounts.add_staff(self.store, email, f"Staff {name}", PASSWORD, slug, role, "fi", categories, registers)
            browser = Browser(self.world.app)
            browser.sign_in(email)
            member = accounts.current(self.store, browser.session["staff"])
            assert member is not None
            self.world.guests[name] = Guest(name, browser, member.viewer_at(slug), slug)
        accounts.hasher = hasher
        self.world.guests["stranger"] = Guest("stranger", Browser(self.world.app), None, "digelius")
        neighbour = self.world.guests["billing"].browser
        self.world.guests["neighbour"] = Guest("neighbour", neighbour, None, "digelius")


MEMBERS: Mapping[str, tuple[str, str, Sequence[str], Sequence[str]]] = {
    "owner": ("digelius", "owner", (), ()),
    "handler": ("digelius", "handler", (), ()),
    "reviewer": ("digelius", "reviewer", (), ()),
    "auditor": ("digelius", "auditor", (), ()),
    "administrator": ("digelius", "administrator", (), ()),
    "orders": ("digelius", "scoped", ("orders",), ()),
    "incharge": ("thewind", "owner", (), ()),
    "billing": ("thewind", "scoped", ("billing", "collection"), ()),
    "mailing": ("thewind", "handler", (), ("email_register",)),
    "names": ("thewind", "scoped", ("name", "billing"), ("email_register",)),
    "inspector": ("thewind", "auditor", (), ("email_register",)),
}
"""Who works where: role, categories and registers."""


def _controllers(store: Store) -> Sequence[t.Controller]:
    with store.database.looking() as session:
        return session.scalars(select(t.Controller)).all()


def _some_ids(rows: Sequence[Any]) -> list[str]:
    """One of every place, the planted one: a second of the same category in the same system would say no more."""
    rows = sorted(rows, key=lambda row: getattr(row, "position", 0))
    known = {(getattr(row, "system", row.id), getattr(row, "category", "")): row.id for row in rows}
    return list(known.values())


def _parts(register: Register) -> list[tuple[str, str]]:
    """Every category in one system that may hold it; of the first two systems that share one, in both; and unsorted."""
    first, *others = register.systems
    found = {(first.key, category) for category in first.categories} | {(first.key, UNSORTED)}
    for system in others:
        new = [one for one in system.categories if one not in {category for _system, category in found}]
        found |= {(system.key, category) for category in [*new, *system.categories[:1], UNSORTED]}
    return sorted(found)
