"""Links by which a company is set up, and how far its owner has come."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "setup_link",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_setup_link"),
    )
    op.create_table(
        "setup",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setup"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_setup_controller_id"),
        sa.UniqueConstraint("controller_id", name="uq_setup_controller_id"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("setup")
    op.drop_table("setup_link")
