"""What Google does that others do not: delegation, a search to be warmed, etags, a trash, incomplete searches."""

import json
from collections.abc import Iterator
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

import pytest

from portal.domain.lifecycle import Capability, Match
from portal.domain.roles import UNSORTED
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Change,
    Conflict,
    Identifiers,
    Permanent,
    Record,
    RetryLater,
    Target,
)
from portal.systems.google import api as google_api
from portal.systems.google import connector as google_connector
from portal.systems.google import contacts
from portal.systems.google.connector import GoogleConnector
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.google.domain import ADMIN, BOSS, SALES, Domain, Said, key_file
from tests.systems.near_misses import SOUGHT

ONLY_CONTACTS = {"mail": "no", "drive": "no"}
ONLY_MAIL = {"contacts": "no", "drive": "no"}
ONLY_DRIVE = {"contacts": "no", "mail": "no"}


@pytest.fixture
def domain() -> Iterator[Domain]:
    made = Domain(accounts=SALES)
    yield made
    made.server.close()
    assert made.faults == []


def _found(connector: GoogleConnector, asker: Identifiers = SOUGHT) -> list[Record]:
    return drained(connector, asker)[0]


# Getting in.


def test_it_asks_for_no_more_than_it_is_set_up_to_do(domain: Domain) -> None:
    drained(domain.connector(writes="no"))
    asked = {scope for _account, scopes in domain._tokens.values() for scope in scopes}
    assert not asked & {f"https://www.googleapis.com/auth/{name}" for name in ("contacts", "gmail.modify", "drive")}


def test_it_only_reads_where_the_settings_say_so(domain: Domain) -> None:
    domain.plant(ANNA)
    connector = domain.connector(writes="no")
    before = domain.state()
    targets = targets_of([one for one in _found(connector) if one.match is Match.EXACT])
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase(targets, "op-1")
    assert {told[Capability.ERASE] for told in connector.capabilities().values()} == {"manual"}
    assert not any(one.writable for one in connector.glossary())
    assert domain.state() == before


def test_it_believes_no_address_that_the_key_file_names(domain: Domain) -> None:
    """The file of the counterpart names evil.example; the assertion is for Google alone, and goes there alone."""
    assert "evil.example" in key_file()
    drained(domain.connector())
    assert domain._tokens


def test_it_shows_no_secret(domain: Domain) -> None:
    connector = domain.connector()
    drained(connector)
    assert "PRIVATE" not in repr(connector) + repr(domain.config()) + repr(domain.config().key)
    assert not any("canary" in str((each.path, each.query)) for each in domain.server.asked)


@pytest.mark.parametrize(
    ("status", "told", "fault", "code"),
    [
        (401, {"error": "unauthorized_client"}, AuthLost, "scope_missing:contacts"),
        (400, {"error": "access_denied"}, AuthLost, "scope_missing:contacts"),
        (400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}, AuthLost, "access_refused"),
        (400, {"error": "server_error"}, RetryLater, "system_fault"),
        (400, {"error": 5, "error_description": ["x"]}, AuthLost, "access_refused"),
        (400, b"<html>", RetryLater, "not_json"),
        (200, b"<html>", RetryLater, "not_json"),
        (200, ["x"], RetryLater, "not_json"),
        (200, {}, RetryLater, "not_json"),
        (200, {"access_token": "x", "expires_in": "soon"}, RetryLater, "not_json"),
        (200, b"\xff\xfe", RetryLater, "not_json"),
        (503, {"error": "x"}, RetryLater, "system_fault"),
    ],
)
def test_it_reads_what_the_token_endpoint_says(
    domain: Domain, status: int, told: Any, fault: type[Exception], code: str
) -> None:
    domain.token_answer = (status, told)
    with pytest.raises(fault, match=f"^{code}$"):
        domain.connector().find(SOUGHT, None)


