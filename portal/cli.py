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
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path

from portal.domain.errors import Invalid, Misconfigured

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

    from portal.settings import load_settings  # noqa: PLC0415  # loaded when the command runs
    from portal.storage.opening import open_store  # noqa: PLC0415  # loaded when the command runs
    from portal.worker import log, loop  # noqa: PLC0415  # loaded when the command runs

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        settings = load_settings()
        settings.require_safe()
    except Misconfigured as error:
        return _usage(str(error))
    log.configure()
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


def _tell_report(report: "Report", *, as_json: bool) -> int:
    if as_json:
        _print(json.dumps(asdict(report)))
    else:
        counts = f"{report.chains} chains, {report.events} events, {report.seals} seals, {report.pruned} pruned bodies"
        problems = [f"{one.code}: chain {one.chain}, number {one.number}" for one in report.problems]
        _print("\n".join([counts, *problems, f"{len(problems)} problems" if problems else "Everything verifies."]))
    return FINDINGS if report.problems else OK


COMMANDS = (
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
