"""What an installation may set: `PORTAL_*` variables, a `.env` file, or a TOML file named by `PORTAL_SETTINGS_FILE`.

A variable wins over `.env`, and `.env` over the TOML file, whose keys are the field names below in lower case.
Commands that work on a file alone (`deadline`, `register lint`, `audit verify FILE`) never load settings.
"""

import base64
import binascii
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from portal.domain.errors import Misconfigured

PREFIX = "PORTAL_"
DEMO_SECRET_KEY = "demo-only-secret-key-known-to-everybody"  # noqa: S105  # public; refused outside demo mode
DEMO_MASTER_KEY = base64.b64encode(b"demo-only-master-key-everybody-k").decode()
MASTER_KEY_BYTES = 32
LEAST_SECRET_CHARACTERS = 32
LEAST_DIFFERENT_SIGNS = 8
LOOPBACK_NAMES = ("127.0.0.1", "localhost")

_TO_MAKE_A_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"  # noqa: S105  # a command to type
_TO_MAKE_A_MASTER = "python3 -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())'"


def _split(value: object) -> object:
    """A variable holds several values with commas between them; a TOML file holds a list."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _checked_address(value: str) -> str:
    return _judged_address(value).rstrip("/")


def _judged_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = None
    if value and not usable:
        raise ValueError("an address like https://privacy.example.org is needed")
    return value


Several = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
WebAddress = Annotated[str, AfterValidator(_checked_address)]
WebAddressAsIs = Annotated[str, AfterValidator(_judged_address)]
Port = Annotated[int, Field(ge=1, le=65535)]
Lane = Literal["post", "prompt", "slow"]
Slots = Annotated[int, Field(ge=0, le=64)]


class Settings(BaseSettings):
    """One installation's settings, read once when a process starts and handed down."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    settings_file: Path | None = None
    demo: bool = False
    debug: bool = False

    data_dir: Path = Path("var")
    """The folder of sealed files and, unless another store is set, of the SQLite database."""
    database_url: str = Field(default="", repr=False)
    """SQLAlchemy's form: `sqlite:///...` or `postgresql+psycopg://...`; empty means `data_dir/portal.sqlite3`."""

    secret_key: str = Field(default="", repr=False)
    """Signs sessions and links; the retired ones are still accepted, never used to sign."""
    retired_secret_keys: Several = Field(default=(), repr=False)
    master_key: str = Field(default="", repr=False)
    """Base64 of 32 bytes; wraps every other key. The retired ones unwrap only, until keys are rotated."""
    retired_master_keys: Several = Field(default=(), repr=False)

    host: str = "127.0.0.1"
    port: Port = 8000
    base_url: WebAddress = ""
    """The address that mailed links begin with; empty means the loopback address and `port`."""
    staff_base_url: WebAddress = ""
    """Where the staff's pages live; empty means `base_url`."""

    proxies: Annotated[int, Field(ge=0, le=8)] = 0
    """How many proxies stand before the portal; 0 believes no `X-Forwarded-For`, which anybody can write."""

    smtp_host: str = "localhost"
    smtp_port: Port = 25
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_username: str = Field(default="", repr=False)
    smtp_password: str = Field(default="", repr=False)
    mail_from: str = ""
    demo_smtp_port: Port = 8025
    mailbox_path: str = "/demo/mailbox"
    """The page, in demo mode alone, where the mail of the demo is read."""

    outbound_allow: Several = ()
    """Where connections to systems may go beside public addresses: hosts, addresses or networks, each with or without
    a port, such as `shop.lan:3306` or `10.0.0.0/8`; and folders of this machine, such as `/run/postgresql`, in which
    sockets and files of connections may lie. Loopback and private networks are refused otherwise."""
    outbound_ca_file: str = ""
    """A file with a certificate authority of your own, believed beside the machine's when a system is connected."""
    connectors: Several = ()
    """Names of installed connectors of third parties (entry points of `portal.connectors`) that may be used."""

    sso_name: str = ""
    """What the identity provider of the whole installation is called on the sign-in page. A controller chooses it, or
    sets one of its own."""
    sso_issuer: WebAddressAsIs = ""
    """Its issuer, exactly as it writes itself."""
    sso_client_id: str = ""
    sso_client_secret: str = Field(default="", repr=False)
    sso_scopes: str = ""
    """Scopes to ask beside `openid email profile`, such as `groups offline_access`."""
    sso_ask_seconds: Annotated[int, Field(ge=0, le=600)] = 60
    """A session's provider is asked whether somebody is still who they were no more often than this."""

    upload_limit_bytes: Annotated[int, Field(gt=0)] = 10 * 1024 * 1024
    worker_lanes: dict[Lane, Slots] = {"post": 1, "prompt": 2, "slow": 1}
    """How many jobs of each lane this machine's worker does at a time; 0 leaves a lane to another machine."""

    @model_validator(mode="after")
    def _fill(self) -> Self:
        """Give what is not set the value that follows from what is."""
        self.database_url = self.database_url or f"sqlite:///{self.data_dir}/portal.sqlite3"
        self.base_url = self.base_url or f"http://127.0.0.1:{self.port}"
        self.staff_base_url = self.staff_base_url or self.base_url
        if self.demo:
            self._stay_on_this_machine()
        self.mail_from = self.mail_from or f"portal@{urlsplit(self.base_url).hostname}"
        return self

    def _stay_on_this_machine(self) -> None:
        """Demo mode: keys that are known to everybody, and mail that goes to the demo's own mailbox alone."""
        self.secret_key = self.secret_key or DEMO_SECRET_KEY
        self.master_key = self.master_key or DEMO_MASTER_KEY
        self.mail_from = self.mail_from or "portal@example.org"
        self.smtp_host, self.smtp_port, self.smtp_security = "127.0.0.1", self.demo_smtp_port, "none"
        self.smtp_username = self.smtp_password = ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the caller gives wins over variables, those over `.env`, that over the TOML file."""
        given = (source().get("settings_file") for source in (init_settings, env_settings, dotenv_settings))
        named = next((path for path in given if path), None)
        from_file = InitSettingsSource(settings_cls, _read_toml(Path(named), cls.model_fields) if named else {})
        return init_settings, env_settings, dotenv_settings, from_file

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """Host names that requests may carry; the controllers' own domains come on top of these."""
        names = {urlsplit(url).hostname or "" for url in (self.base_url, self.staff_base_url)}
        return tuple(sorted(names | set(LOOPBACK_NAMES) if names & set(LOOPBACK_NAMES) else names))

    def at_home(self, host: str = "") -> str:
        """What a person's addresses begin with: `base_url`, or the same at a `host` of the company's own."""
        own = urlsplit(self.base_url)
        if not host:
            return self.base_url.rstrip("/")
        return own._replace(netloc=f"{host}:{own.port}" if own.port else host).geturl().rstrip("/")

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may travel over TLS alone."""
        return self.base_url.startswith("https://")

    @property
    def master_keys(self) -> tuple[bytes, ...]:
        """The master key that wraps, then the retired ones that still unwrap.

        Raises:
            Misconfigured: one of them is not the base64 of 32 bytes.
        """
        return tuple(_master_bytes(key) for key in (self.master_key, *self.retired_master_keys))

    @property
    def mailbox_url(self) -> str:
        """Where the mail of the demo is read."""
        return f"{self.base_url}{self.mailbox_path}"

    def require_safe(self) -> None:
        """Refuse to start on keys that are missing, known or weak, or with debugging on, outside demo mode.

        Raises:
            Misconfigured: its message names each variable and the command that makes a good value.
        """
        wrong = [] if self.demo else [*self._weak_secrets(), *(["Unset PORTAL_DEBUG."] if self.debug else [])]
        wrong += [] if wrong else self._bad_master_keys()
        if wrong:
            raise Misconfigured("\n".join(["The portal does not start with these settings:", *wrong]))

    def _weak_secrets(self) -> list[str]:
        wanted = (
            ("PORTAL_SECRET_KEY", self.secret_key, DEMO_SECRET_KEY, _TO_MAKE_A_SECRET),
            ("PORTAL_MASTER_KEY", self.master_key, DEMO_MASTER_KEY, _TO_MAKE_A_MASTER),
        )
        found = ((name, _weakness(value, known), make) for name, value, known, make in wanted)
        weak = [f"{name} {weakness}. Set it to what this prints: {make}" for name, weakness, make in found if weakness]
        return [*weak, *self._known_retired()]

    def _known_retired(self) -> list[str]:
        """A retired key is still believed, so that one which everybody knows forges sessions and links."""
        retired = (
            ("PORTAL_RETIRED_SECRET_KEYS", self.retired_secret_keys, DEMO_SECRET_KEY),
            ("PORTAL_RETIRED_MASTER_KEYS", self.retired_master_keys, DEMO_MASTER_KEY),
        )
        return [
            f"{name} holds the demo's key, which everybody knows. Take it out."
            for name, keys, known in retired
            if known in keys
        ]

    def _bad_master_keys(self) -> list[str]:
        try:
            _ = self.master_keys
        except Misconfigured as error:
            return [str(error)]
        return []


def load_settings() -> Settings:
    """Read the settings of this process.

    Raises:
        Misconfigured: a value cannot be used; its message names the variable and never repeats the value.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise Misconfigured("\n".join(_said(found) for found in error.errors(include_input=False))) from None
    except SettingsError as error:
        raise Misconfigured(str(error)) from None


