"""Requests as staff find them: searched, judged, decided, prepared. Through the real use cases and the real worker."""

from dataclasses import dataclass
from typing import Any

from portal.demo import customers
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.journey import answering, decision, review, steps
from portal.storage.door import case as door
from portal.storage.door.case import CasePage, DecisionPage, FindingLine
from tests import factories
from tests.factories import MadeRequest
from tests.house import House


@dataclass
class Desk:
    """A member of staff at work on the requests of one house."""

    house: House
    staff: Viewer

    @property
    def register(self) -> Register:
        return factories.make_register(self.house.shop.slug)

    def receive(
        self, *rights: Right, email: str = customers.SARI.email or "", name: str = "Sari Lehtonen"
    ) -> MadeRequest:
        """A request whose machine steps have ended."""
        request = factories.make_request(self.house.store, self.house.shop, *rights, email=email, name=name)
        self.house.work()
        return request

    def searched(self, **who: Any) -> MadeRequest:
        """A request whose every search has ended."""
        request = self.receive(**who)
        self.finish_steps(request)
        return request

    def decided(self, **who: Any) -> MadeRequest:
        """A request with its decision; the answer is being written."""
        request = self.searched(**who)
        self.judge_all(request)
        review.finish_review(self.house.store, self.staff, request.reference, self.version(request))
        digest = self.decision(request).digest
        decision.decide(self.house.store, self.staff, request.reference, self.version(request), digest)
        return request

    def prepared(self, **who: Any) -> MadeRequest:
        """A request whose answer waits for its release."""
        request = self.decided(**who)
        self.house.work()
        return request

    def release(self, request: MadeRequest) -> None:
        digest = self.decision(request).answer_digest
        answering.release(self.house.store, self.staff, request.reference, self.version(request), digest)

    def finish_steps(self, request: MadeRequest, outcome: str = "nothing", note: str = "") -> None:
        """Say of every step that waits for a person what came of it."""
        for step in self.case(request).steps:
            if step.state == "by_hand":
                told = "done" if step.capability == "suppress" else outcome
                steps.complete_by_hand(
                    self.house.store, self.staff, request.reference, self.version(request), step.id, told, note
                )

    def judge_all(self, request: MadeRequest) -> None:
        """Take in what is sure, leave out what is another's, withhold the rest."""
        store, reference = self.house.store, request.reference
        review.include_exact(store, self.staff, reference, self.version(request))
        for owner in door.findings_page(store, self.staff, reference).owners:
            if owner.match != "exact":
                review.judge_owner(
                    store, self.staff, reference, self.version(request), owner.system, owner.owner, is_person=False
                )
        left = [one.id for one in self.findings(request) if one.verdict == "open"]
        if left:
            review.judge(
                store, self.staff, reference, self.version(request), left, "withheld", "others_rights", "Of others"
            )

    def case(self, request: MadeRequest, viewer: Viewer | None = None) -> CasePage:
        return door.case_page(self.house.store, viewer or self.staff, request.reference)

    def version(self, request: MadeRequest) -> int:
        return self.case(request).version

    def decision(self, request: MadeRequest) -> DecisionPage:
        return door.decision_page(self.house.store, self.staff, request.reference, self.register)

    def findings(self, request: MadeRequest, viewer: Viewer | None = None) -> list[FindingLine]:
        page = door.findings_page(self.house.store, viewer or self.staff, request.reference)
        return [line for group in page.groups for line in group.rows]
