"""The tests' own ground: a real PostgreSQL, and a database for each test."""

import pytest
from sqlalchemy import create_engine, text


@pytest.mark.parametrize("turn", [1, 2])
def test_it_gives_each_test_an_empty_database(postgres_database: str, turn: int) -> None:
    engine = create_engine(postgres_database)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version()")).scalar_one().startswith("PostgreSQL")
        connection.execute(text("CREATE TABLE only_here (id integer)"))
    engine.dispose()


def test_it_gives_a_database_on_each_store(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()
