"""Every format against the suite that all connectors pass."""

from collections.abc import Iterator

import pytest

from tests.systems.conformance import Conformance, Counterpart
from tests.systems.files.offices import CardOffice, CsvOffice, MailOffice, OdsOffice, Office, WideCsvOffice, XlsxOffice


def opened(office: Office) -> Iterator[Counterpart]:
    yield office
    office.close()


class TestCsv(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(CsvOffice())


class TestWideCsv(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(WideCsvOffice())


class TestXlsx(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(XlsxOffice())


class TestOds(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(OdsOffice())


class TestCards(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(CardOffice())


class TestMail(Conformance):
    kind = "files"

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        yield from opened(MailOffice())
