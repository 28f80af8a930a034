"""What an English sentence says is taken, before its verb or behind it: `Your number and your message are stored.`

It is looked for in what no other rule has read, whatever the heading says: each word of such a list has to be a kind
of data, for no lead vouches for it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_endless, is_kind
from portal.reading.notice.fields.data.only_kinds import only_kinds
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.plain_lists import outside_brackets
from portal.reading.notice.fields.data.told_data import CLAUSE_ON_DATA, not_again
from portal.reading.notice.fields.data.told_in_one import told_in_one
from portal.reading.notice.fields.data.told_on import told_on
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_OF_PEOPLE = frozenset({"recipients", "contact", "controller", "subjects", "other"})
_NEVER = ("rights", "security", "changes", "dpo", "retention", "bases")
_ADVERBS = r"(?:\s(?:also|then|only|not only|in particular|in turn|thereby|thus|likewise|[\w-]+ly))"
_IS_TAKEN = re.compile(
    r"\s(?:is|are|was|were|gets?|(?:will|may|can|might|must|would|has to|have to|needs? to)(?: \w+ly)? be)"
    rf"{_ADVERBS}{{0,3}}\s(?:(?:\w+ed) and )?"
    r"(?P<verb>stored|saved|collected|recorded|processed|logged|captured|gathered|registered|noted|added"
    r"|entered|written down|requested|required"
    r"|needed|received|retrieved|acquired|obtained|asked for|transmitted|transferred|sent|submitted"
    r"|forwarded|passed on|taken"
    r"|displayed|(?:linked|assigned) to)\b"
)
"""`is stored`: what is taken stands before it."""
_ALONE = re.compile(
    r"stored|saved|collected|recorded|processed|logged|captured|gathered|registered|requested|needed|obtained|noted|taken"
    r"|asked for"
)
"""Verbs before which one kind of data stands alone; what is sent or required may be anything."""
_OCCASION = re.compile(
    r"(?:(?:when|whenever|each time|every time|if|once|as soon as|as part of|while|from|in|on|at|for|by|with"
    r"|during|upon"
    r"|under|within|as|after|before|through|via|to|in addition|due|depending|using)\b[^,;:]{2,140}"
    r"|(?:each time|every time|additionally|furthermore|moreover|also|further|typically|generally|usually"
    r"|likewise|however|for example"
    r"|for instance|here|instead|optionally|automatically|technically|specifically|in particular|then)),\s"
)
"""When, where and why, before who takes or what is taken."""
_MOST_OCCASIONS = 2
_LEAD = re.compile(
    r"(?:(?:only|also|just|both|and|or|that|in particular|besides|solely|at least|possibly|optionally|where applicable"
    r"|if applicable|if available|further|e\.g\.|for example|as well as|together with|then|thus|sometimes"
    r"|usually),?\s+)+"
)
_TAKES = re.compile(
    r"(?<![\w-])(?:collects?|gathers?|stores?|records?|process(?:es)?|logs?(?! (?:in|on|into|out)\b)"
    r"|saves?|obtains?|receives?|captures?|makes? use of"
    r"|uses(?= (?:your|the|an?) (?!(?:[\w-]+['’]s )?(?:browser|device|phone|local|web)\b))"
    r"|registers?|transmits?|retrieves?|reads?|needs?|asks? (?:you )?for|requires?|requests?|determines?|evaluates?"
    r"|keeps?|holds?|notes?|sees|(?:provides?|gives?|supplies) us(?: with)?|sends?(?! (?:you|an?|e-?mails?"
    r"|the message)\b)|transfers?|(?:passes|pass"
    r"|forwards?) on|acquir(?:es|ing)"
    r"|(?P<plain>(?:subscribe|register|sign up|sign in|log in)(?: \w+){0,3} (?:with|using)"
    r"|(?:mandatory|required|compulsory|optional) (?:\w+ ){0,2}(?:fields?|data|information"
    r"|details)(?: for [\w ]{3,30}?)? (?:is|are)"
    r"|(?:documents|papers|files|e-?mails|messages|records|reports|entries|backups)(?: (?!not\b|never\b|no\b"
    r"|cannot\b)\w+){0,2}? (?:may |can |also )?"
    r"contain"
    r"|(?:data|information)(?: \w+){1,4} (?:includes?|comprises?),?))(?![\w-])"
)
_BEHIND_VERB = re.compile(
    r"(?:\s(?:also|only|just|automatically|temporarily|locally|typically|usually|each|every|additionally"
    r"|(?:each|every) (?:request|access|visit|call|order|hit)(?: with| including)?|such as|including|e\.g\.|for example"
    r"|(?:to|from) (?:you|us|them|our servers?|the servers?)|you|us|the following|data|information"
    r"|(?:(?:the following|technical|certain|usage|personal|basic|simple|general|limited|minimal|some|anonym[a-z]+"
    r"|non-[a-z]+|statistical),? ){0,4}(?:data|information),? (?:such as|like|including)"
    r"|(?:[\w-]+ ){0,3}(?:logs|log ?files?|lists?|records|registers?) (?:containing|that contains?|which contains?)"
    r"|(?:information|data) (?:about|on) (?:how|the way) you [^,.;:]{3,40}, (?:such as|including|like)"
    r"|(?:[\w-]+ ){0,2}(?:data|information|details),? (?:this|which|that) (?:includes?|contains?)"
    r"(?: (?:[\w-]+ ){0,2}(?:data|information|details) such as)?"
    r"|about|details|up to))*:?\s"
)
_WHO = re.compile(
    r"(?:\A|[\s,(])(?:we|i|it|they|and|or|which|that|also|only|automatically|may|can|will|must|therefore|then|system"
    r"|[\w-]*(?:server|host|site|website|browser|app|application|service|provider|tool|form|shop|platform|plugin|widget"
    r"|bot|program|store|page|forms|servers|cookies?|pixel|tag|analytics|partners?|networks?|services|providers|tools|sdks?"
    r"|system|host|game|map|apps|library|libraries|extension|software|feature)|[\w-]+ly|us|(?-i:[A-Z][\w.]+)"
    r"|use\s+(?:[\w.-]+\s+){1,3}to(?=\s+\Z))\s{1,4}\Z",
    re.I,
)
"""Who takes; the rest are nouns: `the records`, `your requests`."""
_STOP = re.compile(
    r"[;?!]|\s[–—-]\s|:\s|,?\s(?:so that|so (?:we|i)|in order to|because|but|while|whereas|unless|until|provided that"
    r"|as soon as|as long as|based on|on the basis|pursuant to|according to|in accordance|under art|due to|thereby"
    r"|for the (?:purposes?|duration)|for (?:\w+ ){1,3}(?:purposes|reasons)|in the context|in the course|as part of"
    r"|in connection|within the|without|stored|including any|by means|with the help|when|if|whenever|once)\b"
    r"|,?\sto\s(?:\w+ly\s)?(?!the\b|our\b|your\b|a\b|and\b|which\b|you\b|us\b)[a-z-]+(?<!s)\s"
    r"(?:the|an?|your|our|us|it|them|this|that|these|any|and|whether|how|you|spam|new|orders?|misuse|abuse|fraud)\b"
    r"|,?\sto (?:\w+ly )?(?:pick|choose|select|show|display|serve|provide|offer|count|measure|find|help|improve|make"
    r"|give|estimate|determine|send|deliver|recogni[sz]e|identify|prevent|detect|target|personali[sz]e)\b"
    r"|,\s(?:which|who|whose|we|i|it|they|this|to)\b|\sand (?:we|i|it|they|this|sends?|stores?|uses?|is|are|then)\b"
)
"""Where a list behind its verb ends."""
_HANGS = re.compile(
    r",?\s(?:that|which|who|whose|where|when|you|we|it|they|as|from which|through which|with which|at which)\s.*",
    re.S,
)
_TAIL = re.compile(
    r"\s(?:(?:in|on|to|into|from|at|with|by|via|of)\s(?:(?:our|the|an?|so-called|its|their|your|own|this|these)\s){0,2}"
    r"(?:web )?(?:servers?|(?:server )?log ?files?|(?:server )?logs?|databases?|systems?|you|us|computer|crm|backend"
    r"|(?:e-?mail )?provider|browser|device|session)"
    r"|from you|to us|(?:automatically )?(?:and )?(?:with|at|on|for|during) (?:each|every) .*|as well"
    r"|from which .*|for this|locally|temporarily|automatically|in \w+ form|in each case)\Z"
    r"|\saccording to .{3,80}\Z"
    r"|\s(?:through|via|using|with the help of|by means of) .{3,60}\Z"
    r"|\sas an? (?:\w+ ){0,2}controllers?\Z|\s(?:generated|arising|obtained|collected) (?:in|through|via|by"
    r"|when|during|from) .{3,80}\Z"
    r"|\s(?:collected|generated|obtained|submitted|gathered)\Z"
    r"|(?<=address)(?:es)? for .*|(?<=name)s? for .*|(?<=number)s? for .*"
)
_GIVEN = re.compile(
    r"\s(?:(?:that|which)\s)?you\s(?:provide|give|enter|specify|submit|used?|registered with)(?: \w+)?\Z"
)
_NO_MEMBER = re.compile(
    r"(?:(?:the|your|our|any|all|an?|this|these|such|other|some|certain|following|personal|that|those|their|its|further"
    r"|additional|relevant|necessary|technical|individual|said|no|more|of|user|customer|all of) )*"
    r"(?:(?:personal )?(?:data|information|details)(?: (?:of|about|on|from|for|you|that|which|we|collected|stored"
    r"|processed|provided|entered|sent|in|to|is|are)\b.*)?"
    r"|(?:data and )?information (?:about|from|on) (?:the|your) (?:computer|system|device|user|browser)\b.*"
    r"|cookies?\b.*|payments?|orders?|requests?|bookings?|reservations?|purchases?|subscriptions?|applications?|users?"
    r"|visitors?|customers?|members?|clients?|contact|contacts|consent|companies|company|organi[sz]ations?|accounts?"
    r"|inquiry|inquiries|enquiry|enquiries|messages?|e-?mails?|notifications?|transactions?|insurance|contracts?"
    r"|agreements?|invoices?|services?|content|contents|documents?|devices?|browsers?|credit|pages?|websites?|sites?"
    r"|website visitors|feedback|newsletters?|language|cookie \w+|title|time|date|profile|session|role|response|status"
    r"|database|identity|usage|processing|access|emails|person|communications?|interactions?|participation|logs?|files?"
    r"|device|software|hardware|treatment|images?|videos?|reviews?|comments?|donations?|metadata|interests?"
    r"|legitimate .*)\Z"
)
"""What alone or in a short list may be anything else that is handled."""
_BEGINS_ELSE = re.compile(
    r"(?:to|by|for|from|in|on|with|within|through|when|if|as|at|of|under|whether|how|why|what|who|whom|because|not"
    r"|whoever|everyone|everybody|anyone|those who"
    r"|an? (?:contract|order|account|consent|request|e-?mail|message|cookie)|it|we|i|they|you|there|this|that|these"
    r"|(?:any|all|other) (?:personal )?(?:data|information) (?:that |which )?you|please|(?:the )?following"
    r"|and|or|keep|compile|provide|improve|send|analy[sz]e|manage|answer|process|track|understand|save|use"
    r"|offer|enhance|deliver|create|make|respond|ensure|determine|identify|contact)\s"
    r"|(?:(?:minimal|limited|only|the|any|such|basic|that) )*(?:personal )?(?:data|information|details)"
    r" (?:(?:that|which) is )?(?:\w+ly )?(?:necessary|needed|required) (?:for|to)\s"
    r"|.* (?:saves?|stores?|collects?|records?|processes|logs|sends?|transmits?|receives?) (?:the|your|an?|this|its)\s"
    r"|.*\b(?:technical|personal|financial|religious|political|medical|sexual|biometric|genetic|criminal|non-\w+)\Z"
)
"""What begins like no noun, or holds a verb or half a name."""
_HALF_SAID = re.compile(r"information (?:that|which) (?:allows|enables|permits) us")
"""What is left of a kind that says what it is for."""
_OF_LAW = re.compile(r"\b(?:art(?:icle)?s?\b|§|gdpr|ds-?gvo|lawful|contractual|obligations?|interests? (?:in|of))")
_SENT_ALONG = re.compile(
    r"(?:(?:the|your|all) )?(?:(?:user|sender|visitor)s?['’]s? )?personal data (?:of the (?:user|sender) )?"
    r"(?:transmitted|sent|transferred|submitted|entered|provided) (?:with|by|via|in|through) .{3,60}"
)
"""`the personal data sent with the e-mail`, as Germans say: what one writes, though it is called but data."""
_OF_STORING = re.compile(r"\b(?:store|stores|stored|storing)\b")
_OF_TIME = re.compile(r"\b(?:long|time|times|period|periods|retention|retain\w*|duration)\b")
_TITLE = re.compile(r"[^,:;()\n]{2,60}\b(?:data|information|details)\.\s*")
"""`Profile and coaching data.` above what it is."""
_EXAMPLES = re.compile(
    r"(?:data|information|details|logs?|log ?files?|metadata|log entries|records)(?: [\w,-]+){0,9} "
    r"\((?:e\.\s?g\.|i\.e\.|such as|for example|for instance|including|like),?\s([^()\n]{8,200})\)(?!:)"
)
_INCLUDING = re.compile(
    r"(?:data|information|details|logs?|log ?files?|metadata|log entries|records),? "
    r"(?:including|such as|like|e\.g\.) ((?:your |the |an? )?(?:[\w-]+ ){0,2}"
    r"(?:address(?:es)?|numbers?|names?|identifiers?|ids?|types?|timestamps?))"
    r"(?=[.;)]|,?\s(?:so|to|in order|when|which|that|is|are|for|on|stored|kept|saved)\b|\s*\Z)"
)
_SURE = re.compile(
    r"(?:(?:the|your|an?|any|only|valid|full|anonymi[sz]ed|shortened|truncated|user['’]s|visitor['’]s|customer['’]s) )*"
    r"(?:[\w-]+ ){0,2}(?:(?:name|address|number|phone)s? and (?:(?:tele)?phone )?(?:name|address|number|phone"
    r"|e-?mail)s?"
    r"|photos?|pictures?|portraits?|recordings?|reviews?|cop(?:y|ies) of (?:your|the|an?"
    r"|their) (?:[\w-]+ )?(?:id|ids|card"
    r"|passport|licen[cs]e|certificate)|e-?mail address(?:es)?|ip[- ]address(?:es)?|(?:tele"
    r"|mobile )?phone numbers?|mobile numbers?"
    r"|(?:first |last |full |user)?names?|date of birth|timestamps?|(?:device|user|advertising) ids?"
    r"|(?!(?:personal|the|this|these|such|all|any|other|your|of|user|customer|certain|some|no|following|more|relevant"
    r"|necessary|required|additional|collected|stored|which|what|non-personal|only|following|technical|own|same"
    r"|existing|transmitted|resulting|sensitive|anonymous|different|various|aggregated?|identifiable|api"
    r"|meta|individual|their|its|as|our|further) )[a-z-]+ "
    r"(?:data|information|details|identifiers?|history|metadata))"
    r"(?:\s(?:you|that|which|entered|provided|given|of your|of the|of an?)\b.*)?"
)
"""What is a kind of data, though it stands alone before its verb."""
_ANY_MORE = re.compile(
    r"(?:any|all|the|other|further|more|additional|possibly) (?:(?:other|further|additional) )?(?:personal )?"
    r"(?:data|information|details|contents?) (?:(?:that |which )?(?:you|they) |contained|provided|entered"
    r"|included|sent)"
)
"""`and any other information you give`: the last of a list may be as general."""
_HALF = re.compile(
    r"(?:[\w-]+ )?(?:usage|diagnostics?|account|contact|payment|order|customer|user|device|location|log"
    r"|browser|booking|billing"
    r"|technical|personal|identification|connection|communication|profile|statistical|crash|financial|transaction)\Z"
)
_WHOLE = re.compile(r"(?:data|information|details)\Z")
"""`diagnostic and usage data` is one: the noun is said once."""
_FOR_LONG = re.compile(
    r"\s(?:for (?:a|an|up to|the duration|as long|\d|one|two|three|six|at most|no)|until|no longer|as long)\b"
)
"""`is stored for a year` tells how long what was named before is kept."""
_POINTS_BACK = re.compile(r"(?:the|this|these|such|all|those|no|our|any)\s")
_NOTHING_TAKEN = re.compile(
    r"no (?:[\w-]+ ){0,3}(?:data|information|details|logs?|log files)\b.{0,60}?\b(?:is|are|will be) (?:\w+ly )?"
    r"(?:collected|stored|recorded|logged|processed|saved|gathered)\b"
)
_MOST_VERBS, _MANY, _LONGEST, _NEAR, _PAIR, _SEVERAL = 8, 4, 90, 45, 2, 3
_MOSTLY = 0.75


def taken_in_english(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What the sentences of an English notice say is taken and no other rule has read among the `values`."""
    if scope.language != "en":
        return
    taken = marked(scope, values)
    known = list(values)
    behind = set(_behind_titles_of_people(scope))
    for start, end, section in scope.all_sentences():
        if (
            (section.has(*_NEVER) and not section.has("categories") and not _asks_what(scope, section))
            or section.is_column
            or is_endless(scope, start, end)
        ):
            continue
        is_title = _TITLE.fullmatch(scope.low, start, end) is not None
        listed = only_kinds(scope, start, end) if start in behind and not is_title else []
        for members in (
            listed,
            _pointed_at(scope, start, end),
            _in_brackets(scope, start, end),
            _before_verb(scope, start, end),
            *_behind_verbs(scope, start, end),
            told_in_one(scope, start, end),
        ):
            is_again = any(any(taken[one.start : one.end]) for one in members)
            is_of_else = section.has(*_NEVER) and not section.has("categories")
            if is_again or (len(members) < _SEVERAL and is_of_else):
                continue
            for one in not_again(known, members):
                mark(taken, one)
                known.append(one)
                yield one


