"""The commands of `portal`, a few lines each over a use case.

Exit status: 0 well, 1 findings, 2 bad usage. With `--json`, standard output holds JSON alone.

A command imports what it needs when it runs, inside its function: a declared exception to the rule
against function-level imports, so that `portal deadline` starts without the web and the database.
To add a command: a function that declares its arguments, one that runs it, a row in `COMMANDS`.
"""

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.errors import Conflict, Invalid, Misconfigured, NotFound, Refused
from portal.domain.register import Register
from portal.domain.rulings import Held

OK, FINDINGS, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what `--help` says, what it takes, and what it does; `run` gives the exit status."""

    name: str
    help: str
    declare: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def declare_deadline(parser: ArgumentParser) -> None:
    """The arguments of `portal deadline`."""
    parser.add_argument("received", metavar="RECEIVED", help="when the request came, like 2026-11-23T14:05:00+02:00")
    parser.add_argument("--country", required=True, help="the controller's country, FI, or with its region, DE-BY")
    parser.add_argument("--zone", default="", help="its time zone, else that of the capital")
    parser.add_argument("--extended", action="store_true", help="extended by two months, Art 12(3) GDPR")
    parser.add_argument("--asked", metavar="D", help="the day when identity information was asked for")
    parser.add_argument("--answered", metavar="D", help="the day when it came")
    parser.add_argument("--language", choices=("fi", "sv", "en"), default="en", help="of the explanation")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def deadline(args: Namespace) -> int:
    """Print the dates of a request received at a moment, and the way to them."""
    from portal import deadline_words, facts, words  # noqa: PLC0415  # loaded when the command runs
    from portal.domain.deadlines import Suspension  # noqa: PLC0415  # loaded when the command runs

    with words.using(args.language):
        try:
            if args.answered and not args.asked:
                raise Invalid("answered_without_asked", field="asked")
            asked, answered = _date("asked", args.asked), _date("answered", args.answered)
            country, region = facts.country_and_region(args.country)
            suspension = Suspension(asked, answered) if asked else None
            counted = facts.deadline_for(
                _moment(args.received), country, region, args.zone, extended=args.extended, suspension=suspension
            )
        except Invalid as error:
            return _usage(f"portal deadline: {error.field}: {deadline_words.complain(error)}")
        answer = counted.to_json()
        sentences = deadline_words.explain(counted)

    if not asked:
        answer = {name: value for name, value in answer.items() if name not in _SUSPENSION_FIELDS}
    answer.pop("steps")
    if args.json:
        return _print(json.dumps(answer | {"explanation": sentences}))
    shown = [f"{name:20} {answer[name] or '-'}" for name in _SHOWN if name in answer]
    return _print("\n".join([*shown, "", *sentences]))


_SUSPENSION_FIELDS = ("asked", "answered", "due_paused", "due_restarted")
_SHOWN = (
    "received_local_date",
    "first_month_due",
    "first_month_safe",
    "due",
    "safe",
    "due_paused",
    "due_restarted",
)


def declare_worker(parser: ArgumentParser) -> None:
    """`portal worker` takes no arguments: its lanes are settings."""


def worker(_args: Namespace) -> int:
    """Work until told to stop: mail, searches, prohibitions, answers, the timetable."""
    import signal  # noqa: PLC0415  # loaded when the command runs
    import threading  # noqa: PLC0415  # loaded when the command runs

    from portal import logs  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs
    from portal.worker import loop  # noqa: PLC0415  # loaded when the command runs

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        settings = load_settings()
        settings.require_safe()
    except Misconfigured as error:
        return _usage(str(error))
    logs.configure()
    loop.run(open_store(settings), settings, stop)
    return OK


def declare_audit(parser: ArgumentParser) -> None:
    """The arguments of `portal audit`."""
    parser.add_argument("act", choices=("verify", "export"), help="verify the chains of events, or write them out")
    told = "the file to verify (an export, or a dossier), or to write; else the database"
    parser.add_argument("file", metavar="FILE", nargs="?", help=told)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def audit(args: Namespace) -> int:
    """Verify the chains, in the database or offline in an exported file; or export them."""
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import chains  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    try:
        if args.act == "verify" and args.file and _is_zip(Path(args.file)):
            return _tell_dossier(Path(args.file), as_json=args.json)
        if args.act == "verify" and args.file:
            return _tell_report(chains.verify_file(Path(args.file)), as_json=args.json)
        store = open_store(load_settings())
        if args.act == "verify":
            return _tell_report(chains.verify(store), as_json=args.json)
        if not args.file:
            chains.export(store, sys.stdout)
            return OK
        with Path(args.file).open("w", encoding="ascii") as target:
            lines = chains.export(store, target)
        return _print(json.dumps({"lines": lines}) if args.json else f"{lines} lines written to {args.file}")
    except (Misconfigured, OSError) as error:
        return _usage(f"portal audit: {error}")


def _is_zip(path: Path) -> bool:
    """Whether a file begins as a ZIP does: whatever else is wrong with it, it is no export."""
    with path.open("rb") as source:
        return source.read(2) == b"PK"


def _plain(text: object) -> str:
    """What stands in a file that anybody may have written: short, and nothing that a terminal takes for a line."""
    return re.sub(r"[^A-Za-z0-9._/:-]", "?", str(text)[:120])


def _tell_dossier(path: Path, *, as_json: bool) -> int:
    """What a dossier for an authority holds, and what of it does not verify."""
    from portal.papers import dossier  # noqa: PLC0415  # loaded when the command runs

    with path.open("rb") as source:
        found = dossier.verify(source)
    if as_json:
        _print(json.dumps(asdict(found)))
    else:
        counts = f"Dossier of {_plain(found.reference) or '?'}: {found.events} events, {found.letters} letters"
        key = f"Signed by the key {found.fingerprint}" if found.fingerprint else "Signed by no key that it names"
        problems = [_plain(one) for one in found.problems]
        _print("\n".join([counts, key, *problems, f"{len(problems)} problems" if problems else "Everything verifies."]))
    return FINDINGS if found.problems else OK


def _tell_report(report: Any, *, as_json: bool) -> int:
    if as_json:
        _print(json.dumps(asdict(report)))
    else:
        counts = f"{report.chains} chains, {report.events} events, {report.seals} seals, {report.pruned} pruned bodies"
        problems = [f"{one.code}: chain {_plain(one.chain)}, number {_plain(one.number)}" for one in report.problems]
        _print("\n".join([counts, *problems, f"{len(problems)} problems" if problems else "Everything verifies."]))
    return FINDINGS if report.problems else OK


def declare_nothing(parser: ArgumentParser) -> None:
    """A command without arguments."""


def declare_slug(parser: ArgumentParser) -> None:
    """The controller whose register it is."""
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument("--language", "--lang", choices=("fi", "sv", "en"), default="en", help="of the text")


def declare_register(parser: ArgumentParser) -> None:
    """The arguments of `portal register show SLUG`, `portal register import FILE` and `portal register lint FILE`."""
    parser.add_argument(
        "act", choices=("show", "import", "lint"),
        help="print the register in force; publish a TOML file, or read a notice; or say what a notice lacks",
    )  # fmt: skip
    parser.add_argument(
        "given", metavar="SLUG|FILE",
        help="the controller's place in addresses, a TOML file, or a notice: text, HTML, Markdown, DOCX or PDF",
    )  # fmt: skip
    parser.add_argument("--toml", action="store_true", help="show: as the TOML file that it is made from (the default)")
    parser.add_argument("--json", action="store_true", help="import, lint: print one JSON object")
    parser.add_argument("--text", action="store_true", help="import: with the text that the places count in")


def serve(args: Namespace) -> int:
    """Migrate, then serve web and worker until told to stop."""
    from portal import serve as server  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs

    try:
        return server.serve(load_settings())
    except Misconfigured as error:
        return _usage(str(error))


def demo(args: Namespace) -> int:
    """Make the demo's data where it is not there yet, and say where to go."""
    from portal.demo import seed  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
        if not settings.demo:
            return _usage("Demo data is made in demo mode alone. Set PORTAL_DEMO=true.")
        return _print(f"The demo's addresses and passwords are in {seed.seed(settings)}")
    except Misconfigured as error:
        return _usage(str(error))


