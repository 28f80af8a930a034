"""Settings: where they come from, and the ones on which the portal does not start."""

import base64
from pathlib import Path

import pytest

from portal.domain.errors import Misconfigured
from portal.settings import DEMO_MASTER_KEY, DEMO_SECRET_KEY, load_settings

GOOD_SECRET = "c2lnbmVkLWJ5LW5vYm9keS1idXQtdXMtMjAyNg"
GOOD_MASTER = base64.b64encode(bytes(range(32))).decode()
OLD_MASTER = base64.b64encode(bytes(range(32, 64))).decode()


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_has_a_value_for_everything_but_keys() -> None:
    settings = load_settings()
    assert settings.database_url == "sqlite:///var/portal.sqlite3"
    assert settings.base_url == settings.staff_base_url == "http://127.0.0.1:8000"
    assert settings.upload_limit_bytes == 10 * 1024 * 1024
    assert settings.secret_key == settings.master_key == ""


def test_it_lets_a_variable_win_over_dotenv_and_dotenv_over_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("settings.toml").write_text('host = "toml"\nmail_from = "toml"\nsmtp_username = "toml"\n', encoding="utf-8")
    Path(".env").write_text(
        "PORTAL_SETTINGS_FILE=settings.toml\nPORTAL_HOST=env-file\nPORTAL_MAIL_FROM=env-file\n", encoding="utf-8"
    )
    monkeypatch.setenv("PORTAL_HOST", "variable")
    settings = load_settings()
    assert (settings.host, settings.mail_from, settings.smtp_username) == ("variable", "env-file", "toml")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_PORT", "eighty"),
        ("PORTAL_BASE_URL", "privacy.example.org"),
        ("PORTAL_WORKER_LANES", '{"fast": 1}'),
        ("PORTAL_SETTINGS_FILE", "missing.toml"),
    ],
)
def test_it_names_the_variable_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=name):
        load_settings()


def test_it_refuses_a_toml_key_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("settings.toml").write_text('databse_url = "typo"\n', encoding="utf-8")
    monkeypatch.setenv("PORTAL_SETTINGS_FILE", "settings.toml")
    with pytest.raises(Misconfigured, match="databse_url"):
        load_settings()


def test_it_never_repeats_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", GOOD_SECRET)
    monkeypatch.setenv("PORTAL_MASTER_KEY", GOOD_MASTER[:-4])
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql+psycopg://portal:hunter2@db/portal")
    settings = load_settings()
    with pytest.raises(Misconfigured) as refused:
        settings.require_safe()
    assert not [
        secret for secret in (GOOD_SECRET, GOOD_MASTER[:-4], "hunter2") if secret in f"{settings!r}{refused.value}"
    ]


@pytest.mark.parametrize(
    ("secret", "master", "debug", "named"),
    [
        ("", GOOD_MASTER, "", "PORTAL_SECRET_KEY is not set"),
        (DEMO_SECRET_KEY, GOOD_MASTER, "", "PORTAL_SECRET_KEY is the demo's"),
        ("short", GOOD_MASTER, "", "PORTAL_SECRET_KEY is too short"),
        ("a" * 60, GOOD_MASTER, "", "PORTAL_SECRET_KEY is too short or too simple"),
        (GOOD_SECRET, "", "", "PORTAL_MASTER_KEY is not set"),
        (GOOD_SECRET, DEMO_MASTER_KEY, "", "PORTAL_MASTER_KEY is the demo's"),
        (GOOD_SECRET, GOOD_SECRET, "", "PORTAL_MASTER_KEY .* is not the base64 of 32 bytes"),
        (GOOD_SECRET, GOOD_MASTER, "true", "PORTAL_DEBUG"),
    ],
)
def test_it_does_not_start_on_unsafe_settings(
    monkeypatch: pytest.MonkeyPatch, secret: str, master: str, debug: str, named: str
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", secret)
    monkeypatch.setenv("PORTAL_MASTER_KEY", master)
    monkeypatch.setenv("PORTAL_DEBUG", debug)
    with pytest.raises(Misconfigured, match=named):
        load_settings().require_safe()


def test_it_starts_on_keys_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", GOOD_SECRET)
    monkeypatch.setenv("PORTAL_MASTER_KEY", GOOD_MASTER)
    monkeypatch.setenv("PORTAL_RETIRED_MASTER_KEYS", f"{OLD_MASTER},{GOOD_MASTER}")
    settings = load_settings()
    settings.require_safe()
    assert settings.master_keys == tuple(base64.b64decode(key) for key in (GOOD_MASTER, OLD_MASTER, GOOD_MASTER))


@pytest.mark.parametrize(
    ("name", "known"),
    [("PORTAL_RETIRED_SECRET_KEYS", DEMO_SECRET_KEY), ("PORTAL_RETIRED_MASTER_KEYS", DEMO_MASTER_KEY)],
)
def test_it_believes_no_retired_key_that_everybody_knows(
    monkeypatch: pytest.MonkeyPatch, name: str, known: str
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", GOOD_SECRET)
    monkeypatch.setenv("PORTAL_MASTER_KEY", GOOD_MASTER)
    monkeypatch.setenv(name, f"{OLD_MASTER},{known}")
    with pytest.raises(Misconfigured, match=name):
        load_settings().require_safe()


def test_it_keeps_the_mail_of_the_demo_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("PORTAL_SMTP_PORT", "587")
    settings = load_settings()
    settings.require_safe()
    assert (settings.smtp_host, settings.smtp_port) == ("127.0.0.1", settings.demo_smtp_port)
