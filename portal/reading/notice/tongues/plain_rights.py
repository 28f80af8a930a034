"""Rights in everyday words: they count where it is plain that rights are told, under their heading or beside others."""

import re

_SAID: dict[str, dict[str, str]] = {
    "fi": {
        "access": r"\bkatselu\b|\bvientitiedosto\w*|\bnähdä\b|\bkatso(?:a|maan)\b|\btietää\b|tulost\w+|\bkopio\w*"
        r"|mitä meillä on|tiedonsaanti\w*"
        r"|\btied(?:on|ot) siitä, mitä\b|\bmitä (?:sinusta|hänestä|itsestäsi) (?:\w+ )?tallen\w+"
        r"|\bkysyä,? (?:mitä|millaisia) (?:\w+ )?tieto\w+",
        "rectification": r"\bpäivit(?:ys\b|tää\b|tämi|ykse)\w*|\bmuokata\b|\bmuutta\w+|\bmuutos\w*"
        r"|virhe\w*\b.{0,20}(?:korja|pois)\w*|ajan tasalle",
        "erasure": r"\bpoistatta\w+|\bunohta\w+|pyyhi\w+|\btuho\w+|hävit\w+|\bpois\b|\bpoisto\w*",
        "restriction": r"jäädy\w+|keskeyt\w+|\btauolle\b",
        "portability": r"(?:,| ja) siirto(?=,| ja\b|\.|$)|\bviedä mukana\w+|\b(?:otta\w+"
        r"|saada) (?:\w+ ){0,2}mukaan(?:si)?\b"
        r"|\bsiirto toiseen järjestelmään\b|\bvie(?:dä)?\b.{0,60}\b(?:json|csv|xml)\b"
        r"|\b(?:json|csv|xml)\b.{0,40}\b(?:muodo\w+|tiedosto\w*)",
        "withdraw_consent": r"\bperua\b(?! (?:\w+ )?varau)|\bperuuttaa\b|\bperu\b|muuttaa mielesi",
        "complaint": r"valitta\w+|\bvalita\b|valitukse\w*|kannel\w*|kantel\w*",
    },
    "sv": {
        "access": r"\bse(?=,)|\bexportfil\w*|\bfå ut\b|\bse (?:vad|vilka|ditt|dina)\b|\bvisa, (?:ändra|rätta)\b"
        r"|\bveta\b|\bläsa\b"
        r"|kontrollera\b|\bkopia\b"
        r"|\bfråga (?:oss )?(?:vad|vilka)\b|\bupplysning\w* om (?:de |dina |vilka )?\w*uppgift\w*",
        "rectification": r"\bredigera\b|\buppdatering(?:ar)?\b|\buppdatera (?:dina|era|de|dem|sina)\b|\brättat\b"
        r"|\bändra[ts]?\b|\b(?:begära|kräva|få) ändring(?:ar)?\b|\bfel\b.{0,20}(?:rätt|ändra|korriger)\w*",
        "erasure": r"borttag\w+|(?<!välja )(?<!väljer )\bbort\b|\bslängt?\b|raderat\b|\bglöm\w+|\bstryk\w+",
        "restriction": r"\bslutar? behandla\w*\b.{0,40}\b(?:medan|så länge|under tiden|tillfälligt)\b|\bfrys\w*"
        r"|\bpausa\w*",
        "portability": r"\bexporter\w*\b.{0,60}\b(?:json|csv|xml)\b|\b(?:uppgifter|data) exporterade\b|\bta med\b"
        r"|\bflytt\w*|\böverförda?\b",
        "marketing_objection": r"(?:välja|väljer|valt) (?:\w+ )?bort\b.{0,40}annons"
        r"|(?:slippa|säga nej till|stoppa)\b.{0,30}(?:sms|utskick|mejl|reklam|nyhetsbrev)",
        "withdraw_consent": r"\bångra\w*|ta tillbaka|återkalla\w*",
        "complaint": r"klag\w+|föra (?:saken|ärendet)|\bimy\b$",
    },
    "en": {
        "access": r"\bsee(?=,| or\b| and\b)|\bsee (?:your|what|it|them|the)\b|(?<!\w )\binformation$|\bcheck\b"
        r"|\ba copy\b|\blook at\b|\bread what\b|\bask (?:us )?(?:\w+ ){0,4}(?:what|which)\b.{0,40}\b(?:hold|have"
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
        "rectification": r"\bfix\w*|\b(?:demand|request|ask for|require|want) changes\b|\bput (?:(?:it|things|them"
        r"|\w+) )?right\b|\bcorrect(?!ly)\w*"
        r"|\bedit,|\bedit (?:your|it|them|or|and)\b|\bchange (?:it\b"
        r"|(?=or\b|and\b))|\bchange,",
        "erasure": r"\bcancellation\b(?=.{0,60}\b(?:objection|opposition|portability)\b)"
        r"|\b(?:access|rectification),? (?:and )?cancellation\b|\btear\b|\bbin(?:ned)?\b|\bwip\w+|\bdestr\w+"
        r"|\bshred\w*|\bforget\w*|\bget rid of\b|\bthrow\b",
        "restriction": r"\b(?:deletion|erasure|correction), limitation\b|\b(?:use|processing)\b.{0,25}\blimited\b"
        r"|\bpaus\w+|\bfreez\w+|\bhold off\b"
        r"|\bblock(?:ed|ing)?\b(?! (?:\w+ )?cookies)",
        "portability": r"\bexport(?:ed|ing)?\b.{0,60}\b(?:json|csv|xml)\b|\b(?:data|information) exported\b"
        r"|\btransfer of (?:your|the) (?:\w+ )?data\b(?=.{0,60}\b(?:objection|withdraw))"
        r"|\btake (?:it|them|your \w+)\b.{0,20}(?:with you|elsewhere)|\bmove it\b"
        r"|\b(?:receive|get|obtain|given)\b.{0,60}\b(?:common|structured|readable|electronic)\w* (?:\w+ ){0,3}format\b",
        "objection": r"\b(?:rectification|cancellation|erasure|deletion)\b.{0,40}\bopposition\b",
        "withdraw_consent": r"(?:,|\band|\bor) revocation\b|\brevocation,|change your mind|\btake (?:it|that"
        r"|your consent) back\b|\bwithdraw\b",
        "complaint": r"complain\w*",
    },
}
PLAIN = {code: {right: re.compile(said) for right, said in rights.items()} for code, rights in _SAID.items()}
ARTICLES = {
    15: "access", 16: "rectification", 17: "erasure", 18: "restriction", 20: "portability", 21: "objection",
    77: "complaint",
}  # fmt: skip
"""The articles of the GDPR that give each right."""
