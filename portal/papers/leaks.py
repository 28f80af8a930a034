"""What goes out is read once more: no word that was left out may still stand in it, in text or in metadata.

What somebody sent (`documents/`) is read as its receiver would read it. Of what we wrote ourselves, the values that
were put into it are read: a name is no leak because it stands inside a word of our own letter.
"""

import json
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from portal.domain.gate import Gate, Held, How
from portal.domain.redaction import folded
from portal.papers.package_parts import MANIFEST
from portal.papers.unpacking import MOST_NAMED, MOST_READ, Name, Piece, Reading

RECEIVED = "documents/"
TELLING = 8
"""Letters from which on a word is no accident among other letters or bytes."""
_SKIPPED = frozenset({"style.css", MANIFEST})
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_]*")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_VOWELS = "aeiouyåäö"
_ENDING = re.compile(
    r"(?:n|t|s|i?a|i?ä|i?ta|i?tä|tta|ttä|na|nä|i?ssa|i?ssä|i?sta|i?stä|i?lla|i?llä|i?lta|i?ltä|i?lle|i?ksi|kse|"
    r"seen|h?[aeiouyäö]n|j?en|den|tten|ja|jä)?(?:ni|si|nsa|nsä|mme|nne)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
)
"""What Finnish, Swedish and English put behind a name: cases, possessives and particles."""
_LONGEST_ENDING = 8
_WEAK = {
    "kk": "k",
    "pp": "p",
    "tt": "t",
    "nt": "nn",
    "nk": "ng",
    "mp": "mm",
    "lt": "ll",
    "rt": "rr",
    "t": "d",
    "p": "v",
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was left out, in the forms in which it is sought.

    `stems` are those of its inflected forms, `cased` finds it as a name is written, where it is one.
    """

    said: str = field(repr=False)
    whole: str = field(repr=False)
    stems: tuple[str, ...] = field(repr=False)
    plain: str = field(repr=False)
    packed: tuple[bytes, ...] = field(repr=False)
    cased: re.Pattern[str] | None = field(repr=False)
    own: bool

    @property
    def is_telling(self) -> bool:
        """Whether it is long enough, or of more than one word or sign, to be no other word by accident."""
        return len(self.whole) >= TELLING or not self.whole.isalpha()


@dataclass(frozen=True, slots=True)
class Quoted:
    """What went into our own pages, each text with its place, and what is nobody's secret.

    `values` are records and what staff wrote, `theirs` the person's own words; `own` are the person's names and
    addresses, `public` what everybody may read of the controller.
    """

    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    theirs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    own: tuple[str, ...] = field(default=(), repr=False)
    public: tuple[str, ...] = field(default=(), repr=False)


_NOTHING_QUOTED = Quoted()


def leaks(package: BinaryIO, words: Iterable[str]) -> tuple[Held, ...]:
    """Each word with each file that still holds it, or may; the package is left where it stood."""
    return reread(package, words).held


def reread(package: BinaryIO, words: Iterable[str], quoted: Quoted = _NOTHING_QUOTED, most: int = MOST_READ) -> Gate:
    """Read a package once more; without words that were left out there is nothing to read it for.

    At most `most` bytes are unpacked in all. The package is left where it stood.
    """
    mine = {part for one in quoted.own for part in (folded(one), *folded(one).split())}
    sought = [_word(one, mine) for one in dict.fromkeys(words) if folded(one)]
    if not sought:
        return Gate()
    held: dict[tuple[str, str], How] = {}
    for place, text in quoted.values:
        _note(held, place, sought, [text])
    for place, text in quoted.theirs:
        _suspect(held, place, sought, [text])
    known = {word for _place, word in held}
    common = folded(" ".join(quoted.public))
    ours = [one for one in sought if one.is_telling and one.said not in known and not _stands(one, common)]
    start, reading = package.tell(), Reading(most)
    with zipfile.ZipFile(package) as archive:
        written = _written(archive)
        for name in archive.namelist():
            if name in _SKIPPED:
                continue
            with archive.open(name) as opened:
                if name not in written:
                    _note(held, name, sought, reading.pieces(name, opened))
                elif ours and not name.endswith(".pdf"):
                    _suspect(held, name, ours, Reading(most).pieces(name, opened))
    package.seek(start)
    every = [Held(file, word, how) for (file, word), how in held.items()]
    every.sort(key=lambda one: one.how is not How.EXACT)
    unread = list(reading.unread)
    more = max(0, len(every) - MOST_NAMED) + max(0, len(unread) - MOST_NAMED)
    return Gate(tuple(every[:MOST_NAMED]), tuple(unread[:MOST_NAMED]), more)


def _written(archive: zipfile.ZipFile) -> Collection[str]:
    """The files that we wrote ourselves: what the manifest lists, but for what somebody sent."""
    if MANIFEST not in archive.namelist():
        return ()
    listed = json.loads(archive.read(MANIFEST))["files"]
    return {one["name"] for one in listed if not one["name"].startswith(RECEIVED)}


def _note(held: dict[tuple[str, str], How], place: str, words: Sequence[_Word], pieces: Iterable[Piece]) -> None:
    """Put down which words the pieces of one place hold; what stands there exactly is not sought any further."""
    left = {one.said: one for one in words}
    for piece in pieces:
        for said, how in list(_found(piece, left.values())):
            if how is How.EXACT:
                held[place, said] = how
                del left[said]
            else:
                held.setdefault((place, said), how)


def _suspect(held: dict[tuple[str, str], How], place: str, words: Sequence[_Word], pieces: Iterable[Piece]) -> None:
    """The same where nothing can be left out: whatever stands there is for a person to look at."""
    found: dict[tuple[str, str], How] = {}
    _note(found, place, words, pieces)
    for key in found:
        held.setdefault(key, How.LIKE)


def _found(piece: Piece, words: Iterable[_Word]) -> Iterator[tuple[str, How]]:
    if isinstance(piece, bytes):
        lower = piece.lower()
        yield from ((one.said, How.EXACT) for one in words if any(packed in lower for packed in one.packed))
        return
    whole, spoken = folded(piece), _UNSEEN.sub("", unicodedata.normalize("NFC", piece))
    plain = f" {_plain(piece)} " if isinstance(piece, Name) else ""
    for one in words:
        if how := _how(one, whole, spoken):
            yield one.said, how
        elif plain and f" {one.plain} " in plain:
            yield one.said, How.LIKE


def _how(word: _Word, whole: str, spoken: str) -> How | None:
    if _stands(word, whole):
        sure = not word.own and (word.cased is None or word.cased.search(spoken) is not None)
        return How.EXACT if sure else How.LIKE
    return How.LIKE if any(_bends(stem, whole) for stem in word.stems) else None


def _stands(word: _Word, whole: str) -> bool:
    """Whether it stands there as a word: no letter or digit goes on before or after it."""
    return any(
        not _goes_on(whole[end - 1], whole[end : end + 1])
        for start, end in _places(word.whole, whole)
        if not _goes_on(whole[start], whole[start - 1 : start] if start else "")
    )


def _bends(stem: str, whole: str) -> bool:
    """Whether a form of it stands there: a word that begins so and ends as names do."""
    for start, end in _places(stem, whole):
        before = whole[start - 1 : start] if start else ""
        if _LETTER.match(before) or (before.isdigit() and whole[start].isdigit()):
            continue
        rest = _RUN.match(whole, end, end + _LONGEST_ENDING + 1)
        ending = rest[0] if rest else ""
        if ending and _LETTER.match(stem[-1]) and len(ending) <= _LONGEST_ENDING and _ENDING.fullmatch(ending):
            return True
        after = whole[end : end + 1]
        if not ending and (after == "_" or (after.isdigit() and not stem[-1].isdigit())):
            return True
        if not ending and before and (before == "_" or before.isdigit()):
            return True
    return False


def _places(wanted: str, whole: str) -> Iterator[tuple[int, int]]:
    start = whole.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = whole.find(wanted, start + 1)


def _goes_on(inside: str, beside: str) -> bool:
    """Whether two neighbouring signs belong to one word."""
    return bool(beside) and (inside.isalnum() or inside == "_") and (beside.isalnum() or beside == "_")


def _word(said: str, mine: Collection[str]) -> _Word:
    whole = folded(said)
    spoken = unicodedata.normalize("NFC", said).strip()
    named = spoken.isalpha() and spoken[0].isupper() and not spoken.isupper()
    forms = "|".join(re.escape(one) for one in (spoken, spoken.upper()))
    return _Word(
        said,
        whole,
        tuple(_stems(whole)),
        _plain(said),
        tuple(_packed(spoken)) if len(whole) >= TELLING else (),
        re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])") if named else None,
        own=whole in mine or all(part in mine for part in whole.split()),
    )


def _packed(word: str) -> Iterator[bytes]:
    """As it stands in files that no reader takes, once their ASCII letters are small."""
    for form in dict.fromkeys((word, word.casefold(), word.upper())):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            yield form.encode(encoding, "ignore").lower()


def _plain(name: str) -> str:
    """As a file is named after it: no marks on letters, and a space for every other sign."""
    bare = (one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


def _stems(whole: str) -> Iterator[str]:
    """What a Finnish ending is put on: the name, its weak grade, and what its own ending becomes."""
    yield whole
    if len(whole) < 4 or not whole[-1].isalpha():  # noqa: PLR2004
        return
    if whole[-1] not in _VOWELS:
        yield f"{whole}i"
    if whole.endswith("nen"):
        yield from (f"{whole[:-3]}se", f"{whole[:-3]}s")
    if whole.endswith("s"):
        yield from (f"{whole[:-1]}kse", f"{whole[:-1]}{whole[-2]}")
    roots = [whole, f"{whole[:-1]}e"] if whole.endswith("i") else [whole]
    yield from roots[1:]
    for root in roots if whole[-1] in _VOWELS else ():
        for strong, weak in _WEAK.items():
            if root[:-1].endswith(strong):
                yield f"{root[: -1 - len(strong)]}{weak}{root[-1]}"
                break
