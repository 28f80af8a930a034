"""Every table, in one room: columns and relationships, no behaviour.

`InController` rows belong to one controller, `InRequest` rows to one request of it, and
`InCategory` rows to one data category (or `unsorted`). The door reads these three words.
A class with `is_case_row` may not change without an event in the same commit.
Sealed columns hold AES-GCM bytes bound to their row; see `storage.sealing`.
"""

import secrets
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as naive UTC on both stores."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without a zone; a naive moment is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        return None if value is None else value.replace(tzinfo=UTC)


def new_id() -> str:
    """128 random bits as hex: ids are made before the row is written, so that seals can name them."""
    return secrets.token_hex(16)


class Base(DeclarativeBase):
    """The declarative base."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String(200),
        datetime: UTCDateTime(),
        date: Date(),
        bytes: LargeBinary(),
        bool: Boolean(),
        int: Integer(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        list[str]: JSON(),
    }


class Row:
    """An id of our own making."""

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)


class InController:
    """A row of one controller."""

    is_case_row: ClassVar[bool] = False

    @declared_attr
    def controller_id(cls) -> Mapped[str]:  # noqa: N805  # SQLAlchemy's declared_attr takes the class
        """The controller."""
        return mapped_column(String(32), ForeignKey("controller.id"), index=False)


class InRequest(InController):
    """A row of one request; the composite key keeps it with the request's controller."""

    is_case_row: ClassVar[bool] = True
    request_id: Mapped[str] = mapped_column(String(32), index=True)


def _request_key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["controller_id", "request_id"], ["subject_request.controller_id", "subject_request.id"], ondelete="CASCADE"
    )


class InCategory:
    """A row of one data category, or `unsorted`."""

    category: Mapped[str] = mapped_column(String(80), default="unsorted")


# ---- house tables ----------------------------------------------------------------------------------------


class Controller(Row, Base):
    """Who answers for its registers; the slug is its address.

    What it asks of its staff's sessions is null where it asks for nothing beyond what holds for all.
    """

    __tablename__ = "controller"
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    legal_name: Mapped[str]
    trade_name: Mapped[str]
    country: Mapped[str] = mapped_column(String(2))
    region: Mapped[str] = mapped_column(String(10), default="")
    time_zone: Mapped[str] = mapped_column(String(60))
    languages: Mapped[list[str]]
    domains: Mapped[list[str]] = mapped_column(default=list)
    accent: Mapped[str] = mapped_column(String(7))
    logo: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    undo_hours: Mapped[int] = mapped_column(default=24, server_default="24")
    second_person: Mapped[bool] = mapped_column(default=False, server_default=false())
    needs_factor: Mapped[bool | None]
    idle_minutes: Mapped[int | None]
    session_hours: Mapped[int | None]


class DataKey(Row, Base):
    """A wrapped key: of a request (its id), of a controller or of the installation for one purpose."""

    __tablename__ = "data_key"
    __table_args__ = (UniqueConstraint("controller_id", "request_id", "purpose"),)
    controller_id: Mapped[str | None] = mapped_column(String(32), index=True)
    request_id: Mapped[str | None] = mapped_column(String(32), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    wrapped: Mapped[bytes | None]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]


class Staff(Row, Base):
    """Someone who signs in; name and address sealed with the installation's key, found by mark."""

    __tablename__ = "staff"
    email_mark: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    sealed: Mapped[bytes]
    password_hash: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Membership(Row, Base):
    """What a member of staff is at one controller; `categories` and `registers` are null without a limit of theirs."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("staff_id", "controller_id"),)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    categories: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    registers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The keys of the registers that it is limited to."""
    sso_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it is reached by the controller's single sign-on alone, and by no password."""
    introduced_at: Mapped[datetime | None]
    """When they put away the first steps that the pages of a request explain."""


class StaffSession(Row, Base):
    """One signed-in browser; the id is the fingerprint of the secret in its cookie.

    Sealed with the installation's key: browser and system in words, and a keyed mark of the network, never an address.
    `shown_at` is when password or factor was shown last.
    """

    __tablename__ = "staff_session"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    controller_id: Mapped[str | None] = mapped_column(ForeignKey("controller.id"))
    """Set where it came by a controller's single sign-on: it reaches that one alone, and rests on `SsoSession`."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    sealed: Mapped[bytes | None]


class StaffFactor(Row, Base):
    """A second factor of somebody who signs in: an authenticator app (`app`) or a `passkey`.

    Its name and an app's secret are sealed with the installation's key; a passkey's public key is public. `counter` is
    the last time step of an app's code, or the passkey's own count of signatures: neither goes back.
    """

    __tablename__ = "staff_factor"
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    sealed: Mapped[bytes]
    credential: Mapped[bytes | None] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes | None]
    counter: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Row, Base):
    """One of the codes that stand in for a lost factor, as a keyed mark; each works once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("staff_id", "mark"),)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    used_at: Mapped[datetime | None]


