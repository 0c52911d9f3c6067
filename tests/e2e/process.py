"""The bot as a process of its own, its local Slack included, and that Slack as programs reach it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from bot.trial import company
from bot.trial.local_slack import Control, is_port_taken
from tests.e2e.waiting import until

ROOT = Path(__file__).parents[2]
Message = dict[str, Any]


class Running:
    """A bot and its local Slack, driven as people would drive them."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log
        self.slack = Control(port)

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def ready(self) -> bool:
        assert self.process.poll() is None, f"the bot ended by itself:\n{self.output}"
        return "Ctrl-C" in self.output and any(
            entry["summary"].startswith("socket connected") for entry in self.slack.ask("log")["log"]
        )

    def types(self, user: str, text: str, channel: str = company.MARKETING_OPS) -> None:
        """A slash command, `/align help`."""
        command, _, rest = text.partition(" ")
        self.slack.tell("command", channel=channel, user=user, command=command, text=rest)

    def says(self, user: str, text: str, channel: str = company.MARKETING_OPS) -> None:
        """A message of theirs; `<@ID>` mentions."""
        self.slack.tell("message", channel=channel, user=user, text=text)

    def presses(self, user: str, message: Message, action_id: str) -> None:
        """A button of a message, by its action id (a beginning is enough)."""
        buttons = [(block, each) for block in message.get("blocks", []) for each in block.get("elements", [])]
        block, button = next(pair for pair in buttons if pair[1].get("action_id", "").startswith(action_id))
        action = {"type": "button", "block_id": block.get("block_id", ""), "action_id": button["action_id"]}
        action |= {"value": button.get("value"), "text": button["text"]}
        self.slack.tell("interact", channel=message["channel"], messageTs=message["ts"], user=user, action=action)

    def messages(self, channel: str = company.MARKETING_OPS) -> list[Message]:
        found: list[Message] = self.slack.ask(f"messages/{channel}")["messages"]
        return found

    def message(self, words: str, channel: str = company.MARKETING_OPS) -> Message:
        """The newest message that says `words` anywhere, waited for."""

        def look() -> Message | None:
            return next((each for each in reversed(self.messages(channel)) if words in str(each)), None)

        found = until(look, f"a message with {words!r}")
        assert found is not None
        return found

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            self.slack.close()


@contextmanager
def running(arguments: Sequence[str], port: int, folder: Path) -> Iterator[Running]:
    """`python ARGUMENTS` in `folder`, from when its bot is connected on `port` until it has stopped."""
    log = folder / "bot.log"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, env=environ, stdout=out, stderr=subprocess.STDOUT
        )
    bot = Running(process, port, log)
    try:
        until(bot.ready, "the bot to connect")
        yield bot
    finally:
        bot.stop()


StartBot = Callable[[], AbstractContextManager[Running]]  # each call starts one of its own


def stops_at_ctrl_c(start_bot: StartBot) -> None:
    """Start one and stop it: it says so, in one word, and leaves nothing behind."""
    with start_bot() as bot:
        said = len(bot.output)
        assert bot.stop() == 0
    assert bot.output[said:] == "Stopped.\n"
    assert not is_port_taken(bot.port)
