"""A Google Workspace of ours, stateful, behind Google's own descriptions; the assertions are really verified."""

import io
import json
import re
import time
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage
from functools import cache
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

from portal.systems.google import config
from portal.systems.google.api import CONTACTS, DRIVE, MAIL, Hosts
from portal.systems.google.config import Config, read_config
from portal.systems.google.connector import GoogleConnector
from tests.systems.conformance import Planted
from tests.systems.google import description
from tests.systems.google.description import Method
from tests.systems.loopback import TRANSPORT, Answered, Asked, Loopback
from tests.systems.near_misses import NearMiss

SALES, BOSS, ADMIN = "sales@firm.example", "boss@firm.example", "admin@firm.example"
ROBOT = "portal@project.iam.gserviceaccount.com"
Json = dict[str, Any]

# The one key of this file is checked for a fifth of a second; each connector of a test reads it anew.
config.key_of = cache(config.key_of)

SHEET = "application/vnd.google-apps.spreadsheet"
ODS = "application/x-vnd.oasis.opendocument.spreadsheet"
EXPORTS: Mapping[str, Sequence[str]] = {
    "application/vnd.google-apps.document": [
        "text/plain",
        "application/vnd.oasis.opendocument.text",
        "application/pdf",
    ],
    SHEET: ["text/csv", ODS, "application/pdf"],
    "application/vnd.google-apps.presentation": ["text/plain", "application/pdf"],
    "application/vnd.google-apps.drawing": ["application/pdf", "image/png"],
}
"""`exportFormats` of `about`, which by the discovery document is what may be asked for; a part of Google's table."""


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def key_file() -> str:
    pem = private_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return json.dumps(
        {
            "type": "service_account", "client_email": ROBOT, "private_key": pem.decode(), "private_key_id": "k1",
            "token_uri": "https://evil.example/token", "universe_domain": "evil.example",
        }
    )  # fmt: skip


@cache
def _public_key() -> bytes:
    return private_key().public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip


class Said(Exception):
    """An error of Google's, in its shape."""

    def __init__(self, status: int, reason: str, code: str = "") -> None:
        super().__init__(reason)
        error: Json = {
            "code": status,
            "message": "x",
            "errors": [{"domain": "global", "reason": reason, "message": "x"}],
        }
        if code:
            error["status"] = code
        self.status = status
        self.body = {"error": error}


