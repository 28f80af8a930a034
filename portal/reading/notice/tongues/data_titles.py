"""What a heading says that is wholly one of data, though no single word of it tells: `Details we hold on you`."""

import re

_WE_TAKE_SV = (
    r"(?:sparar|samlar|antecknar|noterar|registrerar|lagrar|behandlar|hanterar|använder|behöver|har|får|loggar|vet|ser"
    r"|ber(?: om)?|frågar|efterfrågar|tar emot|inhämtar|hämtar|skriver upp|skriver ner|känner till)"
)
_DATA_SV = r"(?:person|kund|medlems|gäst|konto|användar|patient|elev)?(?:uppgifter(?:na)?|data|information(?:en)?)"
_ON_YOU_SV = (
    r"(?: (?:in|om dig|om er|om våra \w+|om varje \w+|dig om|dig|efter|av dig|från dig|när du .{3,40}"
    r"|(?:vid|i|genom|via) .{3,40})){0,3}"
)
_REGISTER_SV = r"(?:\w*registret|\w*registren|\w*journalen|\w*systemet|appen|\w*kortet|vårt \w*register|matrikeln)"

_TITLES = {
    "sv": (
        rf"(?:de |dessa |vilka |olika |följande )?{_DATA_SV} (?:som )?(?:vi|jag|appen|tjänsten|föreningen|klubben) "
        rf"(?:kan )?{_WE_TAKE_SV}{_ON_YOU_SV}",
        rf"(?:dessa|följande|sådana|här är de) {_DATA_SV} (?:{_WE_TAKE_SV} (?:vi|jag)|(?:samlas in|sparas|lagras"
        rf"|behandlas|registreras|hanteras)){_ON_YOU_SV}",
        rf"(?:det )?(?:här|detta|det) (?:(?:som )?vi {_WE_TAKE_SV}|{_WE_TAKE_SV} vi){_ON_YOU_SV}",
        rf"vad (?:appen|tjänsten|föreningen|klubben|butiken|systemet|servern|vi|jag) {_WE_TAKE_SV}{_ON_YOU_SV}",
        rf"om (?:våra )?[\w-]{{4,25}}(?: och [\w-]{{4,25}})? {_WE_TAKE_SV} vi(?: följande)?(?: in)?",
        rf"vad (?:frågar|loggar|ber|ser|hämtar|skriver) (?:vi|jag|appen){_ON_YOU_SV}(?: om)?",
        rf"vi (?:sparar|samlar in|antecknar|noterar|registrerar|lagrar)(?: om dig)?"
        rf"|vi (?:behandlar|sparar|samlar in|hanterar|registrerar|lagrar) (?:följande|dessa) {_DATA_SV}{_ON_YOU_SV}",
        rf"i {_REGISTER_SV} (?:finns|sparas|lagras|står|behandlas|antecknas|registreras)(?: följande)?(?: {_DATA_SV})?",
        rf"vad {_REGISTER_SV} innehåller|vad (?:innehåller|finns i|står i) {_REGISTER_SV}"
        rf"|{_REGISTER_SV} innehåller(?: följande)?(?: {_DATA_SV})?",
        rf"{_DATA_SV} (?:som (?:finns )?)?i {_REGISTER_SV}|registerinnehåll|\w*(?:registrets|journalens) "
        r"(?:innehåll|uppgifter)",
        rf"(?:registrerade|registrerad|lagrade) {_DATA_SV}",
        rf"{_DATA_SV} (?:som )?(?:du|ni)(?: själva?)? (?:lämnar|ger|anger|uppger|skriver|fyller)\b.{{0,40}}",
        rf"{_DATA_SV} (?:från|av) dig|{_DATA_SV} som (?:skapas|uppstår|uppkommer|genereras|behövs|krävs)\b.{{0,50}}",
        rf"(?:slag|kategorier|typer|sorter|exempel)(?: av| på)? {_DATA_SV}(?: (?:som )?vi {_WE_TAKE_SV}{_ON_YOU_SV})?",
        r"uppgifter om (?!hur|vad|behandl|cookie|kak|oss|företag|bolag|personuppgift|rätt|dina rätt|vår|uppdater)"
        r"[\w-]{3,20}(?: (?:och|samt) [\w-]{3,20})?",
        r"(?!kontakt|företags|bolags|förenings|kund?kontakt|samarbets|adress|arbets)\w{3,14}uppgifter",
        r"(?:dina )?uppgifter|data|datainsamling|datakategorier|datauppgifter"
        r"|(?:teknisk|automatiskt insamlad) (?:information|data)|(?:frivilliga|obligatoriska|tekniska) uppgifter",
        rf"{_DATA_SV} (?:per|för varje) \w+",
        rf"{_DATA_SV} som \w+s (?:in )?(?:vid|när|om|i|på|från|av|genom|via) .{{3,40}}",
        r"så (?:här )?mycket vet vi(?: om dig)?|(?:dina |person)?uppgifter(?:na)? (?:i korthet|i detalj|i sammandrag)",
    )
}
_IS_TITLE = [re.compile("|".join(f"(?:{one})" for one in said)) for said in _TITLES.values()]
_LONGEST = 90
_DENIES = re.compile(
    r"\b(?:inte|aldrig|ej|inga)\b|\b(?:lämnas ut|delas|överförs|skickas|raderas|säljs|gallras|tas bort)\b"
)
_JOINT = re.compile(
    r"(?:person)?uppgifter(?:na)?(?:,| och) (?:deras )?(?:ändamål|syfte|källor|käll|rättslig|laglig|varför)\w*\b.{0,50}"
    r"|(?:ändamål|syfte|källor)\w*(?:,| och) (?:person)?uppgifter(?:na)?(?:,| och) .{3,50}"
    r"|(?:ändamål|syfte)\w* och (?:person)?uppgifter(?:na)?"
)
"""A heading of data and of what else is said of them."""


def titles_data(heading: str) -> bool:
    """Whether a whole heading, in small letters, says that what stands below is data."""
    said = " ".join(heading.split()).strip(" \t\xa0:?.–—-*_")
    if len(said) > _LONGEST or _DENIES.search(said):
        return False
    return any(one.fullmatch(said) for one in _IS_TITLE)


def titles_data_too(heading: str) -> bool:
    """Whether a heading of aught else names data beside it: `Purposes, data and legal basis`."""
    said = " ".join(heading.split()).strip(" \t\xa0:?.–—-*_")
    return len(said) <= _LONGEST and _DENIES.search(said) is None and _JOINT.fullmatch(said) is not None
