"""Sentences that claim a legal basis by themselves, though no word such as `legal basis` stands in them."""

import re

_SAID: dict[str, dict[str, str]] = {
    "fi": {
        "a": r"\b(?:suostu(?:u|t|vat)|hyväksy(?:y|t|vät))\b[^.;]{0,30}\b(?:henkilö)?tieto(?:jensa|jesi|jeni)\b"
        r"[^.;]{0,25}\bkäsitt\w+"
        r"|\bsuostunut (?:\w+ ){0,2}(?:henkilö)?tieto(?:jensa|jesi|jen) (?:\w+ )?(?:käyttöön|käsittelyyn|kirjaamiseen"
        r"|tallentamiseen)"
        r"|\bpyydämme (?:\w+ )?(?:luvan|lupaa|lupasi) (?:\w+ )?(?:henkilö)?tieto(?:jen|jesi) (?:käsittelyyn|käyttöön)"
        r"|\bjohon (?:\w+ ){0,2}(?:pyydetty|pyydetään|annettu|saatu|kysytään|kysytty)\s+(?:\w+ )?(?:suostumus|lupa)\b"
        r"|\b(?:käytämme|lähetämme|lähetetään|käsittelemme|käytetään|julkaisemme)\b[^.;]{0,80}\b(?:jos|mikäli|kun) "
        r"(?:\w+ )?(?:annoit|olet antanut|annat) (?:\w+ ){0,2}(?:luvan|lupasi|suostumuks\w+)",
        "b": r"\bemme voi (?:\w+ )?(?:tehdä|solmia|täyttää|toteuttaa) (?:\w+ )?sopimusta\b"
        r"|\b\w*sopimuks(?:en|ien) (?:täyttä|toteutta|täytäntöönpan|valmistel|solmi)m\w+"
        r"|\bperuste(?:ena)? on (?:\w+ ){0,2}palvelu\w* (?:toteutta|tuotta|tarjoa|toimitta)\w+",
        "c": r"\blain (?:vaatim|edellyttäm|määrääm)\w+ (?:\w+ ){0,2}(?:varten|takia|vuoksi)\b"
        r"|\blaki (?:\w+ )?velvoit\w+ (?:meitä|meidät|yhdisty\w+|yrity\w+|rekisterinpitäj\w+|pitämään|säilyttämään)"
        r"|\b(?:meillä|yhdistyksellä|yrityksellä|rekisterinpitäjällä) on lakisäätei\w+ velvo\w+"
        r"|\b(?:käsittely|rekisteri\w*|kerääminen) (?:\w+ )?perustuu lakiin\b",
        "e": r"\byleis(?:en edun mukai\w+|tä etua koskeva\w*) (?:\w+ ){0,3}(?:tutkimu|arkistoin|tilastoin)\w+",
        "f": r"\boikeute(?:ttu|tun|ttuun|tulla|tut|tusta)\w* (?:\w+ )?(?:e[dt]u\w*|intressi\w*)",
    },
    "sv": {
        "a": r"\bgör (?:vi|jag) (?:det |detta |så )?(?:alltid )?med (?:ditt|ert) (?:\w+ )?samtycke"
        r"|\b(?:sätts|används|laddas|aktiveras|placeras) (?:bara|endast|enbart|först) (?:om|när|efter att|sedan) du "
        r"(?:har )?(?:godkän|samtyck|accepter|tacka)\w+"
        r"|\b(?:ges|lämnas|sker|görs|samlas in|behandlas|sparas|används|skickas) (?:\w+ )?(?:med"
        r"|efter) (?:\w+ )?samtycke\b"
        r"|(?<!om )(?<!att )\bdu har (?:gett|givit|lämnat|gav) (?:oss )?ditt samtycke\b"
        r"|\bgår (?:du|ni|man|kunden|medlemmen|\w+en) med på att\b[^.;]{0,60}\b(?:uppgift|hantera|behandla|spara"
        r"|registrera)\w*"
        r"|\bsamtycker (?:du|ni|man|\w+en)?(?: (?:därmed|därigenom|samtidigt|också))? ?(?:till|att)\b"
        r"|\b(?:ser vi som|räknas som|utgör|tolkas som) (?:ett |ditt )?(?:\w+ )?samtycke\b",
        "b": r"\b(?:fullgöra|uppfylla) (?:våra?|vårt) (?:åtagande|skyldighet|förpliktelse|avtal)\w* "
        r"(?:gentemot|mot|med) (?:dig|er|kund|våra kund|medlem)\w*"
        r"|\bbehövs för\b[^.;]{0,60}\b(?:\w*avtalet|kontraktet|avtal med (?:dig|er|oss))\b"
        r"|\bdet är (?:alltså |ju |då )?ett avtal\b"
        r"|\bkan (?:vi )?inte (?:ingå|fullgöra|uppfylla) (?:ett |vårt )?avtal\w*"
        r"|\bgrunden är att (?:vi ska )?(?:kunna )?(?:tillhandahålla|leverera|utföra) (?:\w+ )?(?:tjänst|var)\w*",
        "c": r"\buppfylla (?:de |alla )?(?:\w+ )?krav (?:som )?(?:(?:ställs|finns|följer) )?(?:i|enligt|av) (?:\w+ )?"
        r"\w*lag(?:en|stiftning\w*|ar)?\b|\bmåste följa (?:\w+ )?lag(?:en|ar)?\b"
        r"|\b(?:vi|jag|föreningen|företaget) är (?:enligt lag )?skyldiga? (?:enligt lag )?att (?:\w+ )?"
        r"(?:spara|bevara|behålla|arkivera|lämna|rapportera|redovisa)\b[^.;]{0,40}\benligt (?:\w+ )?\w*lag\w*",
        "e": r"\b(?:forskning|arkiv|statisti)\w*\b[^.;]{0,40}\ballmänt intresse",
        "f": r"\b(?:ligger|är) i vårt (?:berättigade )?intresse att\b|\b(?:berättiga|legitim)\w* intresse\w*"
        r"|\bintresseavvägning\w*",
    },
    "en": {
        "a": r"\bbecause (?:you|they|the (?:person|customer|member|client|user)) (?:have |has "
        r"|had )?(?:\w+ )?(?:agreed|consented|said yes|gave (?:us )?(?:your )?(?:consent"
        r"|permission))\b|\bconsent is (?:our|the|therefore the) (?:legal |lawful )?(?:basis|ground)"
        r"|\b(?:once|after|only (?:if|when)) you (?:have )?(?:accept|agree|consent"
        r"|opt)\w*(?: in)?(?: to)? (?:\w+ ){0,3}?"
        r"(?:cookies|analytics|tracking)\b",
        "b": r"\b(?:because|since) (?:there is|we have) an? (?:\w+ )?(?:contract|agreement)\b"
        r"|\bkeep(?:ing)? our (?:part|side|end) of (?:\w+ ){1,3}(?:agreement|contract|bargain|deal)\b"
        r"|\bcontractual necessity\b|\bneeded for (?:the|our|a|your) (?:\w+ )?contract\b"
        r"|\bcannot (?:enter into|conclude|perform|fulfil) (?:an?|the|our) (?:\w+ )?(?:agreement|contract)\b"
        r"|\bbasis is (?:the )?(?:provision|delivery|performance) of (?:the |our )?service",
        "c": r"\b(?:we|i) (?:are|am) (?:legally )?(?:required|obliged|obligated|bound) (?:by (?:\w+ )?law )?to "
        r"(?:keep|store|retain|record|report|archive)\b|\b(?:we|i) have (?:a|an) (?:legal|statutory) (?:duty"
        r"|obligation)",
        "e": r"\b(?:research|archiv\w+|statistic\w*)\b[^.;]{0,50}\bin the public interest\b",
        "f": r"\b(?:legitimate|justified) (?:\w+ )?interests?\b",
    },
}  # fmt: skip
_OBLIGED: dict[str, str] = {
    "fi": r"\b(?!tietosuoja|henkilötieto)\w*lain (?:\w+ )?(?:vaatim|edellyttäm|määrääm|velvoittam|asettam)\w+"
    r"|\b(?!tietosuoja|henkilötieto)\w*(?:laki|lait) (?:\w+ ){0,2}(?:vaati[im]|vaatii?vat|velvoitta|edellyttä|määrää"
    r"|pakotta"
    r"|käskee)\w*"
    r"|\blaissa (?:\w+ )?(?:määrätty|määrätään|säädetty|säädetään|vaadittu)|\b(?!tietosuoja"
    r"|henkilötieto)\w*lain (?:takia"
    r"|vuoksi)\b|\b(?!tietosuoja|henkilötieto)\w*(?:laki|lait) (?:niin|sen|näin) sano\w+|\b(?:on|pitää"
    r"|täytyy) (?:\w+ ){0,3}\w+(?:tta|ttä|ta|tä)v[aä]"
    r"\s(?:\w+ ){0,2}(?!tietosuoja|henkilötieto)\w*lain (?:mukaan|nojalla)\b"
    r"|\blain (?:\(\d+/\d+\) )?mukaan\b[^.;]{0,60}\b(?:pidettävä|tehtävä|oltava|säilytettävä|kirjattava"
    r"|merkittävä|ilmoitettava"
    r"|annettava|kerättävä)\b|\b(?:on|pitää|täytyy) lain mukaan (?:\w+ )?\w+(?:tta|ttä)v[aä]\b",
    "sv": r"\b(?:måste|ska|skall|skyldig\w*|behöver)\b[^.;]{0,60}\benligt (?:\w+ )?(?!dataskydd|personuppgift)"
    r"\w*lag(?:en|ar|stiftning\w*)?\b"
    r"|\benligt (?:\w+ )?(?!dataskydd|personuppgift)\w*lag(?:en|stiftning\w*)?\b[^.;]{0,40}\b(?:måste|ska|skall"
    r"|skyldig\w*)\b"
    r"|\b(?!dataskydd|personuppgift)\w*lag(?:en|arna|ar|stiftningen"
    r"|s)?(?: \(\d[^()\n]{0,12}\))?(?: \d+ ?§)?(?: som)?(?: (?!inte|ej)\w+){0,3} (?:kräver|tvingar"
    r"|bestämmer|föreskriver|förutsätter|ålägger)\b"
    r"|\b(?!dataskydd|personuppgift)\w*lag(?:en|arna)? säger att\b"
    r"|\bför att (?:[\w ]{0,30})?(?:följa|uppfylla|efterleva) (?:\w+ )?(?!dataskydd|personuppgift)\w*lag(?:en|ar|arna"
    r"|stiftning\w*|krav\w*)?\b"
    r"|\boch följa lag\b|\b(?:bokförings|skatte|patientdata)lagen styr\b",
    "en": r"\b(?:law|act|legislation)\b(?: (?!not)\w+){0,2} (?:say|require|demand|order|oblige|prescribe|command)s?\b"
    r"|\bby law,? (?:we|i) (?:have to|must|need to|are)\b|\b(?:law|act)(?: (?:on|of) [\w ]{3,30})? (?:asks? for"
    r"|has us|wants us to"
    r"|makes us)\b"
    r"|\bdut(?:y|ies) (?:in|by|under) law\b|\blaw orders\b|\bobliged (?:in|by|under) (?:the )?law\b",
}  # fmt: skip
"""A duty that a law lays on the controller: what a law has it keep, note down or tell."""
OBLIGED = {code: re.compile(said) for code, said in _OBLIGED.items()}
CLAIMS = {code: {letter: re.compile(said) for letter, said in bases.items()} for code, bases in _SAID.items()}
"""By language and letter of Art 6(1): what claims it wherever data is told of, but among rights and recipients."""
