"""vCards (RFC 6350, and the older 3.0 and 2.1), any number in one file; what is not changed stays as it is."""

import hashlib
import quopri
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from portal.systems.contract import Permanent
from portal.systems.files.mapping import FileSpec
from portal.systems.files.units import Edit, Place, Plain, Unit, Unreadable, header_of, nothing, text_of

LARGEST = 8 << 20
LONGEST_SHOWN = 4000
_FOLD = 75
_BEGIN, _END = re.compile(rb"BEGIN\s*:\s*VCARD\s*", re.IGNORECASE), re.compile(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)
_UNSAID = frozenset({"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "CLIENTPIDMAP"})
_NO_WORDS = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_LISTS = frozenset({"N", "ADR", "ORG", "CATEGORIES", "NICKNAME", "GENDER"})


class Property(NamedTuple):
    """One property: its name, its parameters as they stand, its value decoded, and the bytes of its lines."""

    name: str
    parameters: str
    value: str
    raw: bytes


class CardFormat:
    """The cards of one file (`units.Format`)."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every card."""
        for number, (raw, is_card) in enumerate(_blocks(source)):
            if is_card:
                yield _unit(number, raw)

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """The file with cards left out or changed; False where no card is left."""
        left = False
        for number, (raw, is_card) in enumerate(_blocks(source)):
            edit = edits.get(("", number)) if is_card else None
            if edit is None:
                target.write(raw)
            elif not edit.remove:
                target.write(_changed(raw, edit))
            left = left or (is_card and not (edit and edit.remove))
        return left


def _blocks(source: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each card, and what stands between them, in order."""
    source.seek(0)
    held, depth, seen = bytearray(), 0, False
    while line := source.readline(LARGEST):
        if len(held) + len(line) > LARGEST:
            raise Unreadable("file_too_large")
        bare = line.removeprefix(b"\xef\xbb\xbf")
        begins, ends = _BEGIN.fullmatch(bare), _END.fullmatch(bare)
        if begins and not depth:
            if held:
                yield bytes(held), False
            held, seen = bytearray(), True
        held += line
        depth += bool(begins) - bool(ends and depth)
        if ends and not depth:
            yield bytes(held), True
            held = bytearray()
    if depth or (held.strip() and not seen):
        raise Unreadable("file_broken")
    if held:
        yield bytes(held), False


def properties(raw: bytes) -> list[Property]:
    """Every property of a card, its lines unfolded and its value decoded."""
    folded: list[list[bytes]] = []
    quoted = False
    for line in raw.splitlines(keepends=True):
        soft = bool(folded) and quoted and folded[-1][-1].rstrip(b"\r\n").endswith(b"=")
        if folded and (line[:1] in {b" ", b"\t"} or soft):
            folded[-1].append(line)
        else:
            folded.append([line])
            quoted = _quoted(line)
    return [_property(b"".join(each)) for each in folded]


def _quoted(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()


def _property(raw: bytes) -> Property:
    head, _, body = raw.partition(b":")
    lines = body.splitlines(keepends=True) or [b""]
    if _quoted(raw):
        joined = quopri.decodestring(b"".join(lines).rstrip(b"\r\n"))
    else:
        joined = b"".join([lines[0].rstrip(b"\r\n"), *(each.rstrip(b"\r\n")[1:] for each in lines[1:])])
    told = head.decode("latin-1").strip()
    name, _, parameters = told.partition(";")
    name = name.rpartition(".")[2].upper()
    charset = re.search(r"CHARSET=\"?([A-Za-z0-9_-]+)", parameters, re.IGNORECASE)
    return Property(name, parameters, _unescaped(name, _decoded(joined, charset[1] if charset else "")), raw)


def _decoded(body: bytes, charset: str) -> str:
    for encoding in filter(None, (charset, "utf-8", "cp1252", "latin-1")):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return ""


def _unescaped(name: str, value: str) -> str:
    """The value as people read it; the semicolons between the parts of a name or an address stay."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[0] if _splits(name, found[1])
                                                                     else found[1]), value)  # fmt: skip


def _splits(name: str, letter: str) -> bool:
    return name in _LISTS and letter in ";,\\"


def _unit(number: int, raw: bytes) -> Unit:
    shown = [(index, each) for index, each in enumerate(properties(raw)) if each.name not in _UNSAID and each.name]
    names = header_of([each.name for _index, each in shown])
    cells: list[Plain] = [each.value if len(each.value) <= LONGEST_SHOWN else "" for _index, each in shown]
    uid = next((each.value.strip() for each in properties(raw) if each.name == "UID"), "")
    identity = f"u:{uid}" if uid else f"h:{hashlib.sha256(raw.strip()).hexdigest()[:32]}"
    unshown = "\n".join(each.value for _index, each in shown
                        if len(each.value) > LONGEST_SHOWN and each.name not in _NO_WORDS)  # fmt: skip
    return Unit("", number, names, cells, raw=raw, identity=identity, unshown=unshown)


def base_of(column: str) -> str:
    """The property of a column: TEL of `TEL 2`."""
    return column.partition(" ")[0]


def _changed(raw: bytes, edit: Edit) -> bytes:
    """The card with these properties anew: their parameters stay, their encoding becomes UTF-8."""
    parts = properties(raw)
    shown = [index for index, each in enumerate(parts) if each.name not in _UNSAID and each.name]
    names = header_of([parts[index].name for index in shown])
    lines = [each.raw for each in parts]
    for name, value in edit.cells.items():
        if name not in names:
            raise Permanent("not_writable")
        at = shown[names.index(name)]
        lines[at] = b"" if nothing(value) else _line(parts[at], text_of(value))
    return b"".join(lines)


def _line(old: Property, value: str) -> bytes:
    end = b"\r\n" if old.raw.endswith(b"\r\n") else b"\n"
    value = re.sub(r"\r\n|\r", "\n", value)
    head = old.raw.partition(b":")[0].decode("latin-1").strip()
    kept = [part for part in head.split(";") if not re.match(r"(CHARSET|ENCODING)=|QUOTED-PRINTABLE$", part, re.I)]
    if re.search(r"ENCODING=(B|BASE64)\b", head, re.IGNORECASE) or re.search("[\x00-\x08\x0b-\x1f]", value):
        raise Permanent("value_unfit")
    escaped = value if old.name in _LISTS else re.sub(r"([\\;,])", r"\\\1", value)
    legacy = re.search(r"CHARSET=|QUOTED-PRINTABLE", head, re.IGNORECASE)
    escaped = escaped.replace("\n", "\\n")
    if legacy:
        kept.append("CHARSET=UTF-8")
    return _folded(f"{';'.join(kept)}:{escaped}".encode(), end)


def _folded(line: bytes, end: bytes) -> bytes:
    """At most 75 bytes a line (RFC 6350, 3.2), never in the middle of a letter."""
    out, room = [b""], _FOLD
    for letter in line.decode():
        piece = letter.encode()
        if len(out[-1]) + len(piece) > room:
            out.append(b"")
            room = _FOLD - 1
        out[-1] += piece
    return (end + b" ").join(out) + end
