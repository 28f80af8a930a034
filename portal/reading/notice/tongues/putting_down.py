"""How a Finnish notice of a small firm says that something is put down, whatever heading it stands under."""

import re

_PLACE = r"[a-zåäö-]{2,}(?:ssa|ssä|lla|llä|lle|lta|ltä|sta|stä|iin|oon|öön|aan|ään|seen|hin)"
_WRITES = (
    r"kirja(?:an|amme|taan|at)|kirjoit(?:an|amme|at|atte|etaan|taa)|merki(?:tsen|tsemme|tään|tsee)|ota(?:n|mme)|otetaan"
    r"|laita(?:t|n|mme)|laitetaan|pan(?:en|emme|naan)|täyt(?:ät|ätte|etään)|syöt(?:ät|etään)|ilmoit(?:at|atte|etaan|taa)|ilmoitatte"
    r"|voit(?: itse| myös)? (?:valita|ilmoittaa|antaa|kertoa|syöttää|lisätä)|kerrot|kertoo|kertovat|anna(?:t|tte)"
    r"|liit(?:än|ämme|etään)"
    r"|(?:meillä|minulla|meille|minulle) (?:on|ovat|jää|jäävät|tulee|tulevat)"
    r"|tietoo(?:ni|mme) tulee|talteen jää|jää(?:vät)? talteen"
)
_TAKES = (
    r"kysy(?:n|mme|tään|y)|pyyd(?:än|ämme|etään)|tiedustel(?:en|emme|laan)|kerä(?:än|ämme|tään)"
    r"|tallen(?:nan|namme|netaan|tuu|tuvat)|talle(?:tan|tamme|tetaan)"
    r"|tarvit(?:sen|semme|aan|see)|saa(?:n|mme|daan)|näe(?:n|mme)|näkee|näky(?:y|vät)|lue(?:n|mme)|lukee"
    r"|käsit(?:telen|telemme|ellään)|poimi(?:n|mme|taan)|välitty(?:y|vät)|kerty(?:y|vät)|rekisteröi(?:n|mme|dään)"
)
_COMES = r"jää|jäävät|tulee|tulevat|menee|menevät|lukee|näkyy|näkyvät|kulkee"
_BETWEEN = r"(?:\s(?:myös|lisäksi|vain|ainoastaan|aina|yleensä|usein|vielä|edelleen|silloin|sitten))?\s"
_PAPER = (
    r"siinä|niissä|jossa|joissa|josta|joista|siihen|[a-zåäö-]*(?:kortissa|kortilla|lapussa|lapuissa|vihossa|kirjassa|kalenterissa"
    r"|lomakkeessa|lomakkeella|listassa|listalla|laskussa|laskuissa|taulukossa|luettelossa|rekisterissä|sopimuksessa"
    r"|lokissa|lokeissa|tilauksessa|hakemuksessa|kansiossa)"
)
PUTS_DOWN = re.compile(
    rf"(?<![\w-])(?:(?P<writes>{_WRITES}|{_PLACE}{_BETWEEN}(?:{_COMES}))|{_TAKES}|(?:{_PAPER}){_BETWEEN}"
    r"(?:on|ovat|ilmenee|ilmenevät|käyvät ilmi|käy ilmi|selviää|selviävät|mainitaan))"
    r"(?![\w-])"
)
"""`we write`, `is asked`, or a place and what lies there: `on the card is`; the list stands behind it."""
SAYS_SO = re.compile(
    r"(?<![\w-])(?:(?!emme|(?:lisä|tarkis|jatko)\w*si)[a-zåäö-]{2,}(?:mme|(?<!t)taan|(?<!t)tään|daan|dään|llaan|llään|(?<!tta)(?<!l)vat"
    r"|(?<!ttä)(?<!l)vät)"
    r"|on|ovat|saa|jää|tulee|lähtee|menee|päätyy|kulkee|kertyy|syntyy|siirtyy|kirjautuu|tallentuu|näkyy|kuuluu|riittää|vaatii"
    r"|edellyttää|ilmenee|selviää|lähettää|tallentaa|kerää|kirjaa|luovuttaa|välittää|tietää|muistaa|lukee|näkee|kertoo|antaa"
    r"|ilmoittaa|sisältää|näyttää|mittaa|tarvitsee|annat|kerrot|kerro|kirjoitat|kirjaat|lisäät|lataat|valitset|lähetät|jätät|jaat"
    r"|tilaat|ilmoitat|täytät|syötät|merkitset|annoit|kirjoitit|kirjoitan|otan|kysyn|pidän|tiedän|näen|saan|tallennan|kirjaan"
    r"|jätän|eli|merkitsen|pyydän|tarvitsen|liittyy)(?![\w-])"
)
"""Any verb at all: where nothing but known data stands behind it, the list says by itself what it is."""
ASIDE = re.compile(
    r"\s(?:(?:lisäksi|myös|vielä|vain|ainoastaan|lähinnä|aina|yleensä|usein|joskus|silloin|tällöin|sitten|erikseen"
    r"|ylös|muistiin|talteen|automaattisesti|tarvittaessa|tavallisesti|ensin|sinulta|sinusta|teiltä|teistä|häneltä"
    r"|meille|minulle|esimerkiksi|muun muassa|mm\.|muuta kuin|itse|mukaan"
    r"|salattuna|vapaaehtoisesti|kohdat|kentät|sarakkeet|seuraavat tiedot:?|seuraavia tietoja:?)(?=\s)"
    rf"|(?:[a-zåäö-]+n\s){{0,2}}(?!puhelin|osoitteista|allergioista){_PLACE}(?=\s(?!ja\s|sekä\s|tai\s|\w+(?:vat|vät|tut|dut|tty|ttu|ttava|vaa)\s)\w))"
)
"""When, of whom and where, before it is said what."""
ENDS = re.compile(
    r";|\s[–—]\s|,?\s(?:jotta|koska|sillä|kun|mikäli|jolloin|jonka jälkeen|niin kauan|jos (?!ei ))(?!\w)"
    r"|,\s(?:mutta|joten|ei|eikä|emme|enkä|en|vaan|ja (?=[\w-]+(?:mme|taan|tään|daan|dään)(?!\w)))"
    r"|,\sjo(?:ka|nka|ta|hon|ssa|sta|lla|lle|lta|tka|ita|iden|ihin|issa|ista|illa|ille|ilta)\s"
    r"|\sja (?=(?:[\w-]+\s){0,2}[\w-]{2,}(?:mme|taan|tään|daan|dään)(?!\w))"
)
"""Where the list ends and another clause begins."""
BEFORE = re.compile(
    r"(?:(?:kun|jos|mikäli)\s[^.;:,]{3,90},\s)?(?P<what>[^.;:!?]{4,160}?)\s(?:merkitään|kirjataan|tarvitaan|kysytään|tallentuvat|tallentuu|tallennetaan|otetaan"
    r"|kerätään|pyydetään)(?!\w)"
)
"""What is put down stands before it: `the boat's name is written into the book`."""
ASKS = re.compile(
    r"(?:mitä|mikä|mitkä|kuka|ketkä|ketä|milloin|missä|mistä|mihin|minne|kuinka|miten|montako|paljonko|minkä|kenelle"
    r"|kenen|mille|millä|millai\w+|minkälai\w+|[a-zåäö]{3,}[ltn]e?ko|onko|ovatko|oletko|saako)\s"
)
"""`who pays`, `how many come`: a question as the member of a list."""

