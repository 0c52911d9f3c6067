"""The command line. What a command needs is imported when it runs, so that each starts as fast as it can."""

import gc
import json
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TextIO

import click

from bot.errors import UserError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Align
    from bot.coaching.shapes.base import Playbook
    from bot.records.database import Database


class Commands(click.Group):
    """The commands; a UserError ends one with its words on stderr, no traceback, and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(error.text, err=True)
            sys.exit(2)


@click.group(cls=Commands)
@click.version_option(package_name="align-coach")
def main() -> None:
    """Align, a Slack coach that helps marketing and IT stop aligning and start doing."""


@main.command(name="try")
@click.option("--port", default=8100, show_default=True, help="Where the local Slack's page opens.")
def try_(port: int) -> None:
    """Play with the bot in a Slack of its own, on this machine."""
    from bot.app import build_align
    from bot.records.database import migrate
    from bot.trial import session

    def bot(environ: Mapping[str, str]) -> "Align":
        align = build_align(Settings.read(environ))
        gc.freeze()  # it stays until the end, which would take seconds if all of it was looked through for garbage
        migrate(align.db)
        return align

    session.run_trial(port, Path(".try"), bot)


@main.command()
def run() -> None:
    """Run everything in one process, connected to Slack by Socket Mode."""
    settings = _read_settings("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    from bot import processes

    processes.run_all(settings)


@main.command()
def web() -> None:
    """Answer Slack over HTTP at /slack/events, on PORT."""
    settings = _read_settings("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    from bot import processes

    processes.run_web(settings)


@main.command()
def clock() -> None:
    """Plan and deliver what is due, beside `align web`."""
    settings = _read_settings("SLACK_BOT_TOKEN")
    from bot import processes

    processes.run_clock(settings)


@main.command()
def migrate() -> None:
    """Bring the database up to date."""
    settings = Settings.read(os.environ)
    from bot.records import database
    from bot.records.health import refuse_unreachable

    db = database.connect(settings.database_url)
    refuse_unreachable(db)
    applied = database.migrate(db)
    db.close()
    click.echo("\n".join(f"applied {name}" for name in applied) or "The database is up to date.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy SQLite's database to FILE, and its key to FILE.key, while Align runs or not."""
    from bot.records import backup as backups

    counts = backups.back_up(_find_database_file(), file)
    click.echo(f"{file}: {backups.describe(counts)}.")
    if (key := file.with_name(f"{file.name}.key")).exists():
        click.echo(f"{key}: the key. Keep it apart from the rest: together they open sealed answers.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE, and FILE.key, in the place of SQLite's database. Stop Align first."""
    from bot.records import backup as backups

    database = _find_database_file()
    counts = backups.restore(file, database)
    click.echo(f"{database}: {backups.describe(counts)}. What was there has .before at the end of its name.")


@main.command()
@click.option("--url", help="Where the bot answers over HTTP, https://…; without it the manifest is for Socket Mode.")
def manifest(url: str | None) -> None:
    """Print the app manifest to paste at Slack."""
    from bot.coaching.library import loader
    from bot.slack.front import vocabulary
    from bot.slack.manifest import make_manifest

    playbooks = loader.load_installed(Settings.read(os.environ).playbooks)
    words = [*vocabulary.list_words(playbooks), "help"]
    made = make_manifest(words, url, vocabulary.list_shortcuts(playbooks))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@main.command(name="next")
@click.option(
    "--situation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="A file that says where the team stands; docs/next.md describes it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def next_(situation: Path, as_json: bool) -> None:
    """Say which play a team takes next, why, and what can wait."""
    from bot.coaching.library import loader, situations
    from bot.coaching.next_play.choice import choose_next_play
    from bot.messages.front import next_play

    library = loader.load_installed(Settings.read(os.environ).playbooks)
    found = choose_next_play(situations.read_situation(situation, library), library)
    if as_json:
        click.echo(json.dumps(next_play.describe_next(found), indent=2, ensure_ascii=False))
    else:
        click.echo(next_play.compose_next(found, next_play.list_lines(library), None)["text"])


@main.command()
@click.argument("playbook")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), default="-")
@click.option("--as", "organisation", required=True, help="The name under which others know your organisation.")
@click.option("--team", "teams", multiple=True, metavar="NAME|ID", help="Only this team; several times for several.")
def export(playbook: str, file: IO[str], organisation: str, teams: tuple[str, ...]) -> None:
    """Write what your teams came to, as averages without names or texts, to hand to others (docs/peers.md)."""
    from bot import peers

    db, library = _open_records()
    text = peers.export_waves(db, library, playbook, organisation, teams, datetime.now(UTC).date())
    file.write(text)


@main.group(name="peers", cls=Commands)
def peers_() -> None:
    """What teams of other organisations came to, from the files that they hand you (docs/peers.md)."""


