"""What is proposed and decided on the rights, in words: answers, reasons with their article, rows of the rights table.

Letters, the person's page and staff's pages say them from here. A sentence has no full stop, so
that its article can follow in brackets.
"""

import re
from collections.abc import Mapping

from portal.domain.lifecycle import Right
from portal.domain.outcomes import Outcome
from portal.domain.rights_table import Advice, Claim, Course, Duty, Notice, Rule
from portal.domain.rulings import ARTICLES, Answer, Reason
from portal.domain.rulings import Claim as LegalClaim
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
    Reason.PUBLIC_HEALTH: _("It is needed to protect public health"),
    Reason.RESEARCH: _("It is needed for archives, research or statistics, and deleting it would seriously harm them"),
    Reason.LIMITED_BY_LAW: _("The law limits this right"),
    Reason.PUBLIC_TASK: _("It is needed for a task in the public interest"),
    Reason.DECISION_ALLOWED: _("A contract needs the decision, the law allows it, or you agreed to it"),
    Reason.NOT_IDENTIFIED: _("We cannot tell which data is yours"),
    Reason.FURTHER_COPY: _("It is one more copy of what you were given"),
}
"""Each reason as the person is told it."""
_REASONS_OF = {
    (Reason.BASIS, Right.PORTABILITY): _("We use it neither on your consent nor for a contract with you"),
    (Reason.BASIS, Right.OBJECTION): _("We use it for a contract with you, or because the law obliges us"),
}
CLAIMS = {
    LegalClaim.ESTABLISHMENT: _("To make a legal claim"),
    LegalClaim.EXERCISE: _("To pursue a legal claim"),
    LegalClaim.DEFENCE: _("To defend against a legal claim"),
}
OUTCOMES: Mapping[tuple[Course, Right], str] = {
    (Course.HOLDS, Right.ACCESS): _("You get a copy of it, and are told how it is used"),
    (Course.HOLDS, Right.RECTIFICATION): _("What is wrong in it is corrected, and what is missing is completed"),
    (Course.ON_GROUND, Right.RESTRICTION): _("It is frozen where a ground of the law is at hand: %(grounds)s"),
    (Course.FROM_PERSON, Right.PORTABILITY): _("You can take it with you in a form that machines read"),
    (Course.HOLDS, Right.OBJECTION): _("The use ends at once, and you need give no reasons"),
    (Course.WEIGHED, Right.OBJECTION): _(
        "A person weighs your situation against our reasons, and the use goes on only where ours outweigh it"
    ),
    (Course.HOLDS, Right.ERASURE): _("This use does not keep it, and nothing has to be weighed"),
    (Course.UNLESS_COMPELLING, Right.ERASURE): _(
        "This use does not keep it: you do not want it, and nothing outweighs that"
    ),
    (Course.WHEN_ENDED, Right.ERASURE): _("This use does not keep it: it is no longer needed for that"),
    (Course.WEIGHED, Right.ERASURE): _("A person says whether the public task outweighs what you want"),
}
"""What comes of a right under one purpose where no reason says it."""
GENERAL: Mapping[Claim, str] = {
    Claim.WITHDRAWAL: _("You can take a consent back at any time; what was done before stays lawful"),
    Claim.HUMAN_DECISION: _("No machine alone decides on you what affects you greatly, save where the law lets it"),
    Claim.ANY_RIGHT: _("Where we cannot tell which data is yours, your rights wait until you help us to find it"),
    Claim.NO_FEE: _("It costs nothing, save for a further copy or a clearly groundless or unreasonable request"),
}
"""What holds for any request, whatever data it is about."""
DUTIES: Mapping[Duty, str] = {
    Duty.RESTRICT_WHILE_CHECKED: _("What may be wrong is frozen while it is checked, if you ask (Article 18(1)(a))"),
    Duty.TELL_CONTROLLERS: _(
        "Where it was made public, others who use it are told if that is reasonable (Article 17(2))"
    ),
    Duty.LOCK: _("It is marked and only stored (Article 18(2))"),
    Duty.ANNOUNCE_END: _("You are told before it is used again (Article 18(3))"),
    Duty.TAKE_AS_WITHDRAWAL: _("It is taken for the withdrawal of your consent (Article 7(3))"),
    Duty.RESTRICT_MEANWHILE: _("It is only stored while the objection is weighed (Article 18(1)(d))"),
    Duty.STOP_AT_ONCE: _("It stops at once in every channel and at every processor (Article 21(3))"),
    Duty.KEEP_SUPPRESSION: _("No more is kept than what keeps your prohibition in force"),
    Duty.ERASURE_ARISES: _("What was there for marketing alone can be deleted (Article 17(1)(c))"),
    Duty.STOP_USE: _("The use that rests on your consent ends"),
    Duty.CHECK_ERASURE: _("We look next whether it is to be deleted (Article 17(1)(b))"),
    Duty.OFFER_HUMAN: _("A human looks at the matter, hears you, and you can contest the decision (Article 22(3))"),
    Duty.ASK_DETAILS: _("We ask for details that you have already, such as a customer number (Article 12(2))"),
    Duty.WARN_OF_FEE: _("A fee is told before it is charged, so that you can take the request back"),
}
"""What follows without being asked for."""
NOTICES: Mapping[Notice, str] = {
    Notice.NONE: "",
    Notice.EACH: _("Each recipient has to be told, processors too (Article 19)"),
    Notice.FOLLOWS: _("Recipients have to be told of the deletion or the freeze that follows (Article 19)"),
    Notice.STOP: _("Whoever markets for us has to be told, so that they stop too"),
}
"""Whom else it concerns."""
ADVICE: Mapping[Advice, str] = {
    Advice.WHY_AND_UNTIL: _("We name the ground, and the last day where there is one"),
    Advice.ASK_ACCESS: _("You can ask for a copy of it instead (Article 15)"),
    Advice.WITHDRAW: _("You can take your consent back at any time (Article 7(3))"),
    Advice.OTHER_RIGHTS: _("You can ask us to delete or to freeze it: those rights have rules of their own"),
    Advice.NEVER_REFUSED: _("This is never refused"),
    Advice.WHAT_WOULD_HELP: _("Tell us what names you in our systems, such as a customer number (Article 11(2))"),
}
"""What a person is told who does not get it."""
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
    (Reason.OTHERS_RIGHTS, Right.ACCESS): "15(4)",
}
"""Where `ARTICLES` names the places of several rights, or another one than this right's."""
_PLACE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?")
_RANGE = re.compile(r"(\d+)(\(\d+\))–(\(\d+\))")


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


