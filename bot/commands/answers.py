"""The coach's answers outside Slack, from `align next` to `align manifest`; no database is opened."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from bot.environment import read_environment
from bot.settings import Settings


@click.command(name="next")
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

    library = loader.load_installed(Settings.read(read_environment()).playbooks)
    found = choose_next_play(situations.read_situation(situation, library), library)
    if as_json:
        click.echo(json.dumps(next_play.describe_next(found), indent=2, ensure_ascii=False))
    else:
        click.echo(next_play.compose_next(found, next_play.list_lines(library), None)["text"])


@click.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@click.option("--json", "form", flag_value="json", help="One JSON object: claims with start, end, dimension, family.")
@click.option("--jsonl", "form", flag_value="jsonl", help='Reads lines {"id": …, "text": …}, answers a line for each.')
def pitch(file: TextIO, form: str | None) -> None:
    """Read a vendor's text: what it plays down, what each claim leaves out, what it does not speak of."""
    from bot import pitch as reader

    for line in reader.read_file(Settings.read(read_environment()).playbooks, file, form):
        click.echo(line)


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object instead of lines.")
def ask(question: tuple[str, ...], as_json: bool) -> None:
    """Say which playbook or word answers a plain question, and why."""
    from bot import ask as asked

    click.echo(asked.answer(Settings.read(read_environment()).playbooks, " ".join(question), as_json=as_json))


@click.command()
@click.argument("word", default="vendor")
@click.option("--full", is_flag=True, help="All of them, as /align WORD full asks.")
@click.option(
    "--read",
    "sheet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Say instead what a filled-in sheet answers, of all of them: ours, CAIQ or HECVAT, as CSV or xlsx.",
)
@click.option("--json", "as_json", is_flag=True, help="With --read: a JSON object instead of lines.")
def questions(word: str, full: bool, sheet: Path | None, as_json: bool) -> None:
    """Print what a checklist asks the other side as CSV, for procurement: align questions vendor > questions.csv"""
    from bot import questionnaire

    own = Settings.read(read_environment()).playbooks
    if sheet:
        click.echo(questionnaire.read_sheet(own, word, sheet, as_json=as_json))
    elif as_json:
        raise click.UsageError("--json goes with --read FILE.")
    else:
        click.echo(questionnaire.make_sheet(own, word, full=full), nl=False)


@click.command()
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


@click.command()
@click.option("--url", help="Where the bot answers over HTTP, https://…; without it the manifest is for Socket Mode.")
def manifest(url: str | None) -> None:
    """Print the app manifest to paste at Slack."""
    from bot.coaching.library import loader
    from bot.slack.front import vocabulary
    from bot.slack.manifest import make_manifest

    playbooks = loader.load_installed(Settings.read(read_environment()).playbooks)
    words = [*vocabulary.list_words(playbooks), "help"]
    made = make_manifest(words, url, vocabulary.list_shortcuts(playbooks))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
