"""Offices that are taken away again."""

from collections.abc import Iterator

import pytest

from tests.systems.files.offices import CardOffice, CsvOffice, MailOffice, OdsOffice, Office, XlsxOffice


def _kept(office: Office) -> Iterator[Office]:
    yield office
    office.close()


@pytest.fixture
def csv_office() -> Iterator[Office]:
    yield from _kept(CsvOffice())


@pytest.fixture
def xlsx_office() -> Iterator[Office]:
    yield from _kept(XlsxOffice())


@pytest.fixture
def ods_office() -> Iterator[Office]:
    yield from _kept(OdsOffice())


@pytest.fixture
def card_office() -> Iterator[Office]:
    yield from _kept(CardOffice())


@pytest.fixture
def mail_office() -> Iterator[Office]:
    yield from _kept(MailOffice())
