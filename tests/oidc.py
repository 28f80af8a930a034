"""A certified identity provider that others wrote, run for a test, and who goes there in a browser without a window."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.serving import ROOT, free_port

SERVER = ROOT / ".venv/oidc/provider.mjs"
CLIENT, SECRET = "portal-of-the-tests", "s3cret of the client, with a colon: and a per cent %"
PATIENCE_SECONDS = 60.0
_ACTION = re.compile(r'action="([^"]+)"')
_XSRF = re.compile(r'name="xsrf" value="([^"]+)"')


@dataclass(frozen=True)
class Idp:
    """A running provider; what its file says of somebody counts from the next question on."""

    issuer: str
    file: Path
    process: "subprocess.Popen[bytes]"

    @property
    def host(self) -> str:
        """Its host with its port, as the operator allows it."""
        return urlsplit(self.issuer).netloc

    def knows(self, subject: str, **claims: Any) -> None:
        """Write what it says of somebody; nothing at all closes the account."""
        state = json.loads(self.file.read_text("utf-8"))
        state["accounts"][subject] = claims or None
        whole = self.file.with_suffix(".new")
        whole.write_text(json.dumps(state), "utf-8")
        whole.replace(self.file)


def visits(address: str, login: str, cookies: httpx.Cookies | None = None) -> str:
    """From the address that the portal gave, by the provider's form, to the address that leads back.

    `cookies` are what the browser has of the provider, where it goes there more than once.
    """
    home = urlsplit(address).netloc
    with httpx.Client(trust_env=False, cookies=cookies) as browser:
        answer = browser.get(address)
        for _step in range(12):
            if answer.next_request is not None:
                if answer.next_request.url.netloc.decode() != home:
                    if cookies is not None:
                        cookies.update(browser.cookies)
                    return str(answer.next_request.url)
                answer = browser.send(answer.next_request)
                continue
            found = _ACTION.search(answer.text)
            assert found, f"{answer.status_code}: {answer.text[:500]}"
            answer = browser.post(f"http://{home}{found[1]}", data={"login": login})
    raise AssertionError("the provider leads in a circle")


def leaves(idp: Idp, cookies: httpx.Cookies) -> None:
    """Sign out at the provider, which tells whoever wants to be told."""
    with httpx.Client(trust_env=False, cookies=cookies) as browser:
        asked = browser.get(f"{idp.issuer}/session/end")
        action, xsrf = _ACTION.search(asked.text), _XSRF.search(asked.text)
        assert action, asked.text[:500]
        assert xsrf, asked.text[:500]
        answer = browser.post(action[1], data={"xsrf": xsrf[1], "logout": "yes"})
        assert answer.is_redirect, answer.text[:500]


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address that hears what a provider says of those who signed out, and the tokens that it heard."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard.extend(parse_qs(body)["logout_token"])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Quietly."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/out", heard
        server.shutdown()
        thread.join(5)


def client_of(redirect_uri: str, *, refreshes: bool = True, says_out_to: str = "") -> dict[str, Any]:
    """How the portal is registered there."""
    out = {"backchannel_logout_uri": says_out_to, "backchannel_logout_session_required": True} if says_out_to else {}
    return {
        **out,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [redirect_uri],
        "grant_types": ["authorization_code", *(["refresh_token"] if refreshes else [])],
        "response_types": ["code"],
    }


@contextmanager
def provider(folder: Path, client: Mapping[str, Any], *, groups_in_userinfo: bool = True) -> Iterator[Idp]:
    """Run it; without its package (make servers) the test is left out."""
    if not SERVER.is_file():
        pytest.skip("the identity provider is not installed: make servers")
    port, file, log = free_port(), folder / "idp.json", folder / "idp.log"
    state = {"clients": [client], "accounts": {}, "groups_in_userinfo": groups_in_userinfo}
    file.write_text(json.dumps(state), "utf-8")
    with (
        log.open("wb") as written,
        subprocess.Popen(["node", str(SERVER), str(file), str(port)], stdout=written, stderr=written) as process,
    ):
        made = Idp(f"http://127.0.0.1:{port}", file, process)
        try:
            _wait_for(made, log)
            yield made
        finally:
            process.kill()


def _wait_for(idp: Idp, log: Path) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends and idp.process.poll() is None:
        try:
            httpx.get(f"{idp.issuer}/.well-known/openid-configuration", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the provider did not start: {log.read_text('utf-8')[-2000:]}")