def init(args: Namespace) -> int:
    """Make the schema and the installation's keys, and publish the shipped register SLUG where one is named."""
    from portal.reading.toml import shipped_register  # noqa: PLC0415  # loaded when the command runs

    try:
        register = shipped_register(args.slug) if args.slug else None
        published = _publish(register)
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"No register is shipped under the name {args.slug}.")
    if register is None:
        return _print("The schema and the keys are there. A link to set a company up: portal setup")
    return _print(f"{register.controller.slug}: version {published} of its register is in force.")


def _publish(register: Register | None) -> int:
    """Make schema and keys where they are missing, and publish a register; its version, 0 without one."""
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.office import registers  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.toml import register_to_json  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import database, house, opening  # noqa: PLC0415  # loaded when the command runs

    settings = load_settings()
    settings.require_safe()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database.migrate(settings.database_url)
    store = opening.open_store(settings)
    with closing(store.database):
        house.prepare(store)
        if register is None:
            return 0
        facts = registers.found_controller(store, register)
        return registers.publish(store, machine(facts.id), register.key, register_to_json(register))


def declare_init(parser: ArgumentParser) -> None:
    """The arguments of `portal init`."""
    parser.add_argument("slug", metavar="SLUG", nargs="?", default="", help="a shipped register, like digelius")


def declare_setup(parser: ArgumentParser) -> None:
    """The arguments of `portal setup`."""
    parser.add_argument("--base", default="", help="the address that the link begins with; else the staff's pages'")


def setup(args: Namespace) -> int:
    """Print a link by which somebody sets up one new company; it works once, for seven days."""
    from portal.office import setting_up  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import database, house, opening  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
        settings.require_safe()
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        database.migrate(settings.database_url)
        store = opening.open_store(settings)
        with closing(store.database):
            house.prepare(store)
            token = setting_up.make_link(store)
    except Misconfigured as error:
        return _usage(str(error))
    base = args.base.rstrip("/") or settings.staff_base_url
    sys.stderr.write("Open this link and set the company up. It works once, for 7 days.\n")
    return _print(f"{base}/staff/setup/{token}")


def notice(args: Namespace) -> int:
    """Print a controller's privacy notice as HTML, made from the register in force."""
    from portal.papers.register_texts import render_notice  # noqa: PLC0415  # loaded when the command runs

    try:
        register = _register_in_force(args.slug)
    except (Misconfigured, NotFound) as error:
        return _usage(str(error) if isinstance(error, Misconfigured) else f"There is no controller {args.slug}.")
    return _print(render_notice(register, args.language))