class PendingSignIn(Row, Base):
    """What a browser has begun and not ended: a password shown before its factor, a passkey's challenge, or a form.

    The id is the fingerprint of a secret in the browser's cookie, as that of a session is. Rows live for minutes.
    """

    __tablename__ = "pending_sign_in"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"), index=True)
    sealed: Mapped[bytes]
    tries: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SignOn(Row, Base):
    """The identity provider that a controller's staff may come by; its client secret sealed with the controller's key.

    `own` is false where the installation's provider is used: issuer, client and secret are then the settings'.
    """

    __tablename__ = "sign_on"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), unique=True)
    own: Mapped[bool]
    name: Mapped[str] = mapped_column(String(60))
    issuer: Mapped[str] = mapped_column(String(500))
    client_id: Mapped[str]
    scopes: Mapped[str]
    groups_claim: Mapped[str] = mapped_column(String(100))
    places: Mapped[list[Any]]
    """Which group is what: `group`, `role`, `categories` and `registers`, the first that fits counts."""
    domains: Mapped[list[str]]
    """Whose addresses are led here from the sign-in page."""
    passwords: Mapped[bool]
    """Whether who comes this way may go on to sign in with a password too."""
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class StaffIdentity(Row, Base):
    """Who of the staff somebody at a controller's provider is; found by a keyed mark of issuer and subject."""

    __tablename__ = "staff_identity"
    __table_args__ = (UniqueConstraint("controller_id", "mark"), UniqueConstraint("controller_id", "staff_id"))
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    created_at: Mapped[datetime]
    out_at: Mapped[datetime | None]
    """Since when the provider has them in no group that counts; empty again once people decide about the membership."""
    limited: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a group limits their membership to registers: only such a limit is lifted by a group."""


class SsoSession(Row, Base):
    """What a session that came by single sign-on rests on; without it the session is dead."""

    __tablename__ = "sso_session"
    id: Mapped[str] = mapped_column(String(64), ForeignKey("staff_session.id", ondelete="CASCADE"), primary_key=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), index=True)
    identity_id: Mapped[str] = mapped_column(ForeignKey("staff_identity.id"), index=True)
    sid: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)
    """A keyed mark of the provider's own id of the session, where it gave one."""
    sealed: Mapped[bytes]
    """The provider's tokens, with the installation's key."""
    asked_at: Mapped[datetime]
    """When the provider was asked last, and below when it last answered."""
    answered_at: Mapped[datetime]


