"""A process that starts loads no more than it needs: a server has several, and each is waited for."""

import json
import subprocess
import sys

import pytest

LATER = ("portal.reading.notice.reader", "portal.reading.notice.tongues", "xlsxwriter")
"""What is loaded with the first notice that is read, and the first workbook that is made."""
LOADED = "import json, sys; import {module}; print(json.dumps(sorted(sys.modules)))"


def loaded_with(module: str) -> set[str]:
    """What a process holds that has loaded this module and nothing else."""
    command = [sys.executable, "-c", LOADED.format(module=module)]
    loaded = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603  # our own
    assert module in loaded
    return set(loaded)


@pytest.mark.parametrize("module", ["portal.app", "portal.worker.loop"])
def test_it_loads_what_few_need_when_it_is_needed(module: str) -> None:
    assert not [one for one in loaded_with(module) if one.startswith(LATER)]


def test_the_parent_loads_nothing_of_what_its_children_do() -> None:
    of_children = {"flask", "portal.app", "portal.web", "portal.worker.loop", "portal.reading.toml"}
    assert not of_children & loaded_with("portal.serve")