def register(args: Namespace) -> int:
    """Print the register in force as TOML, publish a TOML file as its next version, or read a company's notice."""
    from portal.reading.toml import write_register  # noqa: PLC0415  # loaded when the command runs

    if args.act == "lint":
        return _lint_notice(Path(args.given), as_json=args.json)
    if args.act == "import" and not args.given.lower().endswith(".toml"):
        return _import_notice(Path(args.given), as_json=args.json, with_text=args.text)
    if args.act == "import":
        return _import_register(Path(args.given), as_json=args.json)
    try:
        return _print(write_register(_register_in_force(args.given)).rstrip("\n"))
    except (Misconfigured, NotFound) as error:
        return _usage(str(error) if isinstance(error, Misconfigured) else f"There is no controller {args.given}.")


def _import_notice(path: Path, *, as_json: bool, with_text: bool) -> int:
    """What a notice says, with the places of its text; exit status 1 where something is found.

    Nothing is stored, and no setting is read.
    """
    from portal.reading.notice import telling  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.notice.opening import open_notice  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.notice.reader import read_notice  # noqa: PLC0415  # loaded when the command runs

    try:
        notice = read_notice(open_notice(_notice_bytes(path), path.name))
    except OSError as error:
        return _usage(f"{path} cannot be read: {error}")
    said = telling.imported(notice) | ({"text": notice.document.text} if with_text else {})
    _print(json.dumps(said, ensure_ascii=False) if as_json else telling.in_words(said))
    return FINDINGS if said["findings"] else OK


def _lint_notice(path: Path, *, as_json: bool) -> int:
    """What a notice lacks, or the notice that a register's TOML file makes: exit status 1 where something is found."""
    from portal.papers.register_texts import render_notice  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.notice import telling  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.notice.opening import open_notice, open_text  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.notice.reader import read_notice  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.toml import read_register  # noqa: PLC0415  # loaded when the command runs

    try:
        content = _notice_bytes(path)
        if path.suffix.lower() == ".toml":
            held = read_register(content.decode("utf-8"))
            document = open_text(render_notice(held, held.controller.languages[0]), "notice.html")
        else:
            document = open_notice(content, path.name)
    except (OSError, UnicodeDecodeError) as error:
        return _usage(f"{path} cannot be read: {error}")
    except Invalid as error:
        return _usage(f"{path}: {error.field}: {error.code}")
    said = telling.linted(read_notice(document))
    _print(json.dumps(said, ensure_ascii=False) if as_json else telling.findings_in_words(said["findings"]))
    return FINDINGS if said["findings"] else OK


def _notice_bytes(path: Path) -> bytes:
    """A file's content, and no more of it than shows that it is too large."""
    from portal.reading.notice.document import MOST_BYTES  # noqa: PLC0415  # loaded when the command runs

    with path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _import_register(path: Path, *, as_json: bool) -> int:
    """Publish a file: it is read before any setting, so that what is wrong with it is said first.

    A register that is silent where the law wants a word is published, and the places are named: exit status 1.
    """
    from portal import deadline_words, words  # noqa: PLC0415  # loaded when the command runs
    from portal.domain.register_gaps import legal_gaps  # noqa: PLC0415  # loaded when the command runs
    from portal.reading import toml  # noqa: PLC0415  # loaded when the command runs

    try:
        read = toml.read_register(path.read_text("utf-8"))
        _refuse_misplaced(read)
        number = _publish(read)
    except (OSError, UnicodeDecodeError) as error:
        return _usage(f"{path} cannot be read: {error}")
    except Refused:
        return _usage(
            f"{path}: a version of this register waits for its day. Take it back on the register's page first."
        )
    except Misconfigured as error:
        return _usage(str(error))
    except Invalid as error:
        with words.using("en"):
            said = _REGISTER_COMPLAINTS.get(error.code) or f"{error.field}: {deadline_words.complain(error)}"
        return _usage(f"{path}: {said % ({'field': error.field} | error.details) if '%(' in said else said}")
    slug, blank, silent = read.controller.slug, toml.gaps(read), legal_gaps(read)
    for gap in silent:
        sys.stderr.write(f"{gap.field}: {_GAP_COMPLAINTS[gap.rule] % {'purpose': gap.purpose}} ({gap.rule})\n")
    if as_json:
        found = {"controller": slug, "register": read.key, "version": number, "blank": blank}
        gaps = [{"field": gap.field, "rule": gap.rule} for gap in silent]
        _print(json.dumps(found | ({"gaps": gaps} if gaps else {})))
    else:
        told = [f"Blank in a language, so that people see an empty place: {', '.join(blank)}"] if blank else []
        _print("\n".join([*told, f"{slug}: version {number} of its register is in force."]))
    return FINDINGS if silent else OK


_GAP_COMPLAINTS = {
    "basis_missing": "the purpose %(purpose)s has no legal basis, which people are to be told (Art 13(1)(c) GDPR).",
    "retention_missing": "no data category is kept for the purpose %(purpose)s, so that no time of keeping is given"
    " (Art 13(2)(a) GDPR).",
}


_REGISTER_COMPLAINTS = {
    "register_not_toml": "This is not TOML: %(problem)s",
    "register_invalid": "%(field)s cannot be used (%(rule)s); %(more)s more places are wrong.",
    "slug_form": "controller.slug is %(given)s: write small letters, digits and hyphens.",
    "slug_reserved": "controller.slug is %(given)s, which is an address of the portal itself. Take another.",
}


