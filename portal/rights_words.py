"""What is proposed and decided on the rights, in words: answers, reasons with their article, grounds of restriction.

Letters, the person's page and staff's pages say them from here. A sentence has no full stop, so
that its article can follow in brackets.
"""

import re
from collections.abc import Mapping

from portal.domain.lifecycle import Right
from portal.domain.rulings import ARTICLES, Answer, Claim, Reason
from portal.domain.wishes import RestrictionGround
from portal.words import gettext, say
from portal.words import marked as _

ANSWERS = {
    Answer.GRANTED: (_("Granted"), "good", "check"),
    Answer.IN_PART: (_("Granted in part"), "info", "circle-dashed"),
    Answer.KEPT: (_("Kept for now"), "info", "lock"),
    Answer.REFUSED: (_("Not granted"), "bad", "x"),
    Answer.NOT_AVAILABLE: (_("This right does not apply here"), "neutral", "circle-slash"),
    Answer.NOTHING_HELD: (_("None of it is held"), "neutral", "check"),
    Answer.NEEDS_PERSON: (_("A person decides"), "warn", "user"),
}
"""Word, tone and icon."""
REASONS = {
    Reason.LEGAL_DUTY: _("The law obliges us to keep it for a set time"),
    Reason.STILL_NEEDED: _("We still need it for what it was collected for"),
    Reason.PROHIBITION_KEPT: _("It is there so that your prohibition holds: without it, marketing could begin again"),
    Reason.LEGAL_CLAIMS: _("It is needed to make, pursue or answer a legal claim"),
    Reason.EXPRESSION: _("It is protected by the freedom of expression and information"),
    Reason.NO_BASIS_STATED: _("Our notice does not say on which legal basis we use it, so a person decides"),
    Reason.BASIS: _("On the legal basis on which we use it, there is no such right"),
    Reason.NOT_FROM_PERSON: _("You did not give it to us: we made it ourselves or got it from elsewhere"),
    Reason.ACCURATE: _("As far as we could check, the data is right as it is"),
    Reason.NOT_FOUND: _("We did not find the data that you mean"),
    Reason.NOT_MET: _("None of the reasons for which data is frozen by law is at hand"),
    Reason.COMPELLING: _("We have compelling reasons to go on, and they outweigh yours"),
    Reason.NO_REASON_GIVEN: _("You did not tell what in your own situation speaks against this use"),
    Reason.WITHDRAWAL: _("The use rests on your consent, and you have now withdrawn it"),
    Reason.UNFOUNDED: _("The request is clearly groundless or unreasonable"),
    Reason.OTHERS_RIGHTS: _("It would harm the rights of other people"),
    Reason.TERM_UNKNOWN: _("No date can be worked out from what our notice says of its keeping, so a person decides"),
}
"""Each reason as the person is told it."""
_REASONS_OF = {
    (Reason.BASIS, Right.PORTABILITY): _("We use it neither on your consent nor for a contract with you"),
    (Reason.BASIS, Right.OBJECTION): _("We use it for a contract with you, or because the law obliges us"),
}
CLAIMS = {
    Claim.ESTABLISHMENT: _("To make a legal claim"),
    Claim.EXERCISE: _("To pursue a legal claim"),
    Claim.DEFENCE: _("To defend against a legal claim"),
}
_GROUNDS = {
    RestrictionGround.ACCURACY: _("It may be wrong: do not use it until you have checked"),
    RestrictionGround.UNLAWFUL: _("You use it against the law, but I do not want it deleted"),
    RestrictionGround.CLAIMS: _("You no longer need it, but I need it for a legal claim"),
    RestrictionGround.OBJECTION: _("You are weighing my objection"),
}
GROUND_ARTICLES: Mapping[RestrictionGround, str] = {
    RestrictionGround.ACCURACY: "18(1)(a)",
    RestrictionGround.UNLAWFUL: "18(1)(b)",
    RestrictionGround.CLAIMS: "18(1)(c)",
    RestrictionGround.OBJECTION: "18(1)(d)",
}
_ARTICLES_OF: Mapping[tuple[Reason, Right], str] = {
    (Reason.BASIS, Right.PORTABILITY): "20(1)(a)",
    (Reason.BASIS, Right.OBJECTION): "21(1)",
    (Reason.LEGAL_CLAIMS, Right.OBJECTION): "21(1)",
}
"""Where `ARTICLES` names the places of several rights, or another one than this right's."""
_PLACE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?")


def article_of(reason: Reason, right: Right | None = None) -> str:
    """Where a reason stands in the GDPR, for one right where that is known: `17(3)(b)`."""
    return ARTICLES[reason] if right is None else _ARTICLES_OF.get((reason, right), ARTICLES[reason])


def say_answer(answer: Answer) -> str:
    """What comes of it."""
    return gettext(ANSWERS[answer][0])


def answer_tag(answer: Answer) -> tuple[str, str, str]:
    """What comes of it, with its tone and icon."""
    word, tone, icon = ANSWERS[answer]
    return gettext(word), tone, icon


def say_reason(reason: Reason | None, right: Right | None = None) -> str:
    """Why not, or not only, as the person is told it, with the article; empty without a reason."""
    if reason is None:
        return ""
    told = REASONS[reason] if right is None else _REASONS_OF.get((reason, right), REASONS[reason])
    return _with_article(told, article_of(reason, right))


def say_claim(claim: Claim) -> str:
    """What a legal claim needs data for (Art 21(1))."""
    return gettext(CLAIMS[claim])


def say_restriction_ground(ground: RestrictionGround) -> str:
    """A ground of restriction as the person gives it, with the article."""
    return _with_article(_GROUNDS[ground], GROUND_ARTICLES[ground])


def say_article(article: str) -> str:
    """An article as the language writes it: of `17(3)(b)`, `17 artiklan 3 kohdan b alakohta`."""
    return ", ".join(_say_place(*place) for place in _PLACE.findall(article))


def _say_place(number: str, paragraph: str, point: str) -> str:
    if point:
        return say("Article %(number)s(%(paragraph)s)(%(point)s)", number=number, paragraph=paragraph, point=point)
    if paragraph:
        return say("Article %(number)s(%(paragraph)s)", number=number, paragraph=paragraph)
    return say("Article %(number)s", number=number)


def _with_article(message: str, article: str) -> str:
    return say("%(told)s (%(article)s GDPR)", told=gettext(message), article=say_article(article))


FILTERS = {
    "said_answer": say_answer,
    "said_claim": say_claim,
    "said_reason": say_reason,
    "said_restriction_ground": say_restriction_ground,
}