@peers_.command()
@click.argument("file", type=click.File("rb"))
def add(file: BinaryIO) -> None:
    """Read a file that somebody has made with `align export`."""
    from bot import peers

    db, library = _open_records()
    click.echo(peers.add_file(db, library, file.read(peers.LARGEST + 1), datetime.now(UTC).date()))


@peers_.command(name="list")
def list_() -> None:
    """Say whose files there are, and whether teams see them."""
    from bot import peers

    click.echo(peers.list_files(_open_records()[0]))


@peers_.command()
@click.argument("organisation", metavar="NAME")
def remove(organisation: str) -> None:
    """Forget the files of an organisation."""
    from bot import peers

    click.echo(peers.remove_organisation(_open_records()[0], organisation))


@main.command()
def check() -> None:
    """Look at settings, tokens, scopes, database, playbooks and templates; exit 1 when something is wrong."""
    from bot.installation_check import check_installation

    # The SDK logs what Slack refuses by itself, which would stand between the lines of the report.
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    wrong = 0
    for name, faults in check_installation(os.environ):
        click.echo(f"{'✗' if faults else '✓'} {name}")
        for fault in faults:
            click.echo(f"    {fault}")
        wrong += len(faults)
    sys.exit(1 if wrong else 0)


@main.command()
@click.option("--zone", required=True, help="The team's time zone, like Europe/Berlin.")
@click.option("--weekday", required=True, help="mon, tue, wed, thu, fri, sat or sun.")
@click.option("--time", "clock", required=True, help="Local time, like 09:00.")
@click.option("--every", type=click.Choice(["1w", "2w", "1m"]), default="1w", show_default=True)
@click.option("--from", "start", help="Check-ins after this moment, like 2027-03-20T00:00 (there); now, if not said.")
@click.option("--count", type=click.IntRange(1, 500), default=6, show_default=True)
@click.option("--country", default="", help="Whose holidays to avoid: DE, or DE-BE for a part of it.")
@click.option(
    "--away", multiple=True, metavar="DAY..DAY", help="Days off of the whole team, like 2027-04-05..2027-04-09."
)
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
def when(
    zone: str,
    weekday: str,
    clock: str,
    every: str,
    start: str | None,
    count: int,
    country: str,
    away: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print a team's next check-ins as local and UTC times, with the reason of each shift."""
    from bot import when as asked

    rule = asked.parse_rule(zone, weekday, clock, every, country, away)
    after = asked.parse_start(start, zone) if start else datetime.now(UTC)
    click.echo(asked.list_occasions(rule, after, count, as_json=as_json))
    if not as_json and (note := asked.explain_parts(rule, after)):
        click.echo(note, err=True)


@main.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@click.option("--json", "form", flag_value="json", help="One JSON object: claims with start, end, dimension, family.")
@click.option("--jsonl", "form", flag_value="jsonl", help='Reads lines {"id": …, "text": …}, answers a line for each.')
def pitch(file: TextIO, form: str | None) -> None:
    """Read a vendor's text: what it plays down, what each claim leaves out, what it does not speak of."""
    from bot import pitch as reader

    for line in reader.read_file(Settings.read(os.environ).playbooks, file, form):
        click.echo(line)


@main.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object instead of lines.")
def ask(question: tuple[str, ...], as_json: bool) -> None:
    """Say which playbook or word answers a plain question, and why."""
    from bot import ask as asked

    click.echo(asked.answer(Settings.read(os.environ).playbooks, " ".join(question), as_json=as_json))


def _find_database_file() -> Path:
    """Return SQLite's file. UserError on PostgreSQL, with its own commands."""
    from bot.records import backup as backups

    path = Settings.read(os.environ).database_file
    if path is None:
        raise UserError(backups.ON_POSTGRESQL)
    return path


def _open_records() -> tuple["Database", Mapping[str, "Playbook"]]:
    """Return the database and the playbooks. UserError where the one is not up to date, or the others are faulty."""
    settings = Settings.read(os.environ)
    from bot.coaching.library import loader
    from bot.records.database import connect
    from bot.records.health import refuse_outdated

    db = connect(settings.database_url)
    refuse_outdated(db)
    return db, loader.load_installed(settings.playbooks)


def _read_settings(*needs: str) -> Settings:
    """Start logging and return the settings, with the secret kept beside SQLite's file where nobody set one.

    UserError when settings are missing or malformed, or when the key file cannot be written.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # It logs every tick, one each few seconds.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    settings = Settings.read(os.environ, needs)
    if settings.secret or settings.database_file is None:
        return settings
    from bot.records import keyfile

    path = settings.database_file.with_name("align.key")
    try:
        return replace(settings, secret=keyfile.keep_key(path))
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Mend the folder, or set ALIGN_SECRET.") from error


if __name__ == "__main__":
    main(prog_name="align")
