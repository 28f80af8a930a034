"""Which files hold what: a TOML text that gives each pattern a kind, and each column of a table its meaning.

The first entry whose pattern fits a file is that file's. Where the folders stand is a setting of the
connection, never of the mapping.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, with_config

from portal.domain.register import Text
from portal.systems.mapping import BadMapping, read

Identifies = Literal["email", "phone", "customer_number", "first_name", "last_name", "name"]
Scalar = bool | int | str
NAMES = frozenset({"first_name", "last_name", "name"})


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column by the text of its header: `what` tells that it identifies a person, `blank` what an erasure leaves.

    `free_text` marks words that may speak of others, `optional` a column that not every file has.
    """

    column: str
    name: str
    category: str
    label: Text
    what: Identifies | None = None
    values: dict[str, Text] = field(default_factory=dict)
    free_text: bool = False
    blank: Scalar = ""
    writable: bool = True
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What is written into a column when one of `channels` is forbidden (Art 21(3))."""

    channels: tuple[str, ...]
    column: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Restriction:
    """The mark of Art 18: `value` means restricted, `free` means not."""

    column: str
    value: Scalar
    free: Scalar = ""


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One kind of record, in all the files that fit one of the patterns `files`.

    | `read`  | what is one record                                                                       |
    |---------|------------------------------------------------------------------------------------------|
    | `table` | a row of a CSV file or of a sheet, whose columns are mapped                               |
    | `text`  | a cell that speaks of the person, in a file whose columns mean nothing to the portal      |
    | `cards` | a vCard                                                                                  |
    | `mail`  | a message, in an .eml file or in an mbox                                                 |

    `category` is that of a card or a message, and of any cell that has no column of the mapping.
    `key` is a column that tells rows apart for good; without it a row is known by its content.
    `erase`: `delete` takes the row, card or message out once all its categories go (in a workbook it leaves
    an empty row, so that no formula moves), else it empties the cells; `anonymise` always empties;
    `keep` does nothing; without it a person does it by hand.
    """

    kind: str
    files: tuple[str, ...]
    read: Literal["table", "text", "cards", "mail"]
    category: str
    label: Text
    columns: tuple[MappedColumn, ...] = ()
    sheets: tuple[str, ...] = ()
    header: int = 0
    delimiter: str = ""
    encoding: str = ""
    key: str = ""
    dated: str = ""
    erase: Literal["delete", "anonymise", "keep"] | None = None
    prohibitions: tuple[Prohibition, ...] = ()
    restriction: Restriction | None = None

    @property
    def erasable(self) -> bool:
        """Whether an erasure does anything here."""
        return self.erase in {"delete", "anonymise"}

    @property
    def seen_first(self) -> bool:
        """Whether a person has to look before anything of it is released or changed."""
        return self.read != "table" or any(each.free_text for each in self.columns)

    def column(self, name: str) -> MappedColumn | None:
        """The mapped column with this header."""
        return next((each for each in self.columns if each.column == name), None)

    def steering(self) -> frozenset[str]:
        """The columns that no correction writes and no blanking empties."""
        flag = {self.restriction.column} if self.restriction else set()
        return frozenset(({self.key} - {""}) | flag)

    def needed(self) -> frozenset[str]:
        """The columns that every table of this kind has to have."""
        mapped = {each.column for each in self.columns if not each.optional}
        flags = {each.column for each in self.prohibitions} | self.steering()
        return frozenset(mapped | flags | ({self.dated} - {""}))


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class FilesMapping:
    """A whole mapping. `ignore` are patterns of files that hold nobody's data."""

    files: tuple[FileSpec, ...]
    ignore: tuple[str, ...] = ()

    def spec(self, path: str) -> FileSpec | None:
        """What a file is, by its path below its folder."""
        return next((each for each in self.files if fits(path, each.files)), None)

    def of_kind(self, kind: str) -> FileSpec | None:
        """The entry of a kind."""
        return next((each for each in self.files if each.kind == kind), None)

    def channels(self) -> tuple[str, ...]:
        """Every channel that some column can forbid."""
        return tuple(sorted({one for spec in self.files for each in spec.prohibitions for one in each.channels}))


