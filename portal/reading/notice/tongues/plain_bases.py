"""Legal bases in everyday words: they count where it is asked, or told, by which right data is processed."""

import re

_SAID: dict[str, dict[str, str]] = {
    "fi": {
        "a": r"\b(?:annoit|annat|antanut|antama\w+) (?:\w+ )?(?:luvan|lupa\w*)|\blupasi\b|\bluvallasi\b"
        r"|\b(?:sanoit|sanonut|vastasit|vastannut) (?:\w+ )?kyllä\b",
        "b": r"\bolemme (?:\w+ )?sopineet\b",
        "c": r"\b\w*(?:laki|asetus) (?:\w+ ){0,3}(?:velvoit|vaati|määrä|edellyt|käske|pakot)\w+|\blaki sanoo\b"
        r"|\b(?:velvoit|vaati|määrä|edellyt|käske|pakot)\w+ (?:\w+ ){0,2}\w*laki\b|\bnoudat\w+ (?:\w+ )?\w*lakia\b"
        r"|\b\w*lain (?:takia|vuoksi|perusteella|nojalla)\b|\blain \d+ §\S* velvo\w+",
    },
    "sv": {
        "a": r"\b(?:sagt|sade|säger|svarat|svarade|tackat|tackade) (?:\w+ )?ja\b|\bditt (?:ja|lov|medgivande)\b"
        r"|\bdin tillåtelse\b|\b(?:gett|givit|gav|ger) (?:oss )?(?:lov|tillåtelse)\b",
        "b": r"\böverenskommelse\w* (?:med|mellan)\b|\bvi har kommit överens\b",
        "c": r"\b\w*lag(?:en)? (?:\w+ ){0,5}(?:säger|kräver|tvingar|ålägger|föreskriver|förpliktar|bestämmer)\b"
        r"|\b(?:krävs|åläggs|tvingas|måste|skyldig\w*)\b[^.,;]{0,40}\b(?:av|enligt|i) \w*lag(?:en)?\b"
        r"|\b(?:av|enligt) \w*lag(?:en)?\b[^.,;]{0,30}\b(?:måste|skyldig\w*)|\blagkrav\w*",
    },
    "en": {
        "a": r"\bwe have your ok(?:ay)?\b|\byou (?:have |had )?(?:said yes|say yes|agreed? to|ticked|opted in"
        r"|given (?:us )?(?:your )?permission)\b"
        r"|\byour (?:permission|say-so|go-ahead)\b",
        "b": r"\bwhat (?:we|you) (?:and (?:we|you) )?(?:have )?agreed\b",
        "c": r"\b(?:law|act|regulations?) (?:\w+ ){0,2}(?:says?|requires?|obliges?|makes?|tells?|demands?|compels?)\b"
        r"|\b(?:must|have to|obliged|required|bound|duty)\b[^.,;]{0,30}\b(?:by|in|under) law\b"
        r"|\bby law\b[^.,;]{0,20}\b(?:must|have to)\b|\b(?:basis|ground)\b[^.,;]{0,30}\bis the (?:\w+ ){1,4}act\b",
    },
}  # fmt: skip
_BARE: dict[str, dict[str, str]] = {
    "fi": {
        "a": r"(?:sinun )?(?:lupa|lupasi|luvalla|luvallasi)",
        "c": r"\w*laki|lait|\w*lainsäädäntö|laki [\w -]{3,60}(?:sta|stä)(?: \d[\d §ja,.]*)?",
    },
    "sv": {
        "a": r"(?:ditt )?(?:lov|ja|medgivande)|din tillåtelse",
        "c": r"\w*lag(?:en|ar|stiftning|stiftningen)?",
        "f": r"vårt (?:eget )?intresse",
    },
    "en": {
        "a": r"(?:your )?(?:permission|say-so|go-ahead)",
        "c": r"(?:the )?(?:\w+ ){0,2}(?:laws?|act)",
        "f": r"our (?:own )?(?:\w+ )?interests?",
    },
}
_CAUSES: dict[str, str] = {
    "fi": r"\bkoska (?:\w+ ){0,3}sopimus\w*|\b(?:\w*sopimuks|suostumuks|\w*velvoit|e[dt]u)\w*(?: \w+)? (?:takia"
    r"|vuoksi|varassa|nojassa)\b"
    r"|\bvälis\w+(?:mme)? \w*sopimu\w+|\bkyse on\b[^.,;]{0,120}\b\w*sopimuks\w+|\bsopimu\w+ (?:\w+ ){0,3}välillämme\b"
    r"|\bkoska \w*(?:laki|lait) (?:\w+ )?(?:vaati|velvoit|edellyt|määrä|käske|pakot)\w+|\bvain (?:\w+ )?luvallasi\b"
    r"|\bvelvoittaa \w{3,}laki\b|\b\w{3,}laki velvoittaa\b|\b(?:saamme|saan) (?:\w+ )?(?:tehdä"
    r"|toimia)\b[^.]{0,20}\bkoska\b",
    "sv": r"\b(?:eftersom|för att) (?:\w+ ){0,2}\w*lag(?:en|ar)? (?:\w+ )?"
    r"(?:säger|kräver|tvingar|ålägger|föreskriver)\b"
    r"|\beftersom vi har (?:ett )?\w*avtal\b|\b\w{4,}lagen (?:förpliktar|ålägger|tvingar|kräver|föreskriver)\b"
    r"|\bär ett avtal mellan\b|\bgrunden (?:är|för|till)\b"
    r"|\bskyldig\w* att (?:\w+ )?(?:spara|bevara|behålla|arkivera)\b[^.,;]{0,20}\benligt \w*lag"
    r"|\bfår (?:vi|jag) (?:göra )?(?:det|så)\b[^.]{0,20}\b(?:eftersom|därför)\b",
    "en": r"\b(?:because|as) (?:\w+ ){0,4}?(?:law|act|regulations?) (?:\w+ ){0,2}?"
    r"(?:says?|tells?|requires?|demands?|obliges?|compels?)\b"
    r"|\bbecause (?:we|i) (?:have|need) to\b[^.,;]{0,30}\b(?:by|in|under) law\b"
    r"|\bbecause we have an? (?:\w+ )?(?:contract|agreement)\b|\bbecause of (?:a|an|our|your"
    r"|the) (?:\w+ )?(?:contract|agreement|consent)\b|\bmay do (?:so|this"
    r"|it) because\b"
    r"|\bbecause (?:we|i) (?:are|am) (?:\w+ )?(?:obliged|required|bound)\b[^.,;]{0,20}\blaw\b",
}  # fmt: skip
_RESTS: dict[str, str] = {
    "fi": r"\b\w*perust(?:e|eet|eena|eina)(?:mme)? (?:on|ovat|toimii|toimivat)\b|\b(?:perustu|pohjautu)(?:u|vat)\b"
    r"|\bpohjana (?:on|ovat)\b|\bnoja(?:a|avat|utuu|utuvat)\b|\bkyse on\b|\b(?:oikeus)?perust(?:e|eet|eena):",
    "sv": r"\bgrund(?:en|er|erna)? (?:är|utgörs av)\b|\bvilar på\b|\bgrunda[rs]d?e?s? (?:sig )?på\b|\bbaseras på\b"
    r"|\bstöd(?:er|jer) (?:vi )?(?:oss|sig) på\b|\bbygger på\b|\bgrund(?:en|er|erna)?:",
    "en": r"\b(?:bas[ie]s|grounds?) (?:is|are)\b|\brests? (?:up)?on\b|\bbased on\b|\brel(?:y|ies) on\b"
    r"|\b(?:bas[ie]s|grounds?):",
}
"""What the bases stand behind, one after the other."""
_HEADS: dict[str, dict[str, str]] = {
    "fi": {
        "a": r"(?:^|.* )(?:lupa|lupaan|lupaasi|lupaansa|luvalla|luvallasi)",
        "b": r"(?!.{0,40}uutiskirje)(?:^|.* )(?:tilaus|tilaukse(?:en|sta|esi|ensa)|varaus|varaukse(?:en|sta|esi|ensa)"
        r"|varaami(?:nen|seen)"
        r"|kauppa|kauppaan|toimeksian(?:to|toon)|osto|ostoon|ostos|ostokseen)",
        "c": r"(?:^|.* )(?!tietosuoja|henkilötieto)\w*(?:laki|lait|lakiin|lakeihin|lainsäädäntö|lainsäädäntöön)"
        r"|(?:^|.* )koskev(?:iin|at|aan|a) (?:säännöksiin|säännökset|määräyksiin|määräykset)",
    },
    "sv": {
        "a": r"(?:på )?(?:ditt |ert |kundens |deras )?(?:ja|lov|medgivande|tillåtelse|tillstånd)",
        "b": r"(?:på )?(?:din |ditt |er |ert |kundens |en |ett |själva )?(?:beställning(?:en)?|bokning(?:en)?|order"
        r"|ordern"
        r"|köp|köpet|uppdrag|uppdraget)",
        "c": r"(?:på |av |i )?(?:svensk |finsk |finländsk |gällande )?(?!dataskydd|personuppgift)"
        r"\w*(?:lag|lagen|lagar|lagarna|lagstiftning|lagstiftningen|lagkrav)",
    },
    "en": {
        "a": r"(?:your |the \w+['’]s )?(?:permission|say-so|go-ahead)",
        "b": r"(?:your |the |an? )?(?:\w+['’]s )?(?:order|booking|purchase|reservation)s?",
        "c": r"(?:the |a )?(?!data|privacy)(?:\w+ ){0,2}(?:laws?|act|legislation|regulations?)",
    },
}  # fmt: skip
"""What a basis among others is called, too plain to be heard alone: the order, the permission, the law."""
RESTS = {code: re.compile(said) for code, said in _RESTS.items()}
HEADS = {code: {letter: re.compile(said) for letter, said in bases.items()} for code, bases in _HEADS.items()}
PLAIN = {code: {letter: re.compile(said) for letter, said in bases.items()} for code, bases in _SAID.items()}
BARE = {code: {letter: re.compile(said) for letter, said in bases.items()} for code, bases in _BARE.items()}
CAUSES = {code: re.compile(said) for code, said in _CAUSES.items()}
"""What tells anywhere that the processing rests on what is named."""
OF_DATA_PROTECTION = re.compile(
    r"tietosuoja|henkilötietolak|gdpr|dataskydd|personuppgiftslag|data protection|privacy (?:law|act)"
    r"|\bkerto\w*|\bberätta\w*|\b(?:tell|inform) you\b|\bperustetta\b|\ben (?:laglig |rättslig )?grund\b"
    r"|\ba (?:legal |lawful )?(?:basis|ground|reason)\b"
)
"""The law that asks for a basis, or that people are told, is none itself."""
