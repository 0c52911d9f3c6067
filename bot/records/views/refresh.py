"""The views of a database, made anew where they are not those of this version: one look where they are."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.errors import UserError
from bot.records.views.dialect import Dialect
from bot.records.views.of_surveys import select_checkins, select_waves
from bot.records.views.of_teams import select_members, select_teams
from bot.records.views.of_work import select_answers, select_commitments, select_documents, select_results

if TYPE_CHECKING:
    from bot.records.database import Database

# Raised by one with each release that changes a view: an older version that still runs leaves those of a newer one.
EDITION = 1
VIEWS: Mapping[str, Callable[[Dialect], str]] = {
    "readable_teams": select_teams,
    "readable_members": select_members,
    "readable_results": select_results,
    "readable_documents": select_documents,
    "readable_answers": select_answers,
    "readable_commitments": select_commitments,
    "readable_checkins": select_checkins,
    "readable_waves": select_waves,
}
READ = (
    "Views of yours read those of Align, which are to be made anew: {names}. Drop them, run `align migrate`, and make "
    "them again."
)
NOT_OURS = "Something else has a view {name} in this database. Rename it, and run `align migrate`."
_MARK = re.compile(r"Align, edition (\d+), ([0-9a-f]{16})")
_MARKED = {
    "sqlite": "SELECT name, sql AS mark FROM sqlite_master WHERE type = 'view'",
    "postgresql": """
        SELECT relname AS name, obj_description(oid, 'pg_class') AS mark FROM pg_class
        WHERE relkind = 'v' AND pg_table_is_visible(oid)""",
}
# Whoever was let read one by the server reads it afterwards as well.
_GRANTS = """
    SELECT format('GRANT SELECT ON %I TO %s', table_name,
        CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END) AS grant, table_name
    FROM information_schema.role_table_grants
    WHERE privilege_type = 'SELECT' AND grantee <> grantor AND table_schema = current_schema()
    ORDER BY grantee"""
_READERS = """
    SELECT DISTINCT other.relname AS name, ours.relname AS reads
    FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class other ON other.oid = w.ev_class
        JOIN pg_class ours ON ours.oid = d.refobjid
    WHERE d.classid = 'pg_rewrite'::regclass AND ours.relkind = 'v' AND other.oid <> ours.oid
    ORDER BY 1"""


@cache
def make_views(engine: str) -> Mapping[str, str]:
    """Return view → the SELECT behind it."""
    dialect = Dialect.of(engine)
    return {name: select(dialect).strip() for name, select in VIEWS.items()}


@contextmanager
def renewing(db: "Database", *, migrates: bool) -> Iterator[None]:
    """Take the views away while tables change, and make them anew, in the open transaction; nothing where neither they
    nor the tables change. UserError where somebody else's views stand in the way.
    """
    marks = {row["name"]: _MARK.search(row["mark"] or "") for row in db.query(_MARKED[db.engine])}
    ours = {name: (int(mark[1]), mark[2]) for name, mark in marks.items() if mark}
    if not migrates and _are_current(ours, db.engine):
        yield
        return
    if taken := next((name for name in VIEWS if name in marks and name not in ours), ""):
        raise UserError(NOT_OURS.format(name=taken))
    grants = _drop(db, ours)
    yield
    _create(db, grants)


def _are_current(ours: Mapping[str, tuple[int, str]], engine: str) -> bool:
    if any(edition > EDITION for edition, _ in ours.values()):
        return True
    return ours == dict.fromkeys(VIEWS, (EDITION, _fingerprint(engine)))


@cache
def _fingerprint(engine: str) -> str:
    return hashlib.sha256(str(make_views(engine)).encode()).hexdigest()[:16]


def _drop(db: "Database", ours: Mapping[str, Any]) -> list[str]:
    """Take our views away. Return what lets others read them."""
    grants: list[str] = []
    if db.engine == "postgresql":
        if readers := sorted({row["name"] for row in db.query(_READERS) if row["reads"] in ours} - set(ours)):
            raise UserError(READ.format(names=", ".join(readers)))
        grants = [row["grant"] for row in db.query(_GRANTS) if row["table_name"] in ours and row["table_name"] in VIEWS]
    for name in ours:
        db.execute(f"DROP VIEW {name}")
    return grants


def _create(db: "Database", grants: list[str]) -> None:
    mark = f"Align, edition {EDITION}, {_fingerprint(db.engine)}"
    for name, select in make_views(db.engine).items():
        # SQLite keeps the text as it was written, PostgreSQL what it means.
        db.execute(f"CREATE VIEW {name} AS /* {mark} */ {select}")
        if db.engine == "postgresql":
            db.execute(f"COMMENT ON VIEW {name} IS '{mark}. See docs/data.md'")
    for grant in grants:
        db.execute(grant)
