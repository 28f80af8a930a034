"""Words in a list, in its lead and in its heading, by what they speak of; of all languages, in small letters."""

import re

LIST_WORDS = {
    "data": re.compile(r"tie(?:to|do|toj)|uppgift|\bdata\b|information|details|rekister"),
    "taking": re.compile(
        r"\b(?:collect|stor(?:e|ing)|sav|record|log(?:s|ged|ging)?\b|hold|keep|kept|gather|process|ask|obtain|receiv"
        r"|regist|includ|contain|consist|provid|submit|enter|access|transmit|saml|lagr|spar|behandl|inneh|hämta|lämna"
        r"|ange|kerä|tallen|käsit|sisält|kysy|kirja|merki|rekister)"
    ),
    "denial": re.compile(
        r"\b(?:not|never|no|don[’']t|doesn[’']t|without|inte|aldrig|inga|inget|utan|ei|emme|en|eivät|ilman)\b"
    ),
    "following": re.compile(
        r"following|följande|seuraav|such as|e\.g|for example|t\.ex|esim|kuten|including|bland annat|muun muassa|mm\."
    ),
    "aim": re.compile(
        r"purpos|\bto\b:?$|in order|used (?:for|to)|\bfor\b:?$|ändamål|syfte|\bför att|tarkoit|varten|käytetään|används"
        r"|\buse\b"
    ),
    "right": re.compile(r"right|rätt|oikeu"),
    "recipient": re.compile(
        r"share|disclos|recipient|third part|processor|provider|partner|dela|lämnas ut|mottagare|leverantör|luovut|siir"
        r"|vastaanott|kumppan|käsittelijä"
    ),
    "occasion": re.compile(r"source|from where|when you|källa|när du|lähte|kun |mistä|sites?\b|situations?"),
    "person": re.compile(
        r"visitors|customers|members|users|persons|people|kunder|medlemmar|användare|asiakk|jäsen|henkilöryhm"
        r"|rekisteröity|besökare|data subjects"
    ),
    "cookie": re.compile(r"cookie|kak(?:or|a)\b|eväste"),
    "basis": re.compile(
        r"legitimate interest|consent|legal (?:basis|obligation)|contract|berättigat intresse|samtycke|rättslig|avtal"
        r"|oikeutettu|suostumu|lakisäätei|sopimu"
    ),
    "security": re.compile(r"secur|protect|säker|skydd|suoja|turva"),
    "time": re.compile(r"\d ?(?:days?|months?|years?|weeks?|dag|mån|år\b|veck|vuo|kuukau|päiv|viik|v\b|kk\b)"),
}
"""What a lead, a heading or an item speaks of, by one word in it."""

SUREST = re.compile(
    r"\bnames?\b|\baddress|\be-?mail|\bphone|telephone|\bip\b|birth|gender|browser|operating system|device"
    r"|namn\b|adress|e-?post|telefon|mobil|person(?:nummer|beteckning)|födelse|kön\b|webbläsar|operativsystem|enhet"
    r"|nim(?:i|et)\b|osoit|sähköposti|puhelin|henkilötunnus|syntymä|sukupuoli|selain|käyttöjärjestelm|laite"
)
"""The kinds of data of which nearly every list of them has one."""
SUBJECT_LAST = re.compile(
    r"\b(?:when(?:ever)?|if|who|by|kun|jos|jotka|när|då|om|som|genom att)"
    r"(?: (?:you|we|they|i|te|sinä|du|ni|vi|de))?(?: (?:may|can|will|should|also|either|voi|voit|kan|har))?\s?:?$"
    r"|\b(?:persons?|people|individuals|personer|grupper|henkilöistä|ryhmistä|means|ways|situations|cases|sätt|situationer|tavoilla|tavoin|tilanteissa|tapauksissa)\s?:$"
)
"""`We get your data when you:` leads to what is done."""
NOT_ONLY = re.compile(
    r"\bnot (?:be )?(?:limited|only|necessarily)|without (?:being )?limit"
    r"|\binte (?:bara|enbart|begränsa)|\bei (?:vain|ainoastaan|rajoitu)"
)
"""`Including but not limited to`, which denies nothing."""
LABELS_TIME = re.compile(
    r"[^:]{2,60}:\s(?:[^:.]{0,20}\d ?(?:min|hour|day|week|month|year|päiv|vuo|kuukau|dag|vecka|månad|år)"
    r"|kunnes|until|tills)"
)
"""`Login codes: 10 minutes` says how long something is kept."""
