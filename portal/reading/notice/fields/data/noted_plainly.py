"""What a small firm says in everyday words that it sees or writes down: `då ser jag ditt nummer och vad du köpt`."""

import re
from itertools import islice

from portal.reading.notice.fields.data.kinds import is_endless, is_kind
from portal.reading.notice.fields.data.plain_lists import members_from, outside_brackets, tells_what
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_WE = r"(?:vi|jag|man)"
_ADVERBS = (
    r"(?:\s(?:vi|jag|dig|er|då|även|också|dessutom|därtill|bara|endast|bland annat|bl\.a\.|t\.ex\.|till exempel|alltid"
    r"|ibland|automatiskt|normalt|vanligtvis|oftast|ofta|i regel|främst|i första hand|för det mesta|tillfälligt"
    r"|temporärt|som regel|förstås|däremot|kunna|i så fall))*"
)
_NOTES = re.compile(
    r"(?<!\w)(?:"
    r"(?:sparar|lagrar|registrerar|loggar(?!,|(?: du| ni)? (?:in|ut)\b)|antecknar|noterar|dokumenterar"
    r"|behandlar|inhämtar|hämtar)"
    rf"|samlar{_ADVERBS} in|skriver{_ADVERBS} (?:upp|ner|ned|in)(?: i \w+)?|fyller{_ADVERBS} i"
    r"|(?:kan|behöver|måste|kommer att|skyldiga att|ska|får) (?:(?:vi|jag) )?(?:komma att )?"
    r"(?:enligt [\w-]+ |\w+ )?(?:behöva )?"
    r"(?:spara|lagra|registrera|anteckna|notera|dokumentera|behandla|inhämta|hämta|samla in|föra in|journalföra"
    r"|skriva (?:in|upp|ner|ned))|(?:för(?: vi| jag)? in|journalför)"
    r"|(?:journalen|\w*registret|anteckningen|akten|dokumentationen) (?:ska|skall|måste) (?:innehålla|omfatta)"
    r"|(?:ska|skall|måste) (?:journalen|\w*registret|anteckningen|akten|dokumentationen) (?:innehålla|omfatta)"
    r"|(?:antecknas|noteras|registreras|lagras|sparas|loggas|dokumenteras|behandlas|samlas in|inhämtas|hämtas"
    r"|skrivs (?:upp|ner|ned|in))"
    rf"){_ADVERBS}(?!\w)"
)
"""Verbs of writing down: what stands behind them is data."""
_GETS = re.compile(
    r"(?<!\w)(?:"
    rf"(?:(?:ser|får|har|tar|behöver|begär) {_WE}|{_WE} (?:ser|får|har|tar|behöver|begär)){_ADVERBS}"
    r"(?: (?:veta|se|reda på|emot|en lista med))?"
    r"|(?:håller|hålla)(?: \w+)? reda på"
    rf"|(?:vill|behöver|måste|ska|får|brukar) {_WE}{_ADVERBS} (?:ha|veta|se)"
    rf"|{_WE} (?:vill|behöver|måste|ska|får|brukar){_ADVERBS} (?:ha|veta|se)"
    rf"|(?:skriver {_WE}|{_WE} skriver)(?: på \w+)?"
    r"|(?:skickas|överförs|lämnas|använder(?: vi| jag)?)(?= (?:ditt|din|dina)\s)"
    rf"|(?:frågar|ber) {_WE}{_ADVERBS} (?:om|efter)|{_WE} (?:frågar|ber){_ADVERBS} (?:om|efter)"
    r"|(?<=[\w,] )(?:lämnar|anger|uppger|mejlar|väljer|fyller) du(?: (?:i|in))?"
    r"|(?:du kan|kan du)(?: (?:själv|även|också|dessutom|sedan|frivilligt|välja att))* (?:skriva in|lägga (?:in"
    r"|till)|ange"
    r"|mata in|fylla i|uppge|ladda upp|skriva|importera)"
    r"|du (?:lämnar|anger|uppger|mejlar|väljer|fyller i|skriver in)"
    r"|(?:behövs|krävs|tillkommer|innehåller|visar|\w*systemet får)"
    r"|(?:lista|blad|kort|logg|journal|rapport|förteckning|arbetsorder|blankett|\w+förteckning|\w+lista) med"
    rf"|(?:där |(?:på|i) (?:\w+ ){{1,6}})(?:står|finns|ligger)"
    rf"){_ADVERBS}(?!\w)"
)
"""Verbs of getting, seeing and giving, and where things stand: what stands behind them is often data."""
_SEES = re.compile(r"(?:\w+ )?ser\b|visar\b|håll\w+ ")
"""What is seen is data, though all of the list be clauses."""
_TELLS_HOW = re.compile(r"\b(?:hur|varför|vilka|vilken|vad)\b[^.,;:]{0,60}\Z")
_DENIED = re.compile(r"\s*(?:ej|inte|ing[ae]n?|inget|aldrig|varken)\b")
_MOST_VERBS, _BEFORE, _FAR = 8, 25, 70


def noted_plainly(scope: Scope, start: int, end: int, *, strict: bool = False) -> list[Found]:
    """The longest such list of a sentence; nothing where a member of it is no data.

    `strict` where data was read elsewhere: then it has two members, each of them known.
    """
    if scope.language != "sv" or is_endless(scope, start, end):
        return []
    said = outside_brackets(scope.low[start:end])
    lists = [
        members_from(scope, start, said, verb.end(), surely=surely or _SEES.match(verb[0]) is not None)
        for pattern, surely in ((_NOTES, True), (_GETS, False))
        for verb in islice(pattern.finditer(said), _MOST_VERBS)
        if scope.known.word["negation"].search(said[max(0, verb.start() - _BEFORE) : verb.end()]) is None
        and _DENIED.match(said, verb.end()) is None
        and _TELLS_HOW.search(said, max(0, verb.start() - _FAR), verb.start()) is None
    ]
    longest = max(lists, key=len, default=[])
    kinds = [one for one in longest if is_kind(scope, one)]
    is_sure = len(longest) > 1 and kinds and all(one in kinds or tells_what(one) for one in longest)
    return longest if is_sure or not strict else []
