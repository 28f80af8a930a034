"""The one person of a notice who speaks in it, signs it, is asked, or has an office or details beside them."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, clauses, marks, told_contact
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues import first_names
from portal.reading.notice.values import Found, Who

_ABOUT_OTHERS = ("recipients", "transfers", "cookies", "security", "sources", "retention")
_I_AM = re.compile(
    r"(?:(?<!\w)(?:[Ii] am|[Ii]['’]m|[Mm]y name is|by me,|from me,|I,|Me,|[Tt]his is|[Mm]ig,|[Jj]ag heter|[Jj]ag,"
    r"|[Jj]ag är|är jag,|[Mm]itt namn är|heter|[Oo]len|[Nn]imeni on|[Mm]inä,|[Mm]inä eli"
    r"|(?:notice|page|policy|text) (?:is|was) written by|(?:[Tt]exten|[Ss]idan|[Pp]olicyn) är skriven av"
    r"|(?:[Tt]ekstin|[Ss]elosteen|[Ss]ivun) on kirjoittanut)|(?:^|\n)By) $"
)
_ASKED = re.compile(
    r"\b(?:ask|call|ring|phone|contact|questions?(?: to)?|requests? (?:go )?to|write to|turn to|attention of"
    r"|speak to|talk to|a word with|in the person of|kysy\w*|soita|soittaa|käänny|ota yhteyttä|vastaa|hoitaa"
    r"|huolehtii|fråga|frågor"
    r"|kontakta|mejla|maila|vänd dig till|säg till|pratar? med|svarar|ansvarar?|ansvarig|ombud|responsib\w+|in charge"
    r"|deals with|keeper|\w*kontakt|kontaktperson)\b[^.\n]{0,60}$",
    re.I,
)
_ANSWERS = re.compile(
    r"(?: \([^()\n]{1,60}\))?,? (?:is the (?:one|person)|who (?:answers|is responsible|looks after)|answers for"
    r"|looks after|är den (?:som|du|ni)|svarar|ansvarar|tar emot|on se,? joka|vastaa|hoitaa|pitää huolta)\b"
)
_OFFICE = (
    r"(?:secretary|chair\w*|director|manager|owner|founder|partner|principal|treasurer|president|officer"
    r"|administrator|clerk|warden|headteacher|vicar"
    r"|\w*sekreterare|\w*ordförande|kassör|vd|\w*ägare|\w*chef|\w*föreståndare|\w*samordnare|\w*ansvarig"
    r"|\w*sihteeri|\w*puheenjohtaja|\w*johtaja|\w*omistaja|yrittäjä|\w*hoitaja|isännöitsijä|\w*vastaava"
    r"|\w*päällikkö|rehtori|\w*mästare)"
)
_OFFICE_BEFORE = re.compile(rf"(?<!\w){_OFFICE}(?:(?:,| is| är| on| heter|:)? |[,:]? ?\n| \()$", re.I)
_OFFICE_BEHIND = re.compile(rf"(?:, ?|\s?\(|[ \t]*\n)(?:[\w.]+ ){{0,3}}{_OFFICE}(?!\w)", re.I)
_RUNS = re.compile(r"\b(?:(?:drivs|utgörs|ägs|sköts) av|(?:run|owned|operated|managed) by|pyörittää|ylläpitää) $", re.I)
_DETAILS = re.compile(
    r"[\s,(:·|–-]{1,4}(?:(?:puh|tel|tfn|tlf|phone|telephone|telefon)[.:]* ?|(?:or|on|at|på) )?"
    r"(?=[\w.+-]{1,60}@|\+?\d[\d \xa0-]{6})"
)
_SIGNS = re.compile(r"(?:^|\n)[ \t/–-]*(?:(?:genom|through) |[A-ZÅÄÖ][a-zåäö]{3,20} )?$")
_SIGNED = re.compile(r"[ \t]*(?:$|\n|, [^\n]{2,80}(?:$|\n)|\([^()\n]{2,40}\))")
_TRADE = re.compile(r"(?<!\w)(?:Tmi|T:mi|[Tt]oiminimi|[Ee]nskild firma|Firma)[,:]?[ \xa0]$")
_OF_A_HOUSE = re.compile(r"(?<!\w)(?:Frau|Herr|Familie)[ \xa0]$")
_WORD = re.compile(r"(?<![\w@./'’-])[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿā-ž]{2,14}(?:-[A-ZÀ-ÖØ-Þ][a-z]{2,14})?(?![\w@-]|[.'’:]\w)")
_NEAR, _MOST, _LAST = 90, 400, 400
_SELF, _STRONG, _WEAK = 5, 3, 2
_LEAST, _LEAST_ALONE, _AHEAD = 2, 3, 2


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place that names a person, and what stands beside the name."""

    name: Found
    beside: frozenset[str]


def only_person(scope: Scope, controller: Who) -> Found | None:
    """The person for whom the most speaks, where no other comes near."""
    own = [one.text for one in (controller.name, controller.trade_name) if one is not None]
    people: dict[str, list[_Mention]] = defaultdict(list)
    for name in itertools.islice(_named(scope), _MOST):
        if _is_of_other_firm(scope, name, own):
            continue
        if _trades(scope, name):
            own.append(name.text)
        beside = frozenset(_beside(scope, name)) | ({"below"} if _is_below(scope, name, controller.name) else set())
        people[name.text.split()[0]].append(_Mention(name, beside))
    judged = sorted(((_score(scope, each, own), first) for first, each in people.items()), reverse=True)
    if not judged or (len(judged) > 1 and judged[0][0] - judged[1][0] < _AHEAD):
        return None
    score, first = judged[0]
    best = max(people[first], key=lambda one: (" " in one.name.text, len(one.beside), -one.name.start)).name
    least = _LEAST if " " in best.text and len(judged) == 1 else _LEAST_ALONE
    return told_contact.with_title(scope.text, best) if score >= least else None


