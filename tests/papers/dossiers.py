"""A dossier of four events and a letter, made without a database."""

import io
from datetime import UTC, datetime
from hashlib import sha256

from portal.domain import events
from portal.papers import dossier
from portal.papers.dossier import Dossier, DossierLetter

KEY = b"k" * 32
AT = "2026-11-23T09:00:00.000000Z"
CONTROLLER, CHAIN = "c" * 32, "r" * 32
LETTER = "<article><h1>Vastaus</h1><p>Hyvä Aino, tässä äöå.</p></article>"


def made() -> bytes:
    """The ZIP."""
    links, previous = [], events.GENESIS
    for number, kind in enumerate(("received", "confirmed", "decided", "answer_released"), start=1):
        link = {"chain": CHAIN, "number": number, "kind": kind, "at": AT, "actor": "machine", "body_digest": "a" * 64}
        digest = events.link_digest(CHAIN, number, kind, AT, "machine", "a" * 64, previous)
        links.append({**link, "previous": previous, "digest": digest})
        previous = digest
    heads = [["x" * 32, 4, "b" * 64], [CHAIN, 3, links[2]["digest"]]]
    seal = {"controller": CONTROLLER, "number": 7, "at": AT, "heads": heads, "previous": events.GENESIS}
    letter = DossierLetter("access", "fi", "Vastaus", LETTER, sha256(LETTER.encode()).hexdigest())
    facts = {
        "format": dossier.FORMAT, "made_at": AT, "reference": "ABCD-EFGH-JKMN",
        "controller": {"legal_name": "Digelius <Music> Oy", "business_id": "0223221-1"}, "rights": ["access"],
        "received_at": AT, "extended_at": None, "answered_at": AT, "due": "2026-12-23", "status": "answered",
        "resolution": "granted", "together": [], "steps": [], "decisions": [], "packages": [],
        "letters": [{"kind": "access", "title": "Vastaus", "digest": letter.digest, "released_at": AT}],
        "events": links, "chain": {"name": CHAIN, "number": 4, "digest": previous},
        "seal": {**seal, "digest": events.seal_digest(CONTROLLER, 7, AT, heads, events.GENESIS)},
    }  # fmt: skip
    target = io.BytesIO()
    at = datetime(2026, 11, 23, tzinfo=UTC)
    dossier.write(Dossier(facts, (letter,), ("One month.",), {}, "en", "Europe/Helsinki", at), KEY, target)
    return target.getvalue()
