"""An installation that is no demo: set up in an empty folder by the commands of the README alone.

with DemoMailbox(tmp_path / "post") as post:
    house = OwnHouse(tmp_path, post.folder, post.port, databases)
    house.founds("kuu", random_register.make(tmp_path / "customers.sqlite3", seed, today))
    house.serves()
"""

import base64
import json
import os
import secrets
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal.domain.register import Contact, Register, Text
from portal.reading.toml import shipped_register, write_register
from portal.settings import Settings
from tests.random_register import RandomRegister
from tests.serving import Serving, free_port

SYSTEM = "customer_register"
DOTENV = """\
PORTAL_SECRET_KEY={secret}
PORTAL_MASTER_KEY={master}
PORTAL_PORT={port}
PORTAL_SMTP_HOST=127.0.0.1
PORTAL_SMTP_PORT={smtp_port}
PORTAL_MAIL_FROM=privacy@example.com
"""


class OwnHouse(Serving):
    """A folder with a `.env` file: own keys, and somebody's mail server at `smtp_port` that keeps mail in `post`."""

    def __init__(self, folder: Path, post: Path, smtp_port: int, databases: Path) -> None:
        """`databases` is the folder of a PostgreSQL's socket, which its operator lets connections reach."""
        self.post = post
        self._staff: list[dict[str, str]] = []
        self._serves = False
        self._settle(folder, free_port(), {})
        master = base64.b64encode(os.urandom(32)).decode()
        settings = DOTENV.format(secret=secrets.token_urlsafe(48), master=master, port=self.port, smtp_port=smtp_port)
        (folder / ".env").write_text(f"{settings}PORTAL_OUTBOUND_ALLOW={databases}\n", "utf-8")
        self.says("init")

    def founds(self, slug: str, register: RandomRegister) -> None:
        """Publish a company's register, connect its customer register by mapping, and add its owner."""
        file, mapping = self.folder / f"{slug}.toml", self.folder / f"{slug}-mapping.toml"
        file.write_text(write_register(company(slug)), "utf-8")
        mapping.write_text(register.mapping, "utf-8")
        assert json.loads(self.says("register", "import", str(file), "--json"))["version"] == 1
        place = ("connection", "set", slug, SYSTEM, "--mapping", str(mapping))
        self.says(*place, PORTAL_CONNECTION_URL=register.url)
        member = {"controller": slug, "email": f"owner@{slug}.example.com", "role": "owner"}
        password = secrets.token_urlsafe(12)
        given = ("--controller", slug, "--role", "owner", "--name", "Oona Omistaja", "--language", "en")
        self.says("staff", "add", member["email"], *given, PORTAL_NEW_PASSWORD=password)
        self._staff.append(member | {"password": password})

    def serves(self) -> None:
        """Start web and worker."""
        self._start()
        self._serves = True
        self.until(self.is_whole, "up")

    def end(self) -> None:
        """Stop it, where it was started."""
        if self._serves:
            super().end()

    def says(self, *words: str, **variables: str) -> str:
        """What a command prints that has to go well."""
        ended: subprocess.CompletedProcess[str] = self.portal(*words, **variables)
        assert ended.returncode == 0, f"portal {' '.join(words)}: {ended.stdout}{ended.stderr}"
        return ended.stdout

    def is_whole(self) -> bool:
        """Whether web and worker run; there is no mailbox of its own."""
        assert self.process.poll() is None, self.log.read_text()[-4000:]
        return self.answers() and self.has("portal.cli worker")

    @property
    def mail_folder(self) -> Path:
        """Where the mail server keeps what it took."""
        return self.post

    @property
    def settings(self) -> Settings:
        """What its processes read of the `.env` file."""
        return Settings(
            _env_file=self.folder / ".env",  # type: ignore[call-arg]  # pydantic-settings takes it
            data_dir=self.data, database_url=self.database_url, base_url=self.base_url,
        )  # fmt: skip

    @property
    def told(self) -> dict[str, Any]:
        """As whom to sign in."""
        return {"staff": self._staff}


def company(slug: str) -> Register:
    """A record shop of its own: the shipped register with another controller, as somebody who starts would edit it."""
    shipped = shipped_register("digelius")
    name = f"Levykauppa {slug.title()}"
    controller = replace(
        shipped.controller, slug=slug, legal_name=f"{name} Oy", trade_name=name, business_id="1234567-1",
        address=(name, "Esimerkkikatu 1", "00100 Helsinki"),
        contact=Contact("Kaisa Kauppias", f"shop@{slug}.example.com"),
    )  # fmt: skip
    return replace(shipped, name=Text(*(f"{name}: customers",) * 3), controller=controller)
