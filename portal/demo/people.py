"""Names, streets, towns, telephone numbers and addresses of people whom nobody is."""

import random


def listed(words: str) -> tuple[str, ...]:
    """The words of a text; an underscore is a space inside one."""
    return tuple(word.replace("_", " ") for word in words.split())


FIRST = listed("""
    Anna Maria Johanna Helena Kaisa Elina Emilia Katja Päivi Satu Riikka Noora Hanna Marjatta Kirsi Ulla Leena Eeva
    Outi Sanna Minna Tiina Jaana Pirjo Merja Veera Iida Juhani Johannes Olavi Antero Tapani Kalevi Matti Jari Antti
    Jukka Ville Janne Pekka Kari Heikki Ilkka Sami Tomi Lauri Eero Otto Onni Niilo Kimmo Pentti Seppo Hannu Anders
    Bengt Carl Erik Fredrik Göran Henrik Johan Kjell Mats Nils Rasmus Sören Annika Birgitta Camilla Ebba Ingrid Linnéa
    Märta Solveig Ylva Anna-Liisa Marja-Leena Jukka-Pekka
""")
LAST = listed("""
    Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen
    Niemi Salonen Heinonen Salminen Tuominen Hakala Ojala Rantanen Karjalainen Jokinen Savolainen Mattila Lahtinen
    Ahonen Leppänen Väisänen Kinnunen Salo Hiltunen Pitkänen Turunen Räsänen Peltonen Anttila Kärkkäinen Nurmi Kettunen
    Pesonen Väänänen Åberg Öhman Sjöblom Nyström Lindqvist Holmström Söderholm Backman Björklund Ekholm Wikström
    Grönroos Häggblom Lönnqvist Westerlund von_Ström
""")
STREETS = listed("""
    Hämeentie Mannerheimintie Kauppakatu Koulukatu Rantatie Asemakatu Puistotie Kirkkokatu Tehtaankatu Lepolankuja
    Niittypolku Myllytie Satamakatu Ratakatu Metsätie Storgatan Strandvägen Skolgatan Ågatan Prästgatan
""")
TOWNS = (
    ("00530", "Helsinki"), ("00100", "Helsinki"), ("02100", "Espoo"), ("01300", "Vantaa"), ("33100", "Tampere"),
    ("20100", "Turku"), ("90100", "Oulu"), ("40100", "Jyväskylä"), ("70100", "Kuopio"), ("15110", "Lahti"),
    ("65100", "Vaasa"), ("06100", "Porvoo"), ("10600", "Tammisaari"), ("68600", "Pietarsaari"),
    ("22100", "Maarianhamina"),
    ("80100", "Joensuu"), ("28100", "Pori"), ("96100", "Rovaniemi"), ("53100", "Lappeenranta"), ("48100", "Kotka"),
)  # fmt: skip


def phone(chance: random.Random) -> str:
    """A mobile number in one of six formats."""
    prefix = chance.choice(("40", "41", "44", "45", "46", "50"))
    digits = f"{chance.randrange(2_000_000, 9_999_999)}"
    head, tail = digits[:3], digits[3:]
    return chance.choice(
        (
            f"0{prefix}{digits}", f"0{prefix} {head} {tail}", f"0{prefix}-{head} {tail}",
            f"+358 {prefix} {head} {tail}", f"+358 (0){prefix} {head} {tail}", f"00358{prefix}{digits}",
        )
    )  # fmt: skip


def email(chance: random.Random, first: str, last: str, number: str = "") -> str:
    """An address at a domain that is nobody's; `number` tells namesakes apart."""
    plain = f"{first}.{last}".lower().translate(str.maketrans("åäöé ", "aaoe_"))
    return f"{plain}{number}@example.{chance.choice(('org', 'com', 'net'))}"
