"""Copies of a notice with other names, another order, other headings and another layout, and what they then say."""

import html
import io
import json
import random
import re
import zipfile
from dataclasses import dataclass, field

import typst

FIRST = ("Aino", "Eero", "Helmi", "Kerttu", "Onni", "Sylvi", "Taavi", "Venla")
LAST = ("Esimerkki", "Koivula", "Mallinen", "Näytelä", "Testilä", "Virtala")
FIRMS = ("Kuusitien Levyt Oy", "Metsäpolku Oy", "Rannan Soitto Oy", "Tmi Sävel ja Sointu", "Aallonharja Ky")
TRADES = ("Levykolo", "Vinyylivintti", "Sävelpuoti")
STREETS = ("Mallikatu 3 A", "Esimerkkitie 12", "Rantapolku 7 B 15", "Soittajankuja 21")
TOWNS = ("33100 Tampere", "20100 Turku", "90100 Oulu", "70100 Kuopio")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)

SYNONYMS = {
    "Yhteyshenkilö": (
        "Rekisteriasioista vastaava henkilö",
        "Yhteyshenkilö rekisteriä koskevissa asioissa",
        "Vastuuhenkilö",
    ),
    "Rekisterin nimi": ("Henkilörekisterin nimi", "Rekisterin nimi"),
    "Henkilötietojen käsittelyn tarkoitus": (
        "Käsittelyn tarkoitus",
        "Rekisterin käyttötarkoitus",
        "Mihin tietoja käytetään",
    ),
    "Rekisterin tietosisältö": (
        "Tietosisältö",
        "Rekisterin sisältö",
        "Käsiteltävät henkilötiedot",
        "Mitä tietoja keräämme",
    ),
    "Säännönmukaiset tietolähteet": ("Tietolähteet", "Mistä tiedot saadaan", "Henkilötietojen lähteet"),
    "Kuka muu": (
        "Henkilötietojen käsittelijät",
        "Käsittelijät",
    ),
    "Säännönmukaiset tietojen luovutukset": ("Tietojen luovutukset", "Henkilötietojen vastaanottajat"),
    "Tietojen siirto EU:n": ("Siirto EU:n tai ETA:n ulkopuolelle",),
    "Henkilötietojen säilytysaika tai säilytyskriteerit": ("Säilytysaika", "Kuinka kauan tietoja säilytetään"),
    "Tietojen suojaus": ("Rekisterin suojauksen periaatteet", "Tietoturva"),
    "Rekisteröidyn oikeudet": ("Oikeutesi", "Mitä oikeuksia sinulla on"),
    "Muutokset tietosuojaselosteeseen": ("Selosteen muutokset",),
}
"""The notice's headings, or how they begin, and others of the same meaning."""
LAYOUTS = ("text", "numbers", "capitals", "colons", "dashes", "markdown", "bold", "html", "docx", "pdf")


