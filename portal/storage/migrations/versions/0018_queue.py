"""The queue: saved views, what members chose, requests handled together, and a job that marks every request anew."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_CONTROLLER = sa.table("controller", sa.column("id", sa.String))
_JOB = sa.table(
    "job",
    sa.column("id", sa.String),
    sa.column("lane", sa.String),
    sa.column("kind", sa.String),
    sa.column("payload", sa.JSON),
    sa.column("controller_id", sa.String),
    sa.column("created_at", sa.DateTime),
    sa.column("due_at", sa.DateTime),
    sa.column("attempts", sa.Integer),
)


def upgrade() -> None:
    """Add the tables, and write each controller's job."""
    _tables()
    _indexes()
    connection, now = op.get_bind(), datetime.now(UTC).replace(tzinfo=None)
    for controller in connection.execute(sa.select(_CONTROLLER.c.id)).scalars().all():
        connection.execute(
            sa.insert(_JOB).values(
                id=controller, lane="slow", kind="search.mark_anew", payload={}, controller_id=controller,
                created_at=now, due_at=now, attempts=0,
            )
        )  # fmt: skip


def _indexes() -> None:
    """A rare channel, and what was extended, are found among a hundred thousand without reading through the others."""
    order = ["safe", "received_at", "reference"]
    elsewhere = sa.text("channel != 'web'")
    op.create_index(
        "ix_subject_request_channel", "subject_request", ["controller_id", "group", "channel", *order],
        sqlite_where=elsewhere, postgresql_where=elsewhere,
    )  # fmt: skip
    extended = sa.text("extended_at IS NOT NULL")
    op.create_index(
        "ix_subject_request_extended", "subject_request", ["controller_id", "group", *order],
        sqlite_where=extended, postgresql_where=extended,
    )  # fmt: skip


def _tables() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_saved_view_controller_id"),
    )
    op.create_index("ix_saved_view_controller_id", "saved_view", ["controller_id", "staff_id"])
    op.create_table(
        "staff_choice",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("view_id", sa.String(32), nullable=True),
        sa.Column("digest", sa.String(10), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_to", sa.Date(), nullable=True),
        sa.Column("stand_in_id", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_choice"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_staff_choice_controller_id"),
        sa.UniqueConstraint("controller_id", "staff_id", name="uq_staff_choice_controller_id_staff_id"),
    )
    op.create_table(
        "request_link",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("earlier_id", sa.String(32), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_request_link"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_request_link_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"], ["subject_request.controller_id", "subject_request.id"],
            name="fk_request_link_controller_id_request_id", ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_index("ix_request_link_request_id", "request_link", ["request_id"])
    op.create_index("ix_request_link_earlier", "request_link", ["controller_id", "earlier_id"])


def downgrade() -> None:
    """Take it all away again."""
    for index in ("ix_subject_request_extended", "ix_subject_request_channel"):
        op.drop_index(index, "subject_request")
    for table in ("request_link", "staff_choice", "saved_view"):
        op.drop_table(table)
    op.execute(sa.text("DELETE FROM job WHERE kind = 'search.mark_anew'"))
