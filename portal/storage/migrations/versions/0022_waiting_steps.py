"""The index of waiting steps holds all that is asked of them, so that no row is read to count them."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_STATE = ["controller_id", "state", "request_id"]


def upgrade() -> None:
    """Make it anew with what says whom a step waits for."""
    op.drop_index("ix_step_state", "step")
    op.create_index("ix_step_state", "step", [*_STATE, "asked_at", "due"])


def downgrade() -> None:
    """Make it as it was."""
    op.drop_index("ix_step_state", "step")
    op.create_index("ix_step_state", "step", _STATE)
