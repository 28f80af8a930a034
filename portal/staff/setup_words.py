"""What setting a company up asks and says, in plain words."""

from collections.abc import Mapping, Sequence

from portal.domain.register import Controller, Text
from portal.reading import terms
from portal.reading.composing import ORDINARY, OWN, Item
from portal.words import LANGUAGE_NAMES, gettext, language, say
from portal.words import marked as _

STEPS = (
    ("notice", _("Your notice")),
    ("understood", _("What we understood")),
    ("missing", _("What is missing")),
    ("systems", _("In which systems")),
    ("look", _("Look and publish")),
)
FAULTS = {
    "empty": _("There is no text in it. Paste the notice, or choose another file."),
    "no_text": _("It holds pictures of pages and no text that can be read. Copy the text from it and paste it here."),
    "locked": _("It is locked with a password. Save it without one, or paste its text here."),
    "broken": _("It cannot be opened. Save it anew, or paste its text here."),
    "not_text": _("It is no text, page or document that can be read. Choose a TXT, HTML, MD, DOCX or PDF file."),
    "too_large": _("It is larger than 5 MB. A notice is a few pages: choose the notice alone, or paste its text."),
}
TOO_LARGE = FAULTS["too_large"]
QUESTIONS = {
    "legal_name": _("What is the company called in the trade register?"),
    "address": _("What is its postal address?"),
    "contact_name": _("Who answers questions about personal data?"),
    "contact_email": _("To which address does one write about personal data?"),
    "purposes": _("What do you use people's data for?"),
    "categories": _("Which data about people do you keep?"),
    "sources": _("Where do you get it from?"),
    "basis": _("Why may you do this?"),
    "interest": _("Which interest of yours does it serve?"),
    "keeping": _("How long do you keep the data for it?"),
    "special": _("Why may you keep it?"),
    "recipients": _("Who else handles the data for you, or gets it?"),
    "transfer": _("Does data leave the EU and the European Economic Area?"),
    "provision": _("Do people have to give you their data?"),
    "automated": _("Does a machine alone decide anything important about people?"),
    "security": _("How is the data protected?"),
}
WHYS = {
    "legal_name": _("People have to know who answers for their data (Article 13(1)(a))."),
    "address": _("People have to be able to reach you (Article 13(1)(a))."),
    "contact_name": _("People have to be able to reach you (Article 13(1)(a))."),
    "contact_email": _("People have to be able to reach you (Article 13(1)(a))."),
    "purposes": _("A notice names every purpose (Article 13(1)(c))."),
    "categories": _("People are told which data you keep (Articles 14(1)(d) and 15(1)(b))."),
    "sources": _("People are told where their data comes from (Articles 14(2)(f) and 15(1)(g))."),
    "basis": _("Each purpose needs a legal basis, and each basis gives people other rights (Article 13(1)(c))."),
    "interest": _("The interest itself has to be named (Article 13(1)(d))."),
    "keeping": _("“As long as necessary” is no time: one has to see when data goes (Article 13(2)(a))."),
    "special": _("Such data may be kept only on one of these grounds, beside the legal basis (Article 9(2))."),
    "recipients": _("Whoever handles data for you is named: mail, accounting, newsletters (Article 13(1)(e))."),
    "transfer": _("Where data goes outside, its protection has to be named (Article 13(1)(f))."),
    "provision": _("Say whether data has to be given, and what follows if not (Article 13(2)(e))."),
    "automated": _("Say whether decisions are made by machine alone (Article 13(2)(f))."),
    "security": _("The record of processing describes it (Article 30(1)(g))."),
}
CODES = {
    "legal_name": ("N01",), "address": ("N01",), "contact_name": ("N01",), "contact_email": ("N01", "N17"),
    "purposes": ("N04",), "categories": ("S01",), "sources": ("S02",), "basis": ("N05", "X05"), "interest": ("N06",),
    "keeping": ("N09",), "special": (), "recipients": ("N07",), "transfer": ("X01", "N08"), "provision": ("N13",),
    "automated": ("N14",), "security": (),
}  # fmt: skip
"""The findings of the lint that each question settles."""
ADDED = {
    "N10": _("All rights that the law gives are listed, each with what it means."),
    "N11": _("Where you rely on consent, the page says that it can be withdrawn."),
    "N12": _("The supervisory authority is named, with its address and a link."),
    "N15": _("Every version keeps its date and can be read later."),
    "N16": _("The right to object has a heading of its own."),
    "N17": _("The page says how to use one's rights: here, by mail or in any other way."),
    "S05": _("Where data comes from elsewhere, the page says when people are told."),
    "X02": _("The law that is in force is cited, in place of the repealed one."),
    "X03": _("Nothing is asked in writing only: people may ask in any way, and the page says so."),
    "X04": _("Every language says the same, since all of them are made from one register."),
    "F6": _("The page bears its date."),
    "F7": _("The page says that asking is free of charge."),
}
"""What the published page has by itself, by the finding that it settles."""
BASES = (
    ("", _("Choose")),
    ("b", _("They ordered something or agreed on something with us (contract)")),
    ("c", _("A law obliges us (such as bookkeeping)")),
    ("f", _("We have a good reason of our own that does not harm them (legitimate interest)")),
    ("a", _("They said yes to it (consent)")),
    ("e", _("It is a public task that a law gives us")),
    ("d", _("Somebody's life depends on it")),
)
SPECIAL = (
    ("", _("Choose")),
    ("a", _("They said yes to just this (explicit consent)")),
    ("h", _("We give health care or social care, and are bound to secrecy by a law")),
    ("b", _("We are their employer, and labour law or social security obliges us")),
    ("d", _("We are a non-profit body, and it is about our own members")),
    ("f", _("A legal claim needs it")),
    ("e", _("They have made it public themselves")),
    ("c", _("Somebody's life depends on it, and they cannot say yes")),
    ("g", _("A law names an important public interest for it")),
    ("i", _("A law on public health demands it")),
    ("j", _("It is for archives, research or statistics under a law")),
    (ORDINARY, _("It tells nothing about health, beliefs, origin, sexual life or a trade union")),
)
CHOICES = {
    "transfer": (
        ("no", _("No, and we have checked that")),
        ("decision", _("Yes, to the United States: the services have joined the Data Privacy Framework")),
        ("clauses", _("Yes, to the United States: we have standard contractual clauses with them")),
        (OWN, _("Yes, in another way")),
    ),
    "provision": (
        ("order", _("For an order, yes: without name and contact details it cannot be delivered")),
        ("contract", _("For an assignment, yes: without name and contact details it cannot be carried out")),
        ("voluntary", _("No, but without it we cannot answer")),
        (OWN, _("In my own words")),
    ),
    "automated": (("none", _("No")), (OWN, _("Yes; in my own words"))),
    "security": (
        ("standard", _("Only those whose work it is reach it, each with a username and password of their own")),
        (OWN, _("In my own words")),
    ),
}


