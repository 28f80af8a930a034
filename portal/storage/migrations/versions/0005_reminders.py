"""Reminders to staff with their digests, and case files that go: when, and what holds one back."""

import sqlalchemy as sa
from alembic import op

from portal.storage.tables import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column and three tables; nothing that stands is rewritten."""
    op.add_column("subject_request", sa.Column("purged_at", UTCDateTime(), nullable=True))
    op.create_table(
        "staff_mail",
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_staff_mail_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_mail")),
        sa.UniqueConstraint("controller_id", "staff_id", "day", name=op.f("uq_staff_mail_controller_id_staff_id_day")),
    )
    op.create_table(
        "reminder",
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(30), nullable=False),
        sa.Column("counted_to", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.String(32), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        *_of_a_request("reminder"),
        sa.UniqueConstraint(
            "request_id",
            "staff_id",
            "stage",
            "counted_to",
            name=op.f("uq_reminder_request_id_staff_id_stage_counted_to"),
        ),
    )
    op.create_index("ix_reminder_waiting", "reminder", ["controller_id", "mail_id", "staff_id"])
    op.create_index(op.f("ix_reminder_request_id"), "reminder", ["request_id"])
    op.create_table(
        "hold",
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("released_at", UTCDateTime(), nullable=True),
        sa.Column("released_by", sa.String(60), nullable=True),
        *_of_a_request("hold"),
    )
    op.create_index(op.f("ix_hold_request_id"), "hold", ["request_id"])


def _of_a_request(table: str) -> list[sa.Column[str] | sa.Constraint]:
    return [
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f(f"fk_{table}_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f(f"fk_{table}_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    """Take them away again."""
    for table in ("hold", "reminder", "staff_mail"):
        op.drop_table(table)
    op.drop_column("subject_request", "purged_at")
