"""The dossier of one request for a supervisory authority (Art 5(2), 58(1)(a) GDPR): a ZIP that anybody checks offline.

`dossier.json` holds what happened, as codes, moments and hashes, and the hash of every other file; `signature.json`
signs its very bytes. `index.html` says the same in words, `verify.html` checks signature, chain and files in a browser
without a network, and `portal audit verify FILE` does so on the command line.
"""

import io
import json
import stat
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO

from markupsafe import Markup

from portal import words
from portal.code_words import say_event, say_resolution, say_stage, say_step, say_term
from portal.domain import events
from portal.domain.events import Link
from portal.domain.lifecycle import Capability, Ground, Resolution, Right, Status
from portal.domain.review import Outcome
from portal.domain.rulings import Answer, Reason
from portal.keys import signing
from portal.keys.signing import Signature
from portal.papers.answer import ground_names
from portal.papers.sheets import CHUNK, Bundle
from portal.rights_words import say_answer, say_reason
from portal.words import gettext
from portal.words import marked as _

FORMAT = "portal-dossier-1"
STATEMENT, SIGNATURE, LETTERS = "dossier.json", "signature.json", "letters/"
MOST_BYTES = 64 * 1024 * 1024
"""Of all files of a dossier together; more is not read when it is checked."""
MOST_OF_STATEMENT = 16 * 1024 * 1024
"""Of those files that are read whole."""
MOST_OF_DIRECTORY = 1024 * 1024
_END_OF_ZIP, _ZIP64_LOCATOR, _DIRECTORY_ENTRY = 22, 20, 46
_CAPABILITIES = {
    Capability.FIND: _("Search"),
    Capability.SUPPRESS: _("Marketing stopped"),
    Capability.RECTIFY: _("Correction"),
    Capability.ERASE: _("Deletion"),
    Capability.RESTRICT: _("Restriction"),
    Capability.NOTIFY: _("Recipient told"),
}
_ACTORS = {
    "staff": _("Staff"), "person": _("The person"), "visitor": _("The person"), "link": _("A processor"),
}  # fmt: skip
_COPIES = {
    Outcome.GIVEN: _("Given"), Outcome.GIVEN_IN_PART: _("Given in part"), Outcome.WITHHELD: _("Withheld"),
    Outcome.NOTHING_HELD: _("Nothing held"), Outcome.NOT_COMPLETE: _("Could not be searched completely"),
}  # fmt: skip
"""How a copy of one category ended."""
_VERDICTS = (
    _("Signature"), _("Chain of events"), _("Sealed by the controller"), _("Letters"),
    _("Choose the files of the dossier"), _("It is signed by the key whose fingerprint is:"),
    _("It was changed after it was signed, or the files do not belong together."),
    _("Every event stands, and none was changed, taken out or put in."), _("The chain is broken at number:"),
    _("The head of the chain stands in the controller's own chain of seals, number:"),
    _("It was not sealed yet when the dossier was made."), _("The seal does not hold the head of this chain."),
    _("The letter is the one that was sent:"), _("The letter is another than was sent:"),
    _("Not chosen, so not checked:"), _("This file cannot be read:"), _("Choose dossier.json and signature.json too."),
    _("Pages"), _("It is as it was signed:"), _("It was not signed, or was changed since:"),
)  # fmt: skip
"""What the page that checks says, in the order of its script."""


@dataclass(frozen=True, slots=True)
class DossierLetter:
    """A letter as it went: its kind, its words, and the digest that its event holds."""

    kind: str
    language: str
    title: str
    html: str = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a dossier says. `facts` is JSON; `letters` are those whose words go along.

    `deadline` says how the last day was counted, in the dossier's language; `names` are systems and recipients by key.
    """

    facts: Mapping[str, Any]
    letters: Sequence[DossierLetter]
    deadline: Sequence[str]
    names: Mapping[str, str]
    language: str
    zone: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a dossier found: how many events and letters were looked at, and codes of what is wrong.

    `fingerprint` is of the key that signed it, and empty where it is not signed.
    """

    reference: str
    fingerprint: str
    events: int
    letters: int
    problems: tuple[str, ...]


