"""What a label of a word or two asks of the purpose beside which it stands: `Why`, `What`, `Because`, `How long`."""

import re

LONE: dict[str, dict[str, str]] = {
    "fi": {
        "purposes": r"miksi|mihin|mitä varten|mihin käyt\w+|käyttö|tarkoitus",
        "categories": r"mitä|mitä tietoja|mitkä tiedot|mitä kerätään|tiedot|tietotyypit|henkilötiedot",
        "bases": r"millä perusteella|peruste|millä oikeudella|perustuu|laillinen peruste|oikeus",
        "retention": r"(?:kuinka|miten) (?:kauan|pitkään)|poistetaan|säilytys|säilytetään|säilyy|hävitetään"
        r"|milloin poistetaan",
        "recipients": r"kenelle|kuka (?:näkee|saa|muu|muu näkee|käsittelee)|ketkä (?:näkevät|saavat)|minne"
        r"|vastaanottajat"
        r"|apuna|palveluntarjoaja|kumppani|käsittelijä",
        "sources": r"mistä|lähde|lähteet|keneltä|mistä saadaan",
        "transfers": r"kolmannet maat|mihin maahan|eu:n ulkopuolelle|eta:n ulkopuolelle|siirrot",
    },
    "sv": {
        "purposes": r"varför|till vad|ändamål|syfte|användning",
        "categories": r"vad|vilka uppgifter|uppgifter|vad sparas|personuppgifter",
        "bases": r"grund|stöd|på vilken grund|med vilken rätt|laglig grund|rättslig grund|därför att",
        "retention": r"hur länge|gallras|raderas|tas bort|sparas|sparas i|lagring|rensas|tid",
        "recipients": r"vem|till vem|vem ser|vem får|vem mer|mottagare|leverantör|via|hos|system|hjälp av",
        "sources": r"varifrån|källa|källor|från vem|från",
        "transfers": r"tredje\s?land|utanför eu|utanför ees|överföring(?:ar)?|länder",
    },
    "en": {
        "purposes": r"why|what for|purpose|used for|reason",
        "categories": r"what|what data|which data|data|details|what we (?:hold|keep|collect|note)|information",
        "bases": r"because|basis|legal basis|lawful because|ground|our ground|legal ground|in law|law",
        "retention": r"how long|kept|kept for|deleted|until|for how long|we keep it|erased|stored for",
        "recipients": r"who|who else|who sees it|who gets it|shared with|with whom|passed to|goes to|recipients?|via"
        r"|through|provider|processor",
        "sources": r"where from|from|from whom|source|sources",
        "transfers": r"third countries|outside (?:the )?(?:eu|eea|uk|europe)|abroad|transfers?|countries",
    },
}
_KNOWN = {code: {field: re.compile(said) for field, said in fields.items()} for code, fields in LONE.items()}


def asked_by(label: str) -> tuple[str, str] | None:
    """The field of which a lone label, in small letters, asks, and its language; None where it asks of none."""
    said = label.strip(" \t\xa0:?.–—-*")
    for code, fields in _KNOWN.items():
        for field, pattern in fields.items():
            if pattern.fullmatch(said):
                return field, code
    return None