def question(key: str) -> str:
    """A question, in the language in use."""
    return gettext(QUESTIONS[key])


def message(finding: Mapping[str, str]) -> str:
    """What a finding says, in the language in use."""
    return finding.get(f"message_{language()}") or finding.get("message", "")


def why(key: str, findings: Sequence[Mapping[str, str]]) -> str:
    """Why it is asked: as the lint says it of this notice, else as the law wants it of every one."""
    said = [message(one) for one in findings if one["code"] in CODES[key]]
    return said[0] if said else gettext(WHYS[key])


def quoted(key: str, findings: Sequence[Mapping[str, str]]) -> str:
    """The words of the notice that the question is about; empty where it is about none."""
    return next((one["evidence"] for one in findings if one["code"] in CODES[key] and one["evidence"]), "")


def own_words(spoken: str) -> str:
    """The label of a field for one's own words."""
    return say("In your own words (%(language)s)", language=LANGUAGE_NAMES[spoken])


def choices(key: str, facts: Controller) -> list[tuple[str, str]]:
    """What may be chosen as an answer."""
    return [(value, gettext(label)) for value, label in CHOICES[key]]


def sentence(key: str, choice: str) -> str:
    """The sentence that a choice adds to the notice, where it is one of ours."""
    group = "standing" if key == "security" else key
    name = {"standard": "security", "decision": "yes", "clauses": "yes"}.get(choice, choice)
    if choice == OWN or name not in terms.keys_of(group):
        return ""
    services = terms.words_of("transfer", "services")
    return _in(terms.filled(terms.words_of(group, name), {"names": services}) if key == "transfer" else
               terms.words_of(group, name))  # fmt: skip


def _in(text: Text) -> str:
    return text.in_language(language())


def bases() -> list[tuple[str, str]]:
    """The legal bases, in plain words."""
    return [(value, gettext(label)) for value, label in BASES]


def special() -> list[tuple[str, str]]:
    """The grounds of special categories, in plain words."""
    return [(value, gettext(label)) for value, label in SPECIAL]


def keeping(country: str, item: Item) -> list[tuple[str, str]]:
    """The times of keeping, those first that such a purpose mostly has."""
    usual = item.term.more("keeping") if item.term else ()
    known = sorted(terms.keeping_for(country), key=lambda one: _rank(one.key, usual))
    own = (OWN, gettext("In my own words"))
    return [("", gettext("Choose")), *((one.key, _capital(_in(one.text))) for one in known), own]


def _rank(key: str, usual: Sequence[str]) -> int:
    plain = "bookkeeping" if key.startswith("bookkeeping") else key
    return usual.index(plain) if plain in usual else len(usual)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def owners() -> list[tuple[str, str]]:
    """Who does what there is to do in a system."""
    return [("staff", gettext("We look ourselves")), ("processor", gettext("We ask the service, and it answers"))]


def added(findings: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """What is put right by itself: what was wrong, and what the page has instead."""
    found: dict[str, tuple[str, str]] = {}
    for one in findings:
        code = one["code"]
        if code in ADDED:
            found.setdefault(code, (message(one), gettext(ADDED[code])))
    return list(found.values())