@pytest.mark.parametrize(
    ("status", "reason", "code", "fault", "expected"),
    [
        (403, "rateLimitExceeded", "", RetryLater, "rate_limited"),
        (403, "userRateLimitExceeded", "", RetryLater, "rate_limited"),
        (429, "rateLimitExceeded", "RESOURCE_EXHAUSTED", RetryLater, "rate_limited"),
        (403, "insufficientPermissions", "PERMISSION_DENIED", AuthLost, "scope_missing:mail"),
        (403, "accessNotConfigured", "", AuthLost, "scope_missing:mail"),
        (401, "authError", "UNAUTHENTICATED", AuthLost, "access_refused"),
        (500, "backendError", "INTERNAL", RetryLater, "system_fault"),
    ],
)
def test_it_reads_what_a_service_says(
    domain: Domain, status: int, reason: str, code: str, fault: type[Exception], expected: str
) -> None:
    domain.refusing["gmail.users.messages.list"] = Said(status, reason, code)
    with pytest.raises(fault, match=f"^{expected}$"):
        domain.connector(**ONLY_MAIL).find(SOUGHT, None)


def test_it_says_which_account_it_could_not_search(domain: Domain) -> None:
    domain.plant(ANNA)
    domain.disabled = {BOSS}
    records, gaps, _searched = drained(domain.connector(accounts=f"{BOSS} {SALES}"))
    assert gaps == [f"not_searched:{BOSS}"]
    assert {one.kind for one in records} == {"contact", "mail", "file"}


def test_it_says_whose_mailbox_is_off(domain: Domain) -> None:
    domain.plant(ANNA)
    domain.refusing["gmail.users.messages.list"] = Said(400, "failedPrecondition", "FAILED_PRECONDITION")
    assert drained(domain.connector())[1] == [f"not_searched:{SALES}"]


def test_it_searches_every_account_of_the_domain(domain: Domain) -> None:
    domain.plant(ANNA)
    domain.a_page = 1
    connector = domain.connector(accounts="*", admin=ADMIN)
    records, gaps, _searched = drained(connector)
    assert gaps == []
    assert {one.key.split("/")[0] for one in records} == {SALES, BOSS}
    assert len({(one.kind, one.key) for one in records}) == len(records)


def test_it_goes_on_past_an_empty_page_of_accounts(domain: Domain) -> None:
    domain.plant(ANNA)
    pages = iter([{"users": [], "nextPageToken": "1"}, {"nextPageToken": "2"}, {"users": [{"primaryEmail": SALES}]}])
    domain.refusing["directory.users.list"] = lambda: next(pages)
    records, gaps, _searched = drained(domain.connector(accounts="*", admin=ADMIN))
    assert {one.kind for one in records} == {"contact", "mail", "file"}
    assert gaps == []


@pytest.mark.parametrize("users", [[], [{"primaryEmail": "../x"}]])
def test_it_takes_no_domain_without_accounts_for_nothing_held(domain: Domain, users: list[Any]) -> None:
    domain.refusing["directory.users.list"] = lambda: {"users": users}
    assert drained(domain.connector(accounts="*", admin=ADMIN))[:2] == ([], ["not_searched:accounts"])


# Contacts.


def test_it_warms_the_search_first(domain: Domain) -> None:
    """The counterpart finds nothing otherwise, as Google may."""
    domain.add_contact(SALES, ANNA.name, [ANNA.email])
    assert [one.kind for one in _found(domain.connector(**ONLY_CONTACTS))] == ["contact"]


def test_it_finds_a_contact_by_its_number_however_written(domain: Domain) -> None:
    domain.add_contact(SALES, "Someone Else", [], ["040 1234567"])
    contact = _found(domain.connector(**ONLY_CONTACTS))[0]
    assert (contact.match, contact.matched_by) == (Match.PROBABLE, ("phone",))
    assert [one.key for one in domain.connector().held(contact.owner)] == [contact.key]


def test_it_takes_an_address_under_anothers_name_for_probable(domain: Domain) -> None:
    domain.add_contact(SALES, "Pekka Koskinen", [ANNA.email])
    contact = _found(domain.connector(**ONLY_CONTACTS))[0]
    assert (contact.match, contact.differs) == (Match.PROBABLE, ("name",))


def test_it_shows_of_a_namesake_what_tells_them_apart(domain: Domain) -> None:
    domain.add_contact(SALES, ANNA.name, ["other@example.net"], biographies=[{"value": "Arka asia."}])
    contact = _found(domain.connector(**ONLY_CONTACTS))[0]
    assert contact.match is Match.MENTION
    assert {part.name for part in contact.fields} == {"name", "mailbox"}


def test_it_says_that_more_may_be_there_than_a_search_gives(domain: Domain) -> None:
    for _number in range(contacts.MOST_HITS + 1):
        domain.add_contact(SALES, ANNA.name, [])
    assert f"list_too_long:{SALES}" in drained(domain.connector(**ONLY_CONTACTS))[1]