def _asks_what(scope: Scope, section: Section) -> bool:
    """`How we store and use member data`: what is stored, and not for how long."""
    if section.head is None or not section.fields <= {"retention", "purposes", "other"}:
        return False
    head = scope.low[slice(*section.head)]
    return _OF_STORING.search(head) is not None and _OF_TIME.search(head) is None


def _behind_titles_of_people(scope: Scope) -> Iterator[int]:
    """Where the words begin behind `Partners:` and `Contacts:` in a part on data, whose data it is."""
    is_data = False
    for section in scope.sections:
        if not section.inline:
            is_data = section.has("categories")
        elif is_data and section.blocks and section.fields <= _OF_PEOPLE:
            yield section.blocks[0].start


def _pointed_at(scope: Scope, start: int, end: int) -> list[Found]:
    """`This concerns your name and address`, behind whatever sentence."""
    members = told_on(scope, start, end) if not _denied(scope, scope.low[start:end]) else []
    return members if _are_kinds(scope, members) else []


def _in_brackets(scope: Scope, start: int, end: int) -> list[Found]:
    """`Our host keeps basic data of requests (e.g. IP address, time)`: examples of what is taken, each of them a kind.

    Where nothing stands in brackets, `log files including your IP addresses` names one.
    """
    said = scope.low[start:end]
    if _denied(scope, outside_brackets(said)) or "cookie" in said:
        return []
    if not (_IS_TAKEN.search(said) or any(_is_told(scope, start, verb) for verb in islice(_TAKES.finditer(said), 8))):
        return []
    examples = _EXAMPLES.search(said)
    if examples is None:
        one = _INCLUDING.search(said)
        members = _members(scope, start + one.start(1), start + one.end(1)) if one is not None else []
        return members if len(members) == 1 and _is_sure(scope, members[0]) else []
    members = _members(scope, start + examples.start(1), start + examples.end(1))
    return members if _are_kinds(scope, members) else []


