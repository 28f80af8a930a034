"""What came back after its erasure, and when a system was last looked through for it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the columns."""
    op.add_column("connection", sa.Column("looked_at", sa.DateTime(), nullable=True))
    op.add_column("connection", sa.Column("look_fault", sa.String(80), nullable=True))
    op.create_table(
        "returned",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("owner_mark", sa.LargeBinary(16), nullable=False),
        sa.Column("restored", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(80), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_returned"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_returned_controller_id"),
        sa.UniqueConstraint(
            "controller_id", "system", "owner_mark", name="uq_returned_controller_id_system_owner_mark"
        ),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("returned")
    with op.batch_alter_table("connection") as table:
        table.drop_column("looked_at")
        table.drop_column("look_fault")
