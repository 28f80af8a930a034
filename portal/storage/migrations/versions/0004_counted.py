"""What waits is counted, and what waits for its release listed, without reading a request's row."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_subject_request_status": ["controller_id", "group", "status", "safe", "received_at", "reference"],
    "ix_subject_request_stand": ["controller_id", "id", "status"],
}


def upgrade() -> None:
    """Add an index in the order of the queue by status, and one from a request's id to its status."""
    for name, columns in INDEXES.items():
        op.create_index(name, "subject_request", columns)


def downgrade() -> None:
    """Take them away again."""
    for name in INDEXES:
        op.drop_index(name, "subject_request")
