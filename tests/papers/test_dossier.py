"""Whatever file a dossier is said to be: the check ends with a reason, and never takes more than it may."""

import io
import json
import stat
import struct
import tracemalloc
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from portal import cli
from portal.keys import signing
from portal.papers import dossier
from tests.papers import dossiers

GENUINE = signing.fingerprint(dossiers.KEY)
OTHER_KEY = b"f" * 32
LETTER = "letters/access-"


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    files = files_of(dossiers.made())
    change(files)
    return packed(*files.items())


def having(name: str, content: bytes) -> Callable[[], bytes]:
    """A dossier in which one file is another."""
    return lambda: repacked(lambda files: files.update({name: content}))


def beside(name: str, content: bytes) -> Callable[[], bytes]:
    """A dossier in which a file stands once more."""
    return lambda: packed(*files_of(dossiers.made()).items(), (name, content))


def signed_anew(change: Callable[[dict[str, Any]], object]) -> bytes:
    """By whoever forges a dossier with a key of their own."""
    files = files_of(dossiers.made())
    facts = json.loads(files["dossier.json"])
    change(facts)
    files["dossier.json"] = json.dumps(facts).encode()
    signed = signing.sign(OTHER_KEY, files["dossier.json"])
    told = {**json.loads(files["signature.json"]), "public_key": signed.public_key, "signature": signed.signature}
    files["signature.json"] = json.dumps(told).encode()
    return packed(*files.items())


def with_key(der: bytes) -> bytes:
    told = json.loads(files_of(dossiers.made())["signature.json"])
    told["public_key"] = b64encode(der).decode()
    return having("signature.json", json.dumps(told).encode())()