class Domain:
    """The domain and its server: every host of Google is this one."""

    breaks = TRANSPORT | {"unauthorised", "scope"}

    def __init__(self, **settings: str) -> None:
        self.settings = settings
        self.accounts = [SALES, BOSS]
        self.disabled: set[str] = set()
        services = (CONTACTS, MAIL, DRIVE)
        self.granted = {scope for one in services for scope in (*one.reading, *one.writing, *one.deleting)}
        self.granted.add("https://www.googleapis.com/auth/admin.directory.user.readonly")
        self.contacts: dict[str, dict[str, Json]] = {SALES: {}, BOSS: {}}
        self.gathered: dict[str, dict[str, Json]] = {SALES: {}, BOSS: {}}
        self.mails: dict[str, dict[str, EmailMessage]] = {SALES: {}, BOSS: {}}
        self.trash: set[str] = set()
        self.files: dict[str, Json] = {}
        self.bodies: dict[str, bytes] = {}
        self.tables: dict[str, Sequence[str]] = {}
        self.viewers: dict[str, set[str]] = {}
        self.warm: set[tuple[str, str]] = set()
        self.incomplete = False
        self.a_page = 1000
        self.faults: list[str] = []
        self.refusing: dict[str, Said | Callable[[], Any]] = {}
        self.token_answer: tuple[int, Any] | None = None
        self._tokens: dict[str, tuple[str, set[str]]] = {}
        self._serial = 0
        self._made: list[GoogleConnector] = []
        self.server = Loopback(self._answer)

    # What Conformance asks of a counterpart.

    def config(self, **more: str) -> Config:
        given: dict[str, str] = {
            "key": key_file(),
            "accounts": f"{SALES}\n{BOSS}",
            "country": "FI",
            "categories": 'mail = "messages"',
        }
        return read_config({**given, **self.settings, **more})

    def connector(self, **more: str) -> GoogleConnector:
        url = self.server.url
        hosts = Hosts(token=url, people=url, gmail=url, drive=url, admin=url)
        made = GoogleConnector(self.config(**more), self.server.outgoing, hosts=hosts, seconds=30.0)
        self._made.append(made)
        return made

    def plant(self, person: Planted) -> None:
        self.add_contact(SALES, person.name, [person.email], [person.phone])
        self.add_contact(BOSS, person.name, [person.email], gathered=True)
        self.add_mail(SALES, f"{person.name} <{person.email}>", f"Myynti <{SALES}>", "Tarjous", "Kiitos tarjouksesta.")
        self.add_mail(BOSS, SALES, BOSS, "Sisäinen", f"Soita numeroon {person.phone} tai kirjoita {person.email}.")
        self.add_file("muistio", "text/plain", f"Asiakas {person.email} soitti.".encode(), owner=SALES)
        self.add_file("jaettu.pdf", "application/pdf", b"%PDF" + b"x" * 100_000, owner=SALES, shared=[person.email])

    def plant_near_miss(self, miss: NearMiss) -> bool:
        said = miss.email or miss.phone or miss.name or miss.customer_number
        self.add_contact(SALES, miss.name or "Other Person", [miss.email] if miss.email else [],
                         [miss.phone] if miss.phone else [])  # fmt: skip
        if miss.email:
            self.add_contact(BOSS, "", [miss.email], gathered=True)
            self.add_mail(SALES, miss.email, SALES, "Hei", "Hei vaan.")
        self.add_mail(SALES, "other@example.net", SALES, "Asia", f"Tieto {said} on tässä.")
        self.add_file("muistio", "text/plain", f"Tieto {said} on tässä.".encode(), owner=SALES)
        return True

    def state(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for name, box in (("contact", self.contacts), ("gathered", self.gathered)):
            found |= {f"{name} {key}": json.dumps(one) for held in box.values() for key, one in held.items()}
        for held in self.mails.values():
            found |= {f"mail {key}": (mail.as_string(), key in self.trash) for key, mail in held.items()}
        return found | {f"file {key}": (json.dumps(one), self.bodies[key]) for key, one in self.files.items()}

    def of_others(self) -> Mapping[str, Any]:
        return {
            key: re.sub(r"'etag': '\d+'", "", str(value)) for key, value in self.state().items()
            if "anna.virtanen@example.org" not in str(value)
        }  # fmt: skip

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        before = [(each, each.seconds) for each in self._made]
        if how in {"hang", "drip"}:
            for each in self._made:
                each.seconds = 0.4
        granted = self.granted
        if how == "scope":
            self.granted = set()
        with self.server.broken(how):
            yield
        self.granted = granted
        for each, seconds in before:
            each.seconds = seconds

    # What is put there.

    def add_contact(
        self, account: str, name: str, emails: Sequence[str], numbers: Sequence[str] = (), *, gathered: bool = False,
        **more: Any,
    ) -> str:  # fmt: skip
        self._serial += 1
        key = f"{'otherContacts' if gathered else 'people'}/c{self._serial}"
        given, _, family = name.rpartition(" ")
        person: Json = {
            "resourceName": key, "etag": "1",
            "metadata": {"sources": [{"type": "OTHER_CONTACT" if gathered else "CONTACT", "id": "x", "etag": "1"}]},
            "emailAddresses": [{"value": each, "type": "work"} for each in emails],
            "phoneNumbers": [{"value": each} for each in numbers],
        }  # fmt: skip
        if name:
            person["names"] = [{"displayName": name, "givenName": given, "familyName": family}]
        (self.gathered if gathered else self.contacts)[account][key] = {**person, **more}
        self.warm.clear()
        return key

    def add_mail(self, account: str, sender: str, to: str, subject: str, text: str, **heads: str) -> str:
        self._serial += 1
        key = f"m{self._serial:012d}"
        lines = [f"From: {sender}", f"To: {to}", f"Subject: {subject}", *(f"{k}: {v}" for k, v in heads.items())]
        lines += ["Content-Type: text/plain; charset=utf-8", "", text]
        self.mails[account][key] = message_from_string("\n".join(lines), policy=policy.compat32)  # type: ignore[assignment]
        return key

    def add_file(
        self, name: str, kind: str, body: bytes, *, owner: str, shared: Sequence[str] = (), **more: Any
    ) -> str:
        self._serial += 1
        key = f"f{self._serial:012d}"
        people = [{"emailAddress": owner, "role": "owner", "type": "user"}]
        people += [{"emailAddress": each, "role": "reader", "type": "user"} for each in shared]
        self.files[key] = {
            "id": key, "name": name, "mimeType": kind, "owners": [{"emailAddress": owner}], "permissions": people,
            "modifiedTime": "2026-01-02T03:04:05Z", "trashed": False,
            "capabilities": {"canTrash": owner in self.accounts},
            **more,
        }  # fmt: skip
        if not kind.startswith("application/vnd.google-apps"):
            self.files[key]["size"] = str(len(body))
        self.bodies[key] = body
        self.viewers[key] = {owner, *shared, SALES}
        return key

    def add_sheet(self, name: str, *tables: str, owner: str) -> str:
        """A spreadsheet of tables, each as CSV; all of them are searched, and text/csv gives the first alone."""
        key = self.add_file(name, SHEET, "\n".join(tables).encode(), owner=owner)
        self.tables[key] = tables
        return key

    # The server.

    def _answer(self, asked: Asked) -> Answered:
        if asked.path == "/token":
            status, told = self.token_answer or self._grant(asked)
            return Answered(status, told if isinstance(told, bytes) else json.dumps(told).encode())
        try:
            return self._served(asked)
        except Said as error:
            return Answered(error.status, json.dumps(error.body).encode())

    def _grant(self, asked: Asked) -> tuple[int, Json]:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        claims = jwt.decode(form["assertion"], verify=False)
        verifier = crypt.RSAVerifier.from_string(_public_key())
        signed, _, signature = form["assertion"].rpartition(".")
        if not verifier.verify(signed.encode(), jwt._helpers.padded_urlsafe_b64decode(signature)):
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        if (
            claims["aud"] != "https://oauth2.googleapis.com/token"
            or claims["iss"] != ROBOT
            or claims["exp"] - time.time() > 3700
        ):
            self.faults.append(f"assertion {claims['aud']} {claims['iss']}")
        scopes = set(claims["scope"].split())
        if scopes - self.granted:
            return 401 if self.server.how == "never" else 400, {
                "error": "unauthorized_client",
                "error_description": "x",
            }
        if claims["sub"] not in {*self.accounts, ADMIN} - self.disabled:
            return 400, {"error": "invalid_grant", "error_description": "Invalid email or User ID"}
        self._serial += 1
        token = f"ya29.canary{self._serial}"
        self._tokens[token] = (claims["sub"], scopes)
        return 200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}

    def _served(self, asked: Asked) -> Answered:
        account, scopes = self._tokens.get(asked.headers.get("authorization", "").removeprefix("Bearer "), ("", set()))
        method = description.method_of(asked.method, asked.path)
        if method is None:
            self.faults.append(f"{asked.method} {asked.path} is not described")
            raise Said(404, "notFound")
        faults = description.faults_of_request(method, asked.query, asked.body)
        if faults:
            self.faults += faults
            raise Said(400, "badRequest", "INVALID_ARGUMENT")
        if self.server.how == "unauthorised" or not account:
            raise Said(401, "authError", "UNAUTHENTICATED")
        if not description.may(method, scopes):
            raise Said(403, "insufficientPermissions", "PERMISSION_DENIED")
        said = self._said(method, account, asked)
        if isinstance(said, bytes):
            return Answered(200, said, {"Content-Type": "application/octet-stream"})
        self.faults += description.faults_of_answer(method, said)
        return Answered(204, b"") if said is None else Answered(200, json.dumps(said).encode())

    def _said(self, method: Method, account: str, asked: Asked) -> Any:
        refusing = self.refusing.get(method.id)
        if isinstance(refusing, Said):
            raise refusing
        if refusing is not None:
            return refusing()
        query = dict(asked.query)
        if method.names.get("userId", account) not in {account, "me"}:
            raise Said(403, "delegationDenied")
        handler = getattr(self, "do_" + method.id.replace(".", "_"))
        body = json.loads(asked.body) if asked.body else {}
        return handler(account, {**method.names, **query}, body)

    def do_directory_users_list(self, account: str, given: Json, _body: Json) -> Json:
        if account != ADMIN or given.get("customer") != "my_customer":
            raise Said(403, "forbidden", "PERMISSION_DENIED")
        chosen, more = self._slice(self.accounts, given)
        return {"users": [{"primaryEmail": each} for each in chosen], **more}

    def _slice(self, rows: Sequence[Any], given: Json) -> tuple[Sequence[Any], Json]:
        start = int(given.get("pageToken", "0"))
        size = min(int(given.get("maxResults") or given.get("pageSize") or 100), self.a_page)
        return rows[start : start + size], ({"nextPageToken": str(start + size)} if start + size < len(rows) else {})

    # Contacts.

    def do_people_people_searchContacts(self, account: str, given: Json, _body: Json) -> Json:  # noqa: N802
        return self._search(account, "own", self.contacts[account], given)

    def do_people_otherContacts_search(self, account: str, given: Json, _body: Json) -> Json:  # noqa: N802
        return self._search(account, "gathered", self.gathered[account], given)

    def do_people_otherContacts_list(self, account: str, given: Json, _body: Json) -> Json:  # noqa: N802
        chosen, more = self._slice(list(self.gathered[account].values()), given)
        return {"otherContacts": list(chosen), **more}

    def _search(self, account: str, which: str, held: dict[str, Json], given: Json) -> Json:
        """By prefixes of words, as Google says, out of a cache that an empty search fills."""
        if "readMask" not in given:
            raise Said(400, "badRequest", "INVALID_ARGUMENT")
        if not given.get("query"):
            self.warm.add((account, which))
            return {}
        if (account, which) not in self.warm:
            return {}
        pattern = re.compile(rf"(^|\W){re.escape(given['query'].lower())}")
        hits = [each for each in held.values() if any(pattern.search(text) for text in _searched(each))]
        masked = given["readMask"].split(",") + ["resourceName", "etag"]
        results = [{"person": {k: v for k, v in each.items() if k in masked}} for each in hits]
        return {"results": results[: min(int(given.get("pageSize", 10)), 30)]}

    def _person(self, account: str, given: Json) -> tuple[dict[str, Json], str]:
        if (key := f"people/{given['peopleId']}") in self.contacts[account]:
            return self.contacts[account], key
        raise Said(404, "notFound", "NOT_FOUND")

    def do_people_people_get(self, account: str, given: Json, _body: Json) -> Json:
        box, key = self._person(account, given)
        return box[key]

    def do_people_people_updateContact(self, account: str, given: Json, body: Json) -> Json:  # noqa: N802
        box, key = self._person(account, given)
        if not given.get("updatePersonFields") or not body.get("metadata", {}).get("sources"):
            raise Said(400, "badRequest", "INVALID_ARGUMENT")
        if body.get("etag") != box[key]["etag"]:
            raise Said(400, "failedPrecondition", "FAILED_PRECONDITION")
        fields = given["updatePersonFields"].split(",")
        written = {name: body[name] for name in fields}
        box[key] = {**box[key], **written, "etag": str(int(box[key]["etag"]) + 1)}
        for name in box[key].get("names", ()):
            name["displayName"] = " ".join(filter(None, (name.get("givenName"), name.get("familyName"))))
        return box[key]

    def do_people_people_deleteContact(self, account: str, given: Json, _body: Json) -> Json:  # noqa: N802
        box, key = self._person(account, given)
        del box[key]
        return {}

    # Mail.

    def do_gmail_users_getProfile(self, account: str, given: Json, _body: Json) -> Json:  # noqa: N802
        return {"emailAddress": account}

    def do_gmail_users_messages_list(self, account: str, given: Json, _body: Json) -> Json:
        """By substring, as loosely as any search may be; only the trash is kept apart."""
        group = re.fullmatch(r"\{(.*)\}( -in:trash)?", given["q"])
        if group is None:
            self.faults.append(f"q: {given['q']}")
            raise Said(400, "invalidArgument")
        terms = re.findall(r'(?:(from|to|cc|bcc):)?(?:"([^"]*)"|([^\s"]+))', group[1])
        hits = [
            key for key, mail in self.mails[account].items()
            if any(_holds(mail, head, quoted or bare) for head, quoted, bare in terms)
            and (key not in self.trash or (not group[2] and given.get("includeSpamTrash") == "true"))
        ]  # fmt: skip
        chosen, more = self._slice(hits, given)
        return {"messages": [{"id": key, "threadId": key} for key in chosen], "resultSizeEstimate": len(hits), **more}

    def _mail(self, account: str, given: Json) -> EmailMessage:
        if given["id"] not in self.mails[account]:
            raise Said(404, "notFound", "NOT_FOUND")
        return self.mails[account][given["id"]]

    def do_gmail_users_messages_get(self, account: str, given: Json, _body: Json) -> Json:
        mail = self._mail(account, given)
        if given["format"] == "raw":
            return {"raw": urlsafe_b64encode(mail.as_string().encode()).decode()}
        payload = {"headers": [{"name": k, "value": v} for k, v in mail.items()], **_part(mail)}
        labels = ["TRASH"] if given["id"] in self.trash else ["INBOX"]
        return {"id": given["id"], "labelIds": labels, "internalDate": "1767323045000", "payload": payload}

    def do_gmail_users_messages_trash(self, account: str, given: Json, _body: Json) -> Json:
        self._mail(account, given)
        self.trash.add(given["id"])
        return {"id": given["id"]}

    def do_gmail_users_messages_delete(self, account: str, given: Json, _body: Json) -> None:
        self._mail(account, given)
        del self.mails[account][given["id"]]

    # Files.

    def do_drive_about_get(self, account: str, given: Json, _body: Json) -> Json:
        told: Json = {"user": {"emailAddress": account}, "exportFormats": EXPORTS}
        return {name: told[name] for name in given["fields"].split(",")}

    def do_drive_files_list(self, account: str, given: Json, _body: Json) -> Json:
        query = given["q"].replace("\\'", "\x01")
        if not re.fullmatch(r"trashed = false and \(.*\)", query):
            self.faults.append(f"q: {query}")
        texts = [each.replace("\x01", "'") for each in re.findall(r"fullText contains '\"([^\"]*)\"'", query)]
        people = re.findall(r"'([^']*)' in (\w+)", query)
        hits = [
            file for key, file in self.files.items()
            if not file["trashed"] and account in self.viewers[key]
            and (any(t.lower() in f"{file['name']} {self.bodies[key].decode('latin-1')}".lower() for t in texts)
                 or any(who in json.dumps(file["permissions"]) for who, _role in people))
        ]  # fmt: skip
        chosen, more = self._slice(hits, given)
        return {"files": list(chosen), "incompleteSearch": self.incomplete, **more}

    def _file(self, account: str, given: Json) -> Json:
        if given["fileId"] not in self.files or account not in self.viewers[given["fileId"]]:
            raise Said(404, "notFound")
        return self.files[given["fileId"]]

    def do_drive_files_get(self, account: str, given: Json, _body: Json) -> Json | bytes:
        file = self._file(account, given)
        return self.bodies[file["id"]] if given.get("alt") == "media" else file

    def do_drive_files_export(self, account: str, given: Json, _body: Json) -> bytes:
        file = self._file(account, given)
        if given["mimeType"] not in EXPORTS.get(file["mimeType"], ()):
            raise Said(400, "badRequest", "INVALID_ARGUMENT")
        tables = self.tables.get(file["id"])
        if tables is None:
            return self.bodies[file["id"]]
        return tables[0].encode() if given["mimeType"] == "text/csv" else _as_ods(tables)

    def do_drive_files_update(self, account: str, given: Json, body: Json) -> Json:
        file = self._file(account, given)
        if not file["capabilities"]["canTrash"]:
            raise Said(403, "insufficientFilePermissions")
        file |= body
        return {"id": file["id"], "trashed": file["trashed"]}


