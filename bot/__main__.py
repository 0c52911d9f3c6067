"""The command line."""

import click

from bot.commands import (
    answers,
    assistant,
    audit,
    database,
    erasure,
    exports,
    moving,
    peers,
    processes,
    report,
    simulation,
)
from bot.commands.group import Commands


@click.group(cls=Commands)
@click.version_option(package_name="align-coach")
def main() -> None:
    """Align, a Slack coach that helps marketing and IT stop aligning and start doing."""


for _command in (
    processes.try_,
    processes.run,
    processes.web,
    processes.clock,
    processes.check,
    database.migrate,
    database.backup,
    database.restore,
    moving.copy,
    erasure.forget,
    audit.audit,
    assistant.mcp,
    answers.next_,
    answers.pitch,
    answers.ask,
    answers.questions,
    answers.when,
    answers.manifest,
    exports.export,
    peers.peers_,
    report.report,
    simulation.simulate,
    simulation.demo,
):
    main.add_command(_command)

if __name__ == "__main__":
    main(prog_name="align")