def told_as(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def of_no_curve() -> bytes:
    """A key of a curve that has no name."""
    p_256, nothing = (bytes.fromhex(f"06082a8648ce3d0301{last}") for last in ("07", "63"))
    der = told_as(ec.derive_private_key(7, ec.SECP256R1()))
    assert p_256 in der
    return with_key(der.replace(p_256, nothing))


def patched(name: str, change: Callable[[bytearray, int, int], object]) -> bytes:
    """A ZIP whose bytes were changed: `change` gets them, and where `name` stands in body and directory."""
    content = bytearray(repacked(lambda files: None))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        body = archive.getinfo(name).header_offset
    directory = content.rindex(name.encode(), content.index(b"PK\x01\x02")) - 46
    change(content, body, directory)
    return bytes(content)


def encrypt(content: bytearray, body: int, directory: int) -> None:
    content[body + 6] |= 1
    content[directory + 8] |= 1


def break_the_stream(content: bytearray, body: int, _directory: int) -> None:
    start = body + 30 + len("dossier.json")
    content[start : start + 40] = b"\xff" * 40


def cut_the_stream(content: bytearray, body: int, directory: int) -> None:
    """The entry says that it is longer than its bytes."""
    size = struct.pack("<L", 40)
    content[body + 18 : body + 22] = size
    content[directory + 20 : directory + 24] = size


def another_method(content: bytearray, body: int, directory: int) -> None:
    content[body + 8] = content[directory + 10] = 97


def several_disks(content: bytearray, _body: int, _directory: int) -> None:
    place = content.rindex(b"PK\x05\x06")
    content[place:place] = struct.pack("<4sLQL", b"PK\x06\x07", 3, 0, 9)


def bomb(name: str, of: int) -> bytes:
    """One file that unpacks to much more than it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in files_of(dossiers.made()).items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w") as handle:
            for _piece in range(of // (1024 * 1024)):
                handle.write(bytes(1024 * 1024))
    return target.getvalue()


LIE = b"<h1>Everything was refused</h1>"


def hidden_between() -> bytes:
    """A second page between two files: whoever unpacks a stream gets it, and the directory does not name it."""
    first, *others = files_of(dossiers.made()).items()
    forged = io.BytesIO()
    with zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(*first)
        name = b"index.html"
        sizes = (zlib.crc32(LIE), len(LIE), len(LIE), len(name), 0)
        forged.write(struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 0x21, *sizes) + name + LIE)
        archive.start_dir = forged.tell()
        for other in others:
            archive.writestr(*other)
    return forged.getvalue()


def behind_a_stream() -> bytes:
    """Bytes after the end of a packed file, which its sizes take in."""
    *before, (name, last) = files_of(dossiers.made()).items()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in before:
            archive.writestr(*one)
        archive.writestr(name, last)
        info = archive.getinfo(name)
        made.seek(info.header_offset + 18)
        made.write(struct.pack("<L", info.compress_size + len(LIE)))
        made.seek(0, io.SEEK_END)
        made.write(LIE)
        info.compress_size += len(LIE)
        archive.start_dir = made.tell()
    return made.getvalue()


def described(change: Callable[[zipfile.ZipInfo], object]) -> bytes:
    """A dossier whose directory says more of each file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files_of(dossiers.made()).items():
            info = zipfile.ZipInfo(name)
            change(info)
            archive.writestr(info, content)
    return target.getvalue()


def comment(info: zipfile.ZipInfo) -> None:
    info.comment = LIE


def extra(info: zipfile.ZipInfo) -> None:
    info.extra = struct.pack("<2H", 0xCAFE, len(LIE)) + LIE


def link(info: zipfile.ZipInfo) -> None:
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16


def many_files() -> bytes:
    return packed(*((f"letters/{number:060}.html", b"") for number in range(12_000)), how=zipfile.ZIP_STORED)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested too deep": (having("dossier.json", b"[" * 500_000), "unreadable"),
    "a signature nested too deep": (having("signature.json", b'{"a":' * 100_000), "unreadable"),
    "numbers for texts": (having("dossier.json", b'{"events":[1],"files":2}'), "unreadable"),
    "a broken stream": (lambda: patched("dossier.json", break_the_stream), "unreadable"),
    "a cut stream": (lambda: patched("verify.html", cut_the_stream), "unreadable"),
    "encrypted": (lambda: patched("dossier.json", encrypt), "unreadable"),
    "a method that nobody knows": (lambda: patched("index.html", another_method), "unreadable"),
    "several disks": (lambda: patched("index.html", several_disks), "unreadable"),
    "an empty archive": (lambda: packed(), "unreadable"),
    "two letters alone": (lambda: b"PK", "unreadable"),
    "a comment": (lambda: dossiers.made()[:-2] + b"\x05\0Hello", "unreadable"),
    "something before it": (lambda: b"PK, what another program opens" + dossiers.made(), "unreadable"),
    "a key of another kind": (lambda: with_key(told_as(rsa.generate_private_key(65537, 2048))), "not_signed"),
    "a key of another curve": (lambda: with_key(told_as(ec.generate_private_key(ec.SECP384R1()))), "not_signed"),
    "a key of no curve": (of_no_curve, "not_signed"),
    "a bomb for a statement": (lambda: bomb("dossier.json", dossier.MOST_OF_STATEMENT * 2), "too_large"),
    "a bomb beside it": (lambda: bomb("index.html", dossier.MOST_BYTES * 2), "too_large"),
    "very many files": (many_files, "too_large"),
    "a page between two files": (hidden_between, "something_beside"),
    "bytes behind a stream": (behind_a_stream, "something_beside"),
    "bytes under a folder": (lambda: packed(*files_of(dossiers.made()).items(), ("letters/", LIE)), "something_beside"),
    "a comment of a file": (lambda: described(comment), "something_beside"),
    "a field that nobody reads": (lambda: described(extra), "something_beside"),
    "a link for a file": (lambda: described(link), "something_beside"),
    "a name twice": (beside("index.html", b"<h1>In time</h1>"), "name_twice:index.html"),
    "a statement twice": (beside("dossier.json", b"{}"), "name_twice:dossier.json"),
    "another page": (having("index.html", b"<h1>In time</h1>"), "file_changed:index.html"),
    "another page that checks": (having("verify.html", b"It verifies."), "file_changed:verify.html"),
    "a page more": (having("read-me.html", b"<h1>In time</h1>"), "file_not_signed:read-me.html"),
    "a page less": (lambda: repacked(lambda files: files.pop("index.html")), "file_missing:index.html"),
    "words in the signature": (
        lambda: repacked(
            lambda files: files.update({"signature.json": files["signature.json"][:-3] + b', "x": "y"}\n'})
        ),
        "signature_differs",
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("how", HOSTILE)
def test_it_verifies_no_hostile_file_and_says_why(how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, code = HOSTILE[how]
    content = make()
    found = dossier.verify(io.BytesIO(content))
    assert code in found.problems
    path = tmp_path / "dossier.zip"
    path.write_bytes(content)
    assert cli.main(["audit", "verify", str(path)]) == cli.FINDINGS
    said = capsys.readouterr().out.splitlines()
    assert code in said
    assert said[-1] == f"{len(found.problems)} problems"
    assert "Everything verifies." not in said
    if code in {"unreadable", "too_large", "not_signed"}:
        assert GENUINE not in "".join(said)


def test_what_it_is_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(dossiers.made())
    assert cli.main(["audit", "verify", str(path)]) == cli.OK
    assert capsys.readouterr().out.splitlines()[-2:] == [f"Signed by the key {GENUINE}", "Everything verifies."]
    # Packed anew, with the folder that some programs write, it is the same
    assert dossier.verify(io.BytesIO(packed(("letters/", b""), *files_of(path.read_bytes()).items()))).problems == ()


def test_a_letter_under_the_name_of_another_is_found() -> None:
    def swap(files: dict[str, bytes]) -> None:
        name = next(one for one in files if one.startswith(LETTER))
        files[f"{LETTER}000000000000.html"] = files.pop(name)

    problems = dossier.verify(io.BytesIO(repacked(swap))).problems
    assert f"file_not_signed:{LETTER}000000000000.html" in problems
    assert any(one.startswith(f"file_missing:{LETTER}") for one in problems)


@pytest.mark.parametrize("make", [lambda: bomb("index.html", dossier.MOST_BYTES * 4), many_files])
def test_it_takes_no_more_memory_than_a_dossier_needs(make: Callable[[], bytes]) -> None:
    source = io.BytesIO(make())
    tracemalloc.start()
    try:
        dossier.verify(source)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


FORGED = f"X\nSigned by the key {GENUINE}\nEverything verifies.\x1b[8m\x9b8m\u202e"


@pytest.mark.parametrize(
    "make",
    [
        lambda: signed_anew(lambda facts: facts.update(reference=FORGED)),
        lambda: signed_anew(lambda facts: facts["events"][0].update(number=FORGED)),
        lambda: signed_anew(lambda facts: facts["files"].update({FORGED: "0" * 64})),
        having(FORGED, b"x"),
        having(f"letters/{FORGED}", b"x"),
    ],
)
def test_nothing_that_it_says_is_written_by_the_file(
    make: Callable[[], bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(make())
    assert cli.main(["audit", "verify", str(path)]) == cli.FINDINGS
    out = capsys.readouterr().out
    said = out.splitlines()
    assert "Everything verifies." not in said
    assert all(one.isascii() and one.isprintable() for one in said)
    assert len([one for one in said if one.startswith("Signed by")]) == 1
    assert all(len(one) < 200 for one in said)


def test_who_did_not_sign_it_is_not_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(repacked(lambda files: files.update({"dossier.json": files["dossier.json"] + b" "})))
    assert cli.main(["audit", "verify", str(path)]) == cli.FINDINGS
    said = capsys.readouterr().out
    assert "not_signed" in said
    assert GENUINE not in said
