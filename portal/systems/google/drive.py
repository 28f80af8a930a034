"""Files of an account's Drive: whose they are, who may see them, and what they say.

Drive searches whole words of a file's text and gives no more than that it hit. Google's own documents and plain
text are read and compared; of any other file that Drive hit by its text the record says that nobody compared it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from portal.domain.lifecycle import Match
from portal.systems.contract import Document, Field, Permanent, Record, RetryLater
from portal.systems.free_text import MOST, spoken
from portal.systems.google.api import DRIVE, Google, Json, Refused, dict_of, list_of, text_of
from portal.systems.google.found import Found, address_owner
from portal.systems.google.texts import decoded, sheet_words
from portal.systems.matching import Wanted, fold

A_PAGE = 20
PAGES = 2000
_MOST_BYTES = 2 * 1024 * 1024
FILE_ID = re.compile(r"[A-Za-z0-9_-]{1,120}")
_FIELDS = (
    "id,name,mimeType,description,size,createdTime,modifiedTime,trashed,ownedByMe,driveId,webViewLink,"
    "owners(emailAddress,displayName),permissions(emailAddress,displayName,role,type),"
    "lastModifyingUser(emailAddress,displayName),capabilities(canTrash)"
)
_EXPORTED = {
    "application/vnd.google-apps.document": ("application/vnd.oasis.opendocument.text", ".odt"),
    "application/vnd.google-apps.spreadsheet": ("application/x-vnd.oasis.opendocument.spreadsheet", ".ods"),
    "application/vnd.google-apps.presentation": ("application/pdf", ".pdf"),
    "application/vnd.google-apps.drawing": ("application/pdf", ".pdf"),
}
_DOCUMENT, _SHEET, _SLIDES = (
    f"application/vnd.google-apps.{each}" for each in ("document", "spreadsheet", "presentation")
)
_AS_TEXT = {_DOCUMENT: "text/plain", _SHEET: "application/x-vnd.oasis.opendocument.spreadsheet", _SLIDES: "text/plain"}
"""As what Google's own kinds are read: of a sheet text/csv would be its first table alone."""
_GONE = frozenset({404, 410})


def query_of(want: Wanted, phrases: Sequence[str]) -> str:
    """Any phrase in the text, or any of their addresses among the people of the file."""
    parts = [f"fullText contains '\"{_quoted(each)}\"'" for each in phrases]
    for address in filter(None, (want.proven, *sorted(want.others))):
        parts += [f"'{_quoted(address)}' in {role}" for role in ("owners", "writers", "readers")]
    return f"trashed = false and ({' or '.join(parts)})"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace('"', " ")


def search(
    google: Google, account: str, want: Wanted, phrases: Sequence[str], categories: Mapping[str, str], token: str,
    seen: set[str],
) -> tuple[Found, str]:  # fmt: skip
    """One page of the hits of one account. `seen` are marks of files that others' accounts see too."""
    more = {"pageToken": token} if token else {}
    told = google.read(
        DRIVE, account, f"{google.hosts.drive}/drive/v3/files", q=query_of(want, phrases), pageSize=A_PAGE,
        corpora="allDrives", includeItemsFromAllDrives="true", supportsAllDrives="true",
        fields=f"nextPageToken,incompleteSearch,files({_FIELDS})", **more,
    )  # fmt: skip
    found = Found(gaps=[f"search_incomplete:{account}"] if told.get("incompleteSearch") is True else [])
    for file in list_of(told.get("files")):
        mark = sha256(text_of(file.get("id")).encode()).hexdigest()[:12]
        if not FILE_ID.fullmatch(text_of(file.get("id"))) or mark in seen or file.get("trashed") is True:
            continue
        found.searched += 1
        record = _judged(google, file, account, want, categories)
        if record is not None:
            found.records.append(record)
            seen.add(mark)
    return found, text_of(told.get("nextPageToken"))


def _judged(google: Google, file: Json, account: str, want: Wanted, categories: Mapping[str, str]) -> Record | None:
    """The person's own file is theirs; one that they may see, or that speaks of them, is for a person to judge."""
    owners = _mailboxes(file, "owners")
    if want.proven in owners:
        return _record(file, account, want, categories, Match.EXACT, ("email",), want.proven)
    may_see = _mailboxes(file, "permissions") | _mailboxes({"u": [dict_of(file.get("lastModifyingUser"))]}, "u")
    if want.proven in may_see:
        return _record(file, account, want, categories, Match.PROBABLE, ("email",), want.proven)
    held = [each for each in sorted(want.others) if each in owners | may_see]
    if held:
        return _record(file, account, want, categories, Match.PROBABLE, ("other_email",), held[0])
    text, whole = _text(google, file, account)
    said = f"{text_of(file.get('name'))}\n{text_of(file.get('description'))}\n{text}"
    matched = spoken(said, want)
    if not matched and whole and len(said) <= MOST:
        return None
    return _record(file, account, want, categories, Match.MENTION, matched, "", unread=not matched)


def _mailboxes(file: Json, name: str) -> set[str]:
    return {fold(text_of(each.get("emailAddress"))) for each in list_of(file.get(name))} - {""}


