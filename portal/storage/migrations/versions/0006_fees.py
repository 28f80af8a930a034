"""A fee that is announced, agreed to, and paid or waived."""

import sqlalchemy as sa
from alembic import op

from portal.storage.tables import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "fee",
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("announced_at", UTCDateTime(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=True),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=op.f("fk_fee_controller_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=op.f("fk_fee_controller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sa.UniqueConstraint("request_id", name=op.f("uq_fee_request_id")),
    )
    op.create_index(op.f("ix_fee_request_id"), "fee", ["request_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("fee")
