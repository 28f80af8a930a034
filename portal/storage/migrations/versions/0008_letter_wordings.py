"""A controller's own words for its letters, in versions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "letter_wording",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("is_standard", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letter_wording"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_letter_wording_controller_id"),
        sa.UniqueConstraint(
            "controller_id", "language", "kind", "number", name="uq_letter_wording_controller_id_language_kind_number"
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("letter_wording")