def test_it_lives_with_contacts_of_other_types(domain: Domain) -> None:
    foreign = {"resourceName": "people/../x", "emailAddresses": [{"value": ANNA.email}]}
    odd = {"resourceName": "people/c1", "emailAddresses": "x", "names": [5], "phoneNumbers": {}}
    strange = [None, 5, {"person": []}, {"person": foreign}, {"person": odd}]
    domain.refusing["people.people.searchContacts"] = lambda: {"results": strange}
    records = _found(domain.connector(**ONLY_CONTACTS))
    domain.faults.clear()
    assert records == []


def _contact_and_change(domain: Domain, **more: Any) -> tuple[GoogleConnector, str, Change]:
    key = domain.add_contact(SALES, ANNA.name, [ANNA.email], [ANNA.phone], **more)
    connector = domain.connector(**ONLY_CONTACTS)
    record = _found(connector)[0]
    return connector, key, Change("contact", record.key, record.owner, "family_name", "Virtanen", "Koskinen")


def test_it_writes_with_the_etag_of_what_it_saw(domain: Domain) -> None:
    connector, _key, change = _contact_and_change(domain)
    domain.refusing["people.people.updateContact"] = Said(400, "failedPrecondition", "FAILED_PRECONDITION")
    with pytest.raises(Conflict, match="value_changed"):
        connector.rectify([change], "op-1")
    domain.refusing.clear()
    assert connector.rectify([change], "op-1").changed == 1
    record = _found(connector, Identifiers(proven_email=ANNA.email))[0]
    assert {part.value for part in record.fields if part.name in {"name", "given_name"}} == {"Anna Koskinen", "Anna"}


def test_it_writes_no_field_that_holds_several_values(domain: Domain) -> None:
    connector, key, change = _contact_and_change(domain)
    domain.contacts[SALES][key]["phoneNumbers"] += [{"value": "+358501111111"}]
    before = domain.state()
    both = Change("contact", change.key, change.owner, "phone", "+358401234567, +358501111111", "+358401111111")
    with pytest.raises(Permanent, match="not_writable"):
        connector.rectify([both], "op-1")
    for column in ("email", "name", "resourceName", "mailbox"):
        with pytest.raises(Permanent, match="not_writable"):
            connector.rectify([Change("contact", change.key, change.owner, column, "a", "b")], "op-1")
    assert domain.state() == before


def test_it_writes_no_contact_that_is_anothers_now(domain: Domain) -> None:
    connector, key, change = _contact_and_change(domain)
    domain.contacts[SALES][key]["emailAddresses"] = [{"value": BODY.email}]
    before = domain.state()
    with pytest.raises(Conflict, match="owner_changed"):
        connector.rectify([change], "op-1")
    with pytest.raises(Conflict, match="owner_changed"):
        connector.erase([Target("contact", change.key, change.owner, (UNSORTED,))], "op-1")
    assert domain.state() == before


def test_it_leaves_what_google_gathered_to_a_person(domain: Domain) -> None:
    domain.add_contact(SALES, ANNA.name, [ANNA.email], gathered=True)
    connector = domain.connector(**ONLY_CONTACTS)
    records = _found(connector)
    assert [(one.kind, one.match) for one in records] == [("other_contact", Match.EXACT)]
    assert connector.preview(targets_of(records)).changed == 0
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase(targets_of(records), "op-1")
    domain.add_contact(SALES, ANNA.name, [ANNA.email])
    with pytest.raises(Permanent, match="rest_by_hand"):
        connector.erase(targets_of(_found(connector)), "op-1")
    assert [one.kind for one in _found(connector)] == ["other_contact"]


def test_it_reads_the_whole_list_before_it_says_that_what_google_gathered_is_gone(domain: Domain) -> None:
    for number in range(3):
        domain.add_contact(SALES, "", [f"x{number}@example.net"], gathered=True)
    key = domain.add_contact(SALES, ANNA.name, [ANNA.email], gathered=True)
    domain.a_page = 1
    connector = domain.connector(**ONLY_CONTACTS)
    targets = targets_of(_found(connector))
    assert not connector.erased(targets)
    del domain.gathered[SALES][key]
    assert connector.erased(targets)
    domain.refusing["people.otherContacts.list"] = lambda: {"nextPageToken": "x"}
    with pytest.raises(Permanent, match="list_too_long"):
        connector.erased(targets)


