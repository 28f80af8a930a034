"""Schema versions, by Alembic."""