def _score(scope: Scope, mentions: list[_Mention], own: list[str]) -> int:
    """How much speaks for a person; who is in the name of the house is one where they speak or sign themselves."""
    beside = frozenset().union(*(one.beside for one in mentions))
    is_of_house = any(one.name.text in said for one in mentions for said in (*own, scope.title, scope.site))
    is_controller = any(one.name.text in own for one in mentions)
    if is_controller or (is_of_house and not beside & {"self", "signed"}):
        return 0
    if "self" in beside:
        return _SELF + len(beside)
    return sum(_STRONG if one in {"asked", "answers", "mail"} else _WEAK for one in beside)


def _named(scope: Scope) -> Iterator[Found]:
    """The people of the parts that are not about others: full names, and first names alone."""
    for section in scope.sections:
        if section.has(*_ABOUT_OTHERS) and not section.has("contact", "controller"):
            continue
        for block in section.blocks:
            firms = [(one.start, one.end) for one in names.firms(scope.text, block.start, block.end)]
            last = block.start
            for word in _WORD.finditer(scope.text, block.start, block.end):
                if word.start() < last or not first_names.is_first_name(word[0]):
                    continue
                name = next(names.people(scope.text, word.start(), min(block.end, word.start() + _NEAR)), None)
                if name is None or name.start != word.start():
                    name = _alone(scope, word)
                if name is None or any(start <= name.start < end for start, end in firms):
                    continue
                last = name.end
                if not _is_other(scope, name):
                    yield name


def _alone(scope: Scope, word: re.Match[str]) -> Found | None:
    """A first name with no other behind it."""
    before = scope.text[max(0, word.start() - _NEAR) : word.start()].rstrip(" \xa0").rpartition(" ")[2]
    if before and first_names.is_first_name(before):
        return None
    goes_on = re.match(r"[ \xa0](?:&[ \xa0])?[A-ZÀ-ÖØ-Þ]", scope.text[word.end() : word.end() + 4])
    if goes_on is not None or not first_names.is_sure(word[0]) or names.is_of_street(scope.text, *word.span()):
        return None
    name = found(scope.text, *word.span())
    mail = next(marks.emails(scope.text, word.end(), min(len(scope.text), word.end() + _NEAR)), None)
    is_of_another = mail is not None and not scope.text[word.end() : mail.start].strip(" ,:(\n")
    return name if name is not None and (not is_of_another or _has_mail(scope, name)) else None


def _is_other(scope: Scope, name: Found) -> bool:
    before = scope.text[max(0, name.start - 16) : name.start]
    return (
        agreeing.is_of_others(scope, name, is_at_edge=True)
        or clauses.is_helper(scope.text, name)
        or _OF_A_HOUSE.search(before) is not None
    )


def _is_of_other_firm(scope: Scope, name: Found, own: list[str]) -> bool:
    """`Our host is Example GmbH, whose director Maija Mallinen`: who is named behind another firm in one sentence."""
    start = max(scope.text.rfind("\n", 0, name.start), scope.text.rfind(". ", 0, name.start), name.start - _NEAR)
    *_, firm = (None, *names.firms(scope.text, start + 1, name.start))
    return firm is not None and bool(own) and firm.text not in own[0] and own[0] not in firm.text


def _trades(scope: Scope, name: Found) -> bool:
    """`Tmi Maija Mallinen`: who trades in their own name answers themselves, and is no contact of another."""
    return _TRADE.search(scope.text[max(0, name.start - 16) : name.start]) is not None


def _beside(scope: Scope, name: Found) -> Iterator[str]:
    before = re.sub(r"[ \t\xa0]+", " ", scope.text[max(0, name.start - _NEAR) : name.start])
    behind = scope.text[name.end : name.end + _NEAR]
    if _I_AM.search(before):
        yield "self"
    if _ASKED.search(before):
        yield "asked"
    if _ANSWERS.match(behind):
        yield "answers"
    if _RUNS.search(before) or _OFFICE_BEFORE.search(before) or _OFFICE_BEHIND.match(behind):
        yield "office"
    if _DETAILS.match(behind):
        yield "details"
    if _SIGNS.search(before) and _SIGNED.match(behind) and name.start > len(scope.text) - _LAST:
        yield "signed"
    if _has_mail(scope, name):
        yield "mail"


def _is_below(scope: Scope, name: Found, house: Found | None) -> bool:
    """Whether a name is the line below the house that answers, above its details."""
    if house is None or house.end > name.start or " " not in name.text:
        return False
    between, (behind, *_) = scope.text[house.end : name.start], scope.text[name.end :].split("\n", 1)
    return "\n" in between and not between.strip() and not behind.strip(" \t\xa0,")


def is_told_of(scope: Scope, name: Found) -> bool:
    """Whether something beside a name says that they answer, are asked, hold an office or have a mailbox of theirs."""
    return not frozenset(_beside(scope, name)) <= {"signed"}


def _has_mail(scope: Scope, name: Found) -> bool:
    """Whether the next mailbox that comes is called like them."""
    mail = next(marks.emails(scope.text, name.end, min(len(scope.text), name.end + 2 * _NEAR)), None)
    first = name.text.split()[0].casefold().replace("ä", "a").replace("ö", "o").replace("å", "a")
    return mail is not None and first in mail.text.partition("@")[0].casefold()
