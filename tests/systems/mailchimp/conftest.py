"""One Prism for all tests of a process; the memory behind it and the gate before it are new for each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme

from portal.systems.mailchimp.connector import MailchimpConnector, connect
from portal.systems.wire import Outgoing
from tests.systems import prism
from tests.systems.conformance import ANNA, Planted
from tests.systems.gate import HTTP_FAULTS, Gate
from tests.systems.mailchimp.fake import KEY, LISTS, MOMENT, PATHS, STORES, Mailchimp, Memory, hashed, problem, serving
from tests.systems.near_misses import NearMiss
from tests.systems.raw_server import answered

NEWS, LOYAL = LISTS
(SHOP,) = STORES


def refusal(status: str, title: str) -> bytes:
    return answered(status, problem(int(status[:3]), title), "Content-Type: application/problem+json")


REFUSALS = {
    "busy": refusal("429 Too Many Requests", "Too Many Requests"),
    "fault": refusal("500 Internal Server Error", "Internal Server Error"),
    "unauthorised": refusal("401 Unauthorized", "API Key Invalid"),
    "scope": refusal("403 Forbidden", "User action not permitted"),
}


class Account:
    """Mailchimp as the conformance suite sees it (`Counterpart`)."""

    breaks = HTTP_FAULTS

    def __init__(self, mailchimp: Mailchimp, gate: Gate, authority: Path) -> None:
        self.mailchimp = mailchimp
        self.gate = gate
        self._authority = authority
        self._made: list[MailchimpConnector] = []

    @property
    def memory(self) -> Memory:
        return self.mailchimp.memory

    def connector(self, **settings: str) -> MailchimpConnector:
        given = {"key": KEY, "country": "FI", "address": f"https://127.0.0.1:{self.gate.port}", **settings}
        self._made.append(connect(given, Outgoing(("127.0.0.1",), str(self._authority))))
        return self._made[-1]

    def plant(self, person: Planted) -> None:
        first, last = person.name.split(" ")
        number = f"c-{person.customer_number}"
        for list_id, status in ((NEWS, "subscribed"), (LOYAL, "archived")):
            where = {"addr1": "Katu 1", "addr2": "", "city": "Turku", "state": "", "zip": "20100", "country": "FI"}
            row = self.memory.member(
                list_id, person.email, status, FNAME=first, LNAME=last, PHONE=person.phone, ADDRESS=where, VISITS=3
            )
            row["interests"]["3a2a927344"] = True
            row["marketing_permissions"] = [{"marketing_permission_id": "m1", "text": "Sähköposti", "enabled": True}]
            key = (list_id, hashed(person.email))
            self.memory.tags[key] = [f"tag {place}" for place in range(60)]
            self.memory.notes[key] = [
                {
                    "id": self.memory.numbers * 10 + place, "email_id": key[1], "list_id": list_id,
                    "note": f"Soitti {place}.", "created_at": MOMENT, "updated_at": MOMENT, "created_by": "Marja",
                }
                for place in range(2)
            ]  # fmt: skip
            self.memory.activity[key] = [
                {
                    "activity_type": "open",
                    "created_at_timestamp": MOMENT,
                    "campaign_id": "k1",
                    "campaign_title": "Kevät",
                },
                {
                    "activity_type": "sent",
                    "created_at_timestamp": MOMENT,
                    "campaign_id": "k1",
                    "campaign_title": "Kevät",
                },
            ]
            self.memory.events[key] = [{"name": "visited", "occurred_at": MOMENT, "properties": {"page": "tea"}}]
        self.memory.customer(SHOP, number, person.email, first_name=first, last_name=last)
        self.memory.order(SHOP, f"o/{person.customer_number}", number)
        self.memory.cart(SHOP, f"k-{person.customer_number}", number)

    def plant_near_miss(self, miss: NearMiss) -> bool:
        self.memory.numbers += 1
        first, _, last = (miss.name or "Joku Muu").partition(" ")
        address = miss.email or f"other{self.memory.numbers}@example.net"
        self.memory.member(NEWS, address, FNAME=first, LNAME=last, PHONE=miss.phone)
        number = miss.customer_number or f"n{self.memory.numbers}"
        self.memory.customer(SHOP, number, address, first_name=first, last_name=last)
        self.memory.order(SHOP, f"o-{number}", number)
        return True

    def state(self) -> Mapping[str, Any]:
        return self.memory.state()

    def of_others(self) -> Mapping[str, Any]:
        return {key: value for key, value in self.memory.state().items() if ANNA.email not in key}

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        slow = how in {"hang", "drip"}
        for each in self._made:
            each._seconds = 0.4 if slow else each._seconds
        with self.gate.broken(how):
            yield
        for each in self._made:
            each._seconds = 120.0


@pytest.fixture(scope="session")
def described() -> dict[str, Any]:
    """The part of Mailchimp's description that the connector uses; a merge field's value is no object there."""
    found = prism.cut(prism.description("mailchimp-marketing.ballerina.openapi.json"), PATHS)
    _mended(found)
    return found


def _mended(part: Any) -> None:
    if isinstance(part, dict):
        if isinstance(part.get("merge_fields"), dict) and "additionalProperties" in part["merge_fields"]:
            part["merge_fields"]["additionalProperties"] = {}
        for each in part.values():
            _mended(each)
    elif isinstance(part, list):
        for each in part:
            _mended(each)


@dataclass(frozen=True)
class Behind:
    """What stands behind every gate of this process."""

    mailchimp: Mailchimp
    fake: int
    prism: int
    authority: trustme.CA
    file: Path


@pytest.fixture(scope="session")
def behind(described: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """Our Mailchimp, and Prism before it."""
    folder, mailchimp, authority = tmp_path_factory.mktemp("mailchimp"), Mailchimp(), trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    with serving(mailchimp) as upstream, prism.prism(described, f"http://127.0.0.1:{upstream}", folder) as port:
        yield Behind(mailchimp, upstream, port, authority, folder / "ca.pem")


@contextmanager
def _gated(behind: Behind, port: int) -> Iterator[Account]:
    behind.mailchimp.memory, behind.mailchimp.asked, behind.mailchimp.strange = Memory(), [], {}
    gate = Gate(port, behind.authority, REFUSALS)
    gate.open()
    try:
        yield Account(behind.mailchimp, gate, behind.file)
    finally:
        gate.close()


@pytest.fixture
def account(behind: Behind, described: dict[str, Any]) -> Iterator[Account]:
    """An empty account; at the end nothing may have been asked or answered but what is described."""
    with _gated(behind, behind.prism) as account:
        yield account
    assert account.gate.violations == []
    known = prism.queries(described)
    for method, target, _body in account.gate.requests:
        path, _, query = target.partition("?")
        names = {each.partition("=")[0] for each in query.split("&")} - {""}
        assert any(verb == method and pattern.match(path) and names <= told for verb, pattern, told in known), target


@pytest.fixture
def unchecked(behind: Behind) -> Iterator[Account]:
    """An account whose answers nobody checks: it may lie."""
    with _gated(behind, behind.fake) as account:
        yield account