def say_claim(claim: LegalClaim) -> str:
    """What a legal claim needs data for (Art 21(1))."""
    return gettext(CLAIMS[claim])


def say_outcome(outcome: Outcome) -> str:
    """What comes of a right for one category under one purpose, with the article; a sentence without a full stop."""
    if outcome.answer is Answer.NOTHING_HELD:
        return say_answer(outcome.answer)
    if outcome.reason and (outcome.row is None or outcome.row.course is not Course.WEIGHED):
        return say_reason(outcome.reason, outcome.right)
    right = Right.OBJECTION if outcome.right is Right.MARKETING else outcome.right
    course = outcome.row.course if outcome.row else Course.WEIGHED
    if course is Course.WEIGHED and outcome.answer is Answer.GRANTED:
        course = Course.WHEN_ENDED
    grounds = outcome.row.grounds if outcome.row else ()
    articles = ", ".join(say_article(GROUND_ARTICLES[ground]) for ground in grounds)
    return say_with_article(say(OUTCOMES[course, right], grounds=articles), outcome.article)


def say_general(claim: Claim, rule: Rule) -> str:
    """What a row says that holds for any request."""
    return _with_article(GENERAL[claim], rule.article)


def say_follows(rule: Rule) -> list[str]:
    """What follows without being asked for, and whether others are told."""
    return [*(gettext(DUTIES[one]) for one in rule.then), *filter(None, [say_notice(rule.notice)])]


def say_notice(notice: Notice) -> str:
    """Whether others are told; empty where they are not."""
    return gettext(NOTICES[notice]) if NOTICES[notice] else ""


def say_limits(rule: Rule, right: Right | None) -> list[str]:
    """The articles by which it may be limited or refused, each once."""
    return list(dict.fromkeys(say_article(article_of(one, right)) for one in rule.limits))


def say_advice(rule: Rule | None) -> str:
    """What a person is told who does not get it, beside the reason; empty where nothing is."""
    return gettext(ADVICE[rule.advice]) if rule and rule.advice else ""


def say_restriction_ground(ground: RestrictionGround) -> str:
    """A ground of restriction as the person gives it, with the article."""
    return _with_article(_GROUNDS[ground], GROUND_ARTICLES[ground])


def say_article(article: str) -> str:
    """An article as the language writes it: of `17(3)(b)`, `17 artiklan 3 kohdan b alakohta`."""
    return ", ".join(_say_place(*place) for place in _PLACE.findall(_RANGE.sub(r"\1\2, \1\3", article)))


def say_with_article(told: str, article: str) -> str:
    """What was said, with the article in brackets as the language writes it."""
    return say("%(told)s (%(article)s GDPR)", told=told, article=say_article(article))


def _say_place(number: str, paragraph: str, point: str) -> str:
    if point:
        return say("Article %(number)s(%(paragraph)s)(%(point)s)", number=number, paragraph=paragraph, point=point)
    if paragraph:
        return say("Article %(number)s(%(paragraph)s)", number=number, paragraph=paragraph)
    return say("Article %(number)s", number=number)


def _with_article(message: str, article: str) -> str:
    return say_with_article(gettext(message), article)


FILTERS = {
    "said_answer": say_answer,
    "said_claim": say_claim,
    "said_reason": say_reason,
    "said_restriction_ground": say_restriction_ground,
    "said_outcome": say_outcome,
}
