"""The queue of what somebody has in hand."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = ["controller_id", "assignee_id", "group", "safe", "received_at", "reference"]


def upgrade() -> None:
    """Add an index in the order of the queue."""
    op.create_index("ix_subject_request_hand", "subject_request", COLUMNS)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_subject_request_hand", "subject_request")