def _refuse_misplaced(register: Register) -> None:
    """An address that nobody could open, or a country and a zone whose dates nobody could count."""
    from portal import facts  # noqa: PLC0415  # loaded when the command runs
    from portal.domain.slugs import RESERVED  # noqa: PLC0415  # loaded when the command runs

    held = register.controller
    if not held.slug or set(held.slug) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        raise Invalid("slug_form", field="controller.slug", given=held.slug)
    if held.slug in RESERVED:
        raise Invalid("slug_reserved", field="controller.slug", given=held.slug)
    for field, check in (
        ("country", lambda: facts.country_and_region(held.country)),
        ("time_zone", lambda: facts.zone_of(held.country, held.time_zone)),
        ("region", lambda: facts.calendar_of(held.country, held.region, years=[datetime.now(UTC).year])),
    ):
        try:
            check()
        except Invalid as fault:
            raise Invalid(fault.code, field=f"controller.{field}", **fault.details) from fault


def _register_in_force(slug: str) -> Register:
    from portal.reading.toml import register_from_json  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.door import public  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    _, published = public.controller_with_register(open_store(load_settings()), slug)
    return register_from_json(published.document)


def declare_rights(parser: ArgumentParser) -> None:
    """The arguments of `portal rights SLUG|FILE`."""
    parser.add_argument("given", metavar="SLUG|FILE", help="the controller's place in addresses, or a TOML file")
    parser.add_argument("--language", "--lang", choices=("fi", "sv", "en"), default="en", help="of the sentences")
    parser.add_argument(
        "--dated", metavar="[CATEGORY=]D", action="append", default=[],
        help="the day of the records, of all or of one data category; else today",
    )  # fmt: skip
    parser.add_argument("--today", metavar="D", help="as of which day; else today")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def rights(args: Namespace) -> int:
    """Print what comes of each right, category and purpose, for one record of each category."""
    from portal import deadline_words, words  # noqa: PLC0415  # loaded when the command runs
    from portal.papers import rights_paper  # noqa: PLC0415  # loaded when the command runs

    try:
        known = _register_given(args.given)
        today = _date("today", args.today) or datetime.now(ZoneInfo(known.controller.time_zone)).date()
        held = _records(known, args.dated, today)
    except (OSError, UnicodeDecodeError) as error:
        return _usage(f"{args.given} cannot be read: {error}")
    except (Misconfigured, NotFound) as error:
        return _usage(str(error) if isinstance(error, Misconfigured) else f"There is no controller {args.given}.")
    except Invalid as error:
        with words.using("en"):
            said = (_REGISTER_COMPLAINTS | _RIGHTS_COMPLAINTS).get(error.code) or deadline_words.complain(error)
        return _usage(f"portal rights: {said % ({'field': error.field} | error.details) if '%(' in said else said}")
    if args.json:
        lines = rights_paper.rights_values(known, args.language, held, today)
        told = {"controller": known.controller.slug, "register": known.key, "today": today.isoformat()}
        return _print(json.dumps(told | {"outcomes": lines}))
    return _print(rights_paper.rights_paper(known, args.language, held, today).rstrip("\n"))


_RIGHTS_COMPLAINTS = {
    "not_a_date": "%(field)s: %(given)s is no day. Write it like 2026-11-23.",
    "category_unknown": "--dated names %(given)s, which the register does not know. Its categories are %(known)s.",
}


def _register_given(given: str) -> Register:
    """A TOML file where it looks like one, else the register in force of a controller."""
    from portal.reading.toml import read_register  # noqa: PLC0415  # loaded when the command runs

    if given.endswith(".toml") or "/" in given:
        return read_register(Path(given).read_text("utf-8"))
    return _register_in_force(given)


def _records(register: Register, dated: Sequence[str], today: date) -> list[Held]:
    """One record of each category with its day; raises Invalid where a day or a category is not one."""
    known = [category.key for category in register.categories]
    days: dict[str, date] = {}
    for given in dated:
        key, equals, day = given.rpartition("=")
        if equals and key not in known:
            raise Invalid("category_unknown", field="dated", given=key, known=", ".join(known))
        days[key] = _date("dated", day) or today
    return [Held(key, "", key, key, days.get(key, days.get("", today))) for key in known]


def declare_connection(parser: ArgumentParser) -> None:
    """The arguments of `portal connection set SLUG SYSTEM`."""
    parser.add_argument("act", choices=("set",), help="connect a system, or replace its connection")
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument("system", metavar="SYSTEM", help="its key in the register, like customer_register")
    parser.add_argument("--connector", metavar="KIND", default="sql", help="what speaks to it; else sql")
    parser.add_argument(
        "--url", default="",
        help="of sql, its address, where no password is in it; else in PORTAL_CONNECTION_URL or one line of input",
    )  # fmt: skip
    parser.add_argument("--mapping", metavar="FILE", default="", help="of sql, the file that says what each column is")
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], help="a setting that is no secret")
    parser.add_argument("--file", metavar="KEY=FILE", action="append", default=[], help="a setting that a file holds")
    parser.add_argument(
        "--secret", metavar="KEY", action="append", default=[],
        help="a secret setting: from PORTAL_CONNECTION_KEY, else one line of standard input each, else typed unseen",
    )  # fmt: skip


