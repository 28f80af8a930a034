"""Which data category each kind of record of a connection has: a setting, since categories are the controller's own."""

import tomllib
from collections.abc import Collection, Mapping

from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.systems.kinds import Setting
from portal.systems.mapping import BadMapping


class BadSorting(BadMapping):
    """The setting cannot be used; `reason` is for whoever writes it and holds nobody's data."""


def categories(text: str, kinds: Collection[str]) -> Mapping[str, str]:
    """The category of every kind, from lines of TOML such as `message = "contacts"`.

    What is not named is `UNSORTED`. BadSorting where a kind is not known or a category is no word.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSorting(f"this is not TOML: {error}") from error
    for kind, category in given.items():
        if kind not in kinds:
            raise BadSorting(f"{kind}: there is no such kind; there are {', '.join(kinds)}")
        if not isinstance(category, str) or not category.strip():
            raise BadSorting(f"{kind}: a category is a key of the register, in quotes")
    return {kind: given.get(kind, UNSORTED).strip() for kind in kinds}


def categories_setting(kinds: Mapping[str, Text]) -> Setting:
    """The fields of the form for it, one for each kind with its name."""
    return Setting(
        "categories",
        Text(fi="Tietoryhmät", sv="Uppgiftskategorier", en="Data categories"),
        SORTED_BY,
        shape="categories",
        required=False,
        parts=tuple(kinds.items()),
    )


SORTED_BY = Text(
    fi="Mihin rekisterin tietoryhmään se kuuluu, mitä täältä löytyy. Sen näkee vain se, joka saa nähdä ryhmän tietoja.",
    sv="Vilken av registrets kategorier det som hittas här hör till. Det syns bara för den som får se kategorin.",
    en="Which of the register's categories what is found here belongs to. Only who may see the category sees it.",
)
ONE_CATEGORY = Setting(
    "category",
    Text(fi="Tietoryhmä", sv="Uppgiftskategori", en="Data category"),
    SORTED_BY,
    shape="category",
    required=False,
)
COUNTRY = Setting(
    "country",
    Text(fi="Maa", sv="Land", en="Country"),
    Text(
        fi="Kaksi kirjainta (FI): minkä maan numeroiksi puhelinnumerot ilman maatunnusta luetaan.",
        sv="Två bokstäver (FI): telefonnummer utan landsnummer läses som nummer i detta land.",
        en="Two letters (FI): telephone numbers without a country code are read as numbers of this country.",
    ),
    default="FI",
)