def _as_ods(tables: Sequence[str]) -> bytes:
    """An OpenDocument spreadsheet with a table for each."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    body = "".join(
        f'<table:table table:name="T{at}">'
        + "".join(row.format("".join(map(cell.format, map(escape, line.split(","))))) for line in each.splitlines())
        + "</table:table>"
        for at, each in enumerate(tables)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", f"<office:document-content>{body}</office:document-content>")
    return made.getvalue()


def _searched(person: Json) -> Iterator[str]:
    for name in person.get("names", ()):
        yield str(name.get("displayName", "")).lower()
        yield f"{name.get('familyName', '')} {name.get('givenName', '')}".lower()
    for each in [*person.get("emailAddresses", ()), *person.get("phoneNumbers", ())]:
        yield str(each["value"]).lower()


def _holds(mail: EmailMessage, head: str, needle: str) -> bool:
    where = str(mail.get(head, "")) if head else mail.as_string()
    return needle.lower() in where.lower()


def _part(mail: Any) -> Json:
    if mail.is_multipart():
        return {"mimeType": mail.get_content_type(), "parts": [_part(each) for each in mail.get_payload()]}
    decoded = mail.get_payload(decode=True) if mail.get("Content-Transfer-Encoding") else None
    text = decoded if decoded is not None else str(mail.get_payload()).encode()
    heads = [{"name": name, "value": str(value)} for name, value in mail.items()]
    body = {"size": len(text), "data": urlsafe_b64encode(text).decode()}
    name = mail.get_filename() or ""
    return {
        "mimeType": mail.get_content_type(),
        "filename": name,
        "headers": heads,
        "body": {"size": 1, "attachmentId": "a"} if name else body,
    }
