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


_QUESTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "fi": (
        ("cookies", r"eväste|cookie"),
        ("contact", r"^(?:kehen|keneen|keneltä|kenestä|minne)\b.*(?:yhtey|kysy|otan|otat|kiinni)|^kysyttävää"),
        ("transfers", r"ulkomai|ulkopuol|\beu:n|\beta|euroop"),
        (
            "retention",
            r"^(?:kauanko|(?:kuinka|miten) (?:kauan|pitkään))\b|^(?:milloin|koska)\b.*(?:poist|hävi|tuho|katoa)"
            r"|säilyte?tään",
        ),
        (
            "bases",
            r"^(?:millä|mihin|mikä)\b.*(?:perust|oikeudella|oikeutta|luvalla|\blaki\b|laissa)"
            r"|^mitä lak(?:ia|eja)\b|^miksi (?:me |minä )?(?:saamme|saan|voimme)\b|^(?:saammeko|saanko) (?:me "
            r"|minä )?näin\b",
        ),
        (
            "recipients",
            r"^(?:kenelle|keille|kenen kanssa|kuka (?:muu|näkee|pääsee|saa)|ketkä|minne|jaammeko|luovut"
            r"|jaetaanko|annetaanko|annammeko|kenellä)",
        ),
        (
            "rights",
            r"\b(?:jos|kun|mitä tapahtuu)\b.*\b(?:haluan|haluat|haluaa|pyydän|pyydät|pyytää)\b|oikeuks|oikeude"
            r"|oikeutesi|\b(?:voinko|saanko)\b|\bvoi[nt]\b.*(?:pyytää|vaatia|tehdä|tark|poist|kielt)",
        ),
        ("controller", r"^(?:kuka|kenen|ketkä)\b.*(?:vastaa|pitä|olemme|käsittelee|omistaa)"),
        ("sources", r"^(?:mistä|keneltä)\b"),
        ("security", r"^(?:miten|kuinka|onko)\b.*(?:suoja|turva)"),
        ("purposes", r"^(?:miksi|mihin|mitä varten|mitä tiedoil)"),
        ("categories", r"^(?:mitä|mitkä|millaisia|minkälaisia|minkä)\b.*(?:tieto|tiedä|kirja|kerä|tallen|merki|ta\b)"),
    ),
    "sv": (
        ("cookies", r"cookie|kakor"),
        ("contact", r"^(?:vem|hur|var)\b.*(?:kontakta|frågar|vänder|når)|^frågor"),
        ("transfers", r"utomlands|utanför|\beu\b|\bees\b|tredje\s?land|europa"),
        ("retention", r"^(?:hur länge|hur lång tid)\b|^när\b.*(?:rader|gallr|släng|försvinn|ta[sr]? bort|rens)"),
        (
            "bases",
            r"^(?:vilke?[nt]?|med|på|enligt)\b.*(?:stöd|grund|rätt\b|\blag)"
            r"|^varför (?:vi|jag) får\b|^(?:varför )?får (?:vi|ni) (?:göra|spara|ha|använda|behandla|lov)\b",
        ),
        (
            "recipients",
            r"^(?:vem|vilka|till vem|vart|med vem)\b.*(?:får|ser|se\b|del|tar|går|ges|kommer|läm|hjälp|mer|har)"
            r"|^(?:delar|lämnar|säljer|ger) (?:vi|ni)\b",
        ),
        (
            "rights",
            r"\b(?:någon|man|jag|du|en medlem|en kund) (?:begär|vill)\b|rättighet|\brätt (?:till|att)\b"
            r"|\bkan (?:du|jag)\b|\bfår (?:du|jag)\b",
        ),
        ("controller", r"^(?:vem|vilka)\b.*(?:ansvar|är vi|vi är|behandlar|sköter)"),
        ("sources", r"^(?:varifrån|var (?:får|kommer|hämtar)|från vem|hur (?:får|samlar))\b"),
        ("security", r"^hur\b.*(?:skydda|säker)"),
        ("purposes", r"^(?:varför|till vad|vad (?:använd|ska|gör)|hur använd)"),
        (
            "categories",
            r"^(?:vad|vilka|vilken)\b.*(?:uppgift|information|står|samla|spara|anteckna|vet|registrera|notera"
            r"|skriv|har|data)",
        ),
    ),
    "en": (
        ("cookies", r"cookie"),
        ("contact", r"^(?:who|how|where)\b.*(?:contact|reach|ask|talk|write|questions)|^(?:any )?questions"),
        ("transfers", r"abroad|overseas|outside|leave (?:the|europe|ireland|finland)|\beea\b|other countries"),
        (
            "retention",
            r"^(?:for )?how long\b|^when\b.*(?:delet|bin\b|binn|eras|throw|destroy|shred|disappear|\bgo(?:es|ne)?\b)",
        ),
        (
            "bases",
            r"^(?:what|on|under|which)\b.*(?:legal|lawful|\blaw\b|basis|ground|right to (?:do|hold|use))"
            r"|^why (?:we|i) (?:may|can|are allowed to|am allowed to)\b|^why (?:are|is)\b.*(?:allowed|lawful"
            r"|legal)|^are (?:we|you) allowed"
            r"|^(?:why )?(?:may|can) we (?:do|hold|keep|use|have|process)\b",
        ),
        (
            "recipients",
            r"^(?:who|with whom|where does)\b.*(?:else|see|get|share|pass|go|help|access|has|have)"
            r"|^(?:do|does) (?:we|you|anyone)\b.*(?:share|sell|pass|else)",
        ),
        (
            "rights",
            r"\b(?:if|when) (?:someone|somebody|anyone|i|you|a member)\b.*\b(?:asks?|wants?|wish)|rights"
            r"|^what can (?:i|you)\b|\b(?:can|may) (?:i|you)\b|your say",
        ),
        ("controller", r"^who\b.*(?:are|is|answers|looks after|runs|responsible)"),
        ("sources", r"^where\b.*(?:from|get|come)|^how (?:do|does) (?:we|you)\b.*(?:get|collect|obtain)"),
        ("security", r"^(?:how|is)\b.*(?:safe|secure|protect)"),
        (
            "purposes",
            r"^(?:why|what (?:do|does) (?:we|you) (?:do|use)|what (?:is|are) (?:it|they|your)\b.*for|how do we use)",
        ),
        (
            "categories",
            r"^(?:what|which)\b.*(?:data|information|details|collect|hold|keep|note|know|write|record|store|ask)",
        ),
    ),
}
_ASKED = {code: [(field, re.compile(said)) for field, said in questions] for code, questions in _QUESTIONS.items()}
_STARTS = {
    "fi": re.compile(
        r"(?:kuka|kenen|ketkä|mitä|mitkä|millaisia|minkälaisia|minkä|miksi"
        r"|mihin|mistä|millä|mikä|kenelle|keille|kenellä"
        r"|kehen|keneen|keneltä|kenestä|minne|kauanko|kuinka|miten|milloin|kysyttävää|siirtyykö|siirretäänkö|lähteekö"
        r"|jaammeko|luovut\w+ko|jaetaanko|annetaanko|annammeko|onko|voinko|saanko|saammeko|käytä\w+kö)\b"
    ),
    "sv": re.compile(
        r"(?:vem|vilka|vilke[nt]|vad|varför|varifrån|var|hur|när|till vem"
        r"|till vad|från vem|med vem|med vilken|på vilken"
        r"|delar|lämnar|säljer|ger|skickas|förs|frågor|får (?:jag|vi|ni)|kan jag|vart)\b"
    ),
    "en": re.compile(
        r"(?:who|with whom|what|which|why|where|how|for how|when|on what|under what|do we|does|do you|is|are"
        r"|can|may|any"
        r"|questions)\b"
    ),
}


_NO_QUESTION = re.compile(
    r"\b(?:ei|emme|älä|en|inte|aldrig|not|never|don't|do not)\b"
    r"|^(?:mitä|mikä) (?:on|ovat|tarkoit\w+)\b|^vad (?:är|menas|innebär)\b"
    r"|^what (?:is|are|does) (?:a |the )?(?:personal|gdpr)"
)
"""What is not done, and what a word means."""


def asked_in(question: str) -> tuple[str, str] | None:
    """The field that a question in small letters asks for, and its language; None where it asks for none."""
    if _NO_QUESTION.search(question):
        return None
    for code, starts in _STARTS.items():
        if starts.match(question):
            for field, pattern in _ASKED[code]:
                if pattern.search(question):
                    return field, code
    return None


def asked_by(label: str) -> tuple[str, str] | None:
    """The field of which a lone label, in small letters, asks, and its language; None where it asks of none."""
    said = label.strip(" \t\xa0:?.–—-*")
    for code, fields in _KNOWN.items():
        for field, pattern in fields.items():
            if pattern.fullmatch(said):
                return field, code
    return None
