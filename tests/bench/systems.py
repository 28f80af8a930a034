"""Connected systems of the size that a chain has: how long one person's search takes, and whether memory stays flat."""

import csv
import io
import mailbox as mailboxes
import multiprocessing
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from portal.reading.campaign import Counted, cleaned
from portal.systems import registry
from portal.systems.contract import Identifiers
from portal.systems.wire import Outgoing
from tests import dovecot
from tests.bench import served
from tests.bench.measure import Figure, once
from tests.bench.pages import Tell
from tests.systems.conformance import ANNA, drained
from tests.systems.shop import make_shop, plain_names

ROWS, MAILS, SHEETS, CAMPAIGN = 1_000_000, 50_000, 1_000, 1_000_000
KILOBYTES_IN_MB = 1024
ASKED = Identifiers(proven_email=ANNA.email, name=ANNA.name, phones=(ANNA.phone,))
MAPPING = """
[[files]]
kind = "customer"
files = ["*.csv", "*.xlsx"]
read = "table"
category = "contact"
label = LABEL
columns = [
    { column = "Email", name = "email", category = "contact", what = "email", label = LABEL },
    { column = "Name", name = "name", category = "contact", what = "name", label = LABEL },
]
""".replace("LABEL", '{ fi = "Asiakas", sv = "Kund", en = "Customer" }')


def measure(folder: Path, tell: Tell) -> Iterator[Figure]:
    """Each beside the least that could be done; memory above the process's own stands as MB in the columns of time."""
    folder.mkdir(exist_ok=True)
    tell(f"a register of {ROWS:,} rows")
    register = _register(folder / "register.sqlite3")
    yield from _figures("SQL register, one person", ROWS, partial(_search_sql, register), partial(_scan, register))
    tell(f"a campaign of {CAMPAIGN:,} rows")
    campaign = _campaign(folder / "campaign.csv")
    yield from _figures("campaign cleaned", CAMPAIGN, partial(_clean, campaign), partial(_count, campaign))
    tell(f"a campaign of {CAMPAIGN:,} rows, through its page")
    yield from served.measure(campaign, CAMPAIGN, partial(_count, campaign))
    tell(f"{SHEETS:,} spreadsheets")
    share = _share(folder / "share")
    files = partial(_search_files, share, folder / "backups")
    yield from _figures("spreadsheets, one person", SHEETS, files, partial(_read_all, share))
    tell(f"a mailbox of {MAILS:,} messages")
    with dovecot.running() as server:
        user = next(server.users)
        _fill(server.files(user))
        find, ask = partial(_search_mailbox, server, user), partial(_ask_server, server, user)
        yield from _figures("mailbox, one person", MAILS, find, ask)


def _figures(what: str, size: int, call: Callable[[], object], floor: Callable[[], object]) -> Iterator[Figure]:
    (took, grew), (least, _) = _apart(call), _apart(floor)
    yield Figure("systems", what, size, took, took, least)
    yield Figure("systems", f"MB more: {what}", size, grew, grew)