def test_it_says_of_an_account_that_it_cannot_enter_nothing_at_all(domain: Domain) -> None:
    domain.plant(ANNA)
    connector = domain.connector()
    targets = targets_of([one for one in _found(connector) if one.match is Match.EXACT])
    domain.disabled = {SALES}
    for act in (connector.erased, connector.preview):
        with pytest.raises(Permanent, match=f"not_searched:{SALES}"):
            act(targets)
    with pytest.raises(Permanent, match=f"not_searched:{SALES}"):
        list(connector.held(f"address:{ANNA.email}"))


def test_it_asks_again_where_the_answer_to_a_write_was_lost(domain: Domain) -> None:
    connector, _key, change = _contact_and_change(domain)
    targets = [Target("contact", change.key, change.owner, (UNSORTED,))]
    domain.server.breaks_after = ":updateContact"
    with pytest.raises(Ambiguous):
        connector.rectify([change], "op-1")
    domain.server.breaks_after = ":deleteContact"
    assert connector.rectified([change])
    assert connector.rectify([change], "op-1").already
    with pytest.raises(Ambiguous):
        connector.erase(targets, "op-2")
    domain.server.breaks_after = ""
    assert connector.erased(targets)
    assert connector.erase(targets, "op-2").already


# Mail.


@pytest.mark.parametrize("head", ["Cc", "Bcc", "Reply-To"])
def test_it_finds_whoever_stands_in_any_head(domain: Domain, head: str) -> None:
    domain.add_mail(SALES, BOSS, SALES, "Asia", "Hei.", **{head: f"x@example.net, Anna <{ANNA.email.upper()}>"})
    mail = _found(domain.connector(**ONLY_MAIL))[0]
    assert (mail.match, mail.matched_by, mail.owner) == (Match.EXACT, ("email",), f"address:{ANNA.email}")
    assert "x@example.net" in mail.others
    assert BOSS in mail.others
    assert ANNA.email not in mail.others


def test_it_takes_no_name_for_an_address(domain: Domain) -> None:
    domain.add_mail(SALES, f'"{ANNA.email}" <evil@example.net>', SALES, "Asia", "Hei.")
    mail = _found(domain.connector(**ONLY_MAIL))[0]
    assert (mail.match, mail.owner) == (Match.MENTION, "")


@pytest.mark.parametrize(
    ("sender", "match"),
    [
        (f"{ANNA.email} <evil@example.net>", Match.MENTION),
        (f"({ANNA.email}) evil@example.net", Match.MENTION),
        (f"evil@example.net <{ANNA.email}> evil@example.net", Match.MENTION),
        (f"Virtanen, Anna <{ANNA.email}>", Match.EXACT),
    ],
)
def test_it_takes_only_what_stands_where_an_address_stands(domain: Domain, sender: str, match: Match) -> None:
    domain.add_mail(SALES, sender, SALES, "Asia", "Hei.")
    assert [one.match for one in _found(domain.connector(**ONLY_MAIL))] == [match]


@pytest.mark.parametrize("to", ["undisclosed-recipients:;", f"{SALES},", f"{SALES} (Myynti, Oy)", ',,;<>,"('])
def test_it_reads_each_head_though_another_is_broken(domain: Domain, to: str) -> None:
    domain.add_mail(SALES, f"Anna <{ANNA.email}>", to, "Asia", "Hei.")
    assert [one.match for one in _found(domain.connector(**ONLY_MAIL))] == [Match.EXACT]


def test_it_reads_what_a_mail_says_in_every_part(domain: Domain) -> None:
    for subtype, said in (
        ("plain", f"Kysy: {ANNA.email}."),
        ("html", f"<p>Kysy: <b>{ANNA.email}</b></p><style>p {{}}</style>"),
    ):
        whole = MIMEMultipart("mixed")
        whole["From"], whole["To"], whole["Subject"] = BOSS, SALES, subtype
        inner = MIMEMultipart("alternative")
        inner.attach(MIMEText(said, subtype, "us-ascii"))
        whole.attach(inner)
        key = domain.add_mail(SALES, BOSS, SALES, "x", "x")
        domain.mails[SALES][key] = whole  # type: ignore[assignment]
    mails = _found(domain.connector(**ONLY_MAIL))
    texts = [part.value for one in mails for part in one.fields if part.name == "text"]
    assert texts == [f"Kysy: {ANNA.email}.", f"Kysy: {ANNA.email}"]
    assert {one.match for one in mails} == {Match.MENTION}