def _is_told(scope: Scope, start: int, verb: re.Match[str]) -> bool:
    """Whether it is a verb, behind who takes."""
    return _WHO.search(scope.text[max(start, start + verb.start() - _NEAR) : start + verb.start()]) is not None


def _before_verb(scope: Scope, start: int, end: int) -> list[Found]:
    said = outside_brackets(scope.low[start:end])
    verb = next(
        (one for one in islice(_IS_TAKEN.finditer(said), _MOST_VERBS) if not _relative(said, one.start())), None
    )
    if "cookie" in said and "ip" not in said:
        return []
    if verb is not None and CLAUSE_ON_DATA.search(said, 0, verb.start()):
        return []
    if verb is None or said.rstrip().endswith(":") or _denied(scope, said[: verb.end()]) or said.rstrip().endswith("?"):
        return []
    begin = max(said.rfind(one, 0, verb.start()) for one in ("; ", ": "))
    members = _members(scope, start + _behind_occasions(said, begin + _PAIR if begin > 0 else 0), start + verb.start())
    if len(members) == 1:
        is_address = "ip" in members[0].text.casefold().split()[:_PAIR]
        alone = (_ALONE.fullmatch(verb["verb"]) or is_address) and _FOR_LONG.match(said, verb.end()) is None
        return members if alone and _is_sure(scope, members[0]) else []
    return members if _are_kinds(scope, members) else []


