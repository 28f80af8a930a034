"""Second factors, recovery codes and what a sign-in waits for; what a controller asks of its staff's sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and the columns."""
    op.add_column("controller", sa.Column("needs_factor", sa.Boolean(), nullable=True))
    op.add_column("controller", sa.Column("idle_minutes", sa.Integer(), nullable=True))
    op.add_column("controller", sa.Column("session_hours", sa.Integer(), nullable=True))
    op.add_column("staff_session", sa.Column("shown_at", sa.DateTime(), nullable=True))
    op.add_column("staff_session", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.create_table(
        "staff_factor",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("credential", sa.LargeBinary(1023), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_factor"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_factor_staff_id"),
        sa.UniqueConstraint("credential", name="uq_staff_factor_credential"),
    )
    op.create_index("ix_staff_factor_staff_id", "staff_factor", ["staff_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recovery_code_staff_id"),
        sa.UniqueConstraint("staff_id", "mark", name="uq_recovery_code_staff_id_mark"),
    )
    op.create_table(
        "pending_sign_in",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pending_sign_in"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_pending_sign_in_staff_id"),
    )
    op.create_index("ix_pending_sign_in_staff_id", "pending_sign_in", ["staff_id"])
    op.create_index("ix_pending_sign_in_expires_at", "pending_sign_in", ["expires_at"])


def downgrade() -> None:
    """Take them away again."""
    for table in ("pending_sign_in", "recovery_code", "staff_factor"):
        op.drop_table(table)
    with op.batch_alter_table("staff_session") as batch:
        batch.drop_column("shown_at")
        batch.drop_column("sealed")
    with op.batch_alter_table("controller") as batch:
        for column in ("needs_factor", "idle_minutes", "session_hours"):
            batch.drop_column(column)
