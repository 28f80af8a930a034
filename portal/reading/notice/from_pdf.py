"""A PDF as it lies on its pages: large letters are headings, bold ones labels, and cells stand in their rows."""

from portal import pdf_words
from portal.pdf_layout.layout import LaidLine, Layout, layout_of
from portal.pdf_layout.pieces import composed
from portal.reading.notice.document import MOST_READ, Builder, Document, Fault

_MOST_MADE = 2 * MOST_READ


def read_pdf(content: bytes) -> Document:
    """Its text; `broken`, `locked`, `too_long` or `no_text` where something could not be read."""
    laid = layout_of(content)
    if not laid.lines and laid.fault == Fault.BROKEN:
        return _bare(content)
    made = _built(laid)
    faults = (Fault(laid.fault),) if laid.fault else () if made.length else (Fault.NO_TEXT,)
    return made.document(faults)


def _bare(content: bytes) -> Document:
    """The words alone, by another reader, of a file whose layout cannot be read."""
    found = pdf_words.words_of(content)
    text = composed("\n".join(page.replace("\u00ad", "").strip() for page in found.pages if page.strip()))
    text = text.replace("\t", " ") if text.count("\t") > text.count(" ") else text
    faults = (Fault(found.fault),) if found.fault else ()
    return Document(text, faults=faults or ((Fault.NO_TEXT,) if not text.strip() else ()))


def _built(laid: Layout) -> Builder:
    made = Builder()
    for line in laid.lines:
        if made.length > _MOST_MADE:
            break
        start = made.length
        made.line(apart=line.apart)
        if line.noise:
            made.line(apart=True)
            start = made.length
        _put(made, line)
        made.line(apart=line.head > 0)
        if line.noise:
            made.noise.append((start, made.length))
            made.edges.append((start, made.length))
    return made


def _put(made: Builder, line: LaidLine) -> None:
    if line.bullet:
        made.bullet("• ")
    for number, cell in enumerate(line.cells):
        if number:
            made.cell()
        for text, bold in cell:
            made.words(text.replace("\u00ad", ""), bold=bold)
    made.head(line.head)
