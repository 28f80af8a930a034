"""The dossier of one request for a supervisory authority (Art 5(2), 58(1)(a) GDPR): a ZIP that anybody checks offline.

`dossier.json` holds what happened, as codes, moments and hashes; `signature.json` signs its very bytes. `index.html`
says the same in words, `verify.html` checks signature, chain and letters in a browser without a network, and
`portal audit verify FILE` does so on the command line.
"""

import json
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO

from markupsafe import Markup

from portal import words
from portal.code_words import say_event, say_resolution, say_stage, say_step, say_term
from portal.domain import events
from portal.domain.events import Link
from portal.domain.lifecycle import Capability, Ground, Resolution, Right, Status
from portal.domain.review import Outcome
from portal.domain.rulings import Answer, Reason
from portal.keys import signing
from portal.keys.signing import Signature
from portal.papers.answer import ground_names
from portal.papers.sheets import Bundle
from portal.rights_words import say_answer, say_reason
from portal.words import gettext
from portal.words import marked as _

FORMAT = "portal-dossier-1"
STATEMENT, SIGNATURE = "dossier.json", "signature.json"
MOST_BYTES = 64 * 1024 * 1024
"""A file of a dossier that is larger is not read when it is checked."""
_CAPABILITIES = {
    Capability.FIND: _("Search"),
    Capability.SUPPRESS: _("Marketing stopped"),
    Capability.RECTIFY: _("Correction"),
    Capability.ERASE: _("Deletion"),
    Capability.RESTRICT: _("Restriction"),
    Capability.NOTIFY: _("Recipient told"),
}
_ACTORS = {
    "staff": _("Staff"), "person": _("The person"), "visitor": _("The person"), "link": _("A processor"),
}  # fmt: skip
_COPIES = {
    Outcome.GIVEN: _("Given"), Outcome.GIVEN_IN_PART: _("Given in part"), Outcome.WITHHELD: _("Withheld"),
    Outcome.NOTHING_HELD: _("Nothing held"), Outcome.NOT_COMPLETE: _("Could not be searched completely"),
}  # fmt: skip
"""How a copy of one category ended."""
_VERDICTS = (
    _("Signature"), _("Chain of events"), _("Sealed by the controller"), _("Letters"),
    _("Choose the files of the dossier"), _("It is signed by the key whose fingerprint is:"),
    _("It was changed after it was signed, or the files do not belong together."),
    _("Every event stands, and none was changed, taken out or put in."), _("The chain is broken at number:"),
    _("The head of the chain stands in the controller's own chain of seals, number:"),
    _("It was not sealed yet when the dossier was made."), _("The seal does not hold the head of this chain."),
    _("The letter is the one that was sent:"), _("The letter is another than was sent:"),
    _("Not chosen, so not checked:"), _("This file cannot be read:"), _("Choose dossier.json and signature.json too."),
)  # fmt: skip
"""What the page that checks says, in the order of its script."""


@dataclass(frozen=True, slots=True)
class DossierLetter:
    """A letter as it went: its kind, its words, and the digest that its event holds."""

    kind: str
    language: str
    title: str
    html: str = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a dossier says. `facts` is JSON; `letters` are those whose words go along.

    `deadline` says how the last day was counted, in the dossier's language; `names` are systems and recipients by key.
    """

    facts: Mapping[str, Any]
    letters: Sequence[DossierLetter]
    deadline: Sequence[str]
    names: Mapping[str, str]
    language: str
    zone: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a dossier found: how many events and letters were looked at, and codes of what is wrong."""

    reference: str
    fingerprint: str
    events: int
    letters: int
    problems: tuple[str, ...]