def connection(args: Namespace) -> int:
    """Connect a system of the register in force: try it out, seal its settings, and say what is wrong with it now."""
    import threading  # noqa: PLC0415  # loaded when the command runs

    from portal import words  # noqa: PLC0415  # loaded when the command runs
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.office import connections  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.staff import fault_words  # noqa: PLC0415  # loaded when the command runs
    from portal.systems.contract import Permanent  # noqa: PLC0415  # loaded when the command runs
    from portal.worker import outside, trial  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
        kinds = connections.kinds_on_offer(settings.connectors)
        if args.connector not in kinds:
            raise Invalid("connector_unknown", given=args.connector, known=", ".join(kinds))
        kind = kinds[args.connector]
        store = _house()
        with closing(store.database):
            controller, categories = connections.place_of(store, args.slug, args.system)
            given = _connection_settings(args, kind, controller.country)
            for fault in connections.settle(kind, given, {}).faults:
                raise fault
            opened = outside.Outside(store, settings, threading.Event()).made
            troubles = trial.troubles(args.connector, given, categories, opened)
            for code in (code for code in troubles if code in connections.UNUSABLE):
                raise Permanent(code)
            connections.set_connection(store, machine(controller.id), args.system, args.connector, given, troubles)
    except Misconfigured as error:
        return _usage(str(error))
    except (OSError, UnicodeDecodeError) as error:
        return _usage(f"{getattr(error, 'filename', '') or args.mapping} cannot be read: {error}")
    except NotFound:
        return _usage(f"There is no controller {args.slug}. Publish its register: portal register import FILE")
    except Invalid as error:
        said = _CONNECTION_COMPLAINTS[error.code] % {**error.details, "field": error.field}
        return _usage(f"portal connection: {said}")
    except Permanent as fault:
        with words.using("en"):
            said = _CONNECTION_COMPLAINTS.get(fault.code) or fault_words.say_fault(fault.code)
        return _usage(f"portal connection: {said.replace('%(reason)s', str(fault))}")
    with words.using("en"):
        told = [_CONNECTION_TROUBLES.get(code) or fault_words.say_fault(code) for code in troubles]
    _print("\n".join([f"{args.slug}: {args.system} is connected.", *told]))
    return FINDINGS if troubles else OK


_CONNECTION_COMPLAINTS = {
    "bad_url": "That is no address of a database. Write one like postgresql://name:password@host/database,"
    " mysql://name:password@host/database or sqlite:////folder/customers.sqlite3",
    "database_unknown": "Of databases, PostgreSQL, MariaDB (MySQL) and SQLite can be connected:"
    " postgresql://..., mysql://... or sqlite:///...",
    "bad_mapping": "The mapping cannot be used: %(reason)s",
    "settings_incomplete": "The address is empty. Give it in PORTAL_CONNECTION_URL or on standard input.",
    "password_in_the_open": "Everybody on this machine sees a password on a command line."
    " Give this address in PORTAL_CONNECTION_URL or on standard input.",
    "secret_in_the_open": "Everybody on this machine sees a secret on a command line. Give it by --secret %(field)s.",
    "system_unknown": "The register knows no system %(given)s. Its systems are %(known)s.",
    "category_unknown": "The mapping names %(given)s, which the register does not know. Its categories are %(known)s.",
    "connector_unknown": "There is no kind of connection %(given)s. There are %(known)s.",
    "setting_unknown": "This kind has no setting %(field)s. Its settings are %(known)s.",
    "setting_shape": "Write a setting like KEY=VALUE; %(given)s is not.",
    "setting_missing": "The setting %(field)s is empty. Give it by --set, --file or, where it is a secret, --secret.",
    "not_a_number": "The setting %(field)s has to be a number.",
    "not_a_choice": "The setting %(field)s is none of its choices.",
    "not_a_line": "The setting %(field)s has to be one line.",
    "too_long": "The setting %(field)s is too long.",
}
_CONNECTION_TROUBLES = {
    "database_missing": "There is no such database.",
    "database_damaged": "The database is damaged.",
    "not_a_database": "The file is not a database.",
}


def _connection_settings(args: Namespace, kind: Any, country: str) -> dict[str, str]:
    """What the command line, files, variables and standard input give; the rest as the kind has it by default."""
    known = {one.key: one for one in kind.settings}
    given = {key: one.default for key, one in known.items() if one.default and one.required}
    given |= {"country": country} if "country" in known else {}
    if args.connector == "sql":
        given["url"] = "" if "url" in args.secret else _connection_url(args.url)
        if args.mapping:
            given["mapping"] = Path(args.mapping).read_text("utf-8")
    for key, value in map(_pair, args.set):
        if key in known and known[key].is_secret:
            raise Invalid("secret_in_the_open", field=key)
        given[key] = value
    for key, name in map(_pair, args.file):
        given[key] = Path(name).read_text("utf-8")
    for key in args.secret:
        given[key] = _secret(f"PORTAL_CONNECTION_{key.upper()}", f"{key}: ")
    for key in given:
        if key not in known:
            raise Invalid("setting_unknown", field=key, known=", ".join(known))
    if args.connector == "sql" and not given["url"]:
        raise Invalid("settings_incomplete", field="url")
    return {key: value for key, value in given.items() if value}


def _pair(given: str) -> tuple[str, str]:
    key, equals, value = given.partition("=")
    if not equals or not key:
        raise Invalid("setting_shape", given=given)
    return key, value


def _secret(variable: str, prompt: str) -> str:
    """From the variable, else a line of standard input, else typed unseen."""
    import os  # noqa: PLC0415  # loaded when the command runs
    from getpass import getpass  # noqa: PLC0415  # loaded when the command runs

    if given := os.environ.get(variable):
        return given
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().strip()


def _connection_url(given: str) -> str:
    """From `--url` if no password is in it, else PORTAL_CONNECTION_URL, a line of standard input, or typed unseen."""
    if re.search(r"://[^/@]*:[^/]*@|[?&]password=", given):
        raise Invalid("password_in_the_open", field="url")
    return given or _secret("PORTAL_CONNECTION_URL", "Address of the database: ")


