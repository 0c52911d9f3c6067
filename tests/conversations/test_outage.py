"""Slack or the database hangs, or somebody holds a lock: everybody reads a sentence while Slack still waits for it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from psycopg.conninfo import conninfo_to_dict

from bot import deadline
from bot.app import Align
from bot.errors import UnavailableError
from bot.server import THREADS
from bot.slack.errors import HEARD
from tests.conversations.walks import commits, names
from tests.fixtures_align import alone, both_engines
from tests.hanging import Line, line_to
from tests.records.test_waits import locked
from tests.standin import Channel, Clock, Colleague, Slack

BUSY = (
    "I am busy: my database does not answer just now, so this is not recorded. "
    "Nothing from before is lost; please try again in a minute."
)
SILENT = "Slack does not answer me just now, so I cannot show you what comes next."
CALLS = ["users.info", "conversations.members", "views.open", "views.push", "views.update"]
LIMIT = 3  # seconds after which Slack shows nothing any more


@contextmanager
def in_time(seconds: float = LIMIT) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def answers(*acts: Callable[[], object], seconds: float = LIMIT) -> list[str]:
    """What each says, asked at once of as many threads as the server has; each in time."""

    def timed(act: Callable[[], object]) -> str:
        with in_time(seconds):
            return str(act())

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(timed, acts))


@pytest.fixture
def slack_line(slack: Slack) -> Iterator[Line]:
    with line_to(("127.0.0.1", int(urlsplit(slack.url).port or 0))) as line:
        yield line


@pytest.fixture
def far_slack(environ: dict[str, str], slack_line: Line, slack: Slack) -> Line:
    """The line over which the bot calls Slack."""
    port = urlsplit(slack.url).port
    environ["SLACK_API_URL"] = slack.url.replace(f":{port}/", f":{slack_line.port}/")
    return slack_line


@pytest.fixture
def far_database(environ: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Line]:
    """The line to the bot's PostgreSQL."""
    server = request.getfixturevalue("postgres")
    server.empty()
    with line_to(f"{conninfo_to_dict(server.url('align'))['host']}/.s.PGSQL.5432") as line:
        environ["DATABASE_URL"] = f"postgresql://postgres@127.0.0.1:{line.port}/align"
        yield line