def _said(found: ErrorDetails) -> str:
    place = ".".join(str(part) for part in found["loc"] if part != "[key]")
    return f"{PREFIX}{place.upper() or 'SETTINGS'}: {found['msg'].removeprefix('Value error, ')}"


def _read_toml(path: Path, known: Collection[str]) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{PREFIX}SETTINGS_FILE names {path}, which cannot be read: {error}") from None
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise Misconfigured(f"{path} sets what is not known: {', '.join(unknown)}")
    return values


def _weakness(value: str, known_to_everybody: str) -> str:
    if not value:
        return "is not set"
    if value == known_to_everybody:
        return "is the demo's, which everybody knows"
    if len(value) < LEAST_SECRET_CHARACTERS or len(set(value)) < LEAST_DIFFERENT_SIGNS:
        return f"is too short or too simple (at least {LEAST_SECRET_CHARACTERS} characters)"
    return ""


def _master_bytes(key: str) -> bytes:
    try:
        decoded = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != MASTER_KEY_BYTES:
        raise Misconfigured(
            f"PORTAL_MASTER_KEY (or one of PORTAL_RETIRED_MASTER_KEYS) is not the base64 of {MASTER_KEY_BYTES} bytes. "
            f"Set it to what this prints: {_TO_MAKE_A_MASTER}"
        )
    return decoded