def _text(google: Google, file: Json, account: str) -> tuple[str, bool]:
    """What a file says, as far as it can be read as text, and whether that is all that Drive may have found it by."""
    kind, url = text_of(file.get("mimeType")), f"{google.hosts.drive}/drive/v3/files/{text_of(file.get('id'))}"
    if kind in _AS_TEXT:
        given, url = {"mimeType": _AS_TEXT[kind]}, f"{url}/export"
    elif kind.startswith("text/"):
        given = {"alt": "media", "supportsAllDrives": "true"}
    else:
        return "", False
    body = _body(google, account, url, given)
    if body is None:
        return "", False
    if kind == _SHEET:
        words = sheet_words(body)
        return words or "", words is not None
    text, sure = decoded(body)
    # Whether the text of slides has their speaker's notes, Google does not say.
    return text, sure and kind != _SLIDES


def _body(google: Google, account: str, url: str, given: Mapping[str, str]) -> bytes | None:
    try:
        with google.streamed(DRIVE, account, url, **given) as pieces:
            kept, size = [], 0
            for piece in pieces:
                kept.append(piece)
                size += len(piece)
                if size > _MOST_BYTES:
                    return None
    except Refused:
        return None
    return b"".join(kept)


def _record(
    file: Json, account: str, want: Wanted, categories: Mapping[str, str], match: Match, matched: tuple[str, ...],
    whose: str, *, unread: bool = False,
) -> Record:  # fmt: skip
    name, kind = text_of(file.get("name")), text_of(file.get("mimeType"))
    said: dict[str, str | bool] = {
        "name": name,
        "description": text_of(file.get("description")),
        "type": kind,
        "owners": ", ".join(sorted(_mailboxes(file, "owners"))),
        "shared_with": ", ".join(sorted(_mailboxes(file, "permissions") - _mailboxes(file, "owners"))),
        "created": text_of(file.get("createdTime"))[:10],
        "changed": text_of(file.get("modifiedTime"))[:10],
        "link": text_of(file.get("webViewLink")),
        "mailbox": account,
    }
    fields = [Field(key, key, value) for key, value in said.items() if value]
    if unread:
        fields.append(Field("not_compared", "not_compared", True))
    theirs = {want.proven, *want.others}
    return Record(
        kind="file", key=f"{account}/{text_of(file.get('id'))}", owner=address_owner(whose) if whose else "",
        category=categories["file"], match=match, matched_by=matched, fields=tuple(fields), subject=whose,
        dated=text_of(file.get("modifiedTime"))[:10], document=_document(file),
        others=tuple(dict.fromkeys(_people(file, theirs))),
    )  # fmt: skip


def _people(file: Json, theirs: set[str]) -> Iterator[str]:
    for each in [*list_of(file.get("owners")), *list_of(file.get("permissions"))]:
        if fold(text_of(each.get("emailAddress"))) not in theirs:
            yield from filter(None, (text_of(each.get("emailAddress")), text_of(each.get("displayName"))))


def _document(file: Json) -> Document | None:
    name, kind = text_of(file.get("name")) or text_of(file.get("id")), text_of(file.get("mimeType"))
    if kind in _EXPORTED:
        media, ending = _EXPORTED[kind]
        return Document(f"{name}{ending}", media)
    if kind.startswith("application/vnd.google-apps"):
        return None
    size = text_of(file.get("size"))
    return Document(name, kind or "application/octet-stream", int(size) if size.isdecimal() and int(size) else None)


def read_again(google: Google, account: str, file_id: str) -> Json | None:
    """One file as it stands now; None where it is gone or lies in the trash."""
    if not FILE_ID.fullmatch(file_id):
        raise Permanent("record_gone")
    url = f"{google.hosts.drive}/drive/v3/files/{file_id}"
    try:
        file = google.read(DRIVE, account, url, fields=_FIELDS, supportsAllDrives="true")
    except Refused as refused:
        if refused.status in _GONE:
            return None
        raise
    return None if file.get("trashed") is True or text_of(file.get("id")) != file_id else file


def belongs(file: Json, address: str) -> bool:
    """Whether an address is among the people of a file still."""
    people = {"u": [dict_of(file.get("lastModifyingUser"))]}
    return address in _mailboxes(file, "owners") | _mailboxes(file, "permissions") | _mailboxes(people, "u")


def may_trash(file: Json) -> bool:
    """Whether the account itself may put it into the trash."""
    return dict_of(file.get("capabilities")).get("canTrash") is True


def trash(google: Google, account: str, file_id: str) -> bool:
    """Put a file into the trash; whether Drive lets us."""
    url = f"{google.hosts.drive}/drive/v3/files/{file_id}"
    try:
        google.write(DRIVE, account, "PATCH", url, {"trashed": True}, supportsAllDrives="true", fields="id,trashed")
    except Refused as refused:
        return refused.status in _GONE
    return True


def original(google: Google, account: str, file_id: str) -> Iterator[bytes]:
    """The bytes of a file; of Google's own kinds what it exports."""
    file = read_again(google, account, file_id)
    if file is None:
        raise Permanent("record_gone")
    document, kind = _document(file), text_of(file.get("mimeType"))
    if document is None:
        raise Permanent("no_document")
    url, given = f"{google.hosts.drive}/drive/v3/files/{file_id}", {"alt": "media", "supportsAllDrives": "true"}
    if kind in _EXPORTED:
        url, given = f"{url}/export", {"mimeType": _EXPORTED[kind][0]}
    got = 0
    try:
        with google.streamed(DRIVE, account, url, **given) as pieces:
            for piece in pieces:
                got += len(piece)
                yield piece
    except Refused as refused:
        raise Permanent("too_much" if "exportSizeLimitExceeded" in refused.reasons else refused.code) from None
    if document.size is not None and got != document.size:
        raise RetryLater("cut", 60)
