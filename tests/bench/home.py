"""What the Home tab of somebody costs who leads many teams with five years behind each, and of whoever leads two.

CPU time of one drawing, the least of some turns: python -m tests.bench.home [TURNS]
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.delivery.cards.home_card import compose_home_card
from bot.messages.front.front import Line
from bot.messages.front.home import COMMON
from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox
from bot.records.database import Database
from tests.bench.report import say
from tests.bench.summary import LEAD, LIBRARY, MANY, NOW, fill

LINES = {word: Line(word, True, "You") for word in (*LIBRARY, *COMMON, "results", "away", "mute")}
MOST = 0.5  # seconds


def main(turns: int = 5) -> None:
    with TemporaryDirectory() as folder:
        for led in (2, MANY):
            db = fill(f"sqlite:///{Path(folder, str(led))}", MANY, led)
            least = min(_time_drawing(db) for _ in range(turns))
            say(f"s for the Home tab of whoever leads {led} of {MANY} teams of five years", least, "at most", MOST)


def draw(db: Database, user: str = LEAD, workspace: str = "T1") -> None:
    """Draw the Home tab of somebody, as delivery does."""
    row = outbox.say(db, Kind.HOME, user, Address.to_person(workspace, user), NOW, op=Operation.HOME)
    assert compose_home_card(db, LIBRARY, LINES, b"secret", outbox.get(db, row))["blocks"]


def _time_drawing(db: Database) -> float:
    began = time.process_time()
    draw(db)
    return time.process_time() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
