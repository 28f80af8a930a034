"""The log goes to where standard error is when a line is written."""

import io
import json
import sys

import pytest
import structlog

from portal import logs


def test_it_writes_to_the_standard_error_of_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a log that was set up while standard error was a file that is closed by now
    gone = io.StringIO()
    monkeypatch.setattr(sys, "stderr", gone)
    logs.configure()
    gone.close()
    monkeypatch.undo()
    structlog.get_logger("worker").info("job_done", job="1")
    assert json.loads(capsys.readouterr().err)["event"] == "job_done"
