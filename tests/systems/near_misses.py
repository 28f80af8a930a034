"""A hundred people who are almost the one that is sought, and are not: no connector may take one for another.

`SOUGHT` asks. Each row has one trait that a search by substring, by folding or by tail would hit.
A row whose name alone is the same may come back as a mention, and as nothing surer.
"""

from dataclasses import dataclass

from portal.systems.contract import Identifiers

SOUGHT = Identifiers(
    proven_email="anna.virtanen@example.org",
    phones=("+358401234567",),
    name="Anna Virtanen",
    customer_numbers=("10023",),
)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One other person; `why` says what is almost the same."""

    why: str
    email: str = ""
    phone: str = ""
    name: str = ""
    customer_number: str = ""

    @property
    def may_be_mentioned(self) -> bool:
        """Whether the whole name is the same."""
        return self.why == "same name"


_MAILBOXES = (
    ("longer local part", "xanna.virtanen@example.org"),
    ("longer local part", "anna.virtanen2@example.org"),
    ("longer local part", "anna.virtanenx@example.org"),
    ("longer local part", "susanna.virtanen@example.org"),
    ("longer local part", "johanna.virtanen@example.org"),
    ("longer local part", "m.anna.virtanen@example.org"),
    ("longer local part", "anna.virtanen.work@example.org"),
    ("longer local part", "_anna.virtanen@example.org"),
    ("longer local part", "-anna.virtanen@example.org"),
    ("shorter local part", "nna.virtanen@example.org"),
    ("shorter local part", "anna.virtane@example.org"),
    ("shorter local part", "virtanen@example.org"),
    ("shorter local part", "anna@example.org"),
    ("plus-tag", "anna.virtanen+shop@example.org"),
    ("plus-tag", "anna.virtanen+@example.org"),
    ("plus-tag", "anna.virtanen+anna.virtanen@example.org"),
    ("plus-tag", "anna+virtanen@example.org"),
    ("minus-tag", "anna.virtanen-shop@example.org"),
    ("without the dot", "annavirtanen@example.org"),
    ("dot elsewhere", "a.nnavirtanen@example.org"),
    ("two dots apart", "an.na.virtanen@example.org"),
    ("underscore", "anna_virtanen@example.org"),
    ("hyphen", "anna-virtanen@example.org"),
    ("wildcard of LIKE", "anna%virtanen@example.org"),
    ("wildcard of LIKE", "%@example.org"),
    ("wildcard of LIKE", "anna.virtanen_@example.org"),
    ("wildcard of a search", "anna*@example.org"),
    ("longer domain", "anna.virtanen@example.org.evil.example"),
    ("longer domain", "anna.virtanen@example.orgs.example"),
    ("sub-domain", "anna.virtanen@mail.example.org"),
    ("sub-domain", "anna.virtanen@www.example.org"),
    ("other domain", "anna.virtanen@example.com"),
    ("other domain", "anna.virtanen@example.net"),
    ("other domain", "anna.virtanen@xexample.org"),
    ("other domain", "anna.virtanen@example-org.example"),
    ("other domain", "anna.virtanen@exampl.example"),
    ("address in the local part", "anna.virtanen.example.org@example.net"),
    ("address in the local part", "anna.virtanen=example.org@bounces.example"),
    ("other letter", "anna.wirtanen@example.org"),
    ("other letter", "anne.virtanen@example.org"),
    ("other letter", "anna.virtanin@example.org"),
    ("other letter", "hanna.virtanen@example.org"),
    ("doubled letter", "anna.virttanen@example.org"),
    ("swapped letters", "anna.vitranen@example.org"),
    ("digit for letter", "anna.v1rtanen@example.org"),
    ("diacritic", "änna.virtanen@example.org"),
    ("diacritic", "anna.virtånen@example.org"),
    ("other script", "\u0430nna.virtanen@example.org"),
    ("other script", "anna.virt\u0430nen@example.org"),
    ("full-width letter", "\uff41nna.virtanen@example.org"),
    ("zero-width letter", "anna.\u200bvirtanen@example.org"),
    ("order", "virtanen.anna@example.org"),
    ("other domain", "anna.virtanen@example.fi"),
    ("other domain", "anna.virtanen@sample.org"),
    ("longer domain", "anna.virtanen@example.org.fi"),
    ("two given names", "anna-liisa.virtanen@example.org"),
)
_NUMBERS = (
    ("other country's phone with the same tail", "+46401234567"),
    ("other country's phone with the same tail", "+372401234567"),
    ("other country's phone with the same tail", "+4940123456789"),
    ("other country's phone with the same tail", "+1401234567"),
    ("other country's phone with the same tail", "+47401234567"),
    ("other country's phone with the same tail", "+45401234567"),
    ("other operator with the same tail", "+358501234567"),
    ("other operator with the same tail", "+358451234567"),
    ("other operator with the same tail", "0441234567"),
    ("land line with the same tail", "0912345671"),
    ("one digit other", "+358401234568"),
    ("one digit other", "+358401234566"),
    ("one digit other", "+358401234067"),
    ("one digit more", "+3584012345670"),
    ("one digit more", "+3584001234567"),
    ("one digit less", "+35840123456"),
    ("one digit less", "+35841234567"),
    ("swapped digits", "+358401234576"),
    ("swapped digits", "+358404321567"),
    ("digits backwards", "+358407654321"),
    ("one digit other", "+358401234560"),
    ("other operator with the same tail", "+358461234567"),
)
_NAMES = (
    ("same name", "Anna Virtanen"),
    ("same name", "Virtanen Anna"),
    ("same name", "ANNA VIRTANEN"),
    ("same name", "Anna  Virtanen"),
    ("other given name", "Anne Virtanen"),
    ("other given name", "Hanna Virtanen"),
    ("other given name", "Susanna Virtanen"),
    ("other given name", "Annamari Virtanen"),
    ("other given name", "Ann Virtanen"),
    ("other family name", "Anna Virtasen"),
    ("other family name", "Anna Virta"),
    ("other family name", "Anna Virtanen-Koskinen"),
    ("other family name", "Anna Wirtanen"),
    ("diacritic in the name", "Änna Virtanen"),
    ("family name alone", "Virtanen"),
    ("given name alone", "Anna"),
)
_CUSTOMERS = (
    ("number with more digits", "100230"),
    ("number with more digits", "110023"),
    ("number with more digits", "10023-1"),
    ("number with fewer digits", "1002"),
    ("number with fewer digits", "0023"),
    ("number with a zero before", "010023"),
    ("number with a letter", "A10023"),
    ("number with a letter", "10023B"),
    ("other number", "10032"),
    ("other number", "10024"),
    ("number with a point", "10023.5"),
    ("number with a sign", "-10023"),
    ("number twice", "1002310023"),
    ("number with more digits", "210023"),
    ("other number", "10022"),
)

NEAR_MISSES = (
    *(NearMiss(why, email=email) for why, email in _MAILBOXES),
    *(NearMiss(why, phone=phone) for why, phone in _NUMBERS),
    *(NearMiss(why, name=name) for why, name in _NAMES),
    *(NearMiss(why, customer_number=number) for why, number in _CUSTOMERS),
)
"""More than a hundred, for a system may not have the letters of some. The suite counts that each plants a hundred."""