def _house() -> Any:
    """The installation's store, with safe settings and a schema; Misconfigured says what lacks."""
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    settings = load_settings()
    settings.require_safe()
    store = open_store(settings)
    if not store.database.has_schema():
        store.database.close()
        raise Misconfigured("There is no schema in the database yet. Make it: portal init")
    return store


def declare_suppression(parser: ArgumentParser) -> None:
    """The arguments of `portal suppression clean SLUG FILE`."""
    parser.add_argument(
        "act", choices=("clean", "check", "link"), help="leave out who objected, only count them, or make a link"
    )
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument(
        "file", metavar="FILE|ADDRESS",
        help="the campaign's list as CSV, with addresses or numbers in it; of a link, whose newsletter it stops",
    )  # fmt: skip
    parser.add_argument("--out", metavar="FILE", default="", help="where the cleaned list goes: a new file")
    parser.add_argument("--channels", default="", help="prohibitions of the register, with commas; else every one")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def suppression(args: Namespace) -> int:
    """Check a campaign's list against the objections, row by row; `check` exits 1 where somebody stands on it."""
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.reading import campaign  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.toml import register_from_json  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.door import public  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.door import suppression as door  # noqa: PLC0415  # loaded when the command runs

    if args.act == "link":
        return _unsubscribe_link(args.slug, args.file)
    if (args.act == "clean") != bool(args.out):
        return _usage("portal suppression: `clean` needs --out FILE for the cleaned list; `check` writes nothing.")
    counted = campaign.Counted()
    try:
        store = _house()
        with closing(store.database), Path(args.file).open("rb") as source, ExitStack() as stack:
            controller, published = public.controller_with_register(store, args.slug)
            known = [one.key for one in register_from_json(published.document).prohibitions]
            channels = [one for one in args.channels.split(",") if one] or known
            if strange := sorted(set(channels) - set(known)):
                return _usage(f"The register has no channel {', '.join(strange)}. Its channels are {', '.join(known)}.")
            target = stack.enter_context(Path(args.out).open("xb")) if args.out else None
            viewer = machine(controller.id)
            for piece in campaign.cleaned(
                source, controller.country, lambda asked: door.suppressed(store, viewer, asked, channels), counted
            ):
                if target is not None:
                    target.write(piece)
                if sys.stderr.isatty():
                    sys.stderr.write(f"\r{counted.rows:,} rows")
    except (Misconfigured, OSError) as error:
        return _usage(f"portal suppression: {error}")
    except NotFound:
        return _usage(f"There is no controller {args.slug}. Publish its register: portal register import FILE")
    except Invalid as error:
        if args.out:
            Path(args.out).unlink(missing_ok=True)
        return _usage(_CAMPAIGN_COMPLAINTS[error.code])
    told = f"{counted.rows} rows read, {counted.left_out} of people who objected, "
    told += f"{counted.without_contact} without address or number."
    _print(json.dumps(asdict(counted)) if args.json else told)
    return FINDINGS if args.act == "check" and counted.left_out else OK


def _unsubscribe_link(slug: str, address: str) -> int:
    """The address of the page, and of the one-click request, that stops a newsletter (RFC 8058)."""
    from portal import facts  # noqa: PLC0415  # loaded when the command runs
    from portal.keys import links  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.door import public  # noqa: PLC0415  # loaded when the command runs

    try:
        folded = facts.fold_email(address)
        store = _house()
        with closing(store.database):
            controller, _published = public.controller_with_register(store, slug)
            token = links.address_token(store.ring, controller.id, folded)
        home = load_settings().at_home(next(iter(controller.domains), ""))
        return _print(f"{home}/{slug}/unsubscribe/{token}")
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"There is no controller {slug}. Publish its register: portal register import FILE")
    except Invalid:
        return _usage(f"{address} is no address of a mailbox.")


_CAMPAIGN_COMPLAINTS = {
    "campaign_empty": "The file is empty.",
    "campaign_unreadable": "The file is no list in CSV that can be read. Save it as CSV in UTF-8 and try again.",
}


