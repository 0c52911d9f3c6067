"""`align try` as it opens: a team's last thirteen weeks are there, and what was said in them can be used."""

import pytest

from bot.trial import company
from tests.e2e.desk import Desk
from tests.e2e.process import Running

MAYA = company.MAYA


@pytest.fixture(scope="module")
def bot_arguments() -> tuple[str, ...]:
    return ("-m", "bot", "try", "--port")


def test_a_quarter_has_been_lived(desk: Desk, bot_process: Running) -> None:
    lived = [str(each["blocks"]) for each in bot_process.messages() if each.get("blocks")]
    assert [each for each in lived if "The check-in of" in each or "How well did marketing and IT" in each][10:]
    desk.is_person(MAYA.name)
    desk.enters("marketing-ops")
    desk.looks("lived channel")
    desk.types("/align summary")
    summary = desk.says("The team can see that you looked").inner_text()
    assert "of 5" in summary and "Win-back mails" in summary and "Promises:" in summary
    desk.looks("lived summary")
    desk.types("/align next")
    assert "Do this first" in desk.says("Do this first").inner_text()
    desk.presses("See everything", "Win-back mails")
    window = desk.window()
    assert "Win-back mails" in window.words and "Lead routing" in window.words
    window.closes()
    home = desk.opens_home()
    assert "My promises" in home and "My team: marketing-ops" in home
    desk.looks("lived home")
    desk.enters("growth")
    desk.says("Align is here")
    window = desk.opens("/align team")
    assert "People in marketing" in window.words
    window.closes()
    assert "Traceback" not in bot_process.output