def _behind_occasions(said: str, at: int) -> int:
    for _ in range(_MOST_OCCASIONS):
        occasion = _OCCASION.match(said, at)
        if occasion is None:
            break
        at = occasion.end()
    return at


def _relative(said: str, at: int) -> bool:
    """`the page that was asked for`: the verb of a clause that hangs on a noun."""
    return said.endswith(("that", "which", "who", " it", " they"), 0, at)


def _behind_verbs(scope: Scope, start: int, end: int) -> Iterator[list[Found]]:
    said = outside_brackets(scope.low[start:end])
    if said.rstrip().endswith("?") or "cookie" in scope.low[start:end]:
        return
    for verb in islice(_TAKES.finditer(said), _MOST_VERBS):
        before = scope.text[max(start, start + verb.start() - _NEAR) : start + verb.start()]
        denied = _denied(scope, before.casefold()) or _NOTHING_TAKEN.match(said) is not None
        if (verb["plain"] is None and _WHO.search(before) is None) or denied:
            continue
        lead = _BEHIND_VERB.match(said, verb.end())
        at = lead.end() if lead is not None else verb.end()
        stop = _STOP.search(said, at)
        last = stop.start() if stop is not None else len(said)
        members = _members(scope, start + at, start + last)
        if _denied(scope, said[at:last]):
            continue
        is_surely = verb["plain"] is not None or (verb[0] == "sees" and "address" in said[at:last])
        is_sure = len(members) == 1 and is_surely and _is_sure(scope, members[0])
        if is_sure or _are_kinds(scope, members):
            yield members


