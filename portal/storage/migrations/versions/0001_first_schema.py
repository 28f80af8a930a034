"""The first schema."""

import sqlalchemy as sa
from alembic import op

import portal.storage.tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "controller",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("legal_name", sa.String(length=200), nullable=False),
        sa.Column("trade_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("region", sa.String(length=10), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_controller")),
        sa.UniqueConstraint("slug", name=op.f("uq_controller_slug")),
    )
    op.create_table(
        "data_key",
        sa.Column("controller_id", sa.String(length=32), nullable=True),
        sa.Column("request_id", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("destroyed_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_key")),
        sa.UniqueConstraint(
            "controller_id", "request_id", "purpose", name=op.f("uq_data_key_controller_id_request_id_purpose")
        ),
    )
    op.create_index(op.f("ix_data_key_controller_id"), "data_key", ["controller_id"], unique=False)
    op.create_index(op.f("ix_data_key_request_id"), "data_key", ["request_id"], unique=False)
    op.create_table(
        "job",
        sa.Column("lane", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=True),
        sa.Column("request_id", sa.String(length=32), nullable=True),
        sa.Column("dedupe", sa.String(length=120), nullable=True),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("due_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(length=60), nullable=True),
        sa.Column("lease_until", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("finished_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("failure", sa.String(length=80), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_job_dedupe")),
    )
    op.create_index(op.f("ix_job_controller_id"), "job", ["controller_id"], unique=False)
    op.create_index("ix_job_ready", "job", ["finished_at", "lane", "due_at"], unique=False)
    op.create_index(op.f("ix_job_request_id"), "job", ["request_id"], unique=False)
    op.create_table(
        "limit_count",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_limit_count")),
    )
    op.create_index(op.f("ix_limit_count_expires_at"), "limit_count", ["expires_at"], unique=False)
    op.create_table(
        "staff",
        sa.Column("email_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("disabled_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email_mark", name=op.f("uq_staff_email_mark")),
    )
    op.create_table(
        "chain_seal",
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_chain_seal_controller_id")),
        sa.PrimaryKeyConstraint("controller_id", "number", name=op.f("pk_chain_seal")),
    )
    op.create_table(
        "connection",
        sa.Column("system", sa.String(length=60), nullable=False),
        sa.Column("connector", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("paused_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("paused_why", sa.String(length=80), nullable=True),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_connection_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
        sa.UniqueConstraint("controller_id", "system", name=op.f("uq_connection_controller_id_system")),
    )
    op.create_table(
        "erasure_entry",
        sa.Column("system", sa.String(length=60), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_erasure_entry_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_entry")),
    )
    op.create_index(op.f("ix_erasure_entry_mark"), "erasure_entry", ["mark"], unique=False)
    op.create_table(
        "event",
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_event_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("controller_id", "chain", "number", name=op.f("uq_event_controller_id_chain_number")),
    )
    op.create_index("ix_event_request", "event", ["request_id", "number"], unique=False)
    op.create_table(
        "membership",
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("categories", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("ended_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_membership_controller_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_membership_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("staff_id", "controller_id", name=op.f("uq_membership_staff_id_controller_id")),
    )
    op.create_index(op.f("ix_membership_controller_id"), "membership", ["controller_id"], unique=False)
    op.create_index(op.f("ix_membership_staff_id"), "membership", ["staff_id"], unique=False)
    op.create_table(
        "register_version",
        sa.Column("register_key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("valid_from", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_register_version_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_version")),
        sa.UniqueConstraint(
            "controller_id",
            "register_key",
            "number",
            name=op.f("uq_register_version_controller_id_register_key_number"),
        ),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("seen_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("expires_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"], unique=False)
    op.create_table(
        "stream",
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("chain_number", sa.Integer(), nullable=False),
        sa.Column("chain_digest", sa.String(length=64), nullable=False),
        sa.Column("sealed_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_stream_controller_id")),
        sa.PrimaryKeyConstraint("controller_id", name=op.f("pk_stream")),
    )
    op.create_table(
        "suppression",
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_suppression_controller_id")),
        sa.PrimaryKeyConstraint("controller_id", "channel", "mark", name=op.f("pk_suppression")),
    )
    op.create_table(
        "subject_request",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("register_version_id", sa.String(length=32), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("received_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("group", sa.String(length=12), nullable=False),
        sa.Column("resolution", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.JSON(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("safe", sa.Date(), nullable=False),
        sa.Column("confirmed_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("asked_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("answered_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("closed_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("plan_digest", sa.String(length=64), nullable=True),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("chain_number", sa.Integer(), nullable=False),
        sa.Column("chain_digest", sa.String(length=64), nullable=False),
        sa.Column("chain_open", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_subject_request_controller_id")),
        sa.ForeignKeyConstraint(
            ["register_version_id"], ["register_version.id"], name=op.f("fk_subject_request_register_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_request")),
        sa.UniqueConstraint("controller_id", "id", name=op.f("uq_subject_request_controller_id_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_subject_request_reference")),
    )
    op.create_index("ix_subject_request_chain", "subject_request", ["controller_id", "chain_open"], unique=False)
    op.create_index(
        "ix_subject_request_queue",
        "subject_request",
        ["controller_id", "group", "safe", "received_at", "reference"],
        unique=False,
    )
    op.create_table(
        "attempt",
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("ended_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_attempt_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_attempt_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index(op.f("ix_attempt_request_id"), "attempt", ["request_id"], unique=False)
    op.create_index(op.f("ix_attempt_subject_id"), "attempt", ["subject_id"], unique=False)
    op.create_table(
        "browser_grant",
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("expires_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("fresh_until", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_browser_grant_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_browser_grant_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_grant")),
        sa.UniqueConstraint("request_id", "browser", name=op.f("uq_browser_grant_request_id_browser")),
    )
    op.create_index(op.f("ix_browser_grant_browser"), "browser_grant", ["browser"], unique=False)
    op.create_index(op.f("ix_browser_grant_request_id"), "browser_grant", ["request_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("right", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("plan_digest", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_decision_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_decision_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("request_id", "right", "category", name=op.f("uq_decision_request_id_right_category")),
    )
    op.create_index(op.f("ix_decision_request_id"), "decision", ["request_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_evidence_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_evidence_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_request_id"), "evidence", ["request_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("released_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_letter_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_letter_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_request_id"), "letter", ["request_id"], unique=False)
    op.create_table(
        "mail",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("proof_id", sa.String(length=32), nullable=True),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("sent_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_mail_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_mail_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index(op.f("ix_mail_request_id"), "mail", ["request_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_message_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_message_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_request_id"), "message", ["request_id"], unique=False)
    op.create_index("ix_message_thread", "message", ["request_id", "at"], unique=False)
    op.create_table(
        "proof",
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("expires_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("used_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("used_by", sa.String(length=64), nullable=True),
        sa.Column("ended_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_proof_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_proof_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
    )
    op.create_index(op.f("ix_proof_request_id"), "proof", ["request_id"], unique=False)
    op.create_table(
        "search_mark",
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("group", sa.String(length=12), nullable=False),
        sa.Column("safe", sa.Date(), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_search_mark_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "controller_id", "mark", "group", "safe", "request_id", "category", name=op.f("pk_search_mark")
        ),
    )
    op.create_index("ix_search_mark_request", "search_mark", ["request_id"], unique=False)
    op.create_table(
        "step",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=60), nullable=False),
        sa.Column("capability", sa.String(length=20), nullable=False),
        sa.Column("right", sa.String(length=20), nullable=False),
        sa.Column("performer", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("searched", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("started_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("ended_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("verified_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_step_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_step_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index("ix_step_place", "step", ["request_id", "position"], unique=False)
    op.create_index(op.f("ix_step_request_id"), "step", ["request_id"], unique=False)
    op.create_index("ix_step_state", "step", ["controller_id", "state", "request_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_visit_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_visit_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("request_id", name=op.f("uq_visit_request_id")),
    )
    op.create_index(op.f("ix_visit_request_id"), "visit", ["request_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("system", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("match", sa.String(length=12), nullable=False),
        sa.Column("matched_by", sa.JSON(), nullable=False),
        sa.Column("owner_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("record_mark", sa.LargeBinary(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("found_at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("judged_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("judged_by", sa.String(length=60), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_finding_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_finding_controller_id")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_finding_step_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("request_id", "record_mark", name=op.f("uq_finding_request_id_record_mark")),
    )
    op.create_index("ix_finding_place", "finding", ["request_id", "category", "system", "position", "id"], unique=False)
    op.create_index(op.f("ix_finding_request_id"), "finding", ["request_id"], unique=False)
    op.create_table(
        "upload",
        sa.Column("message_id", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("removed_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_upload_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_upload_controller_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_upload_message_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_message_id"), "upload", ["message_id"], unique=False)
    op.create_index(op.f("ix_upload_request_id"), "upload", ["request_id"], unique=False)
    op.create_table(
        "package",
        sa.Column("upload_id", sa.String(length=32), nullable=False),
        sa.Column("manifest_digest", sa.String(length=64), nullable=False),
        sa.Column("at", portal.storage.tables.UTCDateTime(), nullable=False),
        sa.Column("released_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("expires_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("removed_at", portal.storage.tables.UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("controller_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_package_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_package_controller_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_package_upload_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
    )
    op.create_index(op.f("ix_package_request_id"), "package", ["request_id"], unique=False)


def downgrade() -> None:
    """Back to nothing."""
    for table in [
        "package",
        "upload",
        "finding",
        "visit",
        "step",
        "search_mark",
        "proof",
        "message",
        "mail",
        "letter",
        "evidence",
        "decision",
        "browser_grant",
        "attempt",
        "subject_request",
        "suppression",
        "stream",
        "staff_session",
        "register_version",
        "membership",
        "event",
        "erasure_entry",
        "connection",
        "chain_seal",
        "staff",
        "limit_count",
        "job",
        "data_key",
        "controller",
    ]:
        op.drop_table(table)
