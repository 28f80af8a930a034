"""The one register that a notice names by the way: `the children are entered in our register of children`.

Read where no heading, title or line of its own names a register. A word that says by itself what register it is
(`barnregister`, `jägarmatrikeln`) is its name where the notice says that it keeps it, or, in Swedish, says it again (in
Finnish it may be an app or a client's). Two such words name none, for what belongs to which is not said.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from portal.reading.notice.fields.registers.registers_titled import GENERAL
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_COMPOUND = re.compile(
    r"(?<![\w-])(?P<name>(?:[\w-]{3,30}- (?:ja|sekä|och|samt) )?[^\W\d][\w-]{2,40}?"
    r"(?P<head>regist(?:er|ret)|matrikel(?:n)?|rekisteri))(?P<case>s|in|n|ssä|stä|ä|mme|ssämme|stämme|imme|ämme)?(?![\w-])"
)
_KEPT = re.compile(
    r"(?:\b(?:har|för|upprätthåller|sköter|håller) (?:ett|vårt|klubbens|föreningens) (?:eget )?"
    r"|\b(?:i|ur|till) (?:vårt|klubbens|föreningens) |\b(?:[Uu]ppgifter(?:na)?|[Dd]e) (?:finns|står|sparas|förs in) i "
    r"|\b(?:enda|personregister,) |\b(?:pidämme|ylläpidämme|\w{3,40}ll[aä] on(?: myös)?|kirjataan|merkitään) )\Z"
)
"""What says that a register is the notice's own."""
_OVER = re.compile(
    r"\b(?:för|har|upprätthåller|keeps?|maintains?|holds?) (?:ett|an?) (?P<name>register (?:över|of) (?:the )?"
    r"[a-zåäö][\w-]+(?: [\w-]+){0,5})(?=[.,;]|$)"
)
_OF_STATE = re.compile(
    r"(?:tulo|inkomst|stöld|diabetes|bodelnings|patent|fordons|sökande|skugg|rikos|belastnings|fastighets|kiinteistö"
    r"|ajoneuvo|liikenne|vägtrafik|folkbokförings|telefon|robinson|asukas|potilas|hälso|kvalitets|pant|företags"
    r"|förenings|tillgångs|edunsaaja|urakoitsija|elinkeino)[\w-]*"
)
"""Registers that others keep."""
_LEAST, _MOST, _NEAR = 2, 200, 40


def told(scope: Scope) -> Found | None:
    """The register of the one word that the notice says again or says to be its own; else what it keeps one of."""
    said: dict[str, list[Found]] = defaultdict(list)
    own: set[str] = set()
    for one in itertools.islice(_COMPOUND.finditer(scope.text), _MOST):
        name = found(scope.text, *one.span("name"))
        if name is None or GENERAL.match(name.text) or _OF_STATE.match(name.text.casefold()):
            continue
        stem = name.text.casefold()[: -len(one["head"])]
        said[stem].append(name)
        if (one["case"] or "").endswith("mme") or _KEPT.search(scope.text, max(0, one.start() - _NEAR), one.start()):
            own.add(stem)
    if len(said) == 1 and (own or (scope.language == "sv" and len(next(iter(said.values()))) >= _LEAST)):
        return next(iter(said.values()))[0]
    return next(_over(scope), None) if not said else None


def _over(scope: Scope) -> Iterator[Found]:
    for start, end, _ in scope.all_sentences():
        one = _OVER.search(scope.text, start, end)
        if one is not None and (name := found(scope.text, *one.span("name"))) is not None:
            yield name
