"""The words of the rights: every answer, reason and ground is said in each language, with its article."""

import pytest

from portal import rights_words, words
from portal.domain.lifecycle import Right
from portal.domain.rulings import ARTICLES, REFUSALS, Answer, Reason
from portal.domain.wishes import RestrictionGround

TONES = {"neutral", "info", "good", "warn", "bad"}
ICONS = (words.static_folder() / "icons.svg").read_text(encoding="utf-8")

in_each_language = pytest.mark.parametrize("language", words.LANGUAGES)


@in_each_language
def test_it_says_every_answer_with_a_tone_and_an_icon(language: str) -> None:
    with words.using(language):
        tags = {answer: rights_words.answer_tag(answer) for answer in Answer}
        assert {answer: tag[0] for answer, tag in tags.items()} == {
            answer: rights_words.say_answer(answer) for answer in Answer
        }
    assert len({word for word, _tone, _icon in tags.values()}) == len(Answer)
    assert {tone for _word, tone, _icon in tags.values()} <= TONES
    assert all(f'id="{icon}"' in ICONS for _word, _tone, icon in tags.values())


@in_each_language
def test_it_says_every_reason_and_its_article(language: str) -> None:
    with words.using(language):
        said = {reason: rights_words.say_reason(reason) for reason in Reason}
        for reason, sentence in said.items():
            assert rights_words.say_article(ARTICLES[reason]) in sentence
            assert sentence[0].isupper()
    assert len(set(said.values())) == len(Reason)
    assert rights_words.say_reason(None) == ""


@in_each_language
def test_it_says_a_refusal_by_the_article_of_its_right(language: str) -> None:
    with words.using(language):
        for right, reasons in REFUSALS.items():
            sentences = [rights_words.say_reason(reason, right) for reason in reasons]
            assert len(set(sentences)) == len(sentences)
        carried, objected = (
            rights_words.say_reason(Reason.BASIS, right) for right in (Right.PORTABILITY, Right.OBJECTION)
        )
    assert carried != objected
    assert rights_words.article_of(Reason.BASIS, Right.PORTABILITY) == "20(1)(a)"
    assert rights_words.article_of(Reason.BASIS, Right.OBJECTION) == "21(1)"
    assert rights_words.article_of(Reason.LEGAL_CLAIMS, Right.ERASURE) == "17(3)(e)"
    assert rights_words.article_of(Reason.LEGAL_CLAIMS, Right.OBJECTION) == "21(1)"
    assert rights_words.article_of(Reason.BASIS) == ARTICLES[Reason.BASIS]


@in_each_language
def test_it_says_every_ground_of_restriction_and_its_article(language: str) -> None:
    with words.using(language):
        said = [rights_words.say_restriction_ground(ground) for ground in RestrictionGround]
        articles = [rights_words.say_article(rights_words.GROUND_ARTICLES[ground]) for ground in RestrictionGround]
    assert len(set(articles)) == len(RestrictionGround)
    assert all(article in sentence for article, sentence in zip(articles, said, strict=True))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fi", "21 artiklan 3 kohta, 17 artiklan 3 kohdan b alakohta, 16 artikla"),
        ("sv", "artikel 21.3, artikel 17.3 b, artikel 16"),
        ("en", "Article 21(3), Article 17(3)(b), Article 16"),
    ],
)
def test_it_writes_articles_as_the_language_does(language: str, written: str) -> None:
    with words.using(language):
        assert rights_words.say_article("21(3), 17(3)(b), 16") == written


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_leaves_no_word_in_english(language: str) -> None:
    with words.using("en"):
        english = _everything()
    with words.using(language):
        assert not set(english) & set(_everything())


def _everything() -> list[str]:
    return [
        *(rights_words.say_answer(answer) for answer in Answer),
        *(rights_words.say_reason(reason) for reason in Reason),
        *(rights_words.say_reason(reason, right) for right, reasons in REFUSALS.items() for reason in reasons),
        *(rights_words.say_restriction_ground(ground) for ground in RestrictionGround),
    ]