LEADS_TO = re.compile(
    r"kerä|tallen|tallet|kirja(?!npi)|merkit|merkki|kysy|pyyd|pyyt|tarvit|tarvis|rekister|luettelo|kortisto|kertyy|kertyvät"
    r"|muistiin|ylös|talteen|tallessa|meillä|käsit"
)
"""A verb or a place of putting down in a clause that leads to a list."""
SAYS_DATA_FOLLOWS = re.compile(
    r"\b(?:tie(?:dot|toja|toa|doista)|seuraav\w+|tällais\w+|näitä|nämä|asioita|asiat)\b(?:\s[\w./-]+){0,5}\s?$"
)
POINTS_BACK = re.compile(
    r"\W{0,3}(?:ne|näitä|niitä|nämä|tällaisia|sellaisia) (?:tietoja )?(?:ovat|voivat olla|on)(?: \w+){0,2}\s?"
)
"""`They are:`, behind a sentence on data."""
LEADS_ELSEWHERE = re.compile(
    r"käytetään|käytämme|käyttö|tarkoitu|perust|luovut|oikeu|ryhm|henkilöi|henkilöist|lähte|lähde|siirre|varten$|säily|poist"
    r"|evästeit|syistä|osoitteesta|osoittees|suojat|suojaa|miksi|ehdo|periaat|tarkast|pyynnö|toimenpi|tilanteis|tapauksi|kautta$|yhteydessä$"
)
"""What leads to uses, people, recipients, rights or times."""
