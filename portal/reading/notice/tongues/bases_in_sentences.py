"""Sentences that claim a legal basis by themselves, though no word such as `legal basis` stands in them."""

import re

_SAID: dict[str, dict[str, str]] = {
    "fi": {
        "a": r"\b(?:suostu(?:u|t|vat)|hyväksy(?:y|t|vät))\b[^.;]{0,30}\b(?:henkilö)?tieto(?:jensa|jesi|jeni)\b"
        r"[^.;]{0,25}\bkäsitt\w+"
        r"|\b(?:käytämme|lähetämme|lähetetään|käsittelemme|käytetään|julkaisemme)\b[^.;]{0,80}\b(?:jos|mikäli|kun) "
        r"(?:\w+ )?(?:annoit|olet antanut|annat) (?:\w+ ){0,2}(?:luvan|lupasi|suostumuks\w+)",
        "b": r"\bemme voi (?:\w+ )?(?:tehdä|solmia|täyttää|toteuttaa) (?:\w+ )?sopimusta\b"
        r"|\bperuste(?:ena)? on (?:\w+ ){0,2}palvelu\w* (?:toteutta|tuotta|tarjoa|toimitta)\w+",
        "c": r"\blain (?:vaatim|edellyttäm|määrääm)\w+ (?:\w+ ){0,2}(?:varten|takia|vuoksi)\b"
        r"|\blaki (?:\w+ )?velvoit\w+ (?:meitä|meidät|yhdisty\w+|yrity\w+|rekisterinpitäj\w+|pitämään|säilyttämään)"
        r"|\b(?:meillä|yhdistyksellä|yrityksellä|rekisterinpitäjällä) on lakisäätei\w+ velvo\w+"
        r"|\b(?:käsittely|rekisteri\w*|kerääminen) (?:\w+ )?perustuu lakiin\b",
        "e": r"\byleis(?:en edun mukai\w+|tä etua koskeva\w*) (?:\w+ ){0,3}(?:tutkimu|arkistoin|tilastoin)\w+",
        "f": r"\b(?:on|ovat) (?:meidän )?oikeutetu(?:n etumme|n edun) mukais\w+",
    },
    "sv": {
        "a": r"\bgör (?:vi|jag) (?:det |detta |så )?(?:alltid )?med (?:ditt|ert) (?:\w+ )?samtycke"
        r"|\b(?:sätts|används|laddas|aktiveras|placeras) (?:bara|endast|enbart|först) (?:om|när|efter att|sedan) du "
        r"(?:har )?(?:godkän|samtyck|accepter|tacka)\w+",
        "b": r"\b(?:fullgöra|uppfylla) (?:våra?|vårt) (?:åtagande|skyldighet|förpliktelse|avtal)\w* "
        r"(?:gentemot|mot|med) (?:dig|er|kund|våra kund|medlem)\w*"
        r"|\bkan (?:vi )?inte (?:ingå|fullgöra|uppfylla) (?:ett |vårt )?avtal\w*"
        r"|\bgrunden är att (?:vi ska )?(?:kunna )?(?:tillhandahålla|leverera|utföra) (?:\w+ )?(?:tjänst|var)\w*",
        "c": r"\buppfylla (?:de |alla )?(?:\w+ )?krav (?:som )?(?:(?:ställs|finns|följer) )?(?:i|enligt|av) (?:\w+ )?"
        r"\w*lag(?:en|stiftning\w*|ar)?\b|\bmåste följa (?:\w+ )?lag(?:en|ar)?\b"
        r"|\b(?:vi|jag|föreningen|företaget) är (?:enligt lag )?skyldiga? (?:enligt lag )?att (?:\w+ )?"
        r"(?:spara|bevara|behålla|arkivera|lämna|rapportera|redovisa)\b[^.;]{0,40}\benligt (?:\w+ )?\w*lag\w*",
        "e": r"\b(?:forskning|arkiv|statisti)\w*\b[^.;]{0,40}\ballmänt intresse",
        "f": r"\b(?:ligger|är) i vårt (?:berättigade )?intresse att\b|\befter en (?:\w+ )?intresseavvägning",
    },
    "en": {
        "a": r"\bbecause you (?:have )?(?:\w+ )?(?:agreed|consented|said yes|gave (?:us )?(?:your )?(?:consent"
        r"|permission))\b|\bconsent is (?:our|the|therefore the) (?:legal |lawful )?(?:basis|ground)"
        r"|\b(?:once|after|only (?:if|when)) you (?:have )?(?:accept|agree|consent"
        r"|opt)\w*(?: in)?(?: to)? (?:\w+ ){0,3}?"
        r"(?:cookies|analytics|tracking)\b",
        "b": r"\bcontractual necessity\b|\bneeded for (?:the|our|a|your) (?:\w+ )?contract\b"
        r"|\bcannot (?:enter into|conclude|perform|fulfil) (?:an?|the|our) (?:\w+ )?(?:agreement|contract)\b"
        r"|\bbasis is (?:the )?(?:provision|delivery|performance) of (?:the |our )?service",
        "c": r"\b(?:we|i) (?:are|am) (?:legally )?(?:required|obliged|obligated|bound) (?:by (?:\w+ )?law )?to "
        r"(?:keep|store|retain|record|report|archive)\b|\b(?:we|i) have (?:a|an) (?:legal|statutory) (?:duty"
        r"|obligation)",
        "e": r"\b(?:research|archiv\w+|statistic\w*)\b[^.;]{0,50}\bin the public interest\b",
        "f": r"\b(?:is|are|being) in (?:our|the (?:\w+[’']s? )?) ?legitimate (?:\w+ )?interests?\b"
        r"|\b(?:we|i) have (?:a|an) legitimate (?:\w+ )?interest\b",
    },
}  # fmt: skip
CLAIMS = {code: {letter: re.compile(said) for letter, said in bases.items()} for code, bases in _SAID.items()}
"""By language and letter of Art 6(1): what claims it wherever data is told of, but among rights and recipients."""