def _apart(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds, and megabytes that the process grew at its highest, in a process of its own."""
    forked = multiprocessing.get_context("fork")
    answers = forked.SimpleQueue()
    child = forked.Process(target=_measured, args=(call, answers))
    child.start()
    answer: tuple[float, float] = answers.get()
    child.join()
    return answer


def _measured(call: Callable[[], object], answers: Any) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = once(call)
    answers.put((took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / KILOBYTES_IN_MB))


# ---- SQL ------------------------------------------------------------------------------------------------------


def _register(path: Path) -> Path:
    make_shop(f"sqlite:///{path}", plain_names())
    with closing(sqlite3.connect(path)) as connection:
        people = ((n, f"First{n}", f"Last{n}", f"p{n}@example.net", f"+35850{n:07}", "Turku") for n in range(ROWS - 1))
        connection.executemany(
            "INSERT INTO people (number, first, last, email, phone, town) VALUES (?,?,?,?,?,?)", people
        )
        connection.execute(
            "INSERT INTO people (number, first, last, email) VALUES (?, 'Anna', 'Virtanen', ?)", [ROWS, ANNA.email]
        )
        connection.commit()
    return path


def _search_sql(path: Path) -> None:
    shop = make_shop(f"sqlite:///{path}", plain_names())
    records, gaps, _ = drained(shop.connector(seconds="600"), ASKED)
    assert records
    assert not gaps


def _scan(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "SELECT * FROM people WHERE email LIKE ? OR phone LIKE ?", [f"%{ANNA.email}%", "%1%2%3%"]
        ).fetchall()


# ---- campaign ---------------------------------------------------------------------------------------------------


def _campaign(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(["name", "email", "phone"])
        rows.writerows([f"First{n} Last{n}", f"p{n}@example.net", f"050{n:07}"] for n in range(CAMPAIGN))
    return path


def _clean(path: Path) -> None:
    counted = Counted()
    with path.open("rb") as source, Path("/dev/null").open("wb") as target:
        for piece in cleaned(source, "FI", lambda asked: [one for one in asked if one[1][1:3] == "99"], counted):
            target.write(piece)
    assert counted.rows == CAMPAIGN
    assert counted.left_out


def _count(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as source:
        assert sum(1 for _ in csv.reader(source)) == CAMPAIGN + 1


# ---- files --------------------------------------------------------------------------------------------------------


def _share(folder: Path) -> Path:
    folder.mkdir()
    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "Email"])
    for n in range(200):
        sheet.append([f"First{n} Last{n}", f"p{n}@example.net"])
    whole = io.BytesIO()
    book.save(whole)
    text = "Name;Email\n" + "".join(f"First{n} Last{n};p{n}@example.net\n" for n in range(200))
    for number in range(SHEETS):
        if number % 2:
            (folder / f"list{number:04}.csv").write_text(text, "utf-8")
        else:
            (folder / f"list{number:04}.xlsx").write_bytes(whole.getvalue())
    (folder / "anna.csv").write_text(f"Name;Email\n{ANNA.name};{ANNA.email}\n", "utf-8")
    return folder


def _search_files(share: Path, backups: Path) -> None:
    given = {"folders": str(share), "backups": str(backups), "mapping": MAPPING, "country": "FI"}
    records, gaps, _ = drained(registry.connect("files", given), ASKED)
    assert records
    assert not gaps


def _read_all(share: Path) -> None:
    for path in sorted(share.iterdir()):
        path.read_bytes()


# ---- mailbox ------------------------------------------------------------------------------------------------------


def _fill(home: Path) -> None:
    """A maildir as Dovecot reads it; every thousandth mail is Anna's."""
    made = mailboxes.Maildir(home, create=True)
    for number in range(MAILS):
        message = EmailMessage()
        message["From"] = ANNA.email if number % 1000 == 0 else f"p{number}@example.net"
        message["To"] = "shop@digelius.example"
        message["Subject"] = f"Order {number}"
        message["Message-ID"] = f"<{number}@example.net>"
        message.set_content("A record of jazz, please.\n" * 20)
        made.add(message.as_bytes())
    owner = home.parent.stat()
    for path in (home, *home.rglob("*")):
        shutil.chown(path, owner.st_uid, owner.st_gid)


def _search_mailbox(server: dovecot.Dovecot, user: str) -> None:
    given = {
        "host": "127.0.0.1", "port": str(server.port), "security": "none", "username": user,
        "password": dovecot.PASSWORD, "own": "shop@digelius.example", "category": "contact",
        "erase": "delete", "seconds": "600",
    }  # fmt: skip
    records, gaps, _ = drained(registry.connect("imap", given, Outgoing(("127.0.0.1",))), ASKED)
    assert len(records) >= MAILS // 1000
    assert not gaps


def _ask_server(server: dovecot.Dovecot, user: str) -> None:
    client = server.signed_in(user)
    client.select_folder("INBOX", readonly=True)
    found = client.search(["FROM", ANNA.email])
    client.fetch(found, ["BODY.PEEK[]"])
    client.logout()
