"""Reports as a workbook (XLSX): a sheet for each table, with real dates and numbers, and no cell that computes."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from portal.papers.report_sheets import Form, Sheet, Value
from portal.papers.sheets import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.workbook import Worksheet

LONGEST_NAME = 31
"""So long may the name of a sheet be in Excel."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NARROW, _WIDE = 14, 46


def write(title: str, about: Sequence[tuple[str, str]], sheets: Sequence[Sheet], made: date) -> bytes:
    """The workbook: first a sheet `title` with `about` (label and words), then one for each table.

    Texts are neutralised as in CSV. The same input gives the same bytes.
    """
    import xlsxwriter  # noqa: PLC0415  # loaded with the first workbook, not by every process that starts

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"title": safe_cell(title), "created": datetime.combine(made, time(12), UTC).replace(tzinfo=None)}
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    taken: set[str] = set()
    first = book.add_worksheet(_name(title, taken))
    first.set_column(0, 0, 24)
    first.set_column(1, 1, 90)
    for row, (label, said) in enumerate(about):
        first.write_string(row, 0, safe_cell(label), bold)
        first.write_string(row, 1, safe_cell(said))
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.title, taken))
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, _WIDE if column.form is Form.TEXT else _NARROW)
            page.write_string(0, place, safe_cell(column.label), bold)
        for row, values in enumerate(sheet.rows, start=1):
            for place, value in enumerate(values):
                _cell(page, row, place, value, day)
    book.close()
    return target.getvalue()


def _cell(page: "Worksheet", row: int, place: int, value: Value, day: object) -> None:
    if isinstance(value, int | float):
        page.write_number(row, place, value)
    elif isinstance(value, date):
        page.write_datetime(row, place, datetime.combine(value, time()), day)
    elif value is not None:
        page.write_string(row, place, safe_cell(value))


def _name(wanted: str, taken: set[str]) -> str:
    """A name that no other sheet has, short enough, without the signs that Excel refuses."""
    plain = _FORBIDDEN.sub(" ", wanted).strip()[:LONGEST_NAME] or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name
