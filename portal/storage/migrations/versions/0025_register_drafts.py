"""Drafts of a register, state by state; and of each version by whom and when it was published."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the columns; who published what stands there already is not known."""
    op.create_table(
        "register_draft",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("register_key", sa.String(60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_draft"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_register_draft_controller_id"),
        sa.UniqueConstraint(
            "controller_id", "register_key", "revision", name="uq_register_draft_controller_id_register_key_revision"
        ),
    )
    op.add_column("register_version", sa.Column("actor", sa.String(60), nullable=True))
    op.add_column("register_version", sa.Column("published_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("register_version", "published_at")
    op.drop_column("register_version", "actor")
    op.drop_table("register_draft")
