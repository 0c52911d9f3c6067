"""Who the bot is in a workspace is asked beside requests: no act waits for it, and none is dropped for lack of it."""

import time
from collections.abc import Iterator

import pytest

from bot.app import Align, build_align
from bot.errors import UnavailableError, UserError
from bot.settings import Settings
from tests.conversations.walks import commits, posts
from tests.fixtures_align import alone, both_engines
from tests.hanging import line_to
from tests.standin import Channel, Clock, Colleague, Slack

pytestmark = alone

OUTAGES = [{"status": 500}, {"retry_after": 30}, {"status": 0, "times": 3}, {"error": "internal_error"}]
ONE = "SELECT pause_reason FROM teams"


def asked(slack: Slack) -> int:
    return [call.method for call in slack.calls].count("auth.test")


@both_engines
def test_once_it_is_known_no_request_asks(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock
) -> None:
    clock.pass_(days=2)
    assert maya.types("/align away until tomorrow", team).startswith("*Noted.*")
    maya.opens_home()
    assert asked(slack) == 1


@pytest.fixture
def restarted(align: Align, environ: dict[str, str], team: Channel, clock: Clock, slack: Slack) -> Iterator[Align]:
    """The bot once more, as another process: it remembers only what is stored."""
    again = build_align(Settings.read(environ), now=clock)
    yield again
    again.db.close()


@both_engines
def test_after_a_start_what_is_stored_counts(restarted: Align, slack: Slack, team: Channel, maya: Colleague) -> None:
    before = asked(slack)
    maya.line.connect(restarted.bolt, restarted.delivery.deliver_due)
    assert maya.types("/align away until tomorrow", team).startswith("*Noted.*")
    assert asked(slack) == before


@both_engines
@pytest.mark.parametrize("fault", OUTAGES)
def test_an_outage_changes_nothing(
    align: Align, slack: Slack, team: Channel, maya: Colleague, fault: dict[str, int]
) -> None:
    slack.fails("auth.test", **{"times": 2, **fault})  # type: ignore[arg-type]
    with pytest.raises(UnavailableError):
        align.workspaces.ask()
    assert maya.types("/align away until tomorrow", team).startswith("*Noted.*")
    assert align.db.query(ONE) == [{"pause_reason": None}]


@pytest.mark.parametrize("fault", OUTAGES)
def test_the_first_request_of_all_is_answered_as_well(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, fault: dict[str, int]
) -> None:
    slack.fails("auth.test", **{"times": 2, **fault})  # type: ignore[arg-type]
    assert maya.types("/align away until tomorrow", marketing).startswith("*Noted.*")
    assert maya.types("/align back", marketing)
    assert asked(slack) <= 2  # one question, and the client's second try at once


def test_slack_hangs_at_the_first_request_of_all(environ: dict[str, str], clock: Clock, align: Align) -> None:
    with line_to(("127.0.0.1", 9)) as line:
        line.hangs()
        environ["SLACK_API_URL"] = f"http://127.0.0.1:{line.port}/api/"
        again = build_align(Settings.read(environ), now=clock)
        began = time.monotonic()
        assert again.workspaces.authorize().bot_token == environ["SLACK_BOT_TOKEN"]
        assert time.monotonic() - began < 2
        again.db.close()


def test_an_invitation_before_it_is_known_comes_again(
    align: Align, slack: Slack, no_bot: Channel, ivan: Colleague
) -> None:
    """It must not be taken for somebody else's."""
    slack.fails("auth.test")
    with pytest.raises(AssertionError, match="HTTP 500"):
        ivan.invites_bot(no_bot)
    align.workspaces.ask()
    assert ivan.line.sends_again() == [200]
    ivan.line.speak()
    assert no_bot.last.words.startswith("*Hello, I'm Align")


@pytest.mark.parametrize(
    "code", ["invalid_auth", "not_authed", "token_expired", "missing_scope", "token_revoked", "account_inactive"]
)
def test_a_wrong_token_pauses_nobody(align: Align, slack: Slack, team: Channel, maya: Colleague, code: str) -> None:
    slack.fails("auth.test", error=code)
    with pytest.raises(UserError, match=f"Slack refuses SLACK_BOT_TOKEN: {code}. Copy the Bot User OAuth Token"):
        align.workspaces.ask()
    assert maya.types("/align away until tomorrow", team).startswith("*Noted.*")
    assert align.db.query(ONE) == [{"pause_reason": None}]


@pytest.mark.parametrize("code", ["invalid_auth", "not_authed", "token_revoked", "account_inactive", "missing_scope"])
def test_what_is_to_be_said_waits_until_the_token_is_mended(
    align: Align, slack: Slack, team: Channel, tom: Colleague, clock: Clock, code: str
) -> None:
    slack.fails("chat.postMessage", error=code)
    commits(tom, team)
    clock.pass_(align, minutes=5)
    assert [each.words.split("\n")[0] for each in posts(team)] == ["@Tom has made a promise."]
    assert align.db.query(ONE) == [{"pause_reason": None}]


def test_an_event_of_a_workspace_that_is_none_of_ours_is_let_be(align: Align, team: Channel, tom: Colleague) -> None:
    """Ours may have been removed: then it is known who the bot was, and nothing is waited for."""
    tom.uninstalls()
    left = {"type": "member_left_channel", "user": tom.id, "channel": team.id, "channel_type": "C", "team": "T0ALIGN01"}
    wrapped = {"type": "event_callback", "team_id": "T0ELSEWHERE", "event_id": "Ev1", "event": left}
    assert tom.line.send(wrapped).status == 200
