"""Samples of every letter in each language, as page and as PDF, in docs/letters: `make letters`.

Everybody in them is invented (tests/papers/samples.py).
"""

import sys
from pathlib import Path

from portal import words
from portal.papers import pdf
from portal.papers.letters import Letter
from tests.papers import samples

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "letters"
SHOP = samples.CONTROLLER.trade_name
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
{html}
</main>
</body>
</html>
"""
_INDEX = """# Letters

Every letter that the portal writes, in each language, as the person reads it and as PDF. Each is in its fullest form;
the one who asks, the shop and what was found are invented. `make letters` writes this folder, and a test fails where a
sample is not what the code makes today.

| Letter | {languages} |
|---|{rules}
{rows}
"""


def name(letter: Letter) -> str:
    """What a sample is called, without its ending."""
    return f"{letter.kind.value}-{letter.language}"


def page(letter: Letter) -> str:
    """A sample as a page that opens by itself."""
    html = "\n".join(line.rstrip() for line in str(letter.html).splitlines() if line.strip())
    return _PAGE.format(language=letter.language, title=letter.title, html=html)


def document(letter: Letter) -> bytes:
    """A sample as PDF."""
    return pdf.make(letter.html, SHOP)


def index() -> str:
    """The table of all samples."""
    told = {language: samples.all_letters(language) for language in samples.LANGUAGES}
    rows = []
    for place, letter in enumerate(told["en"]):
        cells = (told[language][place] for language in samples.LANGUAGES)
        links = (f"[page]({name(one)}.html), [PDF]({name(one)}.pdf)" for one in cells)
        rows.append(f"| {letter.title} | {' | '.join(links)} |")
    languages = " | ".join(words.LANGUAGE_NAMES[language] for language in samples.LANGUAGES)
    return _INDEX.format(languages=languages, rules="---|" * len(samples.LANGUAGES), rows="\n".join(rows))


def write(folder: Path = FOLDER) -> None:
    """Write every sample anew; what is no sample any more goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for language in samples.LANGUAGES:
        for letter in samples.all_letters(language):
            (folder / f"{name(letter)}.html").write_text(page(letter), encoding="utf-8")
            (folder / f"{name(letter)}.pdf").write_bytes(document(letter))
    (folder / "style.css").write_bytes((words.templates_folder() / "package" / "style.css").read_bytes())
    (folder / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{sum(1 for _one in FOLDER.iterdir())} files in docs/letters\n")