def fits(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a path fits a pattern, whatever its case; one without a slash is of the file's name alone.

    `*` stands for anything but a slash; `**` as a part stands for any folders, none too.
    """
    folded = PurePosixPath(path.lower())
    return any(_fits(folded, pattern.lower()) for pattern in patterns)


def _fits(path: PurePosixPath, pattern: str) -> bool:
    return fnmatchcase(path.name, pattern) if "/" not in pattern else _parts_fit(path.parts, tuple(pattern.split("/")))


def _parts_fit(parts: tuple[str, ...], patterns: tuple[str, ...]) -> bool:
    """One pass over the pattern for each part, so that many `**` cost no more than their number."""
    reached = _onward({0}, patterns)
    for part in parts:
        stepped = {at if patterns[at] == "**" else at + 1 for at in reached if at < len(patterns)
                   and (patterns[at] == "**" or fnmatchcase(part, patterns[at]))}  # fmt: skip
        reached = _onward(stepped, patterns)
    return len(patterns) in reached


def _onward(reached: set[int], patterns: tuple[str, ...]) -> set[int]:
    for at in range(len(patterns)):
        if at in reached and patterns[at] == "**":
            reached.add(at + 1)
    return reached


_ADAPTER = TypeAdapter(FilesMapping)


def read_mapping(text: str) -> FilesMapping:
    """The mapping in a TOML text; BadMapping where a key is unknown or the parts do not fit."""
    mapping = read(_ADAPTER, text)
    for reason in _misfits(mapping):
        raise BadMapping(reason)
    return mapping


def _misfits(mapping: FilesMapping) -> Iterator[str]:
    kinds = [spec.kind for spec in mapping.files]
    if not kinds:
        yield "no files are mapped"
    if len(set(kinds)) != len(kinds):
        yield "two entries have the same kind"
    for spec in mapping.files:
        for reason in (*_shape_misfits(spec), *_column_misfits(spec)):
            yield f"{spec.kind}: {reason}"


def _shape_misfits(spec: FileSpec) -> Iterator[str]:
    if not spec.files or any(not pattern.strip("/") for pattern in spec.files):
        yield "no pattern of files"
    if spec.header < 0:
        yield "header is the number of a row, from 1"
    if len(spec.delimiter) > 1:
        yield "delimiter is one letter"
    if spec.read in {"cards", "mail"} and spec.erase == "anonymise":
        yield "a card or a message is deleted or kept, not anonymised"
    if spec.read == "text" and spec.erase == "delete":
        yield "a text is emptied (anonymise) or kept, not deleted"
    try:
        codecs.lookup(spec.encoding or "utf-8")
    except LookupError:
        yield f"no such encoding: {spec.encoding}"


def _column_misfits(spec: FileSpec) -> Iterator[str]:
    if spec.read != "table":
        if spec.columns or spec.key or spec.prohibitions or spec.restriction:
            yield "only a table has columns"
        return
    if not any(each.what for each in spec.columns):
        yield "no column identifies a person; read it as text"
    for values in ([each.name for each in spec.columns], [each.column for each in spec.columns]):
        if len(set(values)) != len(values):
            yield "two columns have the same name"
    if "other_text" in {each.name for each in spec.columns}:
        yield "other_text is the name of cells without a column"
    identifying = {each.column for each in spec.columns if each.what} | ({spec.key} - {""})
    flags = [each.column for each in spec.prohibitions] + ([spec.restriction.column] if spec.restriction else [])
    if set(flags) & identifying:
        yield "a mark needs a column of its own"
    if spec.restriction and str(spec.restriction.value) == str(spec.restriction.free):
        yield "the restriction has one value for restricted and free"
