"""Requests as staff find them: searched, judged, decided, prepared. Through the real use cases and the real worker."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from portal.demo import customers
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.domain.rulings import Balance, Choice, Claim
from portal.domain.wishes import Wishes
from portal.journey import answering, decision, inquiring, review, steps, telling
from portal.storage.door import case as door
from portal.storage.door.case import CasePage, StepLine
from portal.storage.door.decision import DecisionPage, decision_page
from portal.storage.door.findings import FindingLine, findings_page
from portal.storage.door.identity import identity_page
from tests import factories
from tests.factories import MadeRequest
from tests.house import House
from tests.remembered import Value, once

BALANCE = Balance(
    grounds="Petosta tutkitaan.",
    situation="Työ kilpailijalla.",
    outweighs="Ilman tietoja petos jää selvittämättä.",
    milder="Käyttö rajattu kahteen tilaukseen.",
    claim=Claim.DEFENCE,
    which="Kanne L 26/1234",
)
"""How an objection is weighed, whatever the ground."""


@dataclass
class Desk:
    """A member of staff at work on the requests of one house."""

    house: House
    staff: Viewer

    @property
    def register(self) -> Register:
        return factories.make_register(self.house.shop.slug)

    def receive(
        self,
        *rights: Right,
        email: str = customers.SARI.email or "",
        name: str = "Sari Lehtonen",
        wishes: Wishes | None = None,
    ) -> MadeRequest:
        """A request whose machine steps have ended."""
        given = (rights, email, name, wishes)
        return self.once("received", given, partial(self._receive, *given))

    def _receive(self, rights: Sequence[Right], email: str, name: str, wishes: Wishes | None) -> MadeRequest:
        request = factories.make_request(
            self.house.store, self.house.shop, *rights, email=email, name=name, wishes=wishes
        )
        self.house.work()
        return request

    def once(self, what: str, given: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """What was done at this desk, such as bringing a request so far: now, or once before in such a house."""
        if not self.house.is_plain or "busy" in repr(given):  # such a mailbox counts how often it was tried
            return make()
        at_work = (type(self).__qualname__, self.staff, self.house.shop)
        return once(self.house.store, what, (at_work, *given), make)

    def searched(self, *rights: Right, **who: Any) -> MadeRequest:
        """A request whose every search has ended."""
        return self.once("searched", (rights, who), partial(self._searched, rights, who))

    def _searched(self, rights: Sequence[Right], who: Mapping[str, Any]) -> MadeRequest:
        request = self.receive(*rights, **who)
        self.finish_steps(request)
        return request

    def decided(self, *rights: Right, choices: Mapping[str, Choice] | None = None, **who: Any) -> MadeRequest:
        """A request with its decision; it is being carried out, or the answer is being written."""
        return self.once("decided", (rights, choices, who), partial(self._decided, rights, choices, who))

    def _decided(
        self, rights: Sequence[Right], choices: Mapping[str, Choice] | None, who: Mapping[str, Any]
    ) -> MadeRequest:
        request = self.searched(*rights, **who)
        self.judge_all(request)
        review.finish_review(self.house.store, self.staff, request.reference, self.version(request))
        self.decide(request, choices)
        return request

    def decide(self, request: MadeRequest, choices: Mapping[str, Choice] | None = None) -> None:
        """Decide as proposed but for `choices`."""
        digest = self.decision(request).digest
        decision.decide(self.house.store, self.staff, request.reference, self.version(request), digest, choices=choices)

    def prepared(self, *rights: Right, choices: Mapping[str, Choice] | None = None, **who: Any) -> MadeRequest:
        """A request whose answer waits for its release; what a person had to carry out is done."""
        return self.once("prepared", (rights, choices, who), partial(self._prepared, rights, choices, who))

    def _prepared(
        self, rights: Sequence[Right], choices: Mapping[str, Choice] | None, who: Mapping[str, Any]
    ) -> MadeRequest:
        request = self.decided(*rights, choices=choices, **who)
        self.house.work()
        self.finish_steps(request, "done")
        self.house.work()
        return request

    def vouch(self, request: MadeRequest) -> None:
        """Say why what was shown of the identity is enough, where the register wants more."""
        if not identity_page(self.house.store, self.staff, request.reference, self.register).standing.is_enough:
            note = "Known at the shop for years."
            inquiring.judge(self.house.store, self.staff, request.reference, self.version(request), note)

    def release(self, request: MadeRequest) -> None:
        digest = self.decision(request).answer_digest
        answering.release(self.house.store, self.staff, request.reference, self.version(request), digest)

    def finish_steps(
        self, request: MadeRequest, outcome: str = "nothing", note: str = "", *, tells: bool = True
    ) -> None:
        """Say of every step that waits for a person what came of it; recipients are told, unless not `tells`."""
        for step in self.case(request).steps:
            if step.state == "by_hand" and step.telling is not None:
                if tells:
                    self.tell(request, step.id)
            elif step.state == "by_hand":
                told = "done" if step.capability == "suppress" else outcome
                steps.complete_by_hand(
                    self.house.store, self.staff, request.reference, self.version(request), step.id, told, note
                )

    def tell(self, request: MadeRequest, step_id: str, outcome: str = "told", viewer: Viewer | None = None) -> None:
        """Say what came of telling a recipient; who is a kind alone turns out to be one company."""
        told = {"on": self.today, "how": "mail", "names": "Kaveri Records Oy"} if outcome == "told" else {}
        telling.record(
            self.house.store, viewer or self.staff, request.reference, self.version(request), step_id, outcome,
            self.register, note="" if told else "Seen in our books.", **told,
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day at the shop."""
        return self.house.store.now().astimezone(ZoneInfo("Europe/Helsinki")).date()

    def tellings(self, request: MadeRequest, viewer: Viewer | None = None) -> list[StepLine]:
        """The recipients who have to be told, or were."""
        return [one for one in self.case(request, viewer).steps if one.telling is not None]

    def finish_finds(self, request: MadeRequest, found: Mapping[str, str]) -> None:
        """Say that people found one record in each of the systems `found`, of its category, and nothing elsewhere."""
        for step in self.case(request).steps:
            if step.state == "by_hand" and step.capability == "find":
                texts = [(found[step.system], f"Found in {step.system}")] if step.system in found else []
                steps.complete_by_hand(
                    self.house.store, self.staff, request.reference, self.version(request), step.id,
                    "found" if texts else "nothing", "", texts,
                )  # fmt: skip

    def judge_all(self, request: MadeRequest, *, theirs: bool = False) -> None:
        """Take in what is sure, leave out what is another's, withhold the rest, or take that in too."""
        store, reference = self.house.store, request.reference
        review.include_exact(store, self.staff, reference, self.version(request))
        for owner in findings_page(store, self.staff, reference).owners:
            if owner.match != "exact":
                review.judge_owner(
                    store, self.staff, reference, self.version(request), owner.system, owner.owner, is_person=False
                )
        left = [one.id for one in self.findings(request) if one.verdict == "open"]
        if left and theirs:
            review.judge(store, self.staff, reference, self.version(request), left, "included")
        elif left:
            review.judge(
                store, self.staff, reference, self.version(request), left, "withheld", "others_rights", "Of others"
            )
        self.vouch(request)

    def case(self, request: MadeRequest, viewer: Viewer | None = None) -> CasePage:
        return door.case_page(self.house.store, viewer or self.staff, request.reference)

    def version(self, request: MadeRequest) -> int:
        version: int = self.house.request(request).version
        return version

    def decision(self, request: MadeRequest) -> DecisionPage:
        return decision_page(self.house.store, self.staff, request.reference, self.register)

    def findings(self, request: MadeRequest, viewer: Viewer | None = None) -> list[FindingLine]:
        page = findings_page(self.house.store, viewer or self.staff, request.reference)
        return [line for group in page.groups for line in group.rows]
