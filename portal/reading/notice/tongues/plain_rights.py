"""Rights in everyday words: they count where it is plain that rights are told, under their heading or beside others."""

import re

_SAID: dict[str, dict[str, str]] = {
    "fi": {
        "access": r"\bnähtäv(?:äksi|ille)\b|\bkatsottavaksi\b|\bote\b|\botteen\b|\bkysy mitä\b"
        r"|\bmitä (?:\w+ )?(?:sinusta|rekisterissä|hänestä|itsestä\w*) (?:on|tiedämme|tiedetään|tallen\w+|kirja\w+)\b"
        r"|\bkatselu\b|\bvientitiedosto\w*|\bnähdä\b|\bkatso(?:a|maan)\b|\btietää\b|tulost\w+|\bkopio\w*"
        r"|mitä meillä on|tiedonsaanti\w*"
        r"|\btied(?:on|ot) siitä, mitä\b|\bmitä (?:sinusta|hänestä|itsestäsi) (?:\w+ )?tallen\w+"
        r"|\bkysyä,? (?:mitä|millaisia) (?:\w+ )?tieto\w+",
        "rectification": r"virhe\w*\b.{0,20}oikais\w+|\bpäivit(?:ys\b|tää\b|tämi|ykse)\w*|\bmuokata\b|\bmuutta\w+"
        r"|\bmuutos\w*"
        r"|virhe\w*\b.{0,20}(?:korja|pois)\w*|ajan tasalle",
        "erasure": r"\bpoistatta\w+|\bunohta\w+|pyyhi\w+|pyyhk\w+|\btuho\w+|hävit\w+|\bpois\b|\bpoisto\w*",
        "restriction": r"jäädy\w+|keskeyt\w+|\btauolle\b",
        "portability": r"\bsiirt\w+\b.{0,20}\bmuualle\b|(?:,| ja) siirto(?=,| ja\b|\.|$)|\bviedä mukana\w+|\b(?:otta\w+"
        r"|saada) (?:\w+ ){0,2}mukaan(?:si)?\b"
        r"|\bsiirto toiseen järjestelmään\b|\bvie(?:dä)?\b.{0,60}\b(?:json|csv|xml)\b"
        r"|\b(?:json|csv|xml)\b.{0,40}\b(?:muodo\w+|tiedosto\w*)",
        "withdraw_consent": r"\bperua\b(?! (?:\w+ )?varau)|\bperuuttaa\b|\bperu\b|muuttaa mielesi",
        "complaint": r"valitta\w+|\bvalita\b|valitukse\w*|kannel\w*|kantel\w*",
    },
    "sv": {
        "access": r"\bvad (?:som finns|som står|vi har) (?:sparat|om)\b|\bse(?=,| eller\b| och\b)|\bse (?:sina?|sitt"
        r"|det som|allt|uppgifter\w*|de uppgifter)\b"
        r"|\bladda (?:ner|ned|hem)\b"
        r"|\b(?:få|begära|ha) (?:en )?(?:lista|utskrift) (?:på|över|av)\b|\bgranskning\b"
        r"|\bfå (?:du )?allt som finns om\b"
        r"|\bexportfil\w*|\bfå ut\b|\bse (?:vad|vilka|ditt|dina)\b|\bvisa, (?:ändra|rätta)\b"
        r"|\bveta\b(?! mer)|\bläsa\b"
        r"|kontrollera\b|\bkopia\b"
        r"|\bfråga (?:oss )?(?:vad|vilka)\b|\bupplysning\w* om (?:de |dina |vilka )?\w*uppgift\w*",
        "rectification": r"\bstryka fel\b|\bredigera\b|\buppdatering(?:ar)?\b|\buppdatera (?:dina|era|de|dem|sina)\b"
        r"|\brättat\b"
        r"|\bändra[ts]?\b|\b(?:begära|kräva|få) ändring(?:ar)?\b|\bfel\b.{0,20}(?:rätt|ändra|korriger)\w*",
        "erasure": r"borttag\w+|(?<!välja )(?<!väljer )\bbort\b|\bslängt?\b|raderat\b|\bglöm\w+|\bstryk\w+\b(?! fel)"
        r"|\bstruk(?:en|et|na)\b|avlägsna\w*",
        "restriction": r"\bspärr(?:a|as|ad|at|ade|ning)\b|\bslutar? behandla\w*\b.{0,40}\b(?:medan|så länge"
        r"|under tiden|tillfälligt)\b|\bfrys\w*"
        r"|\bpausa\w*",
        "portability": r"\bexporter\w*\b.{0,60}\b(?:json|csv|xml)\b|\b(?:uppgifter|data) exporterade\b|\bta med\b"
        r"|\bflytt\w*|\böverförda?\b",
        "objection": r"\b(?:säga nej till|slippa|förbjuda|motsätta sig) att\b[^.;]{0,40}\b(?:används|behandlas|trycks"
        r"|publiceras|visas"
        r"|sparas|sprids)\b(?! för (?:detta|det|direkt|marknads|reklam))",
        "marketing_objection": r"(?:välja|väljer|valt) (?:\w+ )?bort\b.{0,40}annons"
        r"|(?:slippa|säga nej till|säga ifrån om|tacka nej till|stoppa)\b.{0,30}(?:sms|utskick|mejl|reklam|nyhetsbrev"
        r"|nyheter"
        r"|erbjudand)",
        "withdraw_consent": r"\bångra\w*|ta tillbaka|återkalla\w*",
        "complaint": r"klag\w+|\bbesvär\w*|\b(?:gå|vända? (?:dig|sig|er)|skriva?) till\b(?=.{0,40}\b(?:imy"
        r"|integritetsskydd|dataombud|datainspek|tillsyn))|föra (?:saken|ärendet)|\bimy\b$",
    },
    "en": {
        "access": r"\bsee(?=,| or\b| and\b)|\bsee (?:your|what|it|them|the)\b|(?<!\w )\binformation$|\bcheck\b"
        r"|\ba copy\b|\bextracts?\b|\bask for (?:your|the|all|own) (?:\w+ )?(?:data|information)\b|\bdata shown\b"
        r"|\bsee (?:his|her|their|own|one['’]s)\b|\blook (?:at|into)\b|\bread what\b|\bask (?:us )?(?:\w+ ){0,4}(?:what"
        r"|which)\b.{0,40}\b(?:hold|have"
        r"|store|keep|data)"
        r"|\bconfirmation (?:as to |of )?whether\b|\bview and edit\b"
        r"|\binformation about your (?:stored |personal )*(?:data|information)\b"
        r"|\bexported\b.{0,40}\b(?:data|information)\b"
        r"|\b(?:obtain|request|receive|demand|get|ask for|given|provided(?: [\w ]{1,30})? with)(?: \w+)? information"
        r"(?! (?:on|about) (?:how|why|our|the website))\b.{0,90}\b(?:data|stored|held|hold|store|you)\b"
        r"|\binformation, (?:correction|rectification|deletion|erasure|updat\w+)\b"
        r"|\bright (?:to|of) (?:information|disclosure)\b"
        r"|\bdisclosure of (?:the|your|any|all) (?:\w+ )?(?:data|information)\b"
        r"|\binformation (?:on|about) (?:which|what) (?:\w+ )?(?:data|information)\b",
        "rectification": r"\bchanged\b|\bmend(?:ed)?\b|\bfix\w*|\b(?:demand|request|ask for|require|want) changes\b"
        r"|\bput (?:(?:it|things|them"
        r"|\w+) )?right\b|\bcorrect(?!ly)\w*"
        r"|\bedit,|\bedit (?:your|it|them|or|and)\b|\bchange (?:it\b"
        r"|(?=or\b|and\b))|\bchange,",
        "erasure": r"\bcancellation\b(?=.{0,60}\b(?:objection|opposition|portability)\b)"
        r"|\b(?:access|rectification),? (?:and )?cancellation\b|\btear\b|\btorn up\b|\bbin(?:ned)?\b|\bwip\w+"
        r"|\bdestr\w+"
        r"|\bshred\w*|\bforget\w*|\bget rid of\b|\bthrow\b",
        "restriction": r"\b(?:deletion|erasure|correction), limitation\b|\b(?:removal|deletion|erasure"
        r"|correction) (?:or|and) limit\w+"
        r"|\b(?:use|processing)\b.{0,25}\blimited\b"
        r"|\bpaus\w+|\bfreez\w+|\bhold off\b"
        r"|\bblock(?:ed|ing)?\b(?! (?:\w+ )?cookies)",
        "portability": r"\bexport(?:ed|ing)?\b.{0,60}\b(?:json|csv|xml)\b|\b(?:data|information) exported\b"
        r"|\btransfer of (?:your|the) (?:\w+ )?data\b(?=.{0,60}\b(?:objection|withdraw))"
        r"|\b(?:get|have|obtain|receive) (?:it|them|your data) as a file\b|\b(?:data|it|them|,|or) moved\b"
        r"|\btake (?:it|them|your \w+)\b.{0,20}(?:with you|elsewhere)|\bmove it\b"
        r"|\b(?:receive|get|obtain|given)\b.{0,60}\b(?:common|structured|readable|electronic)\w* (?:\w+ ){0,3}format\b",
        "objection": r"\bprotest(?:ing)? against\b|\bstop us (?:from )?using\b|\b(?:rectification|cancellation|erasure"
        r"|deletion)\b.{0,40}\bopposition\b",
        "withdraw_consent": r"(?:,|\band|\bor) revocation\b|\brevocation,|\b(?:consent"
        r"|permission)\b.{0,40}\b(?:cancel\w*|revoke\w*|taken? back)\b|\btake back (?:a|an|the|any|your"
        r"|one['’]s) (?:\w+ )?consent\b|change your mind|\btake (?:it|that"
        r"|your consent) back\b|\bwithdraw\b",
        "complaint": r"complain\w*|(?<!we )(?<!may )(?<!must )\b(?:turn|write|go|take (?:it"
        r"|the matter)) to\b(?=.{0,60}\b(?:imy|ombuds"
        r"|authority|commissioner))|\b(?:imy|ombudsman|authority|commissioner)\b.{0,40}\b(?:be turned to|to (?:turn"
        r"|write|go) to)\b",
    },
}
PLAIN = {code: {right: re.compile(said) for right, said in rights.items()} for code, rights in _SAID.items()}
ARTICLES = {
    15: "access", 16: "rectification", 17: "erasure", 18: "restriction", 20: "portability", 21: "objection",
    77: "complaint",
}  # fmt: skip
"""The articles of the GDPR that give each right."""
