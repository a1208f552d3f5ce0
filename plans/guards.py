"""Triggers by which the database itself refuses to change or delete what is written once."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("plans_seal", "plans_sealedfile", "plans_signature", "plans_event")
REFUSAL = "is written once: it can be neither changed nor deleted"


def install(connection: BaseDatabaseWrapper) -> None:
    """Guard the tables; one that is guarded already stays so."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: to undo the migration that installs them, and for tests that empty their tables."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for event in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield f"""CREATE OR REPLACE FUNCTION plans_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '% {REFUSAL}', TG_TABLE_NAME; END $$"""
    for table in TABLES:
        for event in ("update", "delete"):
            name = f"{table}_no_{event}"
            if vendor == "postgresql":
                yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
                yield f"""CREATE TRIGGER {name} BEFORE {event.upper()} ON {table}
                    FOR EACH ROW EXECUTE FUNCTION plans_written_once()"""
            else:
                yield f"""CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event.upper()} ON {table}
                    BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END"""
