"""What the letters about the identity say: why more is asked, what, and that nobody could be told from others."""

from portal import words
from portal.domain.ladder import Doubt, Means
from portal.papers.letter_values import Asked, NotIdentifiable
from portal.papers.register_texts import authority_fact
from portal.papers.rights_letters import Body, right_articles, right_names
from portal.papers.wanted import Wanted
from portal.words import gettext as _
from portal.words import marked

MASKED = {
    "L2-mask": Wanted(
        marked("that parts of the document are to be covered (EDPB Guidelines 01/2022, paragraphs 76–78)")
    )
}
"""What the letter has to hold where a copy of a document is asked for."""


def say_doubt(doubt: Doubt) -> str:
    """Why more is asked, as the person reads it."""
    return {
        Doubt.NAME_DIFFERS: _("The name that you gave is another than the one in our records."),
        Doubt.SEVERAL_PERSONS: _("We know more than one person by this email address."),
        Doubt.MAILBOX_SHARED: _("It seems that others use this mailbox too, or that somebody else used it before."),
        Doubt.SENT_ELSEWHERE: _("We were asked to send the answer elsewhere than to the contacts that we know."),
        Doubt.OTHER: _("We are not sure that the data is yours."),
        Doubt.MUCH_DATA: _("We process a large amount of data about you."),
    }[doubt]


def say_means(means: Means) -> str:
    """What is asked, as the person reads it."""
    return {
        Means.CLARIFICATION: _("Tell us what your request is about: a time, a service, an order."),
        Means.PHONE_CODE: _("We call you on the phone number in our records and tell you a code. Type it on the "
                            "page of your request."),
        Means.POST_CODE: _("We send a letter with a code to the postal address in our records. Type the code on "
                           "the page of your request."),
        Means.QUESTION: _("Answer one question that you can answer and others hardly can."),
        Means.PREMISES: _("Call in at our premises. You need not leave any copy of a document."),
        Means.DOCUMENT: _("Send a copy of a document on the page of your request, with most of it covered."),
    }[means]  # fmt: skip


def asked(values: Asked) -> Body:
    """The letter that asks (Art 12(6), recital 63)."""
    about_data = values.doubt is Doubt.MUCH_DATA
    context = {
        **_on_rights(values),
        "doubt": say_doubt(values.doubt),
        "means": say_means(values.means),
        "about_data": about_data,
        "by_document": values.means is Means.DOCUMENT,
    }
    title = _("Please tell us what your request is about") if about_data else _("Please help us see that it is you")
    return Body(title, context, tuple(MASKED) if values.means is Means.DOCUMENT else ())


def not_identifiable(values: NotIdentifiable) -> Body:
    """The letter that ends a request (Art 11(2), 12(2), 12(4))."""
    context = {
        **_on_rights(values),
        "doubt": say_doubt(values.doubt),
        "means": say_means(values.means),
        "authority": authority_fact(values.head.controller, words.language()),
    }
    return Body(_("We cannot tell that the data is yours"), context)


def _on_rights(values: Asked | NotIdentifiable) -> dict[str, object]:
    names, articles = right_names(), right_articles()
    return {
        "rights": [names[right] for right in values.asked],
        "articles": [articles[right] for right in values.asked],
    }
