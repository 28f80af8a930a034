"""Every address of the portal in one table: how each page is reached in each of its states, and what is no page.

`Everything` is an installation in which each of these states stands, made through the real use cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import cast

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.demo import customers, mail_folder
from portal.demo.customers import Customer
from portal.demo.mailbox import DemoMailbox
from portal.domain import sign_on
from portal.domain.fees import Burden, Calculation
from portal.domain.ladder import Doubt, Means, Rung
from portal.domain.lifecycle import Match, Right, StepState
from portal.domain.register_edit import without
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.rulings import BALANCED, REFUSALS, Answer, Choice, Reason, Ruling
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import (
    asked,
    correspondence,
    decision,
    drafting,
    fees,
    handling,
    inquiring,
    intake,
    purging,
    review,
    steps,
    telling,
    unsubscribing,
)
from portal.journey.asked import Place
from portal.journey.inquiring import Question
from portal.keys import links
from portal.keys.ring import fingerprint
from portal.office import (
    accounts,
    connections,
    logos,
    message_templates,
    processors,
    registers,
    returned,
    setting_up,
    sso,
    team,
    wordings,
)
from portal.papers.letter_values import Asked, Fee, Head
from portal.papers.letters import compose
from portal.reading import composing, given
from portal.reading.toml import register_to_json, shipped_register
from portal.storage import accounts as accounts_rows
from portal.storage import house as houses
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import returned as returned_door
from portal.storage.door import team as team_door
from portal.storage.work import work
from portal.systems.contract import Owner, Record
from portal.worker.outside import Outside
from tests import factories
from tests import keyed as keyed_account
from tests.cases import Desk
from tests.counter import entered
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.own_notice import NOTICE, answered_setup
from tests.pictures import SIGNET

TIINA, BOTH = "tiina.heino@example.org", "both@example.org"
LONG = "Verylongwordwithoutanyspaceinit" * 3
WISHES = Wishes(
    corrections=(Correction("phone", "040 123 4567", "040 999 8877"),),
    purposes=("customer_relationship",), reason=f"I live under a protected address. {LONG}",
    restrict=RestrictionGround.ACCURACY, restrict_text="The address is wrong",
)  # fmt: skip
EVERY_RIGHT = tuple(Right)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000"
    "0000c49444154789c63504858000001c40121625f8afd0000000049454e44ae426082"
)
"""A PNG of one point."""
_PAYMENT = f"To the account of the shop, with the reference of the request. {LONG}"
CHARGED = {
    "burden": "excessive", "facts": f"The same four times this autumn. {LONG}", "outcome": "fee", "minutes": "90",
    "hourly": "35,50", "payment": "To our account",
}  # fmt: skip
ERRORS = "[data-errors]"
"""The summary that a form with errors begins with."""


@dataclass(frozen=True)
class Look:
    """One state of a page.

    `path` holds the names of places in braces; `who` looks at it. With `press` a form is sent first: the one whose
    action ends so, with `fill` (or the filling of this name) in its fields, by the first of these
    buttons; `sees` is a part of the page that comes then.
    """

    path: str
    who: str = "clerk"
    press: str | None = None
    fill: Mapping[str, str | Sequence[str]] | str = field(default_factory=dict)
    button: str = "button"
    sees: str = ERRORS
    status: int = 200


def shown(*paths: str, who: str = "clerk") -> tuple[Look, ...]:
    """Pages as they come."""
    return tuple(Look(path, who) for path in paths)


def refused(path: str, press: str, who: str = "clerk", button: str = "button", **fill: str) -> Look:
    """A page with the errors of the form whose action ends with `press`."""
    return Look(path, who, press, fill, button)


_CASE, _MINE = "/staff/digelius/requests", "/digelius/requests"
_TOLD = f"{_MINE}/{{answered}}"
_LETTERS = "/staff/digelius/letters"
_PLACES = "/staff/digelius/connections"
_TEAM = "/staff/digelius/team"
_REGISTERS = "/staff/digelius/registers"
_FIRM = "/staff/thewind/registers/email_and_customers"
_ACCOUNT = "/staff/account"
_NEW, _BEGUN, _READY = (f"/staff/{slug}/setup" for slug in ("uusi", "aloitettu", "valmis"))
"""Companies that are being set up: at the very beginning, with its notice read, and ready to be published."""
_SQL = f"{_PLACES}/customer_register/set/sql"
_REPORTS = "/staff/digelius/reports"

PAGES: Mapping[str, tuple[Look, ...]] = {
    # The person's face.
    "assets.index": shown("/", who="nobody"),
    "ask.start": (
        *shown("/digelius/", "/thewind/", who="nobody"),
        refused("/digelius/", "/requests/new", "nobody"),
    ),
    "ask.new": shown(f"{_MINE}/new", who="nobody"),
    "ask.check_mail": shown(f"{_MINE}/{{begun}}/mail", who="person"),
    "ask.address_form": (
        *shown(f"{_MINE}/{{begun}}/mail/address", who="person"),
        refused(f"{_MINE}/{{begun}}/mail/address", "/address", "person", email="no address"),
    ),
    "ask.elsewhere": shown(f"{_MINE}/{{begun}}/elsewhere", who="nobody"),
    "ask.link": (
        Look("/digelius/confirm/not-a-token", "nobody", status=410),
        *shown("/digelius/confirm/{link}", "/digelius/confirm/{own_link}", who="person"),
        refused("/digelius/confirm/{link}", "/{link}", "person", code="ZZZZZZ"),
    ),
    "unsubscribe.show": (
        Look("/digelius/unsubscribe/not-a-token", "nobody", status=410),
        *shown(
            *(f"/digelius/unsubscribe/{{{link}}}" for link in ("newsletter", "stopped", "part", "one")), who="nobody"
        ),
        refused("/digelius/unsubscribe/{newsletter}", "/{newsletter}", "nobody", "[value=some]"),
    ),
    "ask.about": (
        *shown(f"{_MINE}/{{asking}}/about", f"{_MINE}/{{asked}}/about", who="person"),
        refused(f"{_MINE}/{{asking}}/about", "/about", "person"),
    ),
    "ask.find": (
        *shown(f"{_MINE}/{{asking}}/find", f"{_MINE}/{{asked}}/find", who="person"),
        refused(f"{_MINE}/{{asking}}/find", "/find", "person", emails="no address"),
    ),
    "ask.wishes": (
        *shown(f"{_MINE}/{{asking}}/wishes", f"{_MINE}/{{asked}}/wishes", who="person"),
        refused(f"{_MINE}/{{asking}}/wishes", "/wishes", "person", "button:not([name])"),
    ),
    "ask.check": shown(f"{_MINE}/{{asked}}/check", who="person"),
    "ask.receipt": shown(f"{_MINE}/{{searching}}/receipt", f"{_MINE}/{{entered}}/receipt", who="person"),
    "ask.return_form": (
        *shown("/digelius/return", "/digelius/return?reference={begun}", who="nobody"),
        refused("/digelius/return", "/return", "nobody"),
    ),
    "ask.link_sent": shown("/digelius/return/sent", who="person"),
    "letter.show": (
        *shown("/digelius/letter", "/digelius/letter?reference={entered}", who="nobody"),
        refused("/digelius/letter", "/letter", "nobody"),
        refused("/digelius/letter", "/letter", "nobody", reference="{entered}", code="ZZZZZZZZZZ"),
    ),
    "asked.link": (
        Look("/digelius/asked/not-a-token", "nobody", status=410),
        *shown("/digelius/asked/{letter_link}", who="nobody"),
    ),
    "asked.letter": (
        Look("/digelius/asked/letters/7K3M-9QXT-4WHR", "nobody", status=410),
        *shown("/digelius/asked/letters/{letter}", "/digelius/asked/letters/{answered_letter}", who="firm"),
    ),
    "asked.one": (
        *shown(*(f"/digelius/asked/letters/{{{one}}}" for one in ("search", "objection", "settled")), who="firm"),
        refused("/digelius/asked/letters/{search}", "/{search}", "firm"),
        refused("/digelius/asked/letters/{search}", "/{search}", "firm", outcome="cannot", found_phone=LONG),
        refused("/digelius/asked/letters/{objection}", "/{objection}", "firm", outcome="done", on="", note=LONG),
    ),
    "notice.show": shown("/digelius/notice", "/thewind/notice", who="nobody"),
    "notice.in_language": shown("/digelius/notice/sv", "/thewind/notice/en", who="nobody"),
    "notice.embed": shown("/digelius/notice/fi/embed", "/thewind/notice/sv/embed", who="nobody"),
    "notice.versions": shown("/digelius/notice/versions", who="nobody"),
    "notice.version": shown("/digelius/notice/versions/{old_notice}", who="nobody"),
    "case.show": (
        *shown(f"{_MINE}/{{searching}}", f"{_MINE}/{{prepared}}", _TOLD, f"{_MINE}/{{withdrawn}}", who="person"),
        *shown(f"{_MINE}/{{charged}}", f"{_MINE}/{{agreed}}", who="person"),
        refused(_TOLD, "/messages", "person"),
        refused(_TOLD, "/statement", "person"),
    ),
    "case.withdraw_form": shown(f"{_MINE}/{{searching}}/withdraw", who="person"),
    "inquiry.show": (
        *shown(f"{_MINE}/{{doubted}}/identity", who="person"),
        refused(f"{_MINE}/{{doubted}}/identity", "/identity", "person"),
    ),
    "answer.code_form": (
        *shown(f"{_TOLD}/code", who="person"),
        refused(f"{_TOLD}/code", "/code", "person"),
    ),
    "answer.show": shown(f"{_TOLD}/answer", f"{_MINE}/{{posted}}/answer", who="person"),
    "demo_mailbox.listing": shown("/demo/mailbox", "/demo/mailbox?to=nobody@example.org", who="nobody"),
    "demo_mailbox.one": shown("/demo/mailbox/{mail}", who="nobody"),
    # The staff's face.
    "accounts.sign_in_form": (
        *shown("/staff/login", who="nobody"),
        refused("/staff/login", "/login", "nobody"),
    ),
    "staff_second.form": (
        *shown("/staff/login/code", who="waiting"),
        refused("/staff/login/code", "/login/code", "waiting", code="000000"),
    ),
    "staff_account.show": (
        *shown(_ACCOUNT),
        *shown(_ACCOUNT, f"{_ACCOUNT}?for=digelius", who="keyed"),
        refused(_ACCOUNT, "/person", name=""),
        Look(_ACCOUNT, "keyed", press="/codes", sees=".recovery"),
        Look(_ACCOUNT, "stale", press="/codes", sees="[name=shown_kept]"),
    ),
    "staff_account.password_form": (
        *shown(f"{_ACCOUNT}/password"),
        refused(f"{_ACCOUNT}/password", "/password"),
    ),
    "staff_account.app_form": (
        *shown(f"{_ACCOUNT}/app"),
        refused(f"{_ACCOUNT}/app", "/app", code="1", name=LONG),
    ),
    "staff_account.passkey_form": shown(f"{_ACCOUNT}/passkeys"),
    "staff_account.factor": (
        *shown(f"{_ACCOUNT}/factors/{{factor}}", who="keyed"),
        refused(f"{_ACCOUNT}/factors/{{factor}}", "/{factor}", "keyed", name=""),
    ),
    "staff_account.show_again": (
        *shown(f"{_ACCOUNT}/show"),
        *shown(f"{_ACCOUNT}/show?next=/staff/", who="keyed"),
        refused(f"{_ACCOUNT}/show", "/show"),
    ),
    "staff_security.show": (
        *shown("/staff/digelius/security"),
        *shown("/staff/thewind/security", who="both"),
    ),
    "accounts.companies": shown("/staff/", who="both"),
    "queue.requests": (
        *shown(
            _CASE,
            f"{_CASE}?show=waiting",
            f"{_CASE}?show=release",
            f"{_CASE}?show=unconfirmed",
            f"{_CASE}?show=closed",
            f"{_CASE}?show=all&right=access&due=overdue",
            f"{_CASE}?q=virtanen&show=all",
            f"{_CASE}?q=nobodyhasthisname",
            f"{_CASE}?q=ai",
            f"{_CASE}?hand=mine",
            f"{_CASE}?hand=nobody",
            f"{_CASE}?q=status:all+received%3E2026-01-01+due%3C40d+is:extended",
            f"{_CASE}?q=status:closed+channel:letter",
            f"{_CASE}?q=status:review+aino",
        ),
        *shown("/staff/thewind/requests", who="both"),
        refused(_CASE, "/assign"),
    ),
    "queue_more.help_sheet": shown(f"{_CASE}/help"),
    "queue_choices.show": (
        *shown(f"{_CASE}/choices"),
        refused(f"{_CASE}/choices", "/choices", away_from="2026-12-24"),
    ),
    "queue_views.show": (
        *shown(f"{_CASE}/views", f"{_CASE}/views?q=is:overdue+aino"),
        refused(f"{_CASE}/views?q=is:overdue", "/views", name=""),
    ),
    "queue.unconfirmed": (
        *shown(f"{_CASE}/unconfirmed"),
        *shown("/staff/thewind/requests/unconfirmed", who="both"),
        refused(f"{_CASE}/unconfirmed", "/unconfirmed"),
    ),
    "staff_enter.show": (
        *shown(f"{_CASE}/new"),
        refused(f"{_CASE}/new", "/new"),
        Look(
            f"{_CASE}/new",
            press="/new",
            sees="[name=again][value]",
            fill={
                "channel": "phone",
                "name": "Aino Virtanen",
                "rights": ["access"],
                "rung": "seen_at_premises",
                "email": "aino.virtanen@example.org",
                "note": "Known for years",
            },
        ),
    ),  # fmt: skip
    "staff_request.show": (
        *shown(
            *(
                f"{_CASE}/{{{case}}}"
                for case in (
                    "begun",
                    "asked",
                    "searching",
                    "reviewing",
                    "deciding",
                    "carrying",
                    "prepared",
                    "answered",
                    "withdrawn",
                    "entered",
                    "posted",
                    "ended",
                    "held",
                    "purged",
                )
            )
        ),
        refused(f"{_CASE}/{{searching}}", "/notes"),
        refused(f"{_CASE}/{{searching}}", "/messages"),
    ),  # fmt: skip
    "staff_messages.preview": shown(f"{_CASE}/{{reviewing}}/messages/preview"),
    "staff_presence.show": shown(f"{_CASE}/{{searching}}/presence"),
    "staff_timeline.show": shown(
        f"{_CASE}/{{searching}}/timeline",
        f"{_CASE}/{{answered}}/timeline",
        f"{_CASE}/{{answered}}/timeline?kind=decisions",
        f"{_CASE}/{{begun}}/timeline?kind=messages",
    ),
    "staff_file_looks.show": shown(f"{_CASE}/{{thread_text}}/look", f"{_CASE}/{{thread_picture}}/look"),
    "staff_message_templates.show": (
        *shown("/staff/digelius/message-templates"),
        *shown("/staff/thewind/message-templates", who="both"),
    ),
    "staff_message_templates.new_form": (
        *shown("/staff/digelius/message-templates/new"),
        refused("/staff/digelius/message-templates/new", "/new", kind="whole", title_fi="Title alone"),
    ),
    "staff_message_templates.edit_form": shown("/staff/digelius/message-templates/{message_template}"),
    "staff_request.step": (
        *shown(
            *(
                f"{_CASE}/{{{step}}}"
                for step in ("by_hand", "choice", "done", "failed", "erasing", "at_firm", "by_firm")
            )
        ),
        refused(f"{_CASE}/{{by_hand}}", "{by_hand}"),
        refused(f"{_CASE}/{{choice}}", "/owner"),
        refused(f"{_CASE}/{{erasing}}", "{erasing}"),
    ),
    "staff_telling.show": (
        *shown(f"{_CASE}/{{told}}", f"{_CASE}/{{to_tell}}"),
        refused(f"{_CASE}/{{to_tell}}", "{to_tell}"),
        refused(f"{_CASE}/{{to_tell}}", "{to_tell}", outcome="told", names=LONG, note=LONG),
    ),
    "staff_telling.letter": shown(f"{_CASE}/{{answered}}/tellings/letter", f"{_CASE}/{{searching}}/tellings/letter"),
    "staff_findings.show": (
        *shown(f"{_CASE}/{{reviewing}}/findings", f"{_CASE}/{{reviewing}}/findings?show=open"),
        *shown(f"{_CASE}/{{nothing}}/findings", f"{_CASE}/{{answered}}/findings"),
        refused(f"{_CASE}/{{reviewing}}/findings", "/judge"),
    ),
    "staff_findings.original": (
        *shown(f"{_CASE}/{{record}}"),
        refused(f"{_CASE}/{{record}}", "{record}", button="[value=withheld]"),
    ),
    "staff_decision.show": (
        *shown(f"{_CASE}/{{deciding}}/decision", f"{_CASE}/{{carrying}}/decision", f"{_CASE}/{{answered}}/decision"),
        refused(f"{_CASE}/{{deciding}}/decision", "/decision"),
        Look(f"{_CASE}/{{deciding}}/decision", press="/decision", fill="refusals", sees="[name=sure]"),
    ),
    "staff_decision.release_page": (
        *shown(f"{_CASE}/{{prepared}}/release"),
        refused(f"{_CASE}/{{prepared}}/release", "/reopen"),
    ),
    "staff_dossier.show": (
        *shown(f"{_CASE}/{{answered}}/dossier"),
        refused(f"{_CASE}/{{answered}}/dossier", "/dossier", language="xx"),
    ),
    "staff_safeguards.settings": (
        *shown("/staff/digelius/safeguards", "/staff/thewind/safeguards", who="both"),
        refused("/staff/digelius/safeguards", "/safeguards", undo_hours="5"),
    ),
    "staff_safeguards.erasure": (
        *shown(f"{_CASE}/{{held}}/erasure"),
        refused(f"{_CASE}/{{held}}/erasure", "/back"),
    ),
    "staff_letters.edit_form": (
        *shown(f"{_CASE}/{{prepared_letter}}/edit"),
        refused(f"{_CASE}/{{prepared_letter}}/edit", "/edit", own="x" * 10_001),
    ),
    "staff_wordings.show": (*shown(_LETTERS), *shown("/staff/thewind/letters", who="both")),
    "staff_wordings.edit_form": (
        *shown(f"{_LETTERS}/refusal/fi", f"{_LETTERS}/access/sv", f"{_LETTERS}/erasure/en"),
        refused(f"{_LETTERS}/refusal/fi", "/refusal/fi", opening="[day]", closing=f"{LONG} " * 40),
        Look(f"{_LETTERS}/refusal/fi", press="/refusal/fi", button="[formaction$=preview]", sees="article.letter"),
    ),
    "staff_wordings.version": shown(f"{_LETTERS}/refusal/fi/versions/1", f"{_LETTERS}/refusal/fi/versions/2"),
    "staff_registers.show": shown(_REGISTERS),
    "staff_registers.register": (
        *shown(f"{_REGISTERS}/customers"),
        *shown(f"{_FIRM}", who="both"),
    ),
    "staff_registers.version": shown(f"{_REGISTERS}/customers/versions/1"),
    "staff_registers.differences": (
        *shown(f"{_REGISTERS}/customers/differences"),
        *shown(f"{_FIRM}/differences", who="both"),
    ),
    "staff_register_draft.section_form": (
        *shown(*(f"{_REGISTERS}/customers/edit/{one}" for one in ("controller", "contact", "notice", "transfer"))),
        *shown(*(f"{_REGISTERS}/customers/edit/{one}" for one in ("statements", "requests", "remarks"))),
        refused(f"{_REGISTERS}/customers/edit/controller", "/controller", case_years="-1", legal_name=LONG * 4),
        Look(
            f"{_REGISTERS}/customers/edit/contact",
            press="/contact",
            fill={"revision": "0", "phone": LONG},
            sees=".panel.warn",
        ),
    ),
    "staff_register_draft.add_form": (
        *shown(*(f"{_REGISTERS}/customers/edit/{one}/add" for one in ("purposes", "categories", "sources"))),
        *shown(*(f"{_REGISTERS}/customers/edit/{one}/add" for one in ("recipients", "systems", "prohibitions"))),
        *shown(f"{_FIRM}/edit/parts/add", who="both"),
    ),
    "staff_register_draft.item_form": (
        *shown(f"{_REGISTERS}/customers/items/purposes/newsletter", f"{_REGISTERS}/customers/items/systems/mailchimp"),
        *shown(f"{_REGISTERS}/customers/items/categories/phone"),
        *shown(f"{_FIRM}/items/categories/name", f"{_FIRM}/items/parts/email_register", who="both"),
        refused(f"{_REGISTERS}/customers/items/systems/mailchimp", "/systems/mailchimp", days=""),
    ),
    "staff_register_draft.remove_form": (
        *shown(f"{_REGISTERS}/customers/items/systems/mailchimp/remove"),
        *shown(f"{_FIRM}/items/categories/name/remove", who="both"),
    ),
    "staff_register_draft.toml_form": (
        *shown(f"{_REGISTERS}/customers/toml"),
        refused(f"{_REGISTERS}/customers/toml", "/toml", text=f"key = 1\n{LONG} = 7"),
    ),
    "staff_register_publishing.publish_form": (
        *shown(f"{_REGISTERS}/customers/publish"),
        refused(f"{_REGISTERS}/customers/publish", "/publish", when="day", day="2020-01-01"),
    ),
    "staff_register_publishing.put_away_form": shown(f"{_REGISTERS}/customers/put-away"),
    "staff_processors.show": (
        *shown("/staff/digelius/processors"),
        *shown("/staff/thewind/processors", who="both"),
    ),
    "staff_processors.edit_form": (
        *shown("/staff/digelius/processors/telemarketing", "/staff/digelius/processors/marketing_partners"),
        refused("/staff/digelius/processors/telemarketing", "/processors/telemarketing", email="no address"),
    ),
    "staff_team.show": (*shown(_TEAM), *shown("/staff/thewind/team", who="both")),
    "staff_team.invite_form": (
        *shown(f"{_TEAM}/invite"),
        *shown("/staff/thewind/team/invite", who="both"),
        refused(f"{_TEAM}/invite", "/invite", email="no address"),
    ),  # fmt: skip
    "staff_team.member": (
        *shown(f"{_TEAM}/members/{{member}}"),
        refused(f"{_TEAM}/members/{{member}}", "/{member}", role="scoped"),
    ),
    "staff_sso.find_form": (
        *shown("/staff/sso", who="nobody"),
        refused("/staff/sso", "/sso", "nobody", email="me@nowhere.example.com"),
        Look("/staff/sso", "nobody", "/sso", {"email": "me@thewind.example"}, sees="[href*='sso/begin']"),
    ),
    "staff_sso.begin": (Look("/staff/digelius/sso/begin", "nobody", status=410),),
    "staff_sso.back": (Look("/staff/digelius/sso/back", "nobody", status=410),),
    "staff_sign_on.form": (
        *shown("/staff/digelius/sign-on"),
        *shown("/staff/thewind/sign-on", who="both"),
        refused(
            "/staff/digelius/sign-on", "/sign-on", places=f"{LONG} = king", name="Acme", issuer="https://x.example"
        ),
    ),
    "staff_founding.show": (
        Look("/staff/setup/not-a-token", "nobody", status=410),
        *shown("/staff/setup/{setup_link}", who="nobody"),
        *shown("/staff/setup/{setup_link}"),
        refused("/staff/setup/{setup_link}", "/{setup_link}", "nobody", legal_name=LONG, slug="staff"),
    ),
    "staff_setup.show": (
        *shown(_NEW, _BEGUN, who="founder"),
        *shown("/staff/digelius/setup"),
        Look(_BEGUN, "helper", sees="h1"),
    ),
    "staff_setup.notice": (*shown(f"{_NEW}/notice", who="founder"), refused(f"{_NEW}/notice", "/notice", "founder")),
    "staff_setup.understood": (
        *shown(f"{_NEW}/understood", f"{_BEGUN}/understood", who="founder"),
        refused(f"{_BEGUN}/understood", "/understood", "founder", contact_email=LONG, legal_name=""),
    ),
    "staff_setup.missing": (
        *shown(f"{_NEW}/missing", f"{_BEGUN}/missing", who="founder"),
        refused(f"{_BEGUN}/missing", "/missing", "founder"),
    ),
    "staff_setup.systems": (
        *shown(f"{_NEW}/systems", f"{_BEGUN}/systems", who="founder"),
        refused(f"{_BEGUN}/systems", "/systems", "founder", **{"name-customer_register": "", "name-mailchimp": ""}),
    ),
    "staff_setup.look": shown(f"{_READY}/look", who="founder"),
    "staff_company.show": (
        *shown("/staff/digelius/company", "/staff/digelius/company?saved=1"),
        *shown(_NEW.replace("/setup", "/company"), who="founder"),
        refused("/staff/digelius/company", "/company", accent="red", domains=LONG),
    ),
    "staff_logo.show": (
        *shown("/staff/digelius/company/logo", "/staff/digelius/company/logo?saved=1"),
        *shown(_NEW.replace("/setup", "/company/logo"), who="founder"),
        refused("/staff/digelius/company/logo", "/logo"),
    ),
    "staff_joining.show": (
        Look("/staff/digelius/join/not-a-token", "nobody", status=410),
        *shown("/staff/digelius/join/{invited}", "/staff/digelius/join/{invited_again}", who="nobody"),
        refused("/staff/digelius/join/{invited}", "/{invited}", "nobody", password="short", again="other"),
    ),
    "staff_campaigns.form": (
        *shown("/staff/digelius/campaigns", "/staff/thewind/campaigns", who="both"),
        refused("/staff/digelius/campaigns", "/campaigns"),
    ),
    "staff_reports.show": (
        *shown(_REPORTS, f"{_REPORTS}?preset=this_quarter", f"{_REPORTS}?first=2020-01-01&last=2026-12-31"),
        *shown("/staff/thewind/reports", who="both"),
        Look(f"{_REPORTS}?first=2026-12-31&last=2026-01-01", status=422),
    ),
    "staff_notice.show": (*shown("/staff/digelius/notice"), *shown("/staff/thewind/notice", who="both")),
    "staff_notice.answer": shown(
        "/staff/digelius/notice/answer", "/staff/digelius/notice/answer?text=sv&version={old_notice}"
    ),
    "staff_record.show": (*shown("/staff/digelius/record"), *shown("/staff/thewind/record", who="both")),
    "staff_map.show": (*shown("/staff/digelius/map"), *shown("/staff/thewind/map", who="both")),
    "staff_objections.show": (
        *shown("/staff/digelius/objections", "/staff/digelius/objections?lifted=1"),
        *shown("/staff/thewind/objections", who="both"),
        refused("/staff/digelius/objections", "/objections", contact="no address"),
    ),
    "staff_connections.show": (*shown(_PLACES), *shown("/staff/thewind/connections", who="both")),
    "staff_connections.system": shown(f"{_PLACES}/customer_register", f"{_PLACES}/slack", f"{_PLACES}/paused_one"),
    "staff_connections.form": (
        *shown(_SQL, f"{_PLACES}/slack/set/sql", f"{_SQL}?draft={{draft}}"),
        *shown(*(f"{_PLACES}/slack/set/{kind}" for kind in ("slack", "woocommerce", "imap"))),
        *shown(f"{_PLACES}/mailchimp/set/slack"),
        refused(_SQL, "/set/sql", of_country="", of_seconds="many", of_mapping=LONG),
    ),
    "staff_connections.draft": shown(
        f"{_PLACES}/customer_register/drafts/{{draft}}",
        f"{_PLACES}/customer_register/drafts/{{bad_draft}}",
        f"{_PLACES}/customer_register/drafts/{{untried}}",
        f"{_PLACES}/customer_register/drafts/{{tables}}",
        f"{_PLACES}/customer_register/drafts/{{one_person}}",
    ),
    "staff_connections.mapping": (
        *shown(f"{_PLACES}/customer_register/drafts/{{tables}}/map"),
        refused(f"{_PLACES}/customer_register/drafts/{{tables}}/map", "/map", button="button:not([name])", t0_key=LONG),
    ),
    "staff_returned.show": shown(
        f"{_PLACES}/customer_register/returned", f"{_PLACES}/paused_one/returned", f"{_PLACES}/newly_set/returned"
    ),
    "staff_connections.remove_form": shown(f"{_PLACES}/customer_register/remove"),
    "staff_assignment.show": (
        *shown(f"{_CASE}/{{searching}}/assignee", f"{_CASE}/{{withdrawn}}/assignee"),
        refused(f"{_CASE}/{{searching}}/assignee", "/assignee", staff="", note="Only a note"),
    ),
    "staff_extension.show": (
        *shown(f"{_CASE}/{{searching}}/extend", f"{_CASE}/{{begun}}/extend", f"{_CASE}/{{answered}}/extend"),
        refused(f"{_CASE}/{{searching}}/extend", "/extend"),
        Look(
            f"{_CASE}/{{searching}}/extend",
            press="/extend",
            fill={"reasons": f"Many registers. {LONG}"},
            sees="[name=digest]",
        ),
    ),  # fmt: skip
    "staff_restriction.show": (
        *shown(f"{_CASE}/{{answered}}/restriction", f"{_CASE}/{{searching}}/restriction"),
        refused(f"{_CASE}/{{answered}}/restriction", "/restriction"),
        Look(
            f"{_CASE}/{{answered}}/restriction",
            press="/restriction",
            fill={"reason": f"It was looked into. {LONG}"},
            sees="[name=digest]",
        ),
    ),  # fmt: skip
    "staff_unfounded.show": (
        *shown(
            *(
                f"{_CASE}/{{{case}}}/unfounded"
                for case in ("searching", "begun", "answered", "carrying", "charged", "agreed")
            )
        ),
        refused(f"{_CASE}/{{searching}}/unfounded", "/unfounded"),
        refused(
            f"{_CASE}/{{searching}}/unfounded",
            "/unfounded",
            burden="excessive",
            facts=f"Four times this autumn. {LONG}",
            outcome="fee",
            hourly="much",
        ),
        Look(f"{_CASE}/{{searching}}/unfounded", press="/unfounded", fill=CHARGED, sees="[name=digest]"),
        Look(
            f"{_CASE}/{{searching}}/unfounded",
            press="/unfounded",
            fill={**CHARGED, "outcome": "refuse"},
            sees="[name=digest]",
        ),
    ),  # fmt: skip
    "staff_identity.show": (
        *shown(f"{_CASE}/{{entered}}/identity", f"{_CASE}/{{unseen}}/identity", f"{_CASE}/{{searching}}/identity"),
        *shown(f"{_CASE}/{{doubted}}/identity", f"{_CASE}/{{guardian}}/identity"),
        refused(f"{_CASE}/{{unseen}}/identity", "/identity"),
        refused(f"{_CASE}/{{guardian}}/identity", "/authority"),
        refused(f"{_CASE}/{{guardian}}/identity", "/judgement"),
    ),
    "staff_inquiry.ask_form": (
        *shown(f"{_CASE}/{{searching}}/identity/ask", f"{_CASE}/{{doubted}}/identity/ask"),
        *shown(f"{_CASE}/{{answered}}/identity/ask"),
        refused(f"{_CASE}/{{searching}}/identity/ask", "/ask"),
        Look(
            f"{_CASE}/{{searching}}/identity/ask",
            press="/ask",
            fill={"doubt": "other", "why": f"It does not fit. {LONG}", "means": "question", "question": "What?"},
            sees="[name=digest][value]",
        ),
    ),
    "staff_inquiry.outcome_form": (
        *shown(f"{_CASE}/{{doubted}}/identity/outcome", f"{_CASE}/{{searching}}/identity/outcome"),
        refused(f"{_CASE}/{{doubted}}/identity/outcome", "/outcome"),
        Look(
            f"{_CASE}/{{doubted}}/identity/outcome",
            press="/outcome",
            fill={"outcome": "not_enough", "note": f"It fits nobody. {LONG}"},
            sees="[name=digest][value]",
        ),
    ),
    "staff_inquiry.sheet": (
        *shown(f"{_CASE}/{{doubted}}/identity/letter", f"{_CASE}/{{searching}}/identity/letter"),
        refused(f"{_CASE}/{{doubted}}/identity/letter", "/letter", day=""),
    ),
    "staff_case_files.show": (*shown("/staff/digelius/case-files"), *shown("/staff/thewind/case-files", who="both")),
    "staff_case_files.hold_form": (
        *shown(*(f"{_CASE}/{{{case}}}/hold" for case in ("ended", "held", "searching"))),
        refused(f"{_CASE}/{{ended}}/hold", "/hold"),
    ),
    "staff_post.show": (
        *shown(f"{_CASE}/{{entered}}/post", f"{_CASE}/{{posted}}/post", f"{_CASE}/{{searching}}/post"),
        refused(f"{_CASE}/{{posted}}/post", "/post", day=""),
    ),
}

NO_PAGES: Mapping[str, str] = {
    "static": "a file",
    "queue_more.as_csv": "a file",
    "assets.accent": "a sheet",
    "assets.logo": "a picture",
    "notice.as_json": "data for machines",
    "assets.healthz": "a word for machines",
    "assets.readyz": "a word for machines",
    "ask.mail_state": "an empty answer to a poll, or a redirect",
    "case.file": "a file",
    "answer.package": "a file",
    "answer.letter_pdf": "a file",
    "staff_letters.as_pdf": "a file",
    "staff_wordings.version_pdf": "a file",
    "staff_registers.version_toml": "a file",
    "staff_registers.draft_toml": "a file",
    "staff_request.file": "a file",
    "staff_file_looks.picture": "a file",
    "staff_findings.document": "a file",
    "staff_inquiry.copy": "a file",
    "staff_decision.package": "a file",
    "staff_reports.table": "a file",
    "staff_reports.book": "a file",
    "staff_reports.year_report": "a file",
    "staff_record.book": "a file",
    "staff_record.paper": "a file",
}
"""Addresses that answer a GET with something else than a page of their own, and with what."""


def unlisted(app: Flask) -> set[str]:
    """The endpoints with a GET that stand in neither table, and those of the tables that are gone."""
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return known ^ (PAGES.keys() | NO_PAGES.keys())


def looks() -> Iterator[Look]:
    """Each state of each page."""
    for states in PAGES.values():
        yield from states


@dataclass
class Everything:
    """An installation with every state in it: `browsers` by who looks, `places` by the names that paths hold."""

    app: Flask
    desk: Desk
    browsers: dict[str, Browser]
    places: dict[str, str]
    fillings: dict[str, dict[str, str]]

    def path(self, look: Look) -> str:
        """Where a look is."""
        return look.path.format(**self.places)

    def press(self, look: Look) -> str:
        """How the action of its form ends."""
        return (look.press or "").format(**self.places)

    def fill(self, look: Look) -> dict[str, list[str]]:
        """What is typed into its form."""
        given = self.fillings[look.fill] if isinstance(look.fill, str) else look.fill
        typed = {name: [value] if isinstance(value, str) else [*value] for name, value in given.items()}
        return {name: [value.format(**self.places) for value in values] for name, values in typed.items()}


@contextmanager
def everything(store: Store, folder: Path) -> Iterator[Everything]:
    """Make it, and keep its mail server until the block ends."""
    with DemoMailbox(folder / "mailbox") as mailbox:
        yield _Maker(store, folder, mailbox).make()


class _Maker:
    def __init__(self, store: Store, folder: Path, mailbox: DemoMailbox) -> None:
        self.store, self.folder = store, folder
        shop = factories.make_controller(store)
        firm = factories.make_controller(store, register=shipped_register("thewind"))
        register_file = factories.make_customers(folder / "customers.sqlite3")
        factories.connect_customers(store, shop, register_file)
        hasher, accounts.hasher = accounts.hasher, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        sanna = accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, shop.slug, "owner", "fi")
        accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, shop.slug, "handler", "fi")
        for slug in (shop.slug, firm.slug):
            accounts.add_staff(store, BOTH, "Kahden Talon Väki", PASSWORD, slug, "owner", "fi")
        settings = settings_for(folder, store.database.url, mailbox.port)
        self.app = create_app(settings.model_copy(update={"staff_base_url": "http://127.0.0.1"}), store)
        self.browsers = {
            "nobody": Browser(self.app), "person": Browser(self.app), "firm": Browser(self.app),
            "clerk": self._clerk(SANNA),
            "both": self._clerk(BOTH),
        }  # fmt: skip
        keyed, factor = keyed_account.make(self.app, store, shop.slug, f"Avain {LONG}")
        self.browsers |= keyed
        self.places: dict[str, str] = {"factor": factor}
        self._setting_up()
        accounts.hasher = hasher
        with self.browsers["person"].client.session_transaction(base_url=ORIGIN) as session:
            session["browser"] = "the person's browser"
            session["returning"] = ["0" * 32, "aino.virtanen@example.org"]
        house = House(store, shop, register_file, mailbox, cast(Clock, store.now), Outside(store, settings, Event()))
        self.desk = Desk(house, Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER))

    def make(self) -> Everything:
        """Every state, those first that the worker has to do something for."""
        desk, house = self.desk, self.desk.house
        for base in range(2):
            wordings.save(self.store, desk.staff, "refusal", "fi", base, {"closing": f"Version {base}\n\n{LONG}"})
        self._ended()
        self._began()
        made = {
            "charged": self._charged("charged@example.net"),
            "agreed": self._charged("agreed@example.net", agrees=True),
            "searching": self._of(customers.TIMO, Right.ACCESS, Right.MARKETING, Right.ERASURE),
            "reviewing": self._of(customers.SARI, Right.ACCESS),
            "nothing": factories.make_request(self.store, house.shop, email="nobody@example.net", name="No Body"),
            "deciding": self._of(customers.AINO, *EVERY_RIGHT, wishes=WISHES),
            "carrying": self._of(customers.LIISA, Right.ERASURE),
            "held": self._of(customers.LIISA, Right.ERASURE),
            "prepared": self._of(customers.MIKKO_OF_OULU, Right.ACCESS, Right.PORTABILITY),
            "answered": self._of(
                customers.VAINO, Right.ACCESS, Right.RECTIFICATION, Right.RESTRICTION, Right.MARKETING, wishes=WISHES
            ),
            "posted": entered(self.store, house.shop, desk.staff, name="Postia Odottava"),
        }
        correspondence.write(self.store, made["searching"].person, made["searching"].reference, f"Hello. {LONG}", [], 1)
        self._together(made)
        house.work()
        self._steps(made["searching"], StepState.CHOICE, StepState.BY_HAND, StepState.DONE)
        self._finds_by_hand(made["carrying"])
        self._doubted(made)
        for name in ("reviewing", "nothing", "deciding", "carrying", "held", "prepared", "answered", "posted"):
            desk.finish_steps(made[name])
        for name in ("deciding", "carrying", "held", "prepared", "answered", "posted"):
            self._reviewed(made[name])
        house.work()
        refusals = self._refusals(made["deciding"])
        for name in ("carrying", "prepared", "answered", "posted"):
            self._decided(made[name])
        factories.let_erasures_begin(self.store, house.shop, 24, second_person=True)
        self._decided(made["held"])
        factories.let_erasures_begin(self.store, house.shop)
        house.work()
        for name in ("prepared", "answered", "posted"):
            desk.finish_steps(made[name], "done", tells=name != "answered")
        house.work()
        for name in ("answered", "posted"):
            desk.release(made[name])
        house.work()
        first, second, third, *_open = desk.tellings(made["answered"])
        desk.tell(made["answered"], first.id)
        desk.tell(made["answered"], second.id, "impossible")
        telling.ask(self.store, made["answered"].person, made["answered"].reference)
        home = f"{made['answered'].reference}/tellings"
        self.places |= {"told": f"{home}/{first.id}", "to_tell": f"{home}/{third.id}"}
        self._failed()
        self._ask_a_firm()
        self._places(made)
        self._connections()
        self._team()
        self._published_anew()
        logos.keep(self.store, desk.staff, SIGNET)
        return Everything(self.app, desk, self.browsers, self.places, {"refusals": refusals})

    def _setting_up(self) -> None:
        """Three companies on their way, and a link for a fourth."""
        founder, helper = "founder@example.org", "helper@example.org"
        owner = setting_up.Owner(founder, "Perustaja Pitkänen", PASSWORD)
        begun = replace(given.from_paste(NOTICE), passed=("notice", "understood"))
        for slug, kept in (("uusi", None), ("aloitettu", begun), ("valmis", answered_setup())):
            company = setting_up.Company(f"{slug.title()} Oy", "", slug, "FI", ("fi", "sv"))
            setting_up.found(self.store, setting_up.make_link(self.store), company, owner, "fi")
            here = houses.controller(self.store, slug).id
            staff_id = accounts_rows.look_up(self.store, founder).staff_id or ""
            owner = setting_up.Owner(staff_id=staff_id)
            if kept is not None:
                viewer = Viewer(ViewerKind.STAFF, here, staff_id=staff_id, role=Role.OWNER)
                setting_up.keep(self.store, viewer, 0, composing.setup_to_json(kept), "notice")
        accounts.add_staff(self.store, helper, "Auttaja Aho", PASSWORD, "aloitettu", "handler", "fi")
        self.browsers |= {"founder": self._clerk(founder), "helper": self._clerk(helper)}
        self.places["setup_link"] = setting_up.make_link(self.store)

    def _together(self, made: Mapping[str, MadeRequest]) -> None:
        """Files in a thread, a note that speaks to somebody, a draft with a file, a template."""
        store, desk, searching = self.store, self.desk, made["searching"]
        files = [("list.txt", BytesIO(f"Three records. {LONG}".encode())), ("cover.png", BytesIO(PICTURE))]
        correspondence.write(store, searching.person, searching.reference, "Files", files, 9_999)
        text, picture = next(one.files for one in desk.case(searching).messages if one.files)
        self.places["thread_text"] = f"{searching.reference}/files/{text.id}"
        self.places["thread_picture"] = f"{searching.reference}/files/{picture.id}"
        speaks = next(one.staff_id for one in team_door.handlers(store, desk.staff) if one.name == "Tiina Heino")
        tiina = replace(desk.staff, staff_id=speaks, role=Role.HANDLER)
        correspondence.note(store, desk.staff, searching.reference, f"@Tiina: {LONG}", [speaks])
        correspondence.note(store, tiina, searching.reference, "Looked, Sanna", [str(desk.staff.staff_id)])
        said = {code: (f"How long it takes, {code}", f"By [due date]. {LONG}") for code in ("fi", "sv", "en")}
        self.places["message_template"] = message_templates.save(store, desk.staff, "", 0, "whole", said)
        drafting.keep(
            store, desk.staff, made["reviewing"].reference, f"Your request [reference]. {LONG}", 0, "w",
            [("terms.txt", BytesIO(b"Some words"))], 9_999,
        )  # fmt: skip

    def _clerk(self, email: str) -> Browser:
        browser = Browser(self.app)
        browser.sign_in(email)
        return browser

    def _of(self, who: Customer, *rights: Right, wishes: Wishes | None = None) -> MadeRequest:
        email, name = (who.email or "").strip().lower(), f"{who.first or ''} {who.last}".strip()
        shop = self.desk.house.shop
        return factories.make_request(self.store, shop, *rights, email=email, name=name, wishes=wishes)

    def _began(self) -> None:
        """What stands before a request is sent, and what is closed or entered at the counter."""
        store, shop, desk = self.store, self.desk.house.shop, self.desk
        begun = factories.make_request(store, shop, *EVERY_RIGHT, confirmed=False)
        asking = factories.make_request(store, shop, *EVERY_RIGHT, email="asking@example.net", sent=False)
        asked = factories.make_request(store, shop, *EVERY_RIGHT, email="asked@example.net", sent=False)
        typed = {"name": f"Eeva Kyselijä {LONG}", "emails": "eeva@example.net", "wishes": WISHES.to_json()}
        intake.keep_answers(store, asked.person, asked.reference, typed)
        withdrawn = factories.make_request(store, shop, email="withdrawn@example.net", name="Veera Peruja")
        handling.withdraw(store, withdrawn.person, withdrawn.reference)
        seen, unseen = (
            entered(store, shop, desk.staff, name=name, seen=rung, email=email, wishes=Wishes())
            for name, rung, email in (
                ("Kaisa Käynyt", Rung.SEEN_AT_PREMISES, ""),
                ("Erkki Soittanut", Rung.NONE, "erkki@example.net"),
            )
        )
        self._lets_in(begun, level="start")
        self._lets_in(asking, asked, withdrawn, seen)
        elsewhere = factories.make_request(store, shop, email="elsewhere@example.net", confirmed=False)
        made = intake.receive(
            store, shop.id, factories.version_of(store, shop), desk.register, [Right.ACCESS], "here@example.net", "en",
            self._secret,
        )  # fmt: skip
        here = MadeRequest(made.request_id, made.reference, shop.id)
        unsubscribing.unsubscribe(store, shop.id, "stopped@example.org", "en", desk.register)
        every = [one.key for one in desk.register.prohibitions]
        unsubscribing.unsubscribe(store, shop.id, "part@example.org", "en", desk.register, every[:2])
        unsubscribing.unsubscribe(store, shop.id, "one@example.org", "en", desk.register, every[1:])
        unsubscribing.allow(store, shop.id, "part@example.org", desk.register, every[:1])
        self.places |= {
            "begun": begun.reference, "asking": asking.reference, "asked": asked.reference,
            "withdrawn": withdrawn.reference, "entered": seen.reference, "unseen": unseen.reference,
            "link": self._link(elsewhere), "own_link": self._link(here),
            "newsletter": links.address_token(store.ring, shop.id, "reader@example.org"),
            "stopped": links.address_token(store.ring, shop.id, "stopped@example.org"),
            "part": links.address_token(store.ring, shop.id, "part@example.org"),
            "one": links.address_token(store.ring, shop.id, "one@example.org"),
        }  # fmt: skip

    def _connections(self) -> None:
        """A connection that is paused, and settings under trial: well, unusable, and not tried yet."""
        staff, shop = self.desk.staff, self.desk.house.shop
        kept = customers.connection_settings(self.desk.house.register_file)
        connections.set_connection(self.store, staff, "paused_one", "sql", kept)
        kind = connections.kinds_on_offer()["sql"]
        for name, typed in (("draft", kept), ("bad_draft", {**kept, "mapping": LONG})):
            self.places[name], _ = connections.try_out(self.store, staff, "customer_register", "sql", kind, typed)
        self.places["tables"], _ = connections.try_out(
            self.store, staff, "customer_register", "sql", kind, {**kept, "mapping": ""}, act="tables", needed=("url",)
        )
        self.places["one_person"], _ = connections.try_out(
            self.store,
            staff,
            "customer_register",
            "sql",
            kind,
            kept,
            act="person",
            asked={"email": customers.AINO.email},
        )
        self.desk.house.work()
        with work(self.store, machine(shop.id)) as w:
            row = w.session.scalars(select(t.Connection).where(t.Connection.system == "paused_one")).one()
            row.paused_at, row.paused_why, row.refused_at = w.now, "access_refused", w.now
            row.troubles = [f"column_missing:{LONG}"]
        gone = {"bot_token": "xoxb-1", "country": "FI", "categories": f'message = "gone_{LONG}"'}
        connections.set_connection(self.store, staff, "mailchimp", "slack", gone)
        self.places["untried"], _ = connections.try_out(self.store, staff, "customer_register", "sql", kind, kept)
        self._returned()

    def _published_anew(self) -> None:
        """A notice that came after the first one, one whose day lies ahead, and a draft after both.

        The draft lacks things, and takes a system away in which open requests have steps.
        """
        shop, store, staff = self.desk.house.shop, self.store, self.desk.staff
        document = register_to_json(self.desk.register)
        key = document["key"]
        document["security"] = {code: f"{said} {LONG}" for code, said in document["security"].items()}
        registers.publish(store, machine(shop.id), key, document)
        document["purposes"][1]["name"] |= {"sv": LONG}
        revision = registers.save_draft(store, staff, key, document, 0)
        registers.publish_draft(store, staff, key, revision, store.now() + timedelta(days=30))
        document["purposes"][0] |= {"legal_basis": None, "name": {"fi": LONG, "sv": "", "en": "Orders"}}
        document["security"] = {"fi": f"Toisin. {LONG}", "sv": "På annat sätt.", "en": "Otherwise."}
        registers.save_draft(store, staff, key, without(document, "systems", "slack"), revision + 1)
        self.places["old_notice"] = "1"

    def _team(self) -> None:
        """Somebody new who is invited, and one who has an account."""
        accounts.add_staff(self.store, "elsewhere@example.org", "Muualla Oleva", PASSWORD, "thewind", "handler", "fi")
        for place, address, role, limit in (
            ("invited", "new@example.org", "scoped", ("billing", "orders")),
            ("invited_again", "elsewhere@example.org", "handler", ()),
        ):
            made = team.invite(self.store, self.desk.staff, address, f"Uusi Ihminen {LONG}", role, limit, "fi")
            self.places[place] = links.token(self.store.ring, made, team.PURPOSE)
        groups = (
            sign_on.Place(LONG, Role.HANDLER),
            sign_on.Place("billing", Role.SCOPED, ("billing",), ("customer_register",)),
        )
        firm = houses.controller(self.store, "thewind")
        sso.save(self.store, machine(firm.id), sign_on.SetUp(
            own=True, name="Acme", issuer="https://login.example.org", client_id=LONG, secret="a secret",
            scopes="groups", groups_claim="groups", places=groups, domains=("thewind.example",), passwords=True,
        ))  # fmt: skip
        self.places["member"] = self.desk.staff.staff_id or ""

    def _returned(self) -> None:
        """Whoever is there again: restored, anew, one whom the machine is to erase, and one whom it could not."""
        shop, staff, system = self.desk.house.shop, self.desk.staff, "customer_register"
        for number in range(4):
            owner = Owner(f"owner-{number}", (("email", f"back{number}@example.net"),))
            record = Record(
                "person", str(number), owner.owner, "name", Match.EXACT, (), (), LONG[:60] if number else ""
            )
            orders = replace(record, kind="order", category="orders")
            records = [record, orders, orders]
            returned.record(self.store, shop.id, system, owner, records, records, restored=number > 0)
        ids = [one.id for one in returned_door.lines(self.store, staff, system)]
        for one in ids[2:]:
            returned.erase_again(self.store, staff, system, one)
        taken = returned.take(self.store, shop.id, ids[3])
        assert taken is not None
        returned.failed(self.store, taken, "write_refused")
        connections.set_connection(self.store, staff, "newly_set", "sql", {})
        with work(self.store, machine(shop.id)) as w:
            for key, fault in ((system, None), ("paused_one", "not_possible")):
                row = w.session.scalars(select(t.Connection).where(t.Connection.system == key)).one()
                row.looked_at, row.look_fault = w.now, fault

    def _ended(self) -> None:
        """What ended almost three years ago: files that go soon, one that is held back, and one that went."""
        store, shop, desk, clock = self.store, self.desk.house.shop, self.desk, self.desk.house.clock
        now, made = clock.now, {}
        for name, days in (("ended", 1085), ("held", 1090), ("purged", 1200)):
            clock.now = now - timedelta(days=days)
            request = factories.make_request(store, shop, email=f"{name}@example.net", name=f"Vanha {name}")
            handling.withdraw(store, request.person, request.reference)
            made[name] = request
        clock.now = now
        reason = f"A complaint to the authority, number 1234/163/2026. {LONG}"
        version = desk.version(made["held"])
        purging.hold(store, desk.staff, made["held"].reference, version, reason)
        purging.purge(store, shop.id, made["purged"].id)
        self.places |= {name: request.reference for name, request in made.items()}

    def _doubted(self, made: dict[str, MadeRequest]) -> None:
        """Somebody who is asked for a code by post, and a guardian who has not shown that she may ask."""
        store, shop, desk = self.store, self.desk.house.shop, self.desk
        made["doubted"] = doubted = self._of(customers.PETRI, Right.ACCESS)
        made["guardian"] = guardian = factories.make_request(
            store, shop, Right.ACCESS, email="guardian@example.net", sent=False
        )
        child = {"kind": "guardian_of_child", "name": f"Lapsi {LONG}", "emails": customers.LIISA.email or ""}
        intake.keep_answers(store, guardian.person, guardian.reference, {"name": "Mari Huoltaja", "represents": child})
        intake.send(store, guardian.person, guardian.reference, desk.register)
        question = Question(
            Doubt.NAME_DIFFERS, Means.POST_CODE, f"The name is another. {LONG}", contact="Rantakatu 1\n00100 Helsinki"
        )
        today = store.now().date()
        head = Head(desk.register.controller, doubted.reference, today, "Petri", "Europe/Helsinki")
        asked = Asked(head, today, (Right.ACCESS,), question.doubt, question.means, question.why, today)
        inquiring.ask(
            store, desk.staff, doubted.reference, desk.version(doubted), question, compose(asked, "fi"), desk.register
        )

    def _link(self, request: MadeRequest) -> str:
        return links.token(self.store.ring, factories.proof_of(self.store, request), "confirm")

    def _lets_in(self, *requests: MadeRequest, level: str = "proven") -> None:
        """Let the person's browser see the requests, fresh codes and all."""
        now = self.store.now()
        for request in requests:
            with self.store.database.working(machine(request.controller_id)) as session:
                session.add(
                    t.Grant(
                        controller_id=request.controller_id, request_id=request.id, browser=self._secret,
                        reference=request.reference, level=level, created_at=now,
                        expires_at=now + timedelta(days=30), fresh_until=now + timedelta(minutes=10),
                    )
                )  # fmt: skip

    @property
    def _secret(self) -> str:
        return fingerprint(self.browsers["person"].session["browser"])

    def _steps(self, request: MadeRequest, *states: StepState) -> None:
        """A step of a request in each of these states."""
        for step in self.desk.case(request).steps:
            if step.state in states:
                self.places[step.state.value] = f"{request.reference}/steps/{step.id}"

    def _charged(self, email: str, *, agrees: bool = False) -> MadeRequest:
        """A request for which a fee is announced."""
        store, shop, desk = self.store, self.desk.house.shop, self.desk
        request = factories.make_request(store, shop, email=email, name=f"Maksaja {LONG}")
        case, facts, made = desk.case(request), f"The same four times this autumn. {LONG}", Calculation(90, 3550)
        controller = desk.register.controller
        head = Head(controller, case.reference, store.now().date(), case.name, controller.time_zone)
        received = case.deadline.received_local_date
        values = Fee(head, received, case.rights, Burden.EXCESSIVE, facts, made, _PAYMENT, "EUR", case.due)
        letter = compose(values, case.language)
        fees.announce(store, desk.staff, case.reference, case.version, Burden.EXCESSIVE, facts, made, _PAYMENT, letter)
        if agrees:
            fees.agree(store, request.person, request.reference)
        return request

    def _finds_by_hand(self, request: MadeRequest) -> None:
        """Somebody found a message of the person in a system without a connection."""
        desk, reference, version = self.desk, request.reference, self.desk.version(request)
        step = next(one.id for one in desk.case(request).steps if one.state == "by_hand")
        found = [("", f"Two messages of 2024. {LONG}")]
        steps.complete_by_hand(self.store, desk.staff, reference, version, step, "found", "Looked twice", found)

    def _failed(self) -> None:
        """A search whose database is gone."""
        away = self.desk.house.register_file.rename(self.folder / "away")
        request = self._of(customers.PETRI, Right.ACCESS)
        self.desk.house.work()
        away.rename(self.desk.house.register_file)
        self._steps(request, StepState.FAILED)

    def _ask_a_firm(self) -> None:
        """A telemarketing firm that is asked by letter: for a search, an objection, and what it has answered."""
        desk, store, shop = self.desk, self.store, self.desk.house.shop
        processors.set_contact(store, desk.staff, "telemarketing", f"{LONG.lower()[:60]}@firm.example.org", "fi")
        rights = (Right.ACCESS, Right.MARKETING)
        asking_for = factories.make_request(store, shop, *rights, email="asa@example.net", name=f"Åsa Öhman {LONG}")
        settled = self._of(customers.PETRI, Right.MARKETING)
        desk.house.work()
        opened = {}
        for request in (asking_for, settled):
            for ask in desk.house.rows(t.ProcessorAsk, request):
                step = next(one for one in desk.house.rows(t.Step, request) if one.id == ask.step_id)
                number = self._letter_number(ask.letter_id)
                name = "settled" if request is settled else "search" if step.capability == "find" else "objection"
                opened[ask.letter_id] = int(store.now().timestamp()) + 3600
                self.places[name] = f"{number}/{ask.id}"
                self.places["at_firm" if request is asking_for else "by_firm"] = f"{request.reference}/steps/{step.id}"
                if name == "settled":
                    place = Place(shop.id, ask.letter_id, ask.id, request.id, step.id, request.reference)
                    said = asked.Answer("done", store.now().date(), f"It stands on our list. {LONG}")
                    asked.answer(store, place, said, [], 1)
                    self.places["answered_letter"] = number
                elif name == "search":
                    self.places["letter"] = number
                    self.places["letter_link"] = links.token(store.ring, ask.letter_id, "processor")
        with self.browsers["firm"].client.session_transaction(base_url=ORIGIN) as session:
            session["asked"] = opened

    def _letter_number(self, letter_id: str) -> str:
        with self.store.database.reading(machine(self.desk.house.shop.id)) as session:
            return session.get_one(t.ProcessorLetter, letter_id).number

    def _reviewed(self, request: MadeRequest) -> None:
        if by_hand := [one.id for one in self.desk.findings(request) if one.kind == "by_hand"]:
            version = self.desk.version(request)
            review.judge(self.store, self.desk.staff, request.reference, version, by_hand, "included", "", "")
        self.desk.judge_all(request)
        review.finish_review(self.store, self.desk.staff, request.reference, self.desk.version(request))

    def _decided(self, request: MadeRequest) -> None:
        """As proposed; where a person has to decide, what can be granted is granted and the rest refused."""
        plan = self.desk.decision(request)
        choices = {
            one.key: Choice(grant=False, reason=_reason(one))
            if one.right is Right.RECTIFICATION
            else Choice(grant=True)
            for one in plan.rulings
            if one.answer is Answer.NEEDS_PERSON or one.right is Right.RECTIFICATION
        }
        decision.decide(
            self.store,
            self.desk.staff,
            request.reference,
            self.desk.version(request),
            plan.digest,
            "Looked at",
            choices,
        )

    def _refusals(self, request: MadeRequest) -> dict[str, str]:
        """The form of a decision that refuses whatever needs a person."""
        found = {}
        for one in self.desk.decision(request).rulings:
            if one.answer is Answer.NEEDS_PERSON or one.right is Right.RECTIFICATION:
                found[f"how_{one.right.value}_{one.subject}"] = "refuse"
                found[f"why_{one.right.value}_{one.subject}"] = _reason(one).value
            if one.right is Right.OBJECTION and one.answer is Answer.NEEDS_PERSON:
                found |= {f"{part}_objection_{one.subject}": f"Told. {LONG}" for part in BALANCED}
        return found

    def _places(self, made: Mapping[str, MadeRequest]) -> None:
        desk = self.desk
        self._lets_in(*made.values())
        self.places |= {name: request.reference for name, request in made.items()}
        line = desk.findings(made["reviewing"])[0]
        self.places["record"] = f"{made['reviewing'].reference}/findings/{line.id}"
        for step in desk.case(made["carrying"]).steps:
            if step.capability == "erase" and step.state == "by_hand":
                self.places["erasing"] = f"{made['carrying'].reference}/steps/{step.id}"
        letter = desk.case(made["prepared"]).prepared_letters[0]
        self.places["prepared_letter"] = f"{made['prepared'].reference}/letters/{letter.id}"
        self.places["mail"] = mail_folder.names(self.folder / "mailbox")[-1]


def _reason(ruling: Ruling) -> Reason:
    return next(iter(REFUSALS[ruling.right]))