def _denied(scope: Scope, said: str) -> bool:
    return scope.known.word["negation"].search(said) is not None


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    pieces = whole_pieces(scope, list(split_list(scope, start, end)))
    pieces = [part for one in pieces for part in both_kinds(scope, one)]
    pieces = [one for one in pieces if not _HALF_SAID.fullmatch(one.text.casefold())]
    return [value for one in pieces if (value := _trimmed(scope, one)) is not None]


def _trimmed(scope: Scope, one: Found) -> Found | None:
    lead = _LEAD.match(scope.low, one.start, one.end)
    start = lead.end() if lead is not None else one.start
    tail = _TAIL.search(scope.low, start, one.end) or _GIVEN.search(scope.low, start, one.end)
    value = found(scope.text, start, tail.start() if tail is not None and tail.start() > start else one.end)
    return bare(scope, value) if value is not None else None


def _are_kinds(scope: Scope, members: Sequence[Found]) -> bool:
    """Whether a list is one of data: each of a few, most of many, and none that begins like no noun."""
    kinds = [one for one in members if _is_kind(scope, one)]
    rest = [one for one in members[1:] if _ANY_MORE.match(one.text.casefold())]
    kinds += [one for one in rest if one not in kinds]
    if any(_OF_LAW.search(one.text.casefold()) or len(one.text) > _LONGEST for one in members):
        return False
    if any(one not in rest and _BEGINS_ELSE.match(one.text.casefold()) for one in members):
        return False
    if len(members) > 1 and _HALF.match(members[0].text.casefold()) and _WHOLE.search(members[1].text.casefold()):
        return False
    weak = [one for one in members if one not in rest and _NO_MEMBER.match(one.text.casefold())]
    least = len(members) * _MOSTLY if len(members) >= _MANY else len(members)
    return len(kinds) >= least and len(kinds) > 1 and len(weak) * 2 <= len(members)


def _is_kind(scope: Scope, one: Found) -> bool:
    """Whether the noun with which a member begins is a kind, whatever clause hangs on it."""
    if is_kind(scope, one):
        return True
    hangs = _HANGS.search(scope.low, one.start, one.end)
    main = found(scope.text, one.start, hangs.start()) if hangs is not None else None
    return main is not None and is_kind(scope, main)


def _is_sure(scope: Scope, one: Found) -> bool:
    low = one.text.casefold()
    if _SENT_ALONG.fullmatch(low):
        return True
    if _POINTS_BACK.match(low) and "address" not in low and "name" not in low:
        return False
    return len(low) <= _LONGEST and _SURE.fullmatch(low) is not None and _is_kind(scope, one)
