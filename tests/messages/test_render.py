"""Days and moments in a message: in the reader's language and zone, in plain words where Slack shows no dates."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.messages.block_kit.layout import lay_out
from bot.messages.block_kit.render import tell_day, tell_moment

DAY = date(2026, 12, 3)


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/New_York", "UTC", "Asia/Tokyo", "Pacific/Auckland"])
def test_a_day_is_the_same_day_wherever_somebody_reads_it(zone: str) -> None:
    found = re.search(r"<!date\^(\d+)\^{date_short_pretty}\|Thu 3 Dec>", tell_day(DAY))
    assert found and datetime.fromtimestamp(int(found[1]), ZoneInfo(zone)).date() == DAY


def test_a_moment_says_its_zone_where_slack_does_not() -> None:
    moment = datetime(2026, 12, 3, 9, tzinfo=UTC)
    fallback = "Thu 3 Dec, 10:00 (Europe/Berlin)"
    assert (
        tell_moment(moment, "Europe/Berlin")
        == f"<!date^{moment.timestamp():.0f}^{{date_short_pretty}} at {{time}}|{fallback}>"
    )


def test_a_headline_has_no_dates_of_slack() -> None:
    (header,), text = lay_out([f"# Until {tell_day(DAY)}"], {})
    assert (header["text"]["text"], text) == ("Until Thu 3 Dec", "Until Thu 3 Dec")
