"""Run by itself, within limits: reads a PDF from standard input and writes lines of JSON."""

import logging
import time
from collections.abc import Iterator
from dataclasses import asdict

from pdfminer.pdfdocument import PDFEncryptionError

from portal import file_process
from portal.pdf_layout.glyphs import Full, pages_of
from portal.pdf_layout.pieces import Page
from portal.pdf_layout.reading_order import lines_of

ENOUGH = 0.6
"""Of the seconds that there are: then what has been read is told, and the rest is not read."""


def said_of(content: bytes) -> Iterator[dict[str, object]]:
    """Each line of it, and each fault."""
    pages: list[Page] = []
    try:
        for page, is_drawn in pages_of(content):
            pages.append(page)
            if is_drawn and not page.pieces:
                yield {"fault": "no_text"}
            if time.process_time() > ENOUGH * file_process.SECONDS:
                yield {"fault": "broken"}
                break
    except PDFEncryptionError:
        yield {"fault": "locked"}
    except Full:
        yield {"fault": "too_long"}
    except Exception:  # noqa: BLE001  # whatever it is, a person looks
        yield {"fault": "broken"}
    try:
        for line in lines_of(pages):
            yield {"line": asdict(line)}
    except Exception:  # noqa: BLE001  # no layout stops the process from saying that it is whole
        yield {"fault": "broken"}
    yield file_process.WHOLE


if __name__ == "__main__":
    logging.disable()
    file_process.say(said_of)
