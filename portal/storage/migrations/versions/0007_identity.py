"""What was asked of a person who was doubted, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "inquiry",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("doubt", sa.String(40), nullable=False),
        sa.Column("means", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("proof_id", sa.String(32), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_inquiry_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name="fk_inquiry_controller_id_request_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_inquiry_request_id", "inquiry", ["request_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("inquiry")