class LimitCount(Base):
    """A counter of the rate and mail limits, shared between processes; keys are marks."""

    __tablename__ = "limit_count"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Job(Row, Base):
    """Work that follows from a commit, written in it. Payloads hold ids and codes only."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_ready", "finished_at", "lane", "due_at"),)
    lane: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    controller_id: Mapped[str | None] = mapped_column(String(32), index=True)
    request_id: Mapped[str | None] = mapped_column(String(32), index=True)
    dedupe: Mapped[str | None] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_by: Mapped[str | None] = mapped_column(String(60))
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(80))


# ---- tables of a controller ------------------------------------------------------------------------------


class RegisterVersion(Row, InController, Base):
    """One version of a register document."""

    __tablename__ = "register_version"
    __table_args__ = (UniqueConstraint("controller_id", "register_key", "number"),)
    register_key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    valid_from: Mapped[datetime]
    actor: Mapped[str | None] = mapped_column(String(60))
    published_at: Mapped[datetime | None]
    """By whom and when it was published, which may be before it holds; null where nobody wrote it down."""


class RegisterDraft(Row, InController, Base):
    """One state of the next version of a register; the newest one is the draft, while it is open.

    Each save is a row, so that whoever saves over an older state is told what came between. Revisions of a register
    only go up, from one draft to the next too. Like a version it is the controller's own text, and not sealed.
    """

    __tablename__ = "register_draft"
    __table_args__ = (UniqueConstraint("controller_id", "register_key", "revision"),)
    register_key: Mapped[str] = mapped_column(String(60))
    revision: Mapped[int]
    base: Mapped[int]
    """The number of the version that it was begun from; 0 where there was none."""
    document: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(12))
    """`open` while it is worked on; the last one of a draft is `published` or `put_away`."""
    actor: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class LetterWording(Row, InController, Base):
    """One version of the controller's own words for a kind of letter in one language; none is ever written over.

    Like a register's document it is the controller's own text for the public, and not sealed.
    """

    __tablename__ = "letter_wording"
    __table_args__ = (UniqueConstraint("controller_id", "language", "kind", "number"),)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    body: Mapped[dict[str, Any]]
    is_standard: Mapped[bool]
    actor: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class Connection(Row, InController, Base):
    """A configured system; settings sealed with the controller's key."""

    __tablename__ = "connection"
    __table_args__ = (UniqueConstraint("controller_id", "system"),)
    system: Mapped[str] = mapped_column(String(60))
    connector: Mapped[str] = mapped_column(String(60))
    sealed: Mapped[bytes]
    paused_at: Mapped[datetime | None]
    paused_why: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]
    refused_at: Mapped[datetime | None]
    """When it last refused our credentials; it was asked again since it is paused."""
    changed_at: Mapped[datetime | None]
    """When its settings were saved last; a fault of older settings pauses nothing."""
    seen_at: Mapped[datetime | None]
    """When the system last did what it was asked."""
    failing_at: Mapped[datetime | None]
    """Since when it does not; empty once it does again."""
    fault: Mapped[str | None] = mapped_column(String(80))
    waits_until: Mapped[datetime | None]
    """Until when the system takes no more calls, as it said itself."""
    checked_at: Mapped[datetime | None]
    troubles: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The codes of the last check: what it found wrong, as `code` or `code:place`."""
    looked_at: Mapped[datetime | None]
    """When it was last looked through, to its end, for what had been erased or must not be marketed to."""
    look_fault: Mapped[str | None] = mapped_column(String(80))
    """Why the last look came to no end."""
    revived: Mapped[int | None]
    """How many steps that had failed went on by themselves since its settings were saved."""


class ConnectionDraft(Row, InController, Base):
    """Settings that are being tried out, with what came of it, sealed; nothing of it lives longer than an hour.

    `act` is what the worker is to do with it: `try`, `tables` (read the schema), `person` (search for one). `state`
    is `waiting` or `done`; `fault` says in a code why nothing came of it.
    """

    __tablename__ = "connection_draft"
    __table_args__ = (Index("ix_connection_draft_controller_id", "controller_id", "system"),)
    system: Mapped[str] = mapped_column(String(60))
    connector: Mapped[str] = mapped_column(String(60))
    act: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    fault: Mapped[str | None] = mapped_column(String(200))
    sealed: Mapped[bytes]
    staff_id: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Suppression(InController, Base):
    """A keyed hash of an address or number that is not to be marketed to; outlives its request."""

    __tablename__ = "suppression"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(60), primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]


class ConsentAnew(Row, InController, Base):
    """That somebody on the suppression list asked for marketing again: what shows the consent (Art 7(1))."""

    __tablename__ = "consent_anew"
    __table_args__ = (Index("ix_consent_anew_mark", "controller_id", "mark"),)
    mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    kind: Mapped[str] = mapped_column(String(10))
    channels: Mapped[list[str]] = mapped_column(JSON)
    given_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(20))
    """`form`, `mail`, `phone`, `letter`, `in_person`, or `link` where they pressed it themselves."""
    sealed: Mapped[bytes]
    """The contact, and the note of whoever wrote it down."""
    staff_id: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]


class ErasureEntry(Row, InController, Base):
    """A keyed hash of what was erased (`storage.ledger`), so that it is known again when it comes back."""

    __tablename__ = "erasure_entry"
    system: Mapped[str] = mapped_column(String(60))
    mark: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    created_at: Mapped[datetime]


class Returned(Row, InController, Base):
    """Somebody whose erased records are in their system again, sealed with the controller's key.

    `restored` where a record is back under its own key, as from a backup; else the person is there anew, by an
    imported file or of their own will. `state` is `open`, `waiting` (for the machine to erase it again) or `failed`.
    """

    __tablename__ = "returned"
    __table_args__ = (UniqueConstraint("controller_id", "system", "owner_mark"),)
    system: Mapped[str] = mapped_column(String(60))
    owner_mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    restored: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12))
    fault: Mapped[str | None] = mapped_column(String(80))
    sealed: Mapped[bytes]
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When a look saw it last."""


