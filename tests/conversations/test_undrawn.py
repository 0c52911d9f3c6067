"""A message that cannot be drawn: somebody is told in plain words, and can have it posted once it is mended."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import goes_through
from tests.conversations.walks import posts
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Colleague

pytestmark = alone

TOLD = "Something for #marketing could not be put into words, so it is not there.\n"


def breaks(align: Align, column: str, value: str) -> None:
    """Leave something in the database that no reader understands, as a fault of ours would."""
    align.db.execute(f"UPDATE runs SET {column} = :value", {"value": value})


@both_engines
def test_whoever_wrote_the_document_is_told(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    maya.types("/align terms live", team)
    maya.submits(silent=True)
    maya.fills({"When marketing says it, what is meant?": "A customer can use it."}, silent=True)
    while maya.modal.submit:
        maya.submits(silent=True)
    breaks(align, "visibility", "nobody knows")
    align.delivery.deliver_due()
    caplog.clear()
    assert posts(team) == []
    assert maya.dm.last.words.startswith(TOLD)
    breaks(align, "visibility", "channel")
    maya.clicks("Post it now", maya.dm)
    assert team.last.words.startswith("What “live” means here: disputed\n")
    assert "Version 1, by @Maya, Tue 24 Nov." in team.last.words


def test_an_update_that_cannot_be_drawn_is_told_once(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    for who in (maya, tom):
        who.clicks("Agree", team, silent=True)
        breaks(align, "visibility", "nobody knows")
        align.delivery.deliver_due()
        breaks(align, "visibility", "channel")
    caplog.clear()
    assert [each.words.startswith(TOLD) for each in maya.dm.messages] == [True]
    assert maya.dm.last.buttons == []