def write(dossier: Dossier, key: bytes, target: BinaryIO) -> str:
    """Write the ZIP, signed with a controller's data `key`; the SHA-256 of what was signed, as hex."""
    with words.using(dossier.language, dossier.zone):
        files = {
            "index.html": _page("dossier/index.html", dossier, fingerprint=signing.fingerprint(key)),
            "verify.html": _verifier(dossier),
        }
    files |= {letter_name(one): one.html.encode() for one in dossier.letters}
    facts = {**dossier.facts, "files": {name: sha256(content).hexdigest() for name, content in files.items()}}
    statement = (json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n").encode()
    bundle = Bundle(target, dossier.at)
    bundle.add(STATEMENT, (statement,))
    bundle.add(SIGNATURE, (_said_signature(statement, signing.sign(key, statement)),))
    for name, content in files.items():
        bundle.add(name, (content,))
    bundle.close()
    return sha256(statement).hexdigest()


def _said_signature(statement: bytes, signed: Signature) -> bytes:
    """The file beside the statement: it says nothing that does not follow from the statement and its signature."""
    digest = sha256(statement).hexdigest()
    told = {"format": FORMAT, "algorithm": signing.ALGORITHM, "file": STATEMENT, "sha256": digest}
    told |= {"public_key": signed.public_key, "fingerprint": signed.fingerprint, "signature": signed.signature}
    return (json.dumps(told, indent=1) + "\n").encode()


def letter_name(letter: DossierLetter) -> str:
    """The file of a letter: its digest is that of its bytes."""
    return f"{LETTERS}{letter.kind.replace('_', '-')}-{letter.digest[:12]}.html"


class _TooLarge(Exception):
    """More than a dossier has."""


def verify(source: BinaryIO) -> Verdict:
    """Check a dossier without any database; nothing in it is trusted before, and it may be any file.

    Problem codes: `unreadable`, `too_large`, `name_twice:NAME`, `not_signed`, `signature_differs`, `file_changed:NAME`,
    `file_missing:NAME`, `file_not_signed:NAME`, `letter_changed:NAME`, `chain_broken:NUMBER`, `head_differs`,
    `seal_differs`, `something_beside` (bytes of the file belong to nothing that was looked at). Names, numbers and the
    reference are as the file has them: whoever shows them makes them plain.
    """
    try:
        return _judged(*_opened(source))
    except _TooLarge:
        return Verdict("", "", 0, 0, ("too_large",))
    except Exception:  # noqa: BLE001  # somebody's file: zipfile, zlib, json and whatever it holds each have their own
        return Verdict("", "", 0, 0, ("unreadable",))


def _opened(source: BinaryIO) -> tuple[Mapping[str, bytes], Sequence[tuple[str, str]], bool]:
    """The two files that are read whole, every file's name and SHA-256, in bounded memory; whether that is all."""
    _refuse_directory(source)
    kept: dict[str, bytes] = {}
    digests: list[tuple[str, str]] = []
    left = MOST_BYTES
    with zipfile.ZipFile(source) as archive:
        if min((one.header_offset for one in archive.infolist()), default=0) != 0:
            raise zipfile.BadZipFile
        for entry in archive.infolist():
            name = entry.orig_filename
            is_kept = name in {STATEMENT, SIGNATURE}
            whole = io.BytesIO()
            digest, size = _hashed(
                archive, entry, min(left, MOST_OF_STATEMENT) if is_kept else left, whole if is_kept else None
            )
            left -= size
            digests.append((name, digest))
            if is_kept:
                kept.setdefault(name, whole.getvalue())
        return kept, digests, _is_all(source, archive)


def _is_all(source: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Whether the file is laid out as a `Bundle` is: entries one behind the other, then their directory, no word more.

    Else an unpacker that reads a ZIP from its beginning, or shows comments, would give what nobody looked at.
    """
    place = 0
    for entry in archive.infolist():
        if entry.flag_bits or entry.extra or entry.comment or not _is_plain(entry):
            return False
        head = entry.FileHeader(zip64=False)
        source.seek(place)
        if entry.header_offset != place or source.read(len(head)) != head or not _ends(source, entry):
            return False
        place += len(head) + entry.compress_size
    directory = sum(_DIRECTORY_ENTRY + len(one.orig_filename.encode()) for one in archive.infolist())
    whole = source.seek(0, io.SEEK_END)
    source.seek(whole - _END_OF_ZIP)
    numbers = struct.unpack("<4s4H2LH", source.read(_END_OF_ZIP))
    many = len(archive.infolist())
    return place + directory + _END_OF_ZIP == whole and numbers == (b"PK\5\6", 0, 0, many, many, directory, place, 0)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether it is an ordinary file, or the empty folder that some programs write."""
    if entry.orig_filename == LETTERS:
        return entry.file_size == 0
    return stat.S_IFMT(entry.external_attr >> 16) in {0, stat.S_IFREG} and not entry.is_dir()


def _ends(source: BinaryIO, entry: zipfile.ZipInfo) -> bool:
    """Whether the packed bytes of an entry, at which `source` stands, are all of them the file's."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size == entry.file_size
    unpacker, left = zlib.decompressobj(-zlib.MAX_WBITS), entry.compress_size
    while left and not unpacker.eof:
        chunk = source.read(min(left, CHUNK))
        left -= len(chunk)
        while chunk and not unpacker.eof:
            unpacker.decompress(chunk, CHUNK)
            chunk = unpacker.unconsumed_tail
    while not unpacker.eof and unpacker.decompress(b"", CHUNK):
        pass
    return unpacker.eof and not left and not unpacker.unused_data


def _refuse_directory(source: BinaryIO) -> None:
    """A ZIP's directory is taken in whole when it is opened: it has to be small, and the last thing in the file."""
    source.seek(max(0, source.seek(0, io.SEEK_END) - _END_OF_ZIP - _ZIP64_LOCATOR))
    tail = source.read()
    end = tail[-_END_OF_ZIP:]
    if not (end.startswith(b"PK\5\6") and end.endswith(b"\0\0")) or tail.startswith(b"PK\6\7"):
        raise zipfile.BadZipFile
    if int.from_bytes(end[12:16], "little") > MOST_OF_DIRECTORY:
        raise _TooLarge


def _hashed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, into: io.BytesIO | None) -> tuple[str, int]:
    """The SHA-256 of one file and its bytes as they unpack, whatever its directory says of them."""
    digest, size = sha256(), 0
    with archive.open(entry) as handle:
        while chunk := handle.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise _TooLarge
            digest.update(chunk)
            if into is not None:
                into.write(chunk)
    return digest.hexdigest(), size


def _judged(kept: Mapping[str, bytes], digests: Sequence[tuple[str, str]], is_all: bool) -> Verdict:
    statement, signature = kept[STATEMENT], kept[SIGNATURE]
    facts, told = json.loads(statement), json.loads(signature)
    links = [Link(**one) for one in facts["events"]]
    letters = [name for name, _digest in digests if name.startswith(LETTERS) and name != LETTERS]
    signed = Signature(str(told["public_key"]), signing.fingerprint_of(str(told["public_key"])), str(told["signature"]))
    is_signed = signing.is_signed(signed.public_key, signed.signature, statement)
    problems = [] if is_signed else ["not_signed"]
    if _said_signature(statement, signed) != signature:
        problems.append("signature_differs")
    problems += _files(digests, facts)
    problems += _chain(facts, links)
    problems += [] if is_all else ["something_beside"]
    return Verdict(
        str(facts["reference"]), signed.fingerprint if is_signed else "", len(links), len(letters), tuple(problems)
    )


def _files(digests: Sequence[tuple[str, str]], facts: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the files beside the statement: each is the one that was signed, and no other is there."""
    listed, letters = dict(facts["files"]), {one["digest"] for one in facts["letters"]}
    seen: set[str] = set()
    for name, digest in digests:
        if name in seen:
            yield f"name_twice:{name}"
        seen.add(name)
        if name in {STATEMENT, SIGNATURE, LETTERS}:
            continue
        if name not in listed:
            yield f"file_not_signed:{name}"
        elif listed[name] != digest:
            yield f"file_changed:{name}"
        if name.startswith(LETTERS) and digest not in letters:
            yield f"letter_changed:{name}"
    yield from (f"file_missing:{name}" for name in listed if name not in seen)


def _chain(facts: Mapping[str, Any], links: Sequence[Link]) -> Iterator[str]:
    """What is wrong with the events: their chain, its head, and the controller's seal over it."""
    yield from (f"chain_broken:{number}" for number, _code in events.broken_links(links))
    head = facts["chain"]
    if not links or (links[-1].number, links[-1].digest) != (head["number"], head["digest"]):
        yield "head_differs"
    if (seal := facts["seal"]) is not None and not _seals(seal, links):
        yield "seal_differs"


def _seals(seal: Mapping[str, Any], links: Sequence[Link]) -> bool:
    heads = seal["heads"]
    wanted = events.seal_digest(seal["controller"], seal["number"], seal["at"], heads, seal["previous"])
    by_number = {one.number: one.digest for one in links}
    mine = [(number, digest) for chain, number, digest in heads if links and chain == links[0].chain]
    return wanted == seal["digest"] and bool(mine) and all(by_number.get(number) == digest for number, digest in mine)


def _page(template: str, dossier: Dossier, **more: object) -> bytes:
    context: dict[str, object] = {
        "dossier": dossier,
        "facts": dossier.facts,
        "letters": [(one, letter_name(one), Markup(one.html)) for one in dossier.letters],  # noqa: S704  # composed by our own templates, what staff typed escaped
        "name": lambda key: dossier.names.get(key, key),
        "moment": lambda text: words.say_time(datetime.fromisoformat(text)),
        "event": say_event,
        "right": lambda code: say_term(Right(code)),
        "outcome": _said_outcome,
        "ground": _said_ground,
        "stage": lambda code: say_stage(Status(code)),
        "resolution": lambda code: say_resolution(Resolution(code)),
        "done": lambda step: say_step(step["state"], step["outcome"])[0],
        "capability": lambda code: gettext(_CAPABILITIES[Capability(code)]),
        "actor": _actor,
        **more,
    }
    return words.environment().get_template(template).render(**context).encode("utf-8", "replace")


def _verifier(dossier: Dossier) -> bytes:
    """The page that checks; its script is let run by its own hash alone."""
    script = (words.templates_folder() / "dossier" / "verify.js").read_text("utf-8")
    said = json.dumps([gettext(one) for one in _VERDICTS], ensure_ascii=True).replace("<", "\\u003c")
    whole = f"const SAID = {said};\n{script}"
    allowed = b64encode(sha256(whole.encode()).digest()).decode()
    return _page("dossier/verify.html", dossier, script=Markup(whole), allowed=allowed)  # noqa: S704  # our own script


def _said_outcome(code: str) -> str:
    return say_answer(Answer(code)) if code in set(Answer) else gettext(_COPIES[Outcome(code)])


def _said_ground(code: str) -> str:
    return say_reason(Reason(code)) if code in set(Reason) else ground_names()[Ground(code)]


def _actor(actor: str) -> str:
    return gettext(_ACTORS.get(actor.partition(":")[0], _("By itself")))