class ChainSeal(InController, Base):
    """A checkpoint: the heads of the chains that changed since the last one, chained in turn."""

    __tablename__ = "chain_seal"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    heads: Mapped[list[Any]]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class StaffMail(Row, InController, Base):
    """A digest of reminders to a member of staff, one a day; its address is that of the account when it goes."""

    __tablename__ = "staff_mail"
    __table_args__ = (UniqueConstraint("controller_id", "staff_id", "day"),)
    staff_id: Mapped[str] = mapped_column(String(32))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    """As of `Mail`: `waiting`, `sending`, `retrying`, `unknown`, `sent`, `bounced`, `withheld`."""
    fault: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Invitation(Row, InController, Base):
    """Somebody who is to join the staff; the link is derived from the id. Name and address: the controller's key.

    One that is sent anew is another row, so that the link that went before is dead.
    """

    __tablename__ = "invitation"
    __table_args__ = (Index("ix_invitation_controller_id", "controller_id", "created_at"),)
    email_mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    role: Mapped[str] = mapped_column(String(20))
    categories: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    language: Mapped[str] = mapped_column(String(2))
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was taken back or sent anew, or they became a member in another way, or were ended."""
    state: Mapped[str] = mapped_column(String(12))
    """Of its mail, as of `Mail`."""
    fault: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    registers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """As of the membership that it is for."""


class SetupLink(Row, Base):
    """A link by which somebody sets up one new company; it is derived from the id, and works once."""

    __tablename__ = "setup_link"
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Setup(Row, InController, Base):
    """How far a company's owner has come in setting it up: the notice as it was given, what was read, what was said.

    Sealed with the controller's key. `version` moves on with each save, so that nobody saves over what they have not
    seen.
    """

    __tablename__ = "setup"
    __table_args__ = (UniqueConstraint("controller_id"),)
    version: Mapped[int]
    sealed: Mapped[bytes]
    actor: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class Logo(Row, InController, Base):
    """A company's logo as its pages show it: a PNG, for everybody to see."""

    __tablename__ = "logo"
    __table_args__ = (UniqueConstraint("controller_id"),)
    png: Mapped[bytes]
    at: Mapped[datetime]


class SavedView(Row, InController, Base):
    """A view of the queue: its name and filters, sealed with the controller's key; `shared` is seen by every member."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_controller_id", "controller_id", "staff_id"),)
    staff_id: Mapped[str] = mapped_column(String(32))
    shared: Mapped[bool]
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]


class StaffChoice(Row, InController, Base):
    """What a member of staff chose for themselves at one controller."""

    __tablename__ = "staff_choice"
    __table_args__ = (UniqueConstraint("controller_id", "staff_id"),)
    staff_id: Mapped[str] = mapped_column(String(32))
    view_id: Mapped[str | None] = mapped_column(String(32))
    """The saved view with which the queue opens."""
    digest: Mapped[str] = mapped_column(String(10), default="daily")
    """`daily`, `weekly` or `off`."""
    shortcuts: Mapped[bool] = mapped_column(default=True)
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    """The last day away."""
    stand_in_id: Mapped[str | None] = mapped_column(String(32))


class ProcessorContact(Row, InController, Base):
    """Where the processor behind a system is asked, and in which language; sealed with the controller's key."""

    __tablename__ = "processor_contact"
    __table_args__ = (UniqueConstraint("controller_id", "system"),)
    system: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class ProcessorLetter(Row, InController, Base):
    """What one processor is asked with one link, for one person or several; the link is derived from the id.

    It holds nothing of a person: its address, sealed with the controller's key, is the processor's.
    """

    __tablename__ = "processor_letter"
    __table_args__ = (
        UniqueConstraint("controller_id", "system", "slot"),
        UniqueConstraint("number"),
        Index("ix_processor_letter_state", "controller_id", "state"),
    )
    number: Mapped[str] = mapped_column(String(20))
    """What the letter is called in mails and in the address of its page."""
    system: Mapped[str] = mapped_column(String(60))
    slot: Mapped[str] = mapped_column(String(60))
    """Its day, of which a processor has one; or the step of a letter that goes alone."""
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(12))
    """`gathering`, `open`, `over` once all is answered, or `ended` before that."""
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    due: Mapped[date]
    """The first day by which something of it is to be answered."""
    expires_at: Mapped[datetime]


