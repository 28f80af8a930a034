"""Every objection so far was to all direct marketing: it holds in the channels that a register names later too."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write the mark of every channel beside those of the register."""
    op.execute(
        sa.text(
            "INSERT INTO suppression (controller_id, channel, mark, kind, created_at) "
            "SELECT controller_id, '*', mark, MIN(kind), MIN(created_at) FROM suppression GROUP BY controller_id, mark"
        )
    )


def downgrade() -> None:
    """Take it away again."""
    op.execute(sa.text("DELETE FROM suppression WHERE channel = '*'"))
