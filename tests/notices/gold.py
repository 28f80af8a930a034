"""Gold files: what a notice holds, kept as hashes that nobody can read back who has not the notice itself.

The key of every hash is made from a salt of the file and from the content of the notice, so that even a short value, as
the letter of a legal basis, cannot be found by trying; the content itself is recognised by a hash of its own. A gold
file is `{"source", "half", "salt", "text", "fields"}`; a field is `{"wanted": [{"whole": [...], "parts": [[[...]]]}],
"optional": [...]}`, or `{"unmeasured": true}`. Each list of hashes holds the forms of one value.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from stdnum.se import orgnr

from portal import facts
from tests.notices.fields import FIELDS, FREE_TEXTS, Notice, keys, values
from tests.notices.normal import parts, without_label

Half = Literal["tuned", "held", "abroad"]
HALVES: tuple[Half, ...] = ("tuned", "held", "abroad")
"""Notices of Finnish and Swedish bodies that the reader was tuned on or not, and ones of other countries."""
FOLDER = Path(__file__).parent / "gold"
UNMEASURED = "*"
_BYTES = 16
_FINNISH_ID, _SWEDISH_ID = re.compile(r"\d{7}-\d"), re.compile(r"\d{6}-?\d{4}")


@dataclass(frozen=True)
class Wanted:
    """One value that a reading should have: the hashes that are it, and each way of reading it in parts."""

    whole: frozenset[str]
    parts: tuple[tuple[frozenset[str], ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it stands in a gold file."""
        made: dict[str, Any] = {"whole": sorted(self.whole)}
        if self.parts:
            made["parts"] = [[sorted(part) for part in way] for way in self.parts]
        return made

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Wanted":
        """From a gold file."""
        ways = (tuple(frozenset(part) for part in way) for way in kept.get("parts", ()))
        return cls(frozenset(kept["whole"]), tuple(ways))


@dataclass(frozen=True)
class FieldGold:
    """What a field should hold, and what it may hold without being wrong."""

    wanted: tuple[Wanted, ...] = ()
    optional: frozenset[str] = frozenset()
    measured: bool = True

    def to_json(self) -> dict[str, Any]:
        """As it stands in a gold file."""
        if not self.measured:
            return {"unmeasured": True}
        return {"wanted": [one.to_json() for one in self.wanted], "optional": sorted(self.optional)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "FieldGold":
        """From a gold file."""
        if kept.get("unmeasured"):
            return cls(measured=False)
        return cls(tuple(map(Wanted.from_json, kept["wanted"])), frozenset(kept["optional"]))


@dataclass(frozen=True)
class Gold:
    """The gold of one notice."""

    source: str
    half: Half
    salt: str
    text: str
    fields: Mapping[str, FieldGold] = field(repr=False)

    def knows(self, content: bytes) -> bool:
        """Whether it is the gold of this content."""
        return hmac.compare_digest(self.text, recognition(self.salt, content))

    def to_json(self) -> dict[str, Any]:
        """As it stands in a gold file."""
        told = {name: self.fields[name].to_json() for name in FIELDS}
        return {"source": self.source, "half": self.half, "salt": self.salt, "text": self.text, "fields": told}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Gold":
        """From a gold file."""
        fields = {name: FieldGold.from_json(one) for name, one in kept["fields"].items()}
        return cls(kept["source"], kept["half"], kept["salt"], kept["text"], fields)


@dataclass(frozen=True)
class Hasher:
    """Hashes values of a notice; without its content nobody makes the same."""

    salt: str
    content: bytes = field(repr=False)

    @cached_property
    def _key(self) -> bytes:
        return hmac.digest(bytes.fromhex(self.salt), b"values\0" + self.content, "sha256")

    def of(self, name: str, form: str) -> str:
        """The hash of a form of a value in a field."""
        return hmac.digest(self._key, f"{name}\0{form}".encode(), "sha256")[:_BYTES].hex()

    def all_of(self, name: str, texts: Iterable[str]) -> frozenset[str]:
        """The hashes of every form of some values of a field."""
        return frozenset(self.of(name, form) for text in texts for form in keys(name, text))


def recognition(salt: str, content: bytes) -> str:
    """The hash by which a text is recognised, whatever its file is called."""
    return hashlib.sha256(bytes.fromhex(salt) + b"text\0" + content).hexdigest()


def hashed(clear: Notice, content: bytes, source: str, half: Half, salt: str | None = None) -> Gold:
    """The gold file of a notice from its clear gold.

    Clear gold is a notice in the shape of `portal register import FILE --json`, and besides `also` (by field, for a
    gold value the other readings that are as good) and `optional` (by field, what is neither wanted nor wrong;
    `*` where the field is not measured in this notice).
    """
    salt = salt or secrets.token_hex(32)
    hasher = Hasher(salt, content)
    return Gold(source, half, salt, recognition(salt, content), {name: _field(clear, name, hasher) for name in FIELDS})


def _named(asked: Mapping[str, Any] | None, name: str) -> Any:
    """What is asked of a field: by its own name, by `controller.business_id`, or as `controller` for its name."""
    asked = asked or {}
    names = (name, f"controller.{name}", name.removesuffix(".name"))
    return next((asked[one] for one in names if one in asked), None)


def _field(clear: Notice, name: str, hasher: Hasher) -> FieldGold:
    optional = [str(one) for one in _named(clear.get("optional"), name) or ()]
    if UNMEASURED in optional:
        return FieldGold(measured=False)
    also: Mapping[str, Sequence[str]] = _named(clear.get("also"), name) or {}
    known: dict[frozenset[str], Wanted] = {}
    for value in values(clear, name):
        if name == "business_id" and _is_wrong_id(value):
            optional.append(value)  # the portal says that its check digit is wrong, and takes no such id
            continue
        one = _wanted(name, value, also.get(value, ()), hasher)
        known.setdefault(one.whole, one)
    return FieldGold(tuple(known.values()), hasher.all_of(name, optional))


def _is_wrong_id(value: str) -> bool:
    if _FINNISH_ID.fullmatch(value):
        return not facts.business_id_ok(value)
    return _SWEDISH_ID.fullmatch(value) is not None and not orgnr.is_valid(value)


def _wanted(name: str, value: str, also: Sequence[str], hasher: Hasher) -> Wanted:
    if name not in FREE_TEXTS:
        return Wanted(hasher.all_of(name, [value, *also]))
    unlabelled = without_label(value)
    whole = hasher.all_of(name, [value, *also, *([unlabelled] if unlabelled else [])])
    ways = tuple(tuple(hasher.all_of(name, [item]) for item in way) for way in parts(value))
    return Wanted(whole, ways)


def kept(folder: Path = FOLDER) -> list[Gold]:
    """The gold files of a folder."""
    return [Gold.from_json(json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]


def keep(gold: Gold, path: Path) -> None:
    """Write a gold file."""
    path.write_text(json.dumps(gold.to_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
