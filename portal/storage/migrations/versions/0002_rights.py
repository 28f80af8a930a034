"""Restriction of data, extension of the time limit, and who has a request in hand."""

import sqlalchemy as sa
from alembic import op

from portal.storage.tables import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and a table; nothing that stands is rewritten."""
    op.add_column("subject_request", sa.Column("extended_at", UTCDateTime(), nullable=True))
    op.add_column("subject_request", sa.Column("assignee_id", sa.String(32), nullable=True))
    op.add_column("subject_request", sa.Column("to_post", sa.String(40), nullable=True))
    op.create_table(
        "restriction",
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("owner_mark", sa.LargeBinary(16), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("announced_at", UTCDateTime(), nullable=True),
        sa.Column("lifts_at", UTCDateTime(), nullable=True),
        sa.Column("lifted_at", UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_restriction_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_restriction_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
        sa.UniqueConstraint(
            "request_id", "system", "owner_mark", name=op.f("uq_restriction_request_id_system_owner_mark")
        ),
    )
    op.create_index("ix_restriction_owner", "restriction", ["controller_id", "owner_mark", "lifted_at"])
    op.create_index(op.f("ix_restriction_request_id"), "restriction", ["request_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("restriction")
    op.drop_column("subject_request", "to_post")
    op.drop_column("subject_request", "assignee_id")
    op.drop_column("subject_request", "extended_at")
