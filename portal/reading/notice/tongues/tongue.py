"""What is known of one language: its headings, labels, and the words that give a sentence away."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """Patterns in lower case, to be searched in folded text; lists of words are alternatives of one pattern.

    `headings` gives, for each field, what its headings hold, `fillers` the words that say nothing in a heading.
    `labels` are small labels of one value: name, controller, address, business_id, email, phone, web.
    `tells` gives, for each field, the sentences of plain prose that are about it. `bases` and `rights` are keyed by
    the letters of Article 6(1) and the codes of the rights.
    """

    code: str
    common: str
    headings: Mapping[str, str]
    fillers: str
    labels: Mapping[str, str]
    tells: Mapping[str, str]
    bases: Mapping[str, str]
    basis_cue: str
    conditional: str
    rights: Mapping[str, str]
    right_cue: str
    negation: str
    and_words: str
    list_leads: str
    months: Mapping[str, int]
    date_cue: str
    controller_cue: str
    outside: str
    stays_inside: str
    goes_outside: str
    hedged: str
    noise: str
