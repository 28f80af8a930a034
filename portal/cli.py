"""The commands of `portal`, a few lines each over a use case.

Exit status: 0 well, 1 findings, 2 bad usage. With `--json`, standard output holds JSON alone.

A command imports what it needs when it runs, inside its function: a declared exception to the rule
against function-level imports, so that `portal deadline` starts without the web and the database.
To add a command: a function that declares its arguments, one that runs it, a row in `COMMANDS`.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from portal.domain.errors import Conflict, Invalid, Misconfigured, NotFound
from portal.domain.register import Register

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
    parser.add_argument("file", metavar="FILE", nargs="?", help="the file to verify, or to write; else the database")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def audit(args: Namespace) -> int:
    """Verify the chains, in the database or offline in an exported file; or export them."""
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import chains  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    try:
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


def _tell_report(report: Any, *, as_json: bool) -> int:
    if as_json:
        _print(json.dumps(asdict(report)))
    else:
        counts = f"{report.chains} chains, {report.events} events, {report.seals} seals, {report.pruned} pruned bodies"
        problems = [f"{one.code}: chain {one.chain}, number {one.number}" for one in report.problems]
        _print("\n".join([counts, *problems, f"{len(problems)} problems" if problems else "Everything verifies."]))
    return FINDINGS if report.problems else OK


def declare_nothing(parser: ArgumentParser) -> None:
    """A command without arguments."""


def declare_slug(parser: ArgumentParser) -> None:
    """The controller whose register it is."""
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument("--language", "--lang", choices=("fi", "sv", "en"), default="en", help="of the text")


def declare_register(parser: ArgumentParser) -> None:
    """The arguments of `portal register show SLUG`."""
    parser.add_argument("what", choices=("show",), help="print the register in force")
    parser.add_argument("slug", metavar="SLUG", help="the controller's place in addresses, like digelius")
    parser.add_argument("--toml", action="store_true", help="as the TOML file that it is made from (the default)")


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
    from portal.domain.roles import machine  # noqa: PLC0415  # loaded when the command runs
    from portal.office import registers  # noqa: PLC0415  # loaded when the command runs
    from portal.reading.toml import register_to_json, shipped_register  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage import database, house, opening  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
        settings.require_safe()
        register = shipped_register(args.slug) if args.slug else None
    except Misconfigured as error:
        return _usage(str(error))
    except NotFound:
        return _usage(f"No register is shipped under the name {args.slug}.")
    database.migrate(settings.database_url)
    store = opening.open_store(settings)
    house.prepare(store)
    if register is None:
        return _print("The schema and the keys are there.")
    facts = registers.found_controller(store, register)
    number = registers.publish(store, machine(facts.id), register.key, register_to_json(register))
    return _print(f"{facts.slug}: version {number} of its register is in force.")


def declare_init(parser: ArgumentParser) -> None:
    """The arguments of `portal init`."""
    parser.add_argument("slug", metavar="SLUG", nargs="?", default="", help="a shipped register, like digelius")


def notice(args: Namespace) -> int:
    """Print a controller's privacy notice as HTML, made from the register in force."""
    from portal.papers.register_texts import render_notice  # noqa: PLC0415  # loaded when the command runs

    try:
        register = _register_in_force(args.slug)
    except (Misconfigured, NotFound) as error:
        return _usage(str(error) if isinstance(error, Misconfigured) else f"There is no controller {args.slug}.")
    return _print(render_notice(register, args.language))


def register(args: Namespace) -> int:
    """Print the register in force as TOML."""
    from portal.reading.toml import write_register  # noqa: PLC0415  # loaded when the command runs

    try:
        return _print(write_register(_register_in_force(args.slug)).rstrip("\n"))
    except (Misconfigured, NotFound) as error:
        return _usage(str(error) if isinstance(error, Misconfigured) else f"There is no controller {args.slug}.")


def _register_in_force(slug: str) -> Register:
    from portal.reading.toml import register_from_json  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.door import public  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    _, published = public.controller_with_register(open_store(load_settings()), slug)
    return register_from_json(published.document)


def declare_staff(parser: ArgumentParser) -> None:
    """The arguments of `portal staff add EMAIL`."""
    parser.add_argument("act", choices=("add",), help="add a member of staff")
    parser.add_argument("email", metavar="EMAIL", help="the address to sign in with")
    parser.add_argument("--controller", metavar="SLUG", required=True, help="whose requests, like digelius")
    parser.add_argument(
        "--role", choices=("owner", "handler", "scoped"), required=True,
        help="owners manage registers and staff; a scoped one has its categories alone",
    )  # fmt: skip
    parser.add_argument(
        "--categories", metavar="KEYS", default="", help="of a scoped one, as in the register: billing,collection"
    )
    parser.add_argument("--name", default="", help="as it is shown; needed for a new address")
    parser.add_argument("--language", choices=("fi", "sv", "en"), default="", help="else the controller's first one")


def staff(args: Namespace) -> int:
    """Add a member of staff; a new address needs a password: PORTAL_NEW_PASSWORD, standard input, or typed twice."""
    from portal import code_words  # noqa: PLC0415  # loaded when the command runs
    from portal.office import accounts  # noqa: PLC0415  # loaded when the command runs
    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs

    try:
        settings = load_settings()
        settings.require_safe()
        store = open_store(settings)
        with closing(store.database):
            password = "" if accounts.has_account(store, args.email) else _new_password()
            categories = [key.strip() for key in args.categories.split(",") if key.strip()]
            accounts.add_staff(
                store, args.email, args.name, password, args.controller, args.role, args.language, categories
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
    return _print(f"{args.email} may now sign in at {settings.staff_base_url}/staff/login")


_STAFF_COMPLAINTS = {
    "name_missing": "Give the name with --name.",
    "password_length": "The password needs at least %(least)s characters.",
    "passwords_differ": "The two passwords differ.",
    "categories_without_scope": "Only --role scoped is limited to categories.",
    "categories_missing": "Name at least one category of the register: %(known)s.",
    "category_unknown": "The register does not know %(given)s. Its categories are %(known)s.",
}


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
    Command("demo", "make the demo's data", declare_nothing, demo),
    Command("notice", "print a privacy notice as HTML", declare_slug, notice),
    Command("register", "print a register as TOML", declare_register, register),
    Command("staff", "give somebody access to a controller's requests", declare_staff, staff),
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
