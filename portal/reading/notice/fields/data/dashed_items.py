"""Items with a title of their own before a list: `Booking – name, day, boat`, `Boat details. Make, mast.`"""

import re

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.acts import begins_act
from portal.reading.notice.fields.data.kinds import bare, is_data, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_TITLE = re.compile(r"(?P<title>[^,:;()\n–—.?!]{2,45}?)(?P<dot>\.[ \xa0]+(?=[A-ZÅÄÖ])|[ \xa0]+[–—-][ \xa0]+)")
_ACT = {
    "fi": re.compile(
        r"(?:\w+ )?(?:\w+(?:minen|otto|otot)|asiointi|profiili|\w*tili|uutiskirje|verkkokauppa|asiakaspalvelu|tilaus)"
    ),
    "sv": re.compile(
        r"\w*(?:rering|bokning|beställning|betalning|anmälan|ation|kontakt|köp|besök|support|profil|konto|kundtjänst"
        r"|nyhetsbrev|butik)(?:en|ar|ing)?(?: (?:med|hos|av|till|från) [\w ]{2,20})?"
    ),
    "en": re.compile(r"(?!)"),
}
"""A title that says on what occasion data is given, and not what it is."""
_MOST_WORDS = 4


def titled_items(scope: Scope, block: Block) -> list[Found]:
    """The kinds behind the dash of a title that is none; a title that is a kind, or ends with a stop, with its list.

    Nothing where no list stands behind a title, or a sentence that says something.
    """
    title = _TITLE.match(scope.text, block.start, block.end) if block.kind == "item" else None
    if title is None or len(title["title"].split()) > _MOST_WORDS:
        return []
    start, end = next(iter(sentences(scope.text, title.end(), block.end)), (title.end(), title.end()))
    name, said = found(scope.text, *title.span("title")), found(scope.text, start, end)
    if name is None or said is None or not is_bare(scope, start, end) or not is_bare(scope, name.start, name.end):
        return []
    members = [bare(scope, one) for one in split_list(scope, said.start, said.end)]
    kinds = [one for one in members if is_kind(scope, one)]
    if len(members) < 2:  # noqa: PLR2004  # a list has several
        return []
    mostly = len(kinds) * 2 >= len(members)
    if title["dot"].startswith("."):
        whole = found(scope.text, block.start, said.end)
        return [whole] if whole is not None and (mostly or is_data(scope, name)) else []
    is_occasion = _ACT[scope.language].fullmatch(name.text.casefold()) is not None
    is_list = mostly or kinds[:1] == members[:1]
    if scope.language == "en":
        is_whole = name.text.casefold().endswith(("data", "information"))
        return members if is_list and not is_whole and not begins_act(said.text.casefold()) else []
    return members if is_list and (is_occasion or not is_data(scope, name)) else []