class ProcessorMail(Row, InController, Base):
    """A mail with the link of a letter to a processor, one of each stage."""

    __tablename__ = "processor_mail"
    __table_args__ = (UniqueConstraint("letter_id", "stage"),)
    letter_id: Mapped[str] = mapped_column(ForeignKey("processor_letter.id", ondelete="CASCADE"))
    stage: Mapped[str] = mapped_column(String(12))
    """`ask`, `half_time` or `last_day`."""
    state: Mapped[str] = mapped_column(String(12))
    """As of `Mail`."""
    fault: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Stream(InController, Base):
    """The head of a controller's own chain, for events of no request."""

    __tablename__ = "stream"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), primary_key=True)
    chain_number: Mapped[int] = mapped_column(default=0)
    chain_digest: Mapped[str] = mapped_column(String(64), default="")
    sealed_number: Mapped[int] = mapped_column(default=0)


# ---- case tables -----------------------------------------------------------------------------------------


class SubjectRequest(Row, InController, Base):
    """One data-subject request. `sealed` holds the requester's name, contacts and answers."""

    __tablename__ = "subject_request"
    __table_args__ = (
        UniqueConstraint("controller_id", "id"),
        UniqueConstraint("reference"),
        Index("ix_subject_request_queue", "controller_id", "group", "safe", "received_at", "reference"),
        Index("ix_subject_request_hand", "controller_id", "assignee_id", "group", "safe", "received_at", "reference"),
        Index("ix_subject_request_status", "controller_id", "group", "status", "safe", "received_at", "reference"),
        Index("ix_subject_request_stand", "controller_id", "id", "status"),
        Index(
            "ix_subject_request_channel",
            "controller_id",
            "group",
            "channel",
            "safe",
            "received_at",
            "reference",
            sqlite_where=text("channel != 'web'"),
            postgresql_where=text("channel != 'web'"),
        ),
        Index(
            "ix_subject_request_extended",
            "controller_id",
            "group",
            "safe",
            "received_at",
            "reference",
            sqlite_where=text("extended_at IS NOT NULL"),
            postgresql_where=text("extended_at IS NOT NULL"),
        ),  # fmt: skip
        Index("ix_subject_request_chain", "controller_id", "chain_open"),
        Index("ix_subject_request_count", "controller_id", "to_count", "id"),
    )
    is_case_row: ClassVar[bool] = True
    reference: Mapped[str] = mapped_column(String(20))
    register_version_id: Mapped[str] = mapped_column(ForeignKey("register_version.id"))
    rights: Mapped[list[str]]
    channel: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    received_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(20))
    group: Mapped[str] = mapped_column(String(12))
    """The queue's collapsed form of status: `unconfirmed`, `open`, `closed`."""
    resolution: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    deadline: Mapped[dict[str, Any]]
    due: Mapped[date]
    safe: Mapped[date]
    confirmed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    """When the person pressed "Send request" after the questions."""
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    """When the letter of extension was released (Art 12(3))."""
    purged_at: Mapped[datetime | None]
    """When the case file went: reference, rights, dates and resolution are what is left."""
    assignee_id: Mapped[str | None] = mapped_column(String(32))
    """Who of the staff has it in hand."""
    to_post: Mapped[str | None] = mapped_column(String(40))
    """The kind of mail whose news waits to be printed and posted: its person has no mailbox."""
    plan_digest: Mapped[str | None] = mapped_column(String(64))
    findings: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes]
    chain_number: Mapped[int] = mapped_column(default=0)
    chain_digest: Mapped[str] = mapped_column(String(64), default="")
    chain_open: Mapped[bool] = mapped_column(default=True)
    undo_until: Mapped[datetime | None]
    """Until when the erasure that was decided waits; null where none waits any more."""
    second_after: Mapped[str | None] = mapped_column(String(60))
    """Who decided the erasure that waits for a second person, as events name them."""
    to_count: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Something happened to it since it was counted for the reports."""


class Visit(Row, InRequest, InCategory, Base):
    """A sealed draft of what the person is typing."""

    __tablename__ = "visit"
    __table_args__ = (_request_key(), UniqueConstraint("request_id"))
    is_case_row: ClassVar[bool] = False
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class Grant(Row, InRequest, Base):
    """A browser that may see a request: `start` where it began, `proven` after the mailbox was shown."""

    __tablename__ = "browser_grant"
    __table_args__ = (_request_key(), UniqueConstraint("request_id", "browser"))
    is_case_row: ClassVar[bool] = False
    browser: Mapped[str] = mapped_column(String(64), index=True)
    reference: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    fresh_until: Mapped[datetime | None]


class Proof(Row, InRequest, Base):
    """A mailbox to be shown: the link and the code are derived from the id."""

    __tablename__ = "proof"
    __table_args__ = (_request_key(),)
    purpose: Mapped[str] = mapped_column(String(20))
    browser: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(String(64))
    ended_at: Mapped[datetime | None]


class Evidence(Row, InRequest, InCategory, Base):
    """What was shown of the identity, by rung of the ladder (Art 12(6))."""

    __tablename__ = "evidence"
    __table_args__ = (_request_key(),)
    rung: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))


class Inquiry(Row, InRequest, InCategory, Base):
    """What was asked of the person before going on: more proof of who it is (Art 12(6)), or what it is about."""

    __tablename__ = "inquiry"
    __table_args__ = (_request_key(),)
    doubt: Mapped[str] = mapped_column(String(40))
    means: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes]
    proof_id: Mapped[str | None] = mapped_column(String(32))
    """The proof whose code was told by phone or goes by post."""
    asked_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    posted_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    """`enough`, `not_enough` or `dropped`; none while it is open."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(60))


