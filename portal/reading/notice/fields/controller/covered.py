"""Whose notice it is, as it says itself: `This policy applies to Example Ltd`, `Denna policy gäller för Exempel AB`."""

import re

from portal.reading.notice.fields import names
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_COVERS = re.compile(
    r"\b(?:seloste\w*|ilmoitus|käytäntö|tietosuojalauseke) koskee\s+"
    r"|\b\w*(?:policyn?|förklaring(?:en)?|beskrivning(?:en)?|meddelandet?) (?:gäller|omfattar|avser)(?: för)?\s+"
    r"|\b(?:policy|notice|statement) (?:applies to|covers|is issued by|is provided by|is given by)\s+(?:the )?"
)
"""What leads to the house whose notice it is."""
_TRADES_AS = re.compile(
    r"\bis (?:a|the) (?:trading|trade|business) (?:name|style) of\s+|\bär (?:en |ett )?bifirma (?:till|för|åt)\s+"
)
"""What leads to the house that bears another name in trade."""
_FAR = 120


def covered(scope: Scope) -> Found | None:
    """The first company that the notice says it covers, where it stands right behind."""
    for start, end, section in scope.all_sentences():
        if section.has("cookies", "recipients") and not section.has("controller"):
            continue
        for lead, kinds in ((_COVERS, (names.firms,)), (_TRADES_AS, (names.firms, names.people))):
            said = lead.search(scope.low, start, end)
            if said is None:
                continue
            for kind in kinds:
                name = next(kind(scope.text, said.end(), min(len(scope.text), said.end() + _FAR)), None)
                if name is not None and name.start == said.end():
                    return name
    return None