def declare_doctor(parser: ArgumentParser) -> None:
    """The arguments of `portal doctor`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def doctor(args: Namespace) -> int:
    """Look whether all is there: settings, database, keys, mail server, worker, systems, what the notice names."""
    from portal import words  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.staff import fault_words  # noqa: PLC0415  # loaded when the command runs
    from portal.worker import doctor as office  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
    except Misconfigured as error:
        return _usage(str(error))
    found = []
    for one in office.examine(settings):
        found.append(one)
        if not args.json:
            with words.using("en"):
                said = _DOCTOR.get(f"{one.area}.{one.code}") or fault_words.say_fault(one.code).replace("%", "%%")
            place = ".".join(str(one.details[key]) for key in ("controller", "system") if key in one.details)
            about = f"{one.area} {place}".strip()
            _print(f"{'well' if one.is_well else 'ILL '}  {about}: {said % one.details}")
    if args.json:
        _print(json.dumps({"well": all(one.is_well for one in found), "findings": [asdict(one) for one in found]}))
    return OK if all(one.is_well for one in found) else FINDINGS


_DOCTOR = {
    "settings.safe": "safe to start with",
    "settings.unsafe": "%(reason)s",
    "settings.allow_unreadable": "PORTAL_OUTBOUND_ALLOW names %(given)s, which is no host, address, network or folder.",
    "settings.connector_missing": "PORTAL_CONNECTORS names %(given)s, which is not installed.",
    "database.answers": "answers, and its schema is the newest",
    "database.schema_missing": "There is no schema yet. Make it: portal init",
    "database.schema_other": "The schema is of another version. Bring it up to date: portal init",
    "database.away": "The database does not answer (%(reason)s). Look at PORTAL_DATABASE_URL.",
    "keys.open": "The master key opens every key.",
    "keys.closed": "PORTAL_MASTER_KEY does not open %(given)s. Set the right one, or add it to the retired ones.",
    "keys.key_destroyed": "A key of this controller is not there.",
    "mail.answers": "%(host)s, port %(port)s answers and lets us in",
    "mail.mail_server_away": "%(host)s, port %(port)s does not answer. Look at PORTAL_SMTP_HOST and PORTAL_SMTP_PORT.",
    "mail.mail_server_busy": "%(host)s, port %(port)s takes no mail now.",
    "mail.mail_tls_failed": "The certificate of %(host)s cannot be trusted.",
    "mail.mail_tls_missing": "%(host)s does not offer STARTTLS. Look at PORTAL_SMTP_SECURITY.",
    "mail.mail_login_refused": "%(host)s refuses PORTAL_SMTP_USERNAME and PORTAL_SMTP_PASSWORD.",
    "mail.mail_login_missing": "%(host)s offers no way to sign in that we know.",
    "mail.mail_password_in_clear": "The password would go to %(host)s in the clear. Set PORTAL_SMTP_SECURITY.",
    "worker.works": "no job waits for long (%(seconds)s s)",
    "worker.behind": "A job has waited untaken for %(seconds)s s. Is a worker running? Start one: portal worker",
    "worker.silent": "No job was finished for two hours. Is a worker running? Start one: portal worker",
    "connection.works": "%(connector)s: lets us in and has what is needed",
    "connection.paused": "Paused since %(since)s: it refused our credentials. Change them on the page of connections.",
    "notice.covered": "Every recipient and category of the notice is reached by some step.",
    "notice.not_open": "%(controller)s is being set up: it has published no register yet.",
    "notice.recipient_uncovered": "No step asks the recipient %(given)s (%(kind)s).",
    "notice.category_uncovered": "The data category %(given)s lies in no system that is searched.",
    "notice.not_found": "It has no register in force. Publish one: portal register import FILE",
}


def declare_staff(parser: ArgumentParser) -> None:
    """The arguments of `portal staff add EMAIL` and `portal staff recover EMAIL`."""
    parser.add_argument(
        "act", choices=("add", "recover"),
        help="add a member of staff, or reset the second factors of one who lost them",
    )  # fmt: skip
    parser.add_argument("email", metavar="EMAIL", help="the address to sign in with")
    parser.add_argument("--controller", metavar="SLUG", default="", help="to add: whose requests, like digelius")
    parser.add_argument(
        "--role", choices=("owner", "handler", "scoped", "reviewer", "auditor", "administrator"), default="",
        help="to add: owners do all; a handler handles requests; a scoped one has its categories alone; a reviewer "
        "reads all and approves; an auditor reads all and changes nothing; an administrator has the settings and no "
        "requests",
    )  # fmt: skip
    parser.add_argument(
        "--categories", metavar="KEYS", default="", help="of a scoped one, as in the register: billing,collection"
    )
    parser.add_argument(
        "--register", metavar="KEYS", default="", help="limits them to some registers of a joint notice: email_register"
    )
    parser.add_argument("--name", default="", help="as it is shown; needed for a new address")
    parser.add_argument("--language", choices=("fi", "sv", "en"), default="", help="else the controller's first one")
    parser.add_argument("--invite", action="store_true", help="mail a link, by which they choose a password themselves")
    parser.add_argument("--password", action="store_true", help="to recover: give them a new password too")


def staff(args: Namespace) -> int:
    """Add a member of staff, or let one who lost their second factor in again.

    Who has no password needs one: it comes from PORTAL_NEW_PASSWORD, from standard input, or is typed twice.
    """
    from portal import code_words  # noqa: PLC0415  # loaded when the command runs
    from portal.office import accounts  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs

    if args.act == "recover":
        return _recover(args)
    if not args.controller or not args.role:
        return _usage("portal staff add: name the company with --controller and what they are there with --role.")
    try:
        store = _house()
        with closing(store.database):
            if args.invite:
                return _invite(store, args)
            password = "" if accounts.has_password(store, args.email) else _new_password()
            categories, registers = _keys(args.categories), _keys(args.register)
            accounts.add_staff(
                store, args.email, args.name, password, args.controller, args.role, args.language, categories, registers
            )
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"There is no controller {args.controller}.")
    except Conflict:
        return _usage(f"{args.email} is a member of {args.controller} already.")
    except Invalid as error:
        said = _STAFF_COMPLAINTS.get(error.code) or code_words.say_error(error.code)
        return _usage(f"portal staff: {error.field}: {said % error.details}")
    return _print(f"{args.email} may now sign in at {load_settings().staff_base_url}/staff/login")


def _keys(typed: str) -> list[str]:
    return [key.strip() for key in typed.split(",") if key.strip()]


def _invite(store: Any, args: Namespace) -> int:
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.office import team  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import house  # noqa: PLC0415  # loaded when the command runs

    place = house.controller(store, args.controller)
    language = args.language or place.languages[0]
    categories, registers = _keys(args.categories), _keys(args.register)
    team.invite(store, machine(place.id), args.email, args.name, args.role, categories, language, registers)
    return _print(f"A mail is on its way to {args.email}, as soon as a worker runs. Its link works once, for 7 days.")


def _recover(args: Namespace) -> int:
    """Reset lost second factors, end the sessions, and mail the person that it was done.

    The password stays, unless `--password` gives a new one.
    """
    from portal import code_words  # noqa: PLC0415  # loaded when the command runs
    from portal.office import recovering  # noqa: PLC0415  # loaded when the command runs

    try:
        store = _house()
        with closing(store.database):
            done = recovering.recover(store, args.email, _new_password() if args.password else "")
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"Nobody signs in with {args.email}.")
    except Invalid as error:
        said = _STAFF_COMPLAINTS.get(error.code) or code_words.say_error(error.code)
        return _usage(f"portal staff: {error.field}: {said % error.details}")
    told = "They are told by mail." if done.mailed else "They work for no company now, and are not mailed."
    return _print(f"{done.factors} second factors removed, {done.browsers} browsers signed out. {told}")


_STAFF_COMPLAINTS = {
    "name_missing": "Give the name with --name.",
    "password_length": "The password needs at least %(least)s characters.",
    "passwords_differ": "The two passwords differ.",
    "categories_without_scope": "Only --role scoped is limited to categories.",
    "categories_missing": "Name at least one category of the register: %(known)s.",
    "register_unknown": "The notice does not know the register %(given)s. Its registers are %(known)s.",
    "registers_without_requests": "An administrator sees no requests: leave --register out.",
    "category_unknown": "The register does not know %(given)s. Its categories are %(known)s.",
}


def declare_security(parser: ArgumentParser) -> None:
    """The arguments of `portal security SLUG`."""
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument("--second-factor", choices=("required", "optional"), help="of everybody who works there")
    parser.add_argument(
        "--idle-minutes", type=int, metavar="N", help="until an unused browser is signed out: 15 to 720"
    )
    parser.add_argument("--session-hours", type=int, metavar="N", help="until everybody signs in again: 4 to 168")


def security(args: Namespace) -> int:
    """Show what a controller asks of its staff's sessions, or ask for something else."""
    from portal.domain.members import Security  # noqa: PLC0415  # loaded when the command runs
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.office import factors  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import house  # noqa: PLC0415  # loaded when the command runs

    try:
        store = _house()
        with closing(store.database):
            viewer = machine(house.controller(store, args.slug).id)
            now = factors.security(store, viewer)
            wanted = Security(
                now.needs_factor if args.second_factor is None else args.second_factor == "required",
                now.idle_minutes if args.idle_minutes is None else args.idle_minutes,
                now.session_hours if args.session_hours is None else args.session_hours,
            )
            if wanted != now:
                factors.set_security(store, viewer, wanted)
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"There is no controller {args.slug}.")
    except Invalid as error:
        return _usage(f"portal security: {error.field}: from {error.details['least']} to {error.details['most']}.")
    asked = "required" if wanted.needs_factor else "optional"
    return _print(
        f"second factor {asked}, signed out after {wanted.idle_minutes} minutes unused and {wanted.session_hours} hours"
    )