class Step(Row, InRequest, InCategory, Base):
    """One (system, capability, record) of a request, with its outcome."""

    __tablename__ = "step"
    __table_args__ = (
        _request_key(),
        Index("ix_step_place", "request_id", "position"),
        Index("ix_step_state", "controller_id", "state", "request_id", "asked_at", "due"),
    )
    position: Mapped[int]
    system: Mapped[str] = mapped_column(String(60))
    capability: Mapped[str] = mapped_column(String(20))
    right: Mapped[str] = mapped_column(String(20))
    performer: Mapped[str] = mapped_column(String(20))
    """`machine`, `staff` or `processor`."""
    state: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(40))
    """`found`, `nothing`, `done`, `already`, `cannot`, ... a code for words."""
    fault: Mapped[str | None] = mapped_column(String(80))
    due: Mapped[date | None]
    asked_at: Mapped[datetime | None]
    """When the processor was asked by letter; none where nobody was, or where the letter was withdrawn."""
    searched: Mapped[int] = mapped_column(default=0)
    count: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]


class ProcessorAsk(Row, InRequest, InCategory, Base):
    """That a letter asks a processor to do one step."""

    __tablename__ = "processor_ask"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("letter_id", "step_id"),
        Index("ix_processor_ask_step", "step_id"),
    )
    step_id: Mapped[str] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"))
    letter_id: Mapped[str] = mapped_column(ForeignKey("processor_letter.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    """When its page was opened first."""
    opens: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(12))
    """`answered`, `withdrawn` or `replaced` by another letter."""


class Attempt(Row, InRequest, Base):
    """One try of a step or a mail, written before going outside; without `ended_at` its outcome is unknown."""

    __tablename__ = "attempt"
    __table_args__ = (_request_key(),)
    is_case_row: ClassVar[bool] = False
    subject_id: Mapped[str] = mapped_column(String(32), index=True)
    number: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    fault: Mapped[str | None] = mapped_column(String(80))


class Finding(Row, InRequest, InCategory, Base):
    """A record found; `record_mark` keeps a repeated search from writing it twice."""

    __tablename__ = "finding"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("request_id", "record_mark"),
        Index("ix_finding_place", "request_id", "category", "system", "position", "id"),
    )
    step_id: Mapped[str] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"))
    system: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    match: Mapped[str] = mapped_column(String(12))
    matched_by: Mapped[list[str]]
    owner_mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    record_mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    verdict: Mapped[str] = mapped_column(String(12))
    ground: Mapped[str | None] = mapped_column(String(40))
    sealed: Mapped[bytes]
    found_at: Mapped[datetime]
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[str | None] = mapped_column(String(60))


class Decision(Row, InRequest, InCategory, Base):
    """What was decided for one right and category, over the plan with this digest."""

    __tablename__ = "decision"
    __table_args__ = (_request_key(), UniqueConstraint("request_id", "right", "category"))
    right: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str | None] = mapped_column(String(40))
    kept_until: Mapped[date | None]
    plan_digest: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes | None]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))


class Approval(Row, InRequest, InCategory, Base):
    """That a second person looked at what was decided or is to be given: `erasure` or `release`, of this digest."""

    __tablename__ = "approval"
    __table_args__ = (_request_key(),)
    kind: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))


class Restriction(Row, InRequest, InCategory, Base):
    """Data of one owner in one system that is only stored (Art 18(2)); its lifting is announced first (18(3))."""

    __tablename__ = "restriction"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("request_id", "system", "owner_mark"),
        Index("ix_restriction_owner", "controller_id", "owner_mark", "lifted_at"),
    )
    system: Mapped[str] = mapped_column(String(60))
    owner_mark: Mapped[bytes] = mapped_column(LargeBinary(16))
    """The same for every request of the controller, so that each of them meets it."""
    ground: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes]
    since: Mapped[datetime]
    announced_at: Mapped[datetime | None]
    lifts_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]


class Fee(Row, InRequest, InCategory, Base):
    """A reasonable fee (Art 12(5)(a), 15(3)): why, its facts and its calculation are sealed."""

    __tablename__ = "fee"
    __table_args__ = (_request_key(), UniqueConstraint("request_id"))
    state: Mapped[str] = mapped_column(String(12))
    """`announced`, `agreed`, `paid` or `waived`."""
    sealed: Mapped[bytes]
    announced_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class Message(Row, InRequest, InCategory, Base):
    """A message of the thread, or a note that only staff see."""

    __tablename__ = "message"
    __table_args__ = (_request_key(), Index("ix_message_thread", "request_id", "at"))
    author: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    """`person`, `staff` or `note`."""
    sealed: Mapped[bytes]
    at: Mapped[datetime]


class Mail(Row, InRequest, Base):
    """A mail written with its cause; address and values sealed, the same Message-ID on each try."""

    __tablename__ = "mail"
    __table_args__ = (_request_key(),)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    proof_id: Mapped[str | None] = mapped_column(String(32))
    message_id: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12))
    """`waiting`, `sending`, `retrying`, `sent`, `unknown`, `bounced`, `withheld`."""
    fault: Mapped[str | None] = mapped_column(String(80))
    sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Upload(Row, InRequest, InCategory, Base):
    """A sealed file: an attachment of a message, or a part of an answer."""

    __tablename__ = "upload"
    __table_args__ = (_request_key(),)
    message_id: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    """`attachment`, `package`, `found` for what a processor sent, or `identity` for a copy that goes once seen."""
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes]
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Letter(Row, InRequest, InCategory, Base):
    """A letter composed for the person; sealed, released once."""

    __tablename__ = "letter"
    __table_args__ = (_request_key(),)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    sealed: Mapped[bytes]
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class Package(Row, InRequest, InCategory, Base):
    """The answer's ZIP: seen and downloaded after a fresh code, removed when it expires."""

    __tablename__ = "package"
    __table_args__ = (_request_key(),)
    upload_id: Mapped[str] = mapped_column(ForeignKey("upload.id"))
    manifest_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class SearchMark(InController, InCategory, Base):
    """A keyed mark of a folded word or prefix; the key's order serves the queue's order."""

    __tablename__ = "search_mark"
    __table_args__ = (_request_key(), Index("ix_search_mark_request", "request_id"))
    controller_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    group: Mapped[str] = mapped_column(String(12), primary_key=True)
    safe: Mapped[date] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    category: Mapped[str] = mapped_column(String(80), primary_key=True)


class Reminder(Row, InRequest, Base):
    """That a stage of a request's time was said to one of the staff; `mail_id` is the digest that carried it.

    `counted_to` is the date that it counts to, so that a moved date has stages of its own; for a fee without an
    answer, the day on which it was announced, for what waits for a second person that of the decision, and for a
    message the day on which it came.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("request_id", "staff_id", "stage", "counted_to"),
        Index("ix_reminder_waiting", "controller_id", "mail_id", "staff_id"),
    )
    is_case_row: ClassVar[bool] = False
    staff_id: Mapped[str] = mapped_column(String(32))
    stage: Mapped[str] = mapped_column(String(30))
    """`two_thirds`, `three_days`, `one_day`, `overdue:YYYY-MM-DD`, `step` of theirs, `fee`, `second:DIGEST`, or
    `message:ID`."""
    counted_to: Mapped[date]
    mail_id: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[datetime]


class Hold(Row, InRequest, Base):
    """The owner holds a closed case back from its purge; the reason is sealed."""

    __tablename__ = "hold"
    __table_args__ = (_request_key(),)
    sealed: Mapped[bytes]
    since: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None] = mapped_column(String(60))


class RequestLink(Row, InRequest, Base):
    """That a request is handled together with an earlier one of the same mailbox, which goes on; ended by an unlink."""

    __tablename__ = "request_link"
    __table_args__ = (_request_key(), Index("ix_request_link_earlier", "controller_id", "earlier_id"))
    earlier_id: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]]
    """Where the request stood, and which of its steps were stopped, so that it can go on alone."""
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    ended_at: Mapped[datetime | None]


class Draft(Row, InRequest, InCategory, Base):
    """What one of the staff is writing to the person and has not sent: each author has one of their own.

    `number` rises with each saving, `window` is the page that it was saved from last.
    """

    __tablename__ = "draft"
    __table_args__ = (_request_key(), UniqueConstraint("request_id", "staff_id"))
    is_case_row: ClassVar[bool] = False
    staff_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    window: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class DraftFile(Row, InRequest, InCategory, Base):
    """A sealed file that goes with a draft; once it is sent, an `Upload` of the same id."""

    __tablename__ = "draft_file"
    __table_args__ = (_request_key(),)
    is_case_row: ClassVar[bool] = False
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes]
    at: Mapped[datetime]


class Mention(Row, InRequest, InCategory, Base):
    """That a note speaks to one of the staff, and what became of the mail which says so."""

    __tablename__ = "mention"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("message_id", "staff_id"),
        Index("ix_mention_waiting", "controller_id", "staff_id", "seen_at"),
    )
    is_case_row: ClassVar[bool] = False
    message_id: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    staff_id: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(12))
    """As of `Mail`; `none` where an earlier mail says it already."""
    fault: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]


class Presence(Row, InRequest, Base):
    """That one of the staff has a request open; over a little while after the last sign of it."""

    __tablename__ = "presence"
    __table_args__ = (
        _request_key(),
        UniqueConstraint("request_id", "staff_id"),
        Index("ix_presence_over", "controller_id", "expires_at"),
    )
    is_case_row: ClassVar[bool] = False
    staff_id: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class MessageTemplate(Row, InController, Base):
    """Words of the controller's own for messages to persons, in its languages: a whole message, or a passage.

    Like a letter's wording it is the controller's own text, and not sealed.
    """

    __tablename__ = "message_template"
    __table_args__ = (Index("ix_message_template_kind", "controller_id", "removed_at"),)
    kind: Mapped[str] = mapped_column(String(12))
    """`whole` or `passage`."""
    number: Mapped[int]
    body: Mapped[dict[str, Any]]
    """By language: `title` and `text`."""
    actor: Mapped[str] = mapped_column(String(60))
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Event(Row, InController, Base):
    """What happened, by whom, when; chained inside its request or its controller's stream."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("controller_id", "chain", "number"),
        Index("ix_event_request", "request_id", "number"),
    )
    chain: Mapped[str] = mapped_column(String(32))
    """The request's id, or the controller's for its stream."""
    request_id: Mapped[str | None] = mapped_column(String(32))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    sealed: Mapped[bytes | None]
    body_digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


# ---- what is counted -------------------------------------------------------------------------------------


class ReportCase(InRequest, Base):
    """The facts of one request that stand in the sums, so that they can be taken out when it changes."""

    __tablename__ = "report_case"
    __table_args__ = (_request_key(),)
    is_case_row: ClassVar[bool] = False
    request_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    facts: Mapped[list[Any]]
    """Each as [measure, day, key, category or null]; before them the categories of the request."""


class ReportScope(InController, Base):
    """Which data categories a scope of `ReportCount` stands for."""

    __tablename__ = "report_scope"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(String(16), primary_key=True)
    categories: Mapped[list[str]]


class ReportCount(InController, Base):
    """How often something happened on a day (`grain` d) or in a month (`grain` m), of nobody in particular.

    `scope` is empty for all of it; else it counts the requests with just these categories, or what is one's own.
    """

    __tablename__ = "report_count"
    controller_id: Mapped[str] = mapped_column(ForeignKey("controller.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(String(16), primary_key=True)
    grain: Mapped[str] = mapped_column(String(1), primary_key=True)
    measure: Mapped[str] = mapped_column(String(12), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int]
