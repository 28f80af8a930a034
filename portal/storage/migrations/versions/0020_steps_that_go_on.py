"""How many failed steps went on by themselves once a connection's new settings worked."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("connection", sa.Column("revived", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("connection") as table:
        table.drop_column("revived")
