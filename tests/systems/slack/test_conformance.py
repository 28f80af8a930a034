"""Slack keeps what every connector keeps, by its search and by reading the channels."""

from collections.abc import Iterator

import pytest

from tests.systems.conformance import Conformance
from tests.systems.slack import description
from tests.systems.slack.workspace import Workspace

pytestmark = pytest.mark.skipif(description.MISSING, reason=description.WHY)


class TestSlack(Conformance):
    kind = "slack"

    @pytest.fixture
    def counterpart(self) -> Iterator[Workspace]:
        workspace = Workspace()
        yield workspace
        workspace.server.close()
        assert workspace.faults == []


class TestSlackByItsChannels(Conformance):
    kind = "slack"

    @pytest.fixture
    def counterpart(self) -> Iterator[Workspace]:
        workspace = Workspace(messages="history")
        yield workspace
        workspace.server.close()
        assert workspace.faults == []