def write(dossier: Dossier, sign: Callable[[bytes], Signature], target: BinaryIO) -> str:
    """Write the ZIP; the SHA-256 of what was signed, as hex."""
    statement = (json.dumps(dossier.facts, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n").encode()
    signed = sign(statement)
    digest = sha256(statement).hexdigest()
    bundle = Bundle(target, dossier.at)
    bundle.add(STATEMENT, (statement,))
    told = {"format": FORMAT, "algorithm": signing.ALGORITHM, "file": STATEMENT, "sha256": digest}
    told |= {"public_key": signed.public_key, "fingerprint": signed.fingerprint, "signature": signed.signature}
    bundle.add(SIGNATURE, ((json.dumps(told, indent=1) + "\n").encode(),))
    with words.using(dossier.language, dossier.zone):
        bundle.add("index.html", (_page("dossier/index.html", dossier, fingerprint=signed.fingerprint),))
        bundle.add("verify.html", (_verifier(dossier),))
    for letter in dossier.letters:
        bundle.add(letter_name(letter), (letter.html.encode(),))
    bundle.close()
    return digest


def letter_name(letter: DossierLetter) -> str:
    """The file of a letter: its digest is that of its bytes."""
    return f"letters/{letter.kind.replace('_', '-')}-{letter.digest[:12]}.html"


def verify(source: BinaryIO) -> Verdict:
    """Check a dossier without any database; nothing in it is trusted before.

    Problem codes: `unreadable`, `not_signed`, `chain_broken:NUMBER`, `head_differs`, `seal_differs`,
    `letter_changed:NAME`.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            statement, signed = _read(archive, STATEMENT), json.loads(_read(archive, SIGNATURE))
            facts = json.loads(statement)
            letters = {one: _read(archive, one) for one in archive.namelist() if one.startswith("letters/")}
        return _judged(statement, signed, facts, letters)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, NotImplementedError):
        return Verdict("", "", 0, 0, ("unreadable",))


def _judged(
    statement: bytes, signed: Mapping[str, Any], facts: Mapping[str, Any], letters: Mapping[str, bytes]
) -> Verdict:
    problems: list[str] = []
    public = str(signed["public_key"])
    if not signing.is_signed(public, str(signed["signature"]), statement):
        problems.append("not_signed")
    links = [Link(**one) for one in facts["events"]]
    problems += [f"chain_broken:{number}" for number, _code in events.broken_links(links)]
    head = facts["chain"]
    if not links or (links[-1].number, links[-1].digest) != (head["number"], head["digest"]):
        problems.append("head_differs")
    if (seal := facts["seal"]) is not None and not _seals(seal, links):
        problems.append("seal_differs")
    known = {one["digest"] for one in facts["letters"]}
    problems += [f"letter_changed:{name}" for name, text in letters.items() if sha256(text).hexdigest() not in known]
    return Verdict(str(facts["reference"]), signing.fingerprint_of(public), len(links), len(letters), tuple(problems))


def _seals(seal: Mapping[str, Any], links: Sequence[Link]) -> bool:
    heads = seal["heads"]
    wanted = events.seal_digest(seal["controller"], seal["number"], seal["at"], heads, seal["previous"])
    by_number = {one.number: one.digest for one in links}
    mine = [(number, digest) for chain, number, digest in heads if links and chain == links[0].chain]
    return wanted == seal["digest"] and bool(mine) and all(by_number.get(number) == digest for number, digest in mine)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise ValueError(name)
    return archive.read(name)


def _page(template: str, dossier: Dossier, **more: object) -> bytes:
    context: dict[str, object] = {
        "dossier": dossier,
        "facts": dossier.facts,
        "letters": [(one, letter_name(one), Markup(one.html)) for one in dossier.letters],  # noqa: S704  # composed by our own templates, what staff typed escaped
        "name": lambda key: dossier.names.get(key, key),
        "moment": lambda text: words.say_time(datetime.fromisoformat(text)),
        "event": say_event,
        "right": lambda code: say_term(Right(code)),
        "outcome": _said_outcome,
        "ground": _said_ground,
        "stage": lambda code: say_stage(Status(code)),
        "resolution": lambda code: say_resolution(Resolution(code)),
        "done": lambda step: say_step(step["state"], step["outcome"])[0],
        "capability": lambda code: gettext(_CAPABILITIES[Capability(code)]),
        "actor": _actor,
        **more,
    }
    return words.environment().get_template(template).render(**context).encode("utf-8", "replace")


def _verifier(dossier: Dossier) -> bytes:
    """The page that checks; its script is let run by its own hash alone."""
    script = (words.templates_folder() / "dossier" / "verify.js").read_text("utf-8")
    said = json.dumps([gettext(one) for one in _VERDICTS], ensure_ascii=True).replace("<", "\\u003c")
    whole = f"const SAID = {said};\n{script}"
    allowed = b64encode(sha256(whole.encode()).digest()).decode()
    return _page("dossier/verify.html", dossier, script=Markup(whole), allowed=allowed)  # noqa: S704  # our own script


def _said_outcome(code: str) -> str:
    return say_answer(Answer(code)) if code in set(Answer) else gettext(_COPIES[Outcome(code)])


def _said_ground(code: str) -> str:
    return say_reason(Reason(code)) if code in set(Reason) else ground_names()[Ground(code)]


def _actor(actor: str) -> str:
    return gettext(_ACTORS.get(actor.partition(":")[0], _("By itself")))
