"""How long data is kept: the last day of keeping by each rule of a register.

Every last day is inclusive: data kept until 31 December may go on 1 January.
Bookkeeping follows the Accounting Act of Finland (1336/1997), chapter 2, section 10.
"""

from calendar import monthrange
from datetime import date

from portal.domain.register import Retention, RetentionRule

VOUCHER_YEARS = 6
LEDGER_YEARS = 10
_BOOKKEEPING = frozenset({RetentionRule.BOOKKEEPING_VOUCHERS, RetentionRule.BOOKKEEPING_LEDGERS})
_FEBRUARY = 2


def kept_until(
    retention: Retention, dated: date | None, financial_year_ends: str, written: date | None = None
) -> date | None:
    """The last day on which data of this day is kept, that day included.

    `financial_year_ends` is MM-DD; `written` is the last day that the data's own system says. None where the rule
    names no day: a criterion in words, a permission that lasts until withdrawn, a day that is not there.
    """
    if retention.rule is RetentionRule.UNTIL_COLUMN:
        return written
    if dated is None:
        return None
    if retention.rule is RetentionRule.FIXED_PERIOD and retention.months is not None:
        return months_later(dated, retention.months)
    if retention.rule is RetentionRule.BOOKKEEPING_VOUCHERS:
        return vouchers_until(financial_year_end(dated, financial_year_ends))
    if retention.rule is RetentionRule.BOOKKEEPING_LEDGERS:
        return ledgers_until(financial_year_end(dated, financial_year_ends))
    return None


def is_counted(retention: Retention) -> bool:
    """Whether the rule counts from a day at all."""
    return is_bookkeeping(retention) or (retention.rule is RetentionRule.FIXED_PERIOD and retention.months is not None)


def names_a_day(retention: Retention) -> bool:
    """Whether the rule gives a last day: counted from one, or written in a column of the data's own system."""
    return is_counted(retention) or retention.rule is RetentionRule.UNTIL_COLUMN


def is_bookkeeping(retention: Retention) -> bool:
    """Whether the keeping is that of vouchers or ledgers."""
    return retention.rule in _BOOKKEEPING


def months_later(day: date, months: int) -> date:
    """The same day number so many months later, else that month's last day (Regulation 1182/71, Article 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def financial_year_end(dated: date, financial_year_ends: str) -> date:
    """The end of the financial year in which a day lies; `financial_year_ends` is MM-DD.

    A year that ends with February ends on its last day, whether 28 or 29 is written.
    """
    end = _end_in(dated.year, financial_year_ends)
    return end if dated <= end else _end_in(dated.year + 1, financial_year_ends)


def vouchers_until(year_end: date) -> date:
    """Vouchers and business correspondence: six years from the end of the calendar year in which the year ended."""
    return date(year_end.year + VOUCHER_YEARS, 12, 31)


def ledgers_until(year_end: date) -> date:
    """Accounts, ledgers and statements: ten years from the end of the financial year."""
    return months_later(year_end, 12 * LEDGER_YEARS)


def _end_in(year: int, financial_year_ends: str) -> date:
    month, day = (int(part) for part in financial_year_ends.split("-"))
    last = monthrange(year, month)[1]
    return date(year, month, last if month == _FEBRUARY and day >= 28 else min(day, last))
