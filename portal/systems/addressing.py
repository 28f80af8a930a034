"""The addresses of a mail's header, read strictly in one pass.

Whoever writes a mail writes its header too, so nothing is guessed: only what stands where an
address stands (RFC 5322, section 3.4) is one. `anna@example.org <other@example.net>` is other's
mail, and so is `"anna@example.org" <other@example.net>` or `(anna@example.org) other@example.net`.
"""

import re
from collections.abc import Iterator

import idna

from portal.systems.matching import fold

MOST_ADDRESSES = 2000
_LONGEST = 320
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[(),:;<>]|[^"(),:;<>]+', re.DOTALL)


def fold_address(address: str) -> str:
    """As addresses are compared: in lower case, an internationalised domain in its own letters."""
    folded = fold(address)
    local, at, domain = folded.rpartition("@")
    if "xn--" not in domain or len(folded) > _LONGEST:
        return folded
    return local + at + ".".join(_own_letters(label) for label in domain.split("."))


def spellings(address: str) -> tuple[str, ...]:
    """The address as it may stand in a header: in its own letters, and its domain in ASCII."""
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return (address,)
    try:
        return (address, local + at + idna.encode(domain, uts46=True).decode())
    except (idna.IDNAError, UnicodeError):
        return (address,)


def _own_letters(label: str) -> str:
    try:
        return fold(idna.decode(label)) if label.startswith("xn--") else label
    except (idna.IDNAError, UnicodeError):
        return label


def mailboxes(header: str) -> tuple[tuple[str, str], ...]:
    """(display name as written, folded address) of every mailbox in an address header, groups opened.

    A mailbox that cannot be read strictly is passed over; its words are found as text.
    """
    found: list[tuple[str, str]] = []
    for words, angled, broken in _entries(header):
        address = (angled if angled is not None else words).strip()
        if not broken and len(address) <= _LONGEST and _ADDRESS.fullmatch(address):
            found.append((words.strip(' "') if angled is not None else "", fold_address(address)))
            if len(found) == MOST_ADDRESSES:
                break
    return tuple(found)


def _entries(header: str) -> Iterator[tuple[str, str | None, bool]]:
    """The words, what stood in angle brackets (None: nothing), and whether it is malformed, of each entry."""
    words: list[str] = []
    angled: str | None = None
    inside = broken = False
    depth = 0
    for sign in _TOKEN.findall(header):
        if sign == "(":
            depth += 1
        elif sign == ")":
            broken |= depth == 0
            depth = max(0, depth - 1)
            if inside:
                angled = (angled or "") + " "
            else:
                words.append(" ")
        elif depth:
            continue
        elif sign == "<":
            broken |= inside or angled is not None
            inside, angled = True, ""
        elif sign == ">":
            broken |= not inside
            inside = False
        elif sign in {",", ";"}:
            yield "".join(words), angled, broken or inside
            words, angled, inside, broken = [], None, False, False
        elif sign == ":" and not inside:
            words = []
        elif inside:
            angled = (angled or "") + sign
        elif angled is not None and sign.strip():
            broken = True
        else:
            words.append(_unquoted(sign))
    yield "".join(words), angled, broken or inside or depth > 0


def _unquoted(token: str) -> str:
    """Without its quotes, where it is no address that somebody put between them."""
    return token[1:-1] if token.startswith('"') and token.endswith('"') and "@" not in token else token
