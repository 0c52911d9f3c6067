"""What an export costs: 200 teams of five years, each form; and how long the longest portion keeps its thread."""

import tempfile
import time
from datetime import timedelta

from bot.coaching.library import loader
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.delivery.cards.export_cards import write_portions
from bot.model.exports import ExportForm
from bot.records import summaries, teams
from tests.bench import summary

WEEKS = 260


def main() -> None:
    """Print it."""
    library = loader.load_library(loader.OURS)
    with tempfile.TemporaryDirectory() as folder:
        db = summary.connect(f"sqlite:///{folder}/align.db")
        summary.migrate(db)
        with db.atomic():
            summary.fill_teams(db, 200, 200, WEEKS)
        listed, now = teams.list_all(db), summary.NOW
        reader = Reader("ULEAD", frozenset(team.id for team in listed))
        period = Period(now.date() - timedelta(days=10 * 366), now.date())
        began = time.perf_counter()
        count = summaries.count_things(db, [team.id for team in listed], reader.led, *period.find_bounds("UTC"))
        print(f"counted {count} rows of {len(listed)} teams in {time.perf_counter() - began:.3f} s")
        for form in ExportForm:
            moments, size, before = [], 0, time.perf_counter()
            for piece in write_portions(db, library, form, listed, period, now, reader):
                moments.append(time.perf_counter() - before)
                size, before = size + len(piece), time.perf_counter()
            print(f"{form}: {sum(moments):.1f} s, {size / 1e6:.1f} MB, the longest portion {max(moments):.2f} s")


if __name__ == "__main__":
    main()
