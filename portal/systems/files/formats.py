"""Which format a file has, by its mapping and its ending."""

from portal.systems.files.cards import CardFormat
from portal.systems.files.csv_files import CsvFormat
from portal.systems.files.mails import MailFormat
from portal.systems.files.mapping import FileSpec
from portal.systems.files.ods_edit import OdsFormat
from portal.systems.files.units import Format, Unreadable
from portal.systems.files.xlsx_edit import XlsxFormat

_MEDIA = {"cards": "text/vcard", "mail": "message/rfc822"}
_WORKBOOKS: dict[str, type[XlsxFormat] | type[OdsFormat]] = {"xlsx": XlsxFormat, "xlsm": XlsxFormat, "ods": OdsFormat}
_TEXTS = {"csv", "tsv", "txt", "tab"}


def format_of(name: str, spec: FileSpec) -> Format:
    """How a file is read; Unreadable("file_unmapped") where its ending tells a table of another program."""
    if spec.read == "cards":
        return CardFormat()
    if spec.read == "mail":
        return MailFormat()
    ending = name.rpartition(".")[2].lower()
    if ending in _WORKBOOKS:
        return _WORKBOOKS[ending]()
    if ending in _TEXTS:
        return CsvFormat()
    raise Unreadable("file_unmapped")


def media_type(spec: FileSpec) -> str:
    """Of the original behind a record; empty where there is none."""
    return _MEDIA.get(spec.read, "")
