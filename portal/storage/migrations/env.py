"""Alembic's entry: one transaction on the connection that `database.migrate` opened."""

from alembic import context
from sqlalchemy import Connection, text

from portal.storage.tables import Base

_LOCK = 7_303_015_022


def _run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        _foreign_keys_off(connection)
    connection.begin()  # before Alembic looks: on SQLite it would end one after each step, and let another in between
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=sqlite)
    with context.begin_transaction():
        if not sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        context.run_migrations()
    connection.commit()
    if sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        connection.rollback()
        if broken:
            raise RuntimeError(f"{len(broken)} rows point to nothing after the migration")


def _foreign_keys_off(connection: Connection) -> None:
    """Outside of any transaction, for inside one SQLite leaves them on and a rebuilt table empties its children."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    if driver.execute("PRAGMA foreign_keys").fetchone() != (0,):
        raise RuntimeError("a transaction is open; foreign keys cannot be put off")


_run(context.config.attributes["connection"])
