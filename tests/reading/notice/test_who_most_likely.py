"""Who answers, where a notice says it in no plain word: the name for which the most speaks, and else nobody."""

import time

import pytest

from tests.reading.notice.reading import read

EN = """
## What is kept

When you write to us, we keep your name, your e-mail address and what you wrote. When you order, we also keep your
address and what you bought, so that the parcel can be sent and the accounts can be made as the law asks.

## How long

Orders are kept for six years after the end of the year in which they were made. Letters are thrown away after one
year, unless you ask for it earlier.

## Your rights

You may ask to see what is kept of you, to have it mended or to have it erased, and you may complain to the authority
of your country.

## Who else sees it

Parcels are sent with Posti. The pages run on servers of Hetzner, and visits are counted with Google Analytics.
Nobody sells what is kept, and whoever packs the parcels may read nothing but the address. Cards are charged by Stripe.

## How it is guarded

Everything lies behind a password that few people know, and copies are made each night. Paper is kept in a cupboard with
a lock, and is burnt when it is no longer needed. The password is changed every spring.
"""
SV = """
## Vad som sparas

När du skriver till oss sparar vi ditt namn, din e-postadress och det du skrev. När du handlar sparar vi också din
adress och vad du köpte, så att paketet kan skickas och bokföringen kan skötas så som lagen kräver.

## Hur länge

Beställningar sparas i sju år efter det år då de gjordes. Brev slängs efter ett år, om du inte ber om det tidigare.

## Dina rättigheter

Du får be att se vad som finns om dig, få det rättat eller raderat, och du får klaga hos Integritetsskyddsmyndigheten.

## Vem som ser det

Paketen skickas med Posti. Sidorna ligger på servrar hos Hetzner, och besök räknas med Google Analytics. Vi säljer
aldrig några uppgifter, och ingen annan än den som packar paketen får läsa dem. Kortköp sköts av Stripe.

## Hur det skyddas

Allt ligger bakom ett lösenord som få känner, och kopior tas varje natt. Papper förvaras i ett låst skåp och bränns när
de inte längre behövs. Lösenordet byts varje vår.
"""
FI = """
## Mitä säilytetään

Kun kirjoitat meille, säilytämme nimesi, sähköpostiosoitteesi ja kirjeesi. Kun tilaat, säilytämme myös osoitteesi ja
tilauksesi, jotta paketti voidaan lähettää ja kirjanpito tehdä niin kuin laki vaatii.

## Kuinka kauan

Tilauksia säilytetään kuusi vuotta sen vuoden lopusta, jona ne tehtiin. Kirjeet hävitetään vuoden kuluttua.

## Oikeutesi

Voit pyytää nähdä, mitä sinusta on tallessa, ja pyytää korjaamaan tai poistamaan sen. Voit valittaa
tietosuojavaltuutetulle.

## Kuka muu sen näkee

Paketit lähetetään Postin kautta. Sivut ovat Hetznerin palvelimilla, ja käynnit lasketaan Google Analyticsilla. Emme
myy mitään tietoja, eikä kukaan muu kuin paketin pakkaaja lue niitä. Korttimaksut hoitaa Stripe.

## Miten se suojataan

Kaikki on salasanan takana, jonka harva tuntee, ja kopiot otetaan joka yö. Paperit ovat lukitussa kaapissa, ja ne
poltetaan, kun niitä ei enää tarvita. Salasana vaihdetaan joka kevät.
"""

READ = [
    ("# Privacy\n\nTeapot Mallow keeps little of you, and this page tells what.\n" + EN
     + "\nTeapot Mallow, 4 Low Lane, York\nhello@teapotmallow.test\n", "Teapot Mallow"),
    ("# Integritet\n\nHär berättas vad Kittelmallen gör med det du skriver.\n" + SV
     + "\nKittelmallen\nLågvägen 4, 123 45 Mallstad\nhej@kittelmallen.test\n", "Kittelmallen"),
    ("# Tietosuoja\n\nPannumalli Oy kertoo tällä sivulla, mitä se tekee tiedoillasi.\n" + FI
     + "\nPannumalli Oy\nAlatie 4, 00100 Helsinki\nhei@pannumalli.test\n", "Pannumalli Oy"),
    ("# Privacy\n\nMallow Tea is the shop of Mallow & Daughters Ltd in York.\n" + EN
     + "\nMallow & Daughters Ltd, 4 Low Lane, York\n", "Mallow & Daughters Ltd"),
]  # fmt: skip
UNREAD = [
    "# Privacy\n\nThis page tells what is kept of you.\n" + EN,
    "# Integritet\n\nDen här sidan berättar vad som sparas om dig.\n" + SV,
    "# Tietosuoja\n\nTämä sivu kertoo, mitä sinusta säilytetään.\n" + FI,
    "# Privacy\n\nTerms and Conditions\n\nThe General Data Protection Regulation of the European Union holds.\n" + EN,
    "# Privacy\n\nController\n\n1234567-9\n" + EN,
]


@pytest.mark.parametrize(("text", "name"), READ)
def test_it_reads_the_name_for_which_the_most_speaks(text, name):
    assert read(text, "privacy.md")["controller"]["name"] == name


@pytest.mark.parametrize("text", UNREAD)
def test_it_reads_nobody_where_only_others_are_named(text):
    assert read(text, "privacy.md")["controller"]["name"] is None


def test_it_weighs_many_names_in_little_time():
    text = "# Privacy\n\n" + "".join(f"Mallow {chr(65 + at % 26)}{at} Works Ltd keeps names.\n" for at in range(4_000))
    began = time.perf_counter()
    read(text, "privacy.md")
    assert time.perf_counter() - began < 20
