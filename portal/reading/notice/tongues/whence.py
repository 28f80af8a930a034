"""How a Finnish notice says whence data comes, who gives it, and whose data it is."""

import re

_DATA = (
    r"(?:(?:henkilö|asiakas|jäsen|potilas|yhteys|perus|tilaus|\w{0,12})tie(?:dot|toja|tosi|tojasi|tonne|tojanne|toa))"
)
_OFTEN = (
    r"(?:(?:joskus|usein|yleensä|tavallisesti|pääsääntöisesti|välillä|lisäksi|myös|ensisijaisesti|pääasiassa|aina) )"
)
_POSSESSED = r"(?:si|nne|nsa|nsä|an|än|en|mme)?"

GIVES = re.compile(
    rf"(?:{_OFTEN}{{0,2}}(?:[\w-]+n )?{_DATA}|niitä|näitä|ne|asiat)\s(?:{_OFTEN}{{0,2}}|voi(?:vat)? |meille ){{0,2}}"
    r"(?:antaa|antavat|ilmoittaa|ilmoittavat|kertoo|kertovat|toimittaa|toimittavat|täydentää|täydentävät|luovuttaa"
    r"|luovuttavat|syöttää|syöttävät|tuottaa|tuottavat|saattaa antaa)\s(?!\w+(?:nsa|nsä)\b)"
)
"""`The data is told by the customer`: what follows is who gives it."""
IN_REGISTER = re.compile(
    r"(?:\w*rekisteri(?:ssä|ssämme|ssa)|\w*luettelossa(?:mme)?|\w*tiedostossa(?:mme)?)\s"
    r"(?:on|ovat|voi olla|voivat olla)\s"
    r"|(?:rekisteröityj[äa]|rekisteröidyt)\s(?:on|ovat|voivat olla)\s|\w*rekisteriin\s(?:kuuluvat|kuuluu|otetaan)\s"
)
_PERSON = (
    r"(?:[\w-]*(?:(?:[eiouyö]|(?:st|t|k|n|v|tt|sk|av|uo|ll|ra|la|ri)a|[lmnrt]tä|äv)j[aä](?:t|nsa|nsä|mme)|läise(?:t|nsä)"
    r"|laise(?:t|nsa)|(?:asia|osa|vierai|opis|kesä|tie)?kkaa(?:t|nsa|mme)|henkilöt|jäsenet|jäsenemme|lapset|vanhemmat"
    r"|(?:huolt|om)\w*jansa|yksityiset|ihmiset|perheet|nuoret|aikuiset|alaikäiset|edustajat|ystävät|vieraat|oppilaat"
    r"|potilaat|talkooväki|väki))"
)
PEOPLE = re.compile(
    rf"(?:(?:ne|kaikki|nykyiset|entiset|aiemmat|myös|sekä|muut)\s)?(?:[\w/-]+ ){{0,5}}?(?:{_PERSON}|ne)"
    rf"(?:(?:,| ja| sekä| tai| ja/tai|, sekä)\s(?:[\w/-]+ ){{0,5}}?(?:{_PERSON}|ne)){{0,9}}"
    r"(?:,? (?:jotka|joiden|joilla|joille|joita|joihin)\b.*)?"
)
"""`the buyers and the foremen of firms`, every one of them a person."""
FROM_WHERE = re.compile(
    rf"[a-zåäö]{{2}}[a-zåäöüé](?<!va)(?<!si)(?<!ku)(?<!mu)(?<!il)lt[aä]{_POSSESSED}(?: \([^()]*\))?\Z"
    r"|\A(?:suoraan )?[\w-]{3,}lt[aä]\s(?:itsel(?:tään|tänsä)|suoraan)\b.{0,80}\Z"
    r"|[a-zåäö]{3}in[aä] [A-Za-zåäö]{2,}lt[aä]\Z"
)
"""A word in the case that tells from whom, at the end: `from the platform of the shop`."""
NOT_WHENCE = re.compile(
    r"(?:vaikutusvalta|määräysvalta|ajalta|vuodelta|vuosilta|kaudelta|kuukaudelta|päivältä|alalta|osalta|kerralta"
    r"|tilalta|matkalta|retkeltä|käynniltä|kameralta|puolelta)(?: \([^()]*\))?\Z"
)
"""The same case said of a time or a thing: `readings of the last year`."""
SOURCE = re.compile(
    r"(?:lomakk(?:eesta|eista)|kortista|korteista|kortilta|keskustelu(?:sta|ista)|viest(?:istä|eistä)|lähte(?:estä|istä)"
    r"|lipu(?:sta|ista)|rekisteristä|rekistereistä|järjestelm(?:ästä|istä)|hakemuksesta|hakemuksista|ilmoituksesta"
    r"|ilmoituksista|sivuilta|sivustolta|puheluista|puhelusta|sähköpostista|sähköposteista|tilauksesta|sopimuksesta"
    r"|palvelusta|palveluista|verkosta|laitteesta|selaimesta|muualta)(?: \([^()]*\))?\Z"
)
TAKEN_FROM = re.compile(
    rf"(?:kirja(?:amme|taan|an)|saa(?:mme|daan|n)|kerä(?:ämme|tään|än)|poimi(?:mme|taan|n)|hae(?:mme|taan|n)"
    rf"|tule(?:vat|e)|hankitaan|hankimme|koo(?:taan|mme))\s(?:[\w-]+ ){{0,2}}{_DATA}\s(?!(?:kuten|esim)\b)"
    rf"|{_DATA}\s(?:[\w-]+ ){{0,2}}(?:kirja(?:amme|taan|an)|saa(?:mme|daan|n)|kerä(?:ämme|tään|än)|tule(?:vat|e)"
    r"|poimi(?:mme|taan|n)|hae(?:mme|taan|n)|hankitaan|hankimme|koo(?:taan|mme))\s"
)
IN_A_PLACE = re.compile(rf"[\w-]*(?:lt|st|ll|ss)[aä]{_POSSESSED}")
OF_A_PLACE = re.compile(rf"(?:ja|tai|sekä|esim|kuten|ja/tai)|[\w-]*(?:n|in[aä]|t[aä]|(?:lt|st|ll|ss)[aä]{_POSSESSED})")
"""Words in the cases of places, and what stands with them: `From yourself, by message or in the studio`."""
WHAT_IS_GIVEN = re.compile(
    r"(?:[\w-]+n (?:tai|ja|sekä) )?(?:[\w-]+n ){0,2}[\w-]*(?:asiakkaa|asiakka|tilaaja|jäsen|jäsent"
    r"|edustaja|huoltaja|(?<!yhteys)henkilö|käyttäj|kävij|osallistuj|soittaj|hakij"
    r"|vuokraaj|ostaj)\w*n tietoja(?: mm\.?)?\Z"
    r"|(?:[\w-]+n )?(?!perhe)[\w-]*"
    r"(?:edustajat|asiakkaat|jäsenet|omistajat|osallistujat|hakijat|kävijät|käyttäjät"
    r"|tilaajat|ostajat|vuokraajat|toimittajat|kumppanit)(?: \([^()]*\))?\Z"
    r"|jo(?:ka|tka)\s|\S+\s?=\s|(?:.*\s)?\w{3,}(?:essaan|essään)\Z"
    r"|[\w-]*(?:laki|lait|asetus|säännöt|määräykset|sopimus) "
    r"(?:vaatii|vaativat|edellyttää|edellyttävät|määrää|määräävät)"
    r"|(?:[\w-]{3,}jien|[\w-]{3,}j[oö]iden|asiakkaiden|jäsenten|henkilöiden)\Z"
    r"|(?:tilaaja|asiakkaa|jäsene|ostaja|hakija|käyttäjä|kävijä|osallistuja|vuokraaja|henkilö)n\Z"
    r"|(?:pyydetty|saatu|annettu|kysytty) (?:\w+ )?(?:suostumus|lupa|niistä|niihin)\b"
    r"|(?:[\w-]+(?<!ne)n ){1,4}[\w-]+(?:miseen|tteluun|ntiin)\Z"
    r"|.{0,60}\b(?:käyttää|käytetään|käytämme|käyttävät) evästeitä\b"
    r"|(?:(?:juuri|vain|kaikkia) )?(?:niitä|ne|niiden|sellaisia|sellaiset)(?: tie(?:toja|dot))?,?"
    r" jo(?:ita|tka|ille|illa|iden)\b"
)
"""`those data that the buyer gives`, `those for whom we worked`: no kind of data by itself."""