def _new_password() -> str:
    """From PORTAL_NEW_PASSWORD, else one line of standard input, else typed twice without being shown."""
    import os  # noqa: PLC0415  # loaded when the command runs
    from getpass import getpass  # noqa: PLC0415  # loaded when the command runs

    if given := os.environ.get("PORTAL_NEW_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password, at least 12 characters: ")
    if getpass("The same again: ") != password:
        raise Invalid("passwords_differ", field="password")
    return password


COMMANDS = (
    Command("serve", "migrate, then serve web and worker", declare_nothing, serve),
    Command("init", "make the schema and the keys, and publish a register", declare_init, init),
    Command("setup", "make a link by which one new company is set up", declare_setup, setup),
    Command("demo", "make the demo's data", declare_nothing, demo),
    Command("notice", "print a privacy notice as HTML", declare_slug, notice),
    Command("register", "print or publish a register, read a notice, or say what it lacks", declare_register, register),
    Command("rights", "what each right is worth for each data category and purpose", declare_rights, rights),
    Command("connection", "connect a system that the register names", declare_connection, connection),
    Command("suppression", "check a campaign's list against the objections", declare_suppression, suppression),
    Command("doctor", "look whether everything is there and works", declare_doctor, doctor),
    Command(
        "staff", "give somebody access to a controller's requests, or back into their account", declare_staff, staff
    ),
    Command("security", "how a controller's staff sign in, and for how long", declare_security, security),
    Command("deadline", "the dates of a request by law, explained", declare_deadline, deadline),
    Command("worker", "the process that sends mail, searches and carries out", declare_worker, worker),
    Command("audit", "verify the chains of events, or export them", declare_audit, audit),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named on the command line; the exit status comes back."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    args = _parser().parse_args(argv)
    run: Callable[[Namespace], int] = args.run
    return run(args)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="portal", description=__doc__.splitlines()[0], allow_abbrev=False)
    rows = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        row = rows.add_parser(command.name, help=command.help, description=command.help, allow_abbrev=False)
        command.declare(row)
        row.set_defaults(run=command.run)
    return parser


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid("not_a_moment", field="received", given=text) from error


def _date(field: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("not_a_date", field=field, given=text) from error


def _print(text: str) -> int:
    sys.stdout.write(text + "\n")
    return OK


def _usage(message: str) -> int:
    sys.stderr.write(message + "\n")
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