def test_slack_hangs(
    far_slack: Line, align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    maya.types("/align help", marketing)
    far_slack.hangs()
    said = answers(
        lambda: maya.types("/align away until tomorrow", marketing, silent=True),
        lambda: tom.types("/align pilot", marketing, silent=True),
        lambda: ivan.types("/align team", marketing, silent=True),
        lambda: lena.types("/align mute until 5 Jan", marketing, silent=True),
    )
    assert said[0].startswith("*Noted.*")
    assert all(each.startswith(SILENT) for each in said[1:3])
    assert "until" in said[3]
    with in_time():
        assert "*Your team:*" in maya.types("/align help", marketing, silent=True)


def test_slack_hangs_and_a_fifth_asks_for_help(
    far_slack: Line, align: Align, marketing: Channel, maya: Colleague, tom: Colleague
) -> None:
    far_slack.hangs()
    *others, last = answers(
        *(lambda: tom.types("/align pilot", marketing, silent=True) for _ in range(4)),
        lambda: maya.types("/align help", marketing, silent=True),
    )
    assert all(each.startswith(SILENT) for each in others)
    assert "*Your team:*" in last


@alone
def test_slack_hangs_behind_a_press(far_slack: Line, align: Align, team: Channel, maya: Colleague) -> None:
    """What was pressed is done; what could not be shown is written as soon as Slack takes it."""
    maya.opens_home()
    far_slack.hangs()
    with in_time():
        maya.clicks("Pick a pilot", silent=True)
    (row,) = align.db.query("SELECT kind, channel, detail FROM outbox WHERE state = 'waiting'")
    assert (row["kind"], row["channel"], SILENT in row["detail"]) == ("notice", maya.id, True)


def test_a_refusal_that_comes_early_waits_for_a_slow_slack(
    far_slack: Line, align: Align, team: Channel, maya: Colleague, tom: Colleague
) -> None:
    maya.types("/align pilot", team)
    names(maya, "Lead routing", "Win-back mails")
    tom.workspace.modals[tom.id] = maya.workspace.modals[maya.id]
    far_slack.slows(1.2)
    with in_time():
        tom.clicks("Back")
    assert tom.modal.words == "One moment\nThese are somebody else's answers. Start your own with /align."


def who_is(slack: Slack) -> list[str]:
    """Every question for a person so far."""
    return [each.method for each in slack.calls if each.method == "users.info"]


def test_slack_asks_to_be_left_alone(
    align: Align, slack: Slack, marketing: Channel, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    """By any of the calls that a listener may make; nobody else waits for it, and it is not asked meanwhile."""
    maya.opens_home()
    maya.types("/align pilot", team)
    names(maya, "Lead routing", "Win-back mails")
    tom.types("/align commit", team)
    tom.fills({"When": "it is Monday", "I’ll": "call Ivan"})
    clock.pass_(hours=1)  # whoever was known has to be asked about anew
    for method in CALLS:
        slack.fails(method, retry_after=30)
    asked = len(who_is(slack))
    with in_time():
        assert tom.types("/align away until tomorrow", team, silent=True).startswith("*Noted.*")
        assert maya.types("/align team", marketing, silent=True).startswith(SILENT)
        tom.submits(silent=True)
        assert tom.modals == [], "what needs no call is done"
        maya.clicks("Back", silent=True)
        assert maya.modal.title == "Pick a pilot", "what was typed stands there still"
    assert len(who_is(slack)) == asked + 1
    clock.pass_(align, seconds=31)
    assert SILENT in maya.dm.words
    maya.clicks("Back")
    assert "Win-back mails" in str(maya.modal.values)


def test_slack_never_answers_who_people_are(
    far_slack: Line,
    align: Align,
    marketing: Channel,
    person: Callable[..., Colleague],
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    """However many are asked about in one act: it goes on with what is known, and so does whoever acts meanwhile."""
    newcomers = [person(name) for name in ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn")]
    maya.types("/align team", marketing)
    maya.fills({"IT people beside you": newcomers})
    far_slack.withholds("users.info", "conversations.members")
    said = answers(
        lambda: maya.submits(silent=True),
        lambda: tom.types("/align away until tomorrow", marketing, silent=True),
        lambda: ivan.types("/align help", marketing, silent=True),
    )
    assert said[1].startswith("*Noted.*")
    assert "/align" in said[2]
    asked = {row["user_id"] for row in align.db.query("SELECT user_id FROM invitations")}
    assert {each.id for each in newcomers} <= asked
    began = time.monotonic()
    tom.types("/align away until Friday", marketing, silent=True)
    assert time.monotonic() - began < 0.5, "it is not asked again at once"


def test_slack_never_opens_a_window(
    far_slack: Line, align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    maya.opens_home()
    tom.types("/align pilot", team)
    names(tom, "Lead routing", "Win-back mails")
    note = lena.says("We should call them when it is Monday", team)
    far_slack.withholds("views.open", "views.push", "views.update")
    said = answers(
        lambda: maya.clicks("Pick a pilot", silent=True),
        lambda: tom.clicks("Back", silent=True),
        lambda: ivan.types("/align commit", team, silent=True),
        lambda: lena.uses("commitment:from_message", note, silent=True),
    )
    assert said[2].startswith(SILENT)
    assert tom.modal.title == "Pick a pilot"
    far_slack.withholds()
    align.delivery.deliver_due()
    assert [SILENT in each.dm.words for each in (maya, tom)] == [True, True]
    assert SILENT in lena.sees[-1]


def test_the_database_hangs(
    far_database: Line, align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague
) -> None:
    tom.types("/align commit", team)
    tom.fills({"When": "it is Monday", "I’ll": "call Ivan"})
    maya.opens_home()
    far_database.hangs()
    said = answers(
        lambda: maya.types("/align away until tomorrow", team, silent=True),
        lambda: ivan.types("/align", team, silent=True),
        lambda: lena.types("/align progress", team, silent=True),
    )
    assert said == [BUSY] * 3
    with in_time():
        tom.submits(silent=True)
    assert tom.modal.words == f"One moment\n{BUSY}"
    tom.closes(silent=True)
    assert tom.modal.values["I’ll"] == "call Ivan"
    with in_time():
        maya.clicks("Pick a pilot", silent=True)
    assert maya.modal.words == f"One moment\n{BUSY}"


def test_the_database_hangs_behind_an_event(
    far_database: Line, align: Align, team: Channel, no_bot: Channel, maya: Colleague
) -> None:
    """Slack has to send it again."""
    far_database.hangs()
    with in_time(), pytest.raises(AssertionError, match="HTTP 500"):
        maya.invites_bot(no_bot)


@both_engines
@pytest.mark.parametrize("seconds", [1.2, 8])
def test_somebody_holds_the_lock(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, memory_url: str, seconds: float
) -> None:
    maya.types("/align away on 24 Dec", team)
    with locked(memory_url, seconds, "away"):
        said = answers(
            lambda: maya.types("/align away until tomorrow", team, silent=True),
            lambda: tom.types("/align help", team, silent=True),
        )
    assert said[0].startswith("*Noted.*" if seconds < 2 else BUSY)
    assert "*Your team:*" in said[1]
    assert maya.types("/align away until tomorrow", team).startswith("*Noted.*")


def test_somebody_holds_the_file_whatever_is_done(
    align: Align,
    team: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    aisha: Colleague,
    lena: Colleague,
    memory_url: str,
) -> None:
    """SQLite alone waits by itself: each kind of act has its words, or comes again, before anybody gives up."""
    commits(maya, team)
    maya.types("/align progress", team)
    tom.types("/align commit", team)
    tom.fills({"When": "it is Monday", "I’ll": "call Ivan"})
    aisha.opens_home()
    note = lena.says("We should call them when it is Monday", team)
    with locked(memory_url, 8):
        said = answers(
            lambda: ivan.types("/align away until tomorrow", team, silent=True),
            lambda: maya.clicks("Done", silent=True),
            lambda: tom.submits(silent=True),
            lambda: again(lambda: ivan.says("@align help", team)),
            lambda: again(lambda: lena.says("help")),
            lambda: again(aisha.opens_home),
            lambda: lena.uses("commitment:from_message", note, silent=True),
            seconds=2.5,
        )
        with deadline.within(0.1), pytest.raises(UnavailableError):
            align.delivery.deliver_due()
        assert ivan.sees[-1] == lena.sees[-1] == HEARD, "said past the database"
    assert said[0] == BUSY
    assert maya.modal.words == tom.modal.words == f"One moment\n{BUSY}"
    tom.closes(silent=True)
    assert tom.modal.values["I’ll"] == "call Ivan"
    assert lena.modal.title == "Make a promise", "what only shows a window needs no writing"


def again(act: Callable[[], object]) -> None:
    """An event that Slack has to send once more."""
    with pytest.raises(AssertionError, match="HTTP 500"):
        act()
