"""What the law wants a letter to hold, said to staff: a phrase, and the articles of the GDPR that want it."""

from typing import NamedTuple

from portal.rights_words import say_with_article
from portal.words import gettext


class Wanted(NamedTuple):
    """An element of a letter: a msgid, and its articles as `15(1)(f), 77`; no article where good order wants it."""

    what: str
    articles: str = ""


def say_wanted(one: Wanted) -> str:
    """An element in the language in use: `how to complain (Article 77 GDPR)`; a phrase without a full stop."""
    return say_with_article(gettext(one.what), one.articles) if one.articles else gettext(one.what)