@dataclass
class Section:
    """A heading and what stands under it: paragraphs, and lists as lists."""

    head: str
    body: list[str | list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Identity:
    """The names of one copy."""

    firm: str
    trade: str
    business_id: str
    street: str
    town: str
    person: str
    email: str


def identity(chance: random.Random) -> Identity:
    """Invented names, and an id whose check digit is right."""
    person = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    mailbox = person.casefold().replace(" ", ".").translate(str.maketrans("äö", "ao"))
    return Identity(
        chance.choice(FIRMS), chance.choice(TRADES), business_id(chance), chance.choice(STREETS), chance.choice(TOWNS),
        person, f"{mailbox}@esimerkki.example",
    )  # fmt: skip


def business_id(chance: random.Random) -> str:
    """An id that could be one."""
    while True:
        number = f"9{chance.randrange(10**6):06}"
        rest = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11
        if rest != 1:
            return f"{number}-{(11 - rest) % 11}"


def sections(text: str, heads: list[str]) -> list[Section]:
    """A notice cut at its headings; what is a list in it stays one."""
    found: list[Section] = []
    for line in text.split("\n"):
        said = line.strip()
        if said in heads:
            found.append(Section(said))
        elif said.startswith("•") and found:
            item = said.lstrip("• ")
            body = found[-1].body
            if body and isinstance(body[-1], list):
                body[-1].append(item)
            else:
                body.append([item])
        elif said and found:
            found[-1].body.append(said)
    return found


def renamed(text: str, new: Identity) -> str:
    """The same text of another company."""
    for old, put in (
        ("Digelius Musicin", f"{new.trade}n"), ("Digelius Music", new.trade), ("We Jazz Oy", new.firm),
        ("2383558-8", new.business_id), ("Eurantie 8–10 LH 211", new.street), ("00550 Helsinki", new.town),
        ("Ami Vuorinen", new.person), ("ami@wejazz.fi", new.email),
    ):  # fmt: skip
        text = text.replace(old, put)
    return text


def shuffled(all_: list[Section], chance: random.Random, kept: int) -> list[Section]:
    """In another order; the first `kept`, which say who it is, stay where they are."""
    rest = all_[kept:]
    chance.shuffle(rest)
    return [*all_[:kept], *rest]


def otherwise_headed(all_: list[Section], chance: random.Random) -> list[Section]:
    """Under other headings of the same meaning."""
    return [
        Section(
            next((chance.choice(put) for head, put in SYNONYMS.items() if one.head.startswith(head)), one.head),
            one.body,
        )
        for one in all_
    ]


def laid_out(all_: list[Section], layout: str) -> tuple[bytes, str]:
    """The file and its name."""
    if layout == "html":
        return _html(all_).encode(), "notice.html"
    if layout == "docx":
        return _docx(all_), "notice.docx"
    if layout == "pdf":
        return _pdf(all_), "notice.pdf"
    if layout in {"markdown", "bold"}:
        return _markdown(all_, bold=layout == "bold").encode(), "notice.md"
    return _text(all_, layout).encode(), "notice.txt"


def _text(all_: list[Section], layout: str) -> str:
    lines = []
    for number, one in enumerate(all_, 1):
        head = one.head.rstrip(":")
        lines.append({"numbers": f"{number}. {head}", "capitals": head.upper(), "colons": f"{head}:"}.get(layout, head))
        lines.append("")
        for part in one.body:
            sign = "-" if layout == "dashes" else "•"
            lines += [f"{sign} {item}" for item in part] if isinstance(part, list) else [part]
            lines += [] if layout == "colons" else [""]
        lines.append("")
    return "\n".join(lines)


def _markdown(all_: list[Section], *, bold: bool) -> str:
    lines = ["# Tietosuojaseloste", ""]
    for one in all_:
        lines += [f"**{one.head}**" if bold else f"## {one.head}", ""]
        for part in one.body:
            lines += [*(f"* {item}" for item in part), ""] if isinstance(part, list) else [f"{part}  ", ""]
    return "\n".join(lines)


def _html(all_: list[Section]) -> str:
    parts = ["<!doctype html><html><head><title>Seloste</title></head><body><nav><a>Etusivu</a></nav><main>"]
    for one in all_:
        parts.append(f"<h2>{html.escape(one.head)}</h2>")
        for part in one.body:
            if isinstance(part, list):
                parts.append("<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in part) + "</ul>")
            else:
                parts.append(f"<p>{html.escape(part)}</p>")
    return "".join([*parts, "</main><footer>Facebook</footer></body></html>"])


def _docx(all_: list[Section]) -> bytes:
    parts = [
        paragraph
        for one in all_
        for paragraph in (
            docx_paragraph(one.head, style="Otsikko1"),
            *(
                docx_paragraph(text, numbered=isinstance(part, list))
                for part in one.body
                for text in (part if isinstance(part, list) else [part])
            ),
        )
    ]
    return docx("".join(parts))


def _pdf(all_: list[Section]) -> bytes:
    lines = ["#set page(margin: 2cm)", "#set text(size: 10pt)"]
    for one in all_:
        lines.append(f"#heading({_quoted(one.head)})")
        for part in one.body:
            lines += (
                [f"#list({_quoted(item)})" for item in part] if isinstance(part, list) else [f"#par({_quoted(part)})"]
            )
    return bytes(typst.compile("\n".join(lines).encode()))


def _quoted(text: str | list[str]) -> str:
    """A string of typst, in which nothing is markup."""
    return json.dumps(text, ensure_ascii=False)


def pdf(*paragraphs: str) -> bytes:
    """A PDF with these paragraphs."""
    return _pdf([Section(paragraphs[0], list(paragraphs[1:]))])


def docx_paragraph(text: str, style: str = "", *, numbered: bool = False) -> str:
    """One paragraph in WordprocessingML."""
    number = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>" if numbered else ""
    styled = f"<w:pStyle w:val='{style}'/>" if style else ""
    return f"<w:p><w:pPr>{styled}{number}</w:pPr><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"


def docx(body: str, head: str = "<?xml version='1.0' encoding='UTF-8'?>", styles: str = "") -> bytes:
    """A DOCX with this body and these styles."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document xmlns:w='{space}'><w:body>{body}</w:body></w:document>"
        )
        if styles:
            archive.writestr("word/styles.xml", f"{head}<w:styles xmlns:w='{space}'>{styles}</w:styles>")
    return packed.getvalue()


def without_blanks(text: str) -> str:
    """A value as it is compared: blanks, case and dashes aside."""
    return re.sub(r"[\s–-]+", " ", text).strip().casefold()
