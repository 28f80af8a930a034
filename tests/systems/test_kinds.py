"""Kinds of connection: what each declares; those of third parties are loaded only where settings name them."""

import sys
from pathlib import Path

import pytest

from portal.systems import kinds, registry
from portal.systems.contract import Permanent

PACKAGE = """
from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.partial import Partial

KIND = Kind(Text("Acme", "Acme", "Acme"), Text("-", "-", "-"), (Setting("key", Text("Avain", "Nyckel", "Key")),),
            "acme_portal:connect")

class Acme(Partial):
    def __init__(self, key):
        self.key = key

def connect(settings, outgoing):
    return Acme(settings["key"])
"""


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package of somebody else's with an entry point."""
    (tmp_path / "acme_portal.py").write_text(PACKAGE, "utf-8")
    info = tmp_path / "acme_portal-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-portal\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[portal.connectors]\nacme = acme_portal:KIND\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "acme_portal", raising=False)


@pytest.mark.parametrize("name", kinds.names())
def test_every_kind_says_what_it_needs_in_three_languages(name: str) -> None:
    kind = kinds.kind(name)
    texts = [
        kind.name,
        kind.needs,
        *(one.label for one in kind.settings),
        *(one.help for one in kind.settings if one.help),
    ]
    assert all(text.fi.strip() and text.sv.strip() and text.en.strip() for text in texts)
    assert len({one.key for one in kind.settings}) == len(kind.settings)
    assert any(one.is_secret for one in kind.settings) or name == "files"
    kinds.factory_of(kind)


@pytest.mark.parametrize("name", kinds.names())
def test_no_kind_is_opened_with_settings_that_it_does_not_know(name: str) -> None:
    with pytest.raises(Permanent, match="settings_incomplete"):
        registry.connect(name, {"unheard_of": "x"})


@pytest.mark.usefixtures("acme")
def test_a_third_partys_kind_is_used_where_settings_name_it() -> None:
    assert "acme" in kinds.names(("acme",))
    opened = registry.connect("acme", {"key": "abc"}, third_party=("acme",))
    assert opened.key == "abc"  # type: ignore[attr-defined]  # the package's own class


@pytest.mark.usefixtures("acme")
def test_a_third_partys_kind_is_not_even_imported_where_they_do_not() -> None:
    with pytest.raises(Permanent, match="connector_unknown"):
        registry.connect("acme", {"key": "abc"})
    assert "acme_portal" not in sys.modules


def test_a_kind_whose_package_is_missing_is_unknown() -> None:
    with pytest.raises(Permanent, match="connector_unknown"):
        kinds.kind("gone", ("gone",))
