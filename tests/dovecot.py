"""A real Dovecot for the tests, on free ports of loopback, in a folder of its own, as nobody in particular.

It takes IMAP on `port` (STARTTLS offered) and IMAP under TLS on `tls_port`, users with a password, and access tokens
that a small HTTP endpoint of ours introspects (RFC 7662). On `refusing_port` it knows nobody.
"""

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import trustme
from imapclient import IMAPClient

PROGRAM = Path("/usr/sbin/dovecot")
HOST = "mail.example.org"
START_SECONDS = 20.0
USERS = 2000
PASSWORD = "correct horse"
TOKEN = "ya29.a-token"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
last_valid_uid = 0
protocols = imap
listen = 127.0.0.1
mail_location = maildir:{folder}/mail/%u:LAYOUT=fs
mail_plugins = acl
mail_fsync = never
mail_max_userip_connections = 100
auth_mechanisms = plain xoauth2
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
  inet_listener imaps_refusing {{
    port = {refusing_port}
    ssl = yes
  }}
}}
service imap {{
  service_count = 0
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=plain username_format=%u {folder}/users-%a
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
protocol imap {{
  mail_plugins = $mail_plugins
}}
plugin {{
  acl = vfile
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
  mailbox "[Gmail]/All Mail" {{
    special_use = \\All
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server; `ca` is the file of the authority that signed its certificate."""

    folder: Path
    port: int
    tls_port: int
    refusing_port: int
    ca: Path
    untrusted: trustme.LeafCert = field(repr=False)
    users: Iterator[str] = field(repr=False)

    def signed_in(self, user: str) -> IMAPClient:
        """A conversation of the tests' own."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False)
        try:
            client.plain_login(user, PASSWORD)
        except IMAPClient.Error:
            client.shutdown()
            raise
        return client

    def files(self, user: str) -> Path:
        """Where a user's mail lies."""
        return self.folder / "mail" / user


@contextlib.contextmanager
def running() -> Iterator[Dovecot]:
    """A server from start to end."""
    if not PROGRAM.exists():
        raise RuntimeError(
            "The tests talk to a real Dovecot, which is missing: `make servers`, or as root: "
            "apt-get install --yes --no-install-recommends dovecot-imapd"
        )
    folder = Path(tempfile.mkdtemp(prefix="portal-dovecot-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT") or None))
    with _introspection() as endpoint:
        server, dovecot = _started(folder, endpoint)
        try:
            yield dovecot
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(1)
            server.kill()
            server.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, endpoint: str) -> tuple["subprocess.Popen[bytes]", Dovecot]:
    user, group = (
        ("nobody", "nogroup")
        if os.geteuid() == 0
        else (pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name)
    )
    authority, port, tls_port, refusing_port = trustme.CA(), _free_port(), _free_port(), _free_port()
    leaf = authority.issue_cert(HOST)
    leaf.cert_chain_pems[0].write_to_path(folder / "server.pem")
    leaf.private_key_pem.write_to_path(folder / "server.key")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    for name in ("run", "state", "mail", "home"):
        (folder / name).mkdir()
    values = {"uid": pwd.getpwnam(user).pw_uid, "gid": grp.getgrnam(group).gr_gid, "port": port}
    values |= {"tls_port": tls_port, "refusing_port": refusing_port}
    (folder / "dovecot.conf").write_text(CONFIG.format(folder=folder, user=user, group=group, **values))
    (folder / "oauth2.conf").write_text(
        f"introspection_mode = post\nintrospection_url = {endpoint}\nusername_attribute = username\n"
        "active_attribute = active\nactive_value = true\n"
    )
    users = [f"box{number:04}" for number in range(USERS)]
    for each, known in ((port, users), (tls_port, users), (refusing_port, [])):
        (folder / f"users-{each}").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in known))
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, group)
    others: list[str] | None = [] if os.geteuid() == 0 else None
    given = {"user": user, "group": group} if os.geteuid() == 0 else {}
    with (folder / "out").open("wb") as out:
        server = subprocess.Popen(
            [PROGRAM, "-F", "-c", folder / "dovecot.conf"],
            stdout=out,
            stderr=out,
            cwd=folder,
            extra_groups=others,
            **given,
        )
    untrusted = trustme.CA().issue_cert(HOST)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
            if probe.recv(4) == b"* OK":
                return server, Dovecot(folder, port, tls_port, refusing_port, folder / "ca.pem", untrusted, iter(users))
        time.sleep(0.05)
    said = "".join(
        (folder / name).read_text(errors="replace")[-3000:] for name in ("out", "log") if (folder / name).exists()
    )
    server.kill()
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)
    raise RuntimeError(f"Dovecot did not start:\n{said}")


@contextlib.contextmanager
def _introspection() -> Iterator[str]:
    """Tells whose a token is, as RFC 7662 has it: `TOKEN` is anna's mailbox's, any other nobody's."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
            user, _, token = given.get("token", [""])[0].partition("/")
            body = b'{"active": false}'
            if token == TOKEN:
                body = f'{{"active": true, "username": "{user}"}}'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/introspect"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