def test_it_reads_letters_of_every_charset(domain: Domain) -> None:
    key = domain.add_mail(SALES, "x@example.net", SALES, "x", "x")
    mail = MIMEText("Hyvää päivää, Anna Virtanen", "plain", "iso-8859-1")
    mail["From"], mail["Subject"] = "=?utf-8?q?P=C3=A4ivi?= <x@example.net>", "=?iso-8859-1?q?P=E4iv=E4?="
    domain.mails[SALES][key] = mail  # type: ignore[assignment]
    found = _found(domain.connector(**ONLY_MAIL))[0]
    said = {part.name: part.value for part in found.fields}
    assert (said["subject"], said["text"]) == ("Päivä", "Hyvää päivää, Anna Virtanen")
    assert "Päivi" in found.others


def test_it_takes_no_encoded_word_for_an_address(domain: Domain) -> None:
    domain.add_mail(
        SALES, f"=?utf-8?q?Anna_=3C{ANNA.email.replace('@', '=40')}=3E=2C?= <evil@example.net>", SALES, "x", ANNA.email
    )
    assert [one.match for one in _found(domain.connector(**ONLY_MAIL))] == [Match.MENTION]


def test_it_says_that_a_mail_was_too_long_to_read(domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    domain.add_mail(SALES, ANNA.email, SALES, "Pitkä", "x" * 200_000)
    domain.add_mail(SALES, ANNA.email, SALES, "Lyhyt", "x")
    monkeypatch.setitem(google_api.opened.__wrapped__.__kwdefaults__, "cap", 100_000)  # type: ignore[attr-defined]
    records, gaps, _searched = drained(domain.connector(**ONLY_MAIL))
    assert (len(records), gaps) == (1, [f"mail_too_large:{SALES}"])


def test_it_asks_for_nothing_but_what_the_person_gave(domain: Domain) -> None:
    asker = Identifiers(
        proven_email=ANNA.email, emails=('x"}or{in:anywhere@example.org',), name='Anna" } in:sent {" Virtanen'
    )
    drained(domain.connector(), asker)
    queries = [dict(each.query).get("q", "") for each in domain.server.asked]
    mail, drive = ([each for each in queries if each.startswith(start)] for start in ("{", "trashed"))
    assert mail
    assert drive
    for query in mail:
        assert (query.count("{"), query.count("}"), query.count('"') % 2) == (1, 1, 0)
        bare = "".join(query.removesuffix(" -in:trash").split('"')[::2])
        assert "in:" not in bare
    for query in drive:
        grammar = "".join(query.split("'")[::2])
        assert set(grammar.split()) <= {
            "trashed", "=", "false", "and", "(fullText", "fullText", "contains", "or", "in", "owners", "writers",
            "readers", "readers)",
        }  # fmt: skip


def test_it_takes_what_lies_in_the_trash_for_erased(domain: Domain) -> None:
    domain.plant(ANNA)
    connector = domain.connector(**ONLY_MAIL)
    targets = targets_of([one for one in _found(connector) if one.match is Match.EXACT])
    assert connector.erase(targets, "op-1").counts == {"deleted:mail": 1}
    assert len(domain.trash) == 1
    assert connector.erased(targets)
    assert not [one for one in _found(connector) if one.match is Match.EXACT]
    for_good = domain.connector(**ONLY_MAIL, deletion="for_good")
    assert not for_good.erased(targets)
    assert [one.key for one in _found(for_good) if one.match is Match.EXACT] == [targets[0].key]
    for_good.erase(targets, "op-2")
    assert for_good.erased(targets)
    assert targets[0].key.split("/")[1] not in domain.mails[SALES]


def test_it_erases_many_in_portions(domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google_connector, "PORTION", 3)
    for number in range(8):
        domain.add_mail(SALES, ANNA.email, SALES, f"Asia {number}", "Hei.")
    connector = domain.connector(**ONLY_MAIL)
    targets = targets_of(_found(connector))
    assert connector.preview(targets).counts == connector.erase(targets, "op-1").counts == {"deleted:mail": 8}
    assert connector.erased(targets)


def test_it_deletes_no_mail_of_others(domain: Domain) -> None:
    domain.plant(BODY)
    key = next(iter(domain.mails[SALES]))
    connector = domain.connector()
    before = domain.state()
    with pytest.raises(Conflict, match="owner_changed"):
        connector.erase([Target("mail", f"{SALES}/{key}", f"address:{ANNA.email}", (UNSORTED,))], "op-1")
    for foreign in (f"{SALES}/../{key}", "x", "/", f"{SALES}/", f"{SALES}/{key}/trash?"):
        with pytest.raises(Permanent, match="record_gone"):
            connector.erase([Target("mail", foreign, "", (UNSORTED,))], "op-1")
        with pytest.raises(Permanent, match="record_gone"):
            list(connector.export("mail", foreign))
    assert domain.state() == before


def test_it_gives_a_long_mail_whole(domain: Domain) -> None:
    key = domain.add_mail(SALES, ANNA.email, SALES, "Pitkä", "åäö-rivi\n" * 50_000)
    pieces = list(domain.connector().export("mail", f"{SALES}/{key}"))
    assert len(pieces) > 5
    assert b"".join(pieces) == domain.mails[SALES][key].as_string().encode()


def test_it_reads_mail_page_by_page_after_restarts(domain: Domain) -> None:
    for number in range(7):
        domain.add_mail(SALES, ANNA.email, SALES, f"Asia {number}", "Hei.")
    domain.a_page = 2
    cursor, keys = None, []
    for _page in range(100):
        page = domain.connector(**ONLY_MAIL).find(SOUGHT, cursor)
        keys += [one.key for one in page.records]
        cursor = json.loads(json.dumps(page.cursor))
        if cursor is None:
            break
    assert len(keys) == len(set(keys)) == 7


def test_it_ends_though_a_list_does_not(domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google_connector, "_PAGES", {"mail": 3, "drive": 3})
    monkeypatch.setattr(google_connector, "ACCOUNT_PAGES", 3)
    serial = iter(range(10_000))
    domain.refusing |= {
        "gmail.users.messages.list": lambda: {"messages": [], "nextPageToken": f"t{next(serial)}"},
        "drive.files.list": lambda: {"files": [], "nextPageToken": f"t{next(serial)}"},
        "directory.users.list": lambda: {"users": [{"primaryEmail": SALES}], "nextPageToken": f"t{next(serial)}"},
    }
    gaps = drained(domain.connector(accounts="*", admin=ADMIN))[1]
    assert set(gaps) == {f"list_too_long:{SALES}", "list_too_long:accounts"}


def mail_hit(domain: Domain, mail: object) -> None:
    """Gmail gives this mail, whatever it is searched for."""
    key = "m000000000099"
    domain.mails[SALES][key] = mail  # type: ignore[assignment]
    domain.refusing["gmail.users.messages.list"] = lambda: {"messages": [{"id": key, "threadId": key}]}


@pytest.mark.parametrize("name", ["lista.pdf", ""])
def test_it_says_of_a_mail_that_what_is_attached_was_not_compared(domain: Domain, name: str) -> None:
    whole = MIMEMultipart()
    whole["From"], whole["To"], whole["Subject"] = "pekka@example.net", SALES, "Lista"
    whole.attach(MIMEText("Liitteen\u00e4.", "plain", "utf-8"))
    part = MIMEApplication(b"%PDF " + ANNA.email.encode(), "pdf")
    if name:
        part.add_header("Content-Disposition", "attachment", filename=name)
    whole.attach(part)
    mail_hit(domain, whole)
    records = _found(domain.connector(**ONLY_MAIL))
    assert ([(one.match, one.owner) for one in records], unread(records)) == ([(Match.MENTION, "")], [True])


@pytest.mark.parametrize(
    ("text", "charset", "compared"),
    [
        ("sana " * 45_000 + ANNA.email, "utf-8", True),
        ("sana " * 450_000 + ANNA.email, "utf-8", False),
        (f"Kysy {ANNA.email}", "utf-16", True),
    ],
)
def test_it_compares_a_mail_to_its_end_or_says_that_it_did_not(
    domain: Domain, text: str, charset: str, compared: bool
) -> None:
    mail = MIMEText(text, "plain", charset)
    mail["From"], mail["To"], mail["Subject"] = "pekka@example.net", SALES, "Ketju"
    mail_hit(domain, mail)
    assert unread(_found(domain.connector(**ONLY_MAIL))) == [not compared]


def test_it_passes_over_what_gmail_hit_and_that_was_compared_whole(domain: Domain) -> None:
    mail_hit(domain, MIMEText(f"x{ANNA.email}", "plain", "utf-8"))
    assert _found(domain.connector(**ONLY_MAIL)) == []


# Drive.


def test_it_says_that_drive_did_not_search_everything(domain: Domain) -> None:
    domain.incomplete = True
    assert drained(domain.connector(**ONLY_DRIVE))[1] == [f"search_incomplete:{SALES}"]


def test_it_judges_files_by_whose_they_are(domain: Domain) -> None:
    theirs = domain.add_file("oma", "text/plain", b"x", owner=ANNA.email, shared=[SALES])
    seen = domain.add_file("jaettu", "text/plain", b"x", owner=SALES, shared=[ANNA.email, "x@example.net"])
    speaks = domain.add_file("muistio", "text/plain", f"Soita {ANNA.email}.".encode(), owner=SALES)
    domain.add_file("muistio", "text/plain", f"Soita x{ANNA.email}.evil".encode(), owner=SALES)
    unread = domain.add_file("kuva.pdf", "application/pdf", f"x{ANNA.email}".encode(), owner=SALES)
    records = {one.key.split("/")[1]: one for one in _found(domain.connector(**ONLY_DRIVE))}
    assert {key: one.match for key, one in records.items()} == {
        theirs: Match.EXACT, seen: Match.PROBABLE, speaks: Match.MENTION, unread: Match.MENTION,
    }  # fmt: skip
    assert "x@example.net" in records[seen].others
    assert [key for key, one in records.items() if any(part.name == "not_compared" for part in one.fields)] == [unread]


def unread(records: list[Record]) -> list[bool]:
    """Of each, whether it says that nobody compared it."""
    return [any(part.name == "not_compared" for part in one.fields) for one in records]


def hit(domain: Domain, key: str) -> None:
    """Drive gives this file, whatever it is searched for."""
    domain.refusing["drive.files.list"] = lambda: {"files": [domain.files[key]], "incompleteSearch": False}


def test_it_compares_every_table_of_a_spreadsheet(domain: Domain) -> None:
    first = "Numero,Kaupunki\n1,Turku"
    domain.add_sheet("Asiakkaat", first, f"Osoite\n{ANNA.email}", owner=SALES)
    records = _found(domain.connector(**ONLY_DRIVE))
    assert ([one.matched_by for one in records], unread(records)) == ([("email",)], [False])
    hit(domain, domain.add_sheet("Muut", first, f"Osoite\nx{ANNA.email}", owner=SALES))
    assert _found(domain.connector(**ONLY_DRIVE)) == []


@pytest.mark.parametrize("body", [b"no package", b"PK\x03\x04", b""])
def test_it_says_of_a_spreadsheet_that_it_cannot_read_that_nobody_compared_it(domain: Domain, body: bytes) -> None:
    key = domain.add_sheet("Asiakkaat", "x", owner=SALES)
    hit(domain, key)
    domain.refusing["drive.files.export"] = lambda: body
    assert unread(_found(domain.connector(**ONLY_DRIVE))) == [True]


@pytest.mark.parametrize(
    ("body", "compared"),
    [
        (b"x " * 110_000 + ANNA.email.encode(), True),
        (f"Nimi\t{ANNA.email}".encode("utf-16"), True),
        (f"Nimi\t{ANNA.email}".encode("utf-16-le"), True),
        (f"Hyv\u00e4\u00e4 {ANNA.email}".encode("cp1252"), True),
        (f"Hyv\u00e4\u00e4 x{ANNA.email}".encode("cp1252"), False),
        (b"x " * 1_200_000 + ANNA.email.encode(), False),
    ],
)
def test_it_compares_a_text_whole_or_says_that_it_did_not(domain: Domain, body: bytes, compared: bool) -> None:
    hit(domain, domain.add_file("loki.txt", "text/plain", body, owner=SALES))
    assert unread(_found(domain.connector(**ONLY_DRIVE))) == [not compared]


@pytest.mark.parametrize("at", [199_990, 200_000, 200_005, 399_000])
def test_it_takes_no_part_of_an_address_for_it_where_a_long_text_is_cut(domain: Domain, at: int) -> None:
    filler = "sana " * (at // 5)
    for said, matched in ((ANNA.email, True), (f"x{ANNA.email}", False), (f"{ANNA.email}.evil", False)):
        text = f"{filler}{'a' * 1500}{said} {filler}" if said.startswith("x") else f"{filler}{said} {filler}"
        hit(domain, domain.add_file("loki.txt", "text/plain", text.encode(), owner=SALES))
        assert bool(_found(domain.connector(**ONLY_DRIVE))) == matched


def test_it_says_of_slides_that_their_notes_were_not_compared(domain: Domain) -> None:
    hit(domain, domain.add_file("Esitys", "application/vnd.google-apps.presentation", b"x", owner=SALES))
    assert unread(_found(domain.connector(**ONLY_DRIVE))) == [True]


def test_it_names_a_file_once_though_two_accounts_see_it(domain: Domain) -> None:
    key = domain.add_file("jaettu", "text/plain", b"x", owner=SALES, shared=[ANNA.email, BOSS])
    domain.viewers[key].add(BOSS)
    records = _found(domain.connector(**ONLY_DRIVE, accounts=f"{SALES} {BOSS}"))
    assert [one.key for one in records] == [f"{SALES}/{key}"]


def test_it_trashes_its_own_files_and_leaves_others_to_a_person(domain: Domain) -> None:
    mine = domain.add_file("jaettu", "text/plain", b"x", owner=SALES, shared=[ANNA.email])
    theirs = domain.add_file("oma", "text/plain", b"x", owner=ANNA.email, shared=[SALES])
    connector = domain.connector(**ONLY_DRIVE)
    targets = targets_of(_found(connector))
    assert connector.preview(targets).counts == {"deleted:file": 1}
    with pytest.raises(Permanent, match="rest_by_hand"):
        connector.erase(targets, "op-1")
    assert (domain.files[mine]["trashed"], domain.files[theirs]["trashed"]) == (True, False)
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase(targets, "op-1")
    assert not connector.erased(targets)
    assert connector.erased([one for one in targets if one.key.endswith(mine)])


def test_it_exports_googles_own_kinds(domain: Domain) -> None:
    kind = "application/vnd.google-apps.document"
    key = domain.add_file("Muistio", kind, f"Soita {ANNA.email}".encode(), owner=SALES)
    form = domain.add_file("Kysely", "application/vnd.google-apps.form", f"{ANNA.email}".encode(), owner=SALES)
    records = {one.key.split("/")[1]: one for one in _found(domain.connector(**ONLY_DRIVE))}
    document = records[key].document
    assert document is not None
    assert (document.name, document.media_type) == ("Muistio.odt", "application/vnd.oasis.opendocument.text")
    assert b"".join(domain.connector().export("file", f"{SALES}/{key}")) == domain.bodies[key]
    assert records[form].document is None
    with pytest.raises(Permanent, match="no_document"):
        list(domain.connector().export("file", f"{SALES}/{form}"))
    domain.refusing["drive.files.export"] = Said(403, "exportSizeLimitExceeded")
    with pytest.raises(Permanent, match="too_much"):
        list(domain.connector().export("file", f"{SALES}/{key}"))


def test_it_says_that_a_file_came_in_part(domain: Domain) -> None:
    key = domain.add_file("jaettu.pdf", "application/pdf", b"%PDF-1.7", owner=SALES)
    domain.bodies[key] = b"%PDF"
    with pytest.raises(RetryLater, match="cut"):
        list(domain.connector().export("file", f"{SALES}/{key}"))


# Settings.


@pytest.mark.parametrize(
    "wrong",
    [
        {"accounts": ""}, {"accounts": "*"}, {"accounts": "*", "admin": "nobody"}, {"accounts": "sales"},
        {"accounts": f"{SALES}/../x@y.example"}, {"key": "{}"}, {"key": "x"}, {"key": "[]"},
        {"key": '{"type": "authorized_user"}'},
        {"key": '{"type": "service_account", "client_email": "x", "private_key": "y"}'}, {"deletion": "maybe"},
        {"contacts": "no", "mail": "no", "drive": "no"},
    ],
)  # fmt: skip
def test_it_refuses_settings_that_do_not_fit(domain: Domain, wrong: dict[str, str]) -> None:
    with pytest.raises(Permanent, match="settings_incomplete"):
        domain.config(**wrong)
