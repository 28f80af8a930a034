"""A PDF in which tabs stand where blanks should."""

from portal import pdf_words
from portal.reading.notice.opening import open_notice


def test_tabs_between_words_are_blanks(monkeypatch) -> None:
    said = pdf_words.PdfWords((), (), "", ("Privacy\tNotice\nMallard\tProjects\tCIC\nLast\tupdated:\t5\tJuly",))
    monkeypatch.setattr(pdf_words, "words_of", lambda _content: said)
    assert open_notice(b"%PDF-1.4").text.splitlines()[1] == "Mallard Projects CIC"
