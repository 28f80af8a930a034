"""A company's own privacy notice, made up for the tests: what a small shop in Finland has, with its usual gaps."""

from dataclasses import replace

from portal.reading import composing, given
from portal.reading.composing import Basis, Setup

NOTICE = """Tietosuojaseloste

Rekisterinpitäjä

Puoti Oy
Kauppakatu 1, 40100 Jyväskylä
Y-tunnus: 2345678-0

Yhteyshenkilö

Aino Aalto, aino@example.org

Rekisterin nimi

Puodin asiakasrekisteri

Henkilötietojen käsittelyn tarkoitus

Tietoja käytetään asiakassuhteen hoitamiseen, uutiskirjeen lähettämiseen ja puurokerhon pitämiseen.

Rekisterin tietosisältö

 • Nimi
 • Sähköpostiosoite
 • Postiosoite
 • Tilaukset
 • Lempipuuro

Tietolähteet

Tiedot saadaan asiakkaalta itseltään.

Tietojen luovutukset

Tietoja käsittelee puolestamme MailChimp.

Tietojen siirto EU:n ulkopuolelle

Tietoja ei siirretä EU:n tai ETA:n ulkopuolelle.

Säilytysaika

Säilytämme tietoja niin kauan kuin on tarpeen.

Rekisteröidyn oikeudet

Rekisteröidyllä on oikeus tarkastaa tietonsa. Tarkastuspyyntö tulee tehdä kirjallisesti.
"""


def answered_setup() -> Setup:
    """The notice read, and every question answered as its shop would."""
    setup = given.from_paste(NOTICE)
    purposes = {
        "customer_relationship": Basis("f", keeping="months_36"),
        "newsletter": Basis("a", keeping="until_unsubscribed"),
        composing.key_of("puurokerhon pitämiseen"): Basis(
            "f", interest={"fi": "tuoda puuron ystävät yhteen"}, keeping="own", kept={"fi": "kunnes kerho on pidetty"}
        ),
    }
    answers = replace(
        setup.answers, purposes=purposes, provision="order", automated="none", transfer="decision", security="standard"
    )
    return replace(setup, answers=answers, passed=("notice", "understood", "missing", "systems"))
