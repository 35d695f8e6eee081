from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, inspect, make_url, text

from bot.store import Reason, Status, open_store
from bot.store.migrating import MIGRATIONS, USABLE_BY
from bot.store.tables import HEAD, METADATA, meta


def address(place: Path | str) -> str:
    return f"sqlite:///{place}" if isinstance(place, Path) else str(place).replace("postgresql:", "postgresql+psycopg:")


def test_the_migrations_make_the_tables_of_the_code(place: Path | str) -> None:
    store = open_store(place)
    assert store.status().result() == Status()
    store.close()
    engine = create_engine(make_url(address(place)))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_code_needs() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_newer_version_can_let_an_older_one_use_its_database(place: Path | str) -> None:
    store = open_store(place)
    store.status().result()
    store.close()
    engine = create_engine(make_url(address(place)))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(insert(meta).values(name=USABLE_BY, value=f"0001 {HEAD}"))
    engine.dispose()
    store = open_store(place)
    assert store.status().result() == Status()
    store.close()


def test_a_database_belongs_to_one_bot(place: Path | str) -> None:
    for owner, status in (("a", Status()), ("a", Status()), ("b", Status(Reason.OTHER_BOT)), ("", Status())):
        store = open_store(place, owner=owner)
        assert store.status().result() == status, owner
        store.close()


def test_a_database_of_a_newer_version_is_left_alone(place: Path | str) -> None:
    store = open_store(place)
    store.status().result()
    store.close()
    engine = create_engine(make_url(address(place)))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store = open_store(place)
    assert store.status().result() == Status(Reason.NEWER)
    store.close()
    assert inspect(engine).has_table("votes")
    engine.dispose()
