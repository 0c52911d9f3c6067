"""Days behind the words of /align, typed on Tuesday 24 November 2026: used or refused, never dropped, never guessed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app import Align
from bot.records import away, people, teams
from tests.fixtures_align import both_engines
from tests.standin import TEAM, Channel, Clock, Colleague


def absences(align: Align, person: Colleague) -> list[tuple[str, str]]:
    ahead = away.list_ahead(align.db, TEAM, person.id, date(2026, 11, 24))
    return [(f"{each.first_day}", f"{each.last_day}") for each in ahead]


def paused_until(align: Align, channel: Channel) -> str:
    found = teams.find(align.db, TEAM, channel.id)
    assert found
    return f"{found.paused_until:%Y-%m-%dT%H:%M}" if found.paused_until else ""


def muted_until(align: Align, person: Colleague) -> str:
    known = people.get(align.db, TEAM, person.id)
    return f"{known.muted_until:%Y-%m-%dT%H:%M}" if known.muted_until else ""


@pytest.mark.parametrize("word", ["away", "pause", "mute"])
@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("until next Tuesday", "Tue 1 Dec"),
        ("next tuesday", "Tue 1 Dec"),
        ("until Tue 5 Jan", "Tue 5 Jan"),
        ("Fri 8 Jan 2027", "Fri 8 Jan"),
        ("until the 5th", "Sat 5 Dec"),
        ("until 24.12.", "Thu 24 Dec"),
        ("“5 Jan”", "Tue 5 Jan"),
        ("*until 5 Jan*", "Tue 5 Jan"),
    ],
)
def test_every_word_takes_the_same_days(team: Channel, maya: Colleague, word: str, text: str, last: str) -> None:
    assert f" {last}" in maya.types(f"/align {word} {text}", team).splitlines()[0]


@pytest.mark.parametrize("word", ["away", "pause", "mute"])
@pytest.mark.parametrize(
    ("text", "last"),
    [("for 2 weeks", "Mon 7 Dec"), ("rest of the week", "Sun 29 Nov"), ("until end of the month", "Mon 30 Nov")],
)
def test_every_word_takes_the_same_lengths(team: Channel, maya: Colleague, word: str, text: str, last: str) -> None:
    assert f"until {last}" in maya.types(f"/align {word} {text}", team)


@both_engines
@pytest.mark.parametrize("word", ["away", "pause", "mute"])
def test_a_day_that_can_be_two_is_asked_back(align: Align, team: Channel, maya: Colleague, word: str) -> None:
    said = maya.types(f"/align {word} until 05/01", team)
    assert said.startswith("“05/01” can be two days. Which one do you mean?")
    assert (absences(align, maya), paused_until(align, team), muted_until(align, maya)) == ([], "", "")
    maya.clicks("until Sat 1 May")
    assert "until Sat 1 May" in maya.modal.words


def test_a_wrong_weekday_is_asked_back(align: Align, team: Channel, maya: Colleague) -> None:
    assert "5 Jan 2027 is a Tuesday. Which one do you mean?" in maya.types("/align away Mon 5 Jan", team)
    assert absences(align, maya) == []
    maya.clicks("Mon 4 Jan")
    assert absences(align, maya) == [("2027-01-04", "2027-01-04")]


@pytest.mark.parametrize("word", ["away", "pause", "mute"])
@pytest.mark.parametrize("text", ["5 Jan 2028", "2072-01-05", "2126-11-27", "until 5 Jan 2028", "20 Nov 2026"])
def test_days_over_or_far_off_are_refused(align: Align, team: Channel, maya: Colleague, word: str, text: str) -> None:
    assert any(told in maya.types(f"/align {word} {text}", team) for told in ("more than a year", "is over"))
    assert (absences(align, maya), paused_until(align, team), muted_until(align, maya)) == ([], "", "")


def test_a_day_of_another_year_is_shown_with_it(team: Channel, maya: Colleague) -> None:
    assert "until Fri 24 Dec 2027;" in maya.types("/align mute until 24 Dec 2027")
    assert "until Fri 24 Dec 2027." in maya.types("/align pause until 24 Dec 2027", team)
    assert "Check-ins are paused until Fri 24 Dec 2027." in maya.types("/align summary", team)
    assert "until Fri 24 Dec 2027. " in maya.types("/align away until 24 Dec 2027")


def test_a_mute_that_would_start_later_is_refused(align: Align, team: Channel, maya: Colleague) -> None:
    for text in ("next week", "24 Dec - 1 Jan", "from 24 Dec to 1 Jan"):
        assert "Quiet starts at once" in maya.types(f"/align mute {text}")
    assert "type /align away 30 Nov 2026 - 6 Dec 2026:" in maya.types("/align mute next week")
    assert people.get(align.db, TEAM, maya.id).muted_at is None


@both_engines
def test_back_on_a_day(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    maya.types("/align away until 8 Jan")
    assert maya.types("/align back on 5 Jan").startswith("*Noted.* You are away until Mon 4 Jan.")
    assert absences(align, maya) == [("2026-11-24", "2027-01-04")]
    assert "From Mon 30 Nov I ask again." in maya.types("/align back on monday")
    assert "I don't know the day “holiday”" in maya.types("/align back from holiday")
    assert absences(align, maya) == [("2026-11-24", "2026-11-29")]
    clock.pass_(align, days=2)
    assert "Welcome back" in maya.types("/align back today")


def test_back_on_a_day_without_an_absence_is_an_absence_until_then(align: Align, maya: Colleague) -> None:
    assert "You are away until Sun 29 Nov." in maya.types("/align back on Monday")
    assert absences(align, maya) == [("2026-11-24", "2026-11-29")]


@both_engines
def test_resume_on_a_day(align: Align, team: Channel, maya: Colleague) -> None:
    assert "I'm not paused in this channel" in maya.types("/align resume on 5 Jan", team)
    assert paused_until(align, team) == ""
    maya.types("/align pause until 8 Jan", team)
    assert "*Paused.*" in maya.types("/align resume on 5 Jan", team)
    assert paused_until(align, team) == "2027-01-04T23:00"
    assert "I don't know the day “soon”" in maya.types("/align resume soon", team)
    assert paused_until(align, team) == "2027-01-04T23:00"


@both_engines
def test_unmute_on_a_day(align: Align, team: Channel, maya: Colleague) -> None:
    assert "You had not muted me." in maya.types("/align unmute tomorrow")
    assert people.get(align.db, TEAM, maya.id).muted_at is None
    maya.types("/align mute")
    assert "until Tue 24 Nov; the day after I start again" in maya.types("/align unmute tomorrow")
    assert muted_until(align, maya) == "2026-11-24T23:00"
    assert "I don't know the day “please”" in maya.types("/align unmute please")
    assert muted_until(align, maya) == "2026-11-24T23:00"


@pytest.mark.parametrize(
    ("typed", "mend"),
    [
        ("progress tom", "Type /align progress."),
        ("team sales", "Type /align team."),
        ("looks monday", "Type /align looks."),
        ("pilot soon", "Type /align pilot or /align pilot full."),
    ],
)
def test_what_stands_behind_a_word_is_not_dropped(team: Channel, maya: Colleague, typed: str, mend: str) -> None:
    word, _, rest = typed.partition(" ")
    assert maya.types(f"/align {typed}", team) == (
        f"I don't know what “{rest}” means behind {word}, so I did nothing. {mend}"
    )


@both_engines
def test_absences_that_touch_are_joined_and_it_is_said(align: Align, maya: Colleague) -> None:
    maya.types("/align away 21 Dec - 24 Dec")
    said = maya.types("/align away 24 Dec - 1 Jan")
    assert "You are away from Mon 21 Dec until Fri 1 Jan." in said
    assert "That takes in what you had noted before: Mon 21 Dec until Thu 24 Dec." in said
    assert absences(align, maya) == [("2026-12-21", "2027-01-01")]
    assert "noted before: Mon 21 Dec until Fri 1 Jan." in maya.types("/align away 30 Dec")
    assert absences(align, maya) == [("2026-12-21", "2027-01-01")]


@both_engines
def test_what_is_noted_is_listed_and_crossed_out(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align away 21 Dec - 24 Dec", marketing)
    maya.types("/align away 1 Feb - 5 Feb", marketing)
    maya.types("/align away", marketing)
    assert "*Noted so far*\nMon 21 Dec until Thu 24 Dec\n" in maya.modal.words
    assert "Mon 1 Feb until Fri 5 Feb\n" in maya.modal.words
    maya.clicks("Cross out", beside="21 Dec")
    assert absences(align, maya) == [("2027-02-01", "2027-02-05")]
    assert len(absences(align, maya)) == 1
    maya.clicks("Cross out")
    assert absences(align, maya) == []
    assert "Noted so far" not in maya.modal.words


@both_engines
def test_saving_the_team_keeps_its_pause(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align pause until 5 Jan", team)
    maya.types("/align team", team)
    assert "Check-ins are paused until Tue 5 Jan." in maya.modal.words
    maya.submits()
    assert "Check-ins are paused until Tue 5 Jan. After that I ask every week" in maya.modal.words
    assert "Next time" not in maya.modal.words
    assert paused_until(align, team) == "2027-01-05T23:00"
    maya.closes()
    assert "Check-ins are paused until Tue 5 Jan." in maya.types("/align summary", team)


@pytest.mark.parametrize(
    "zone",
    ["Etc/GMT+2", "EST", "MST", "HST", "EST5EDT", "localtime", "Factory", "GMT0", "GMT", "GMT+0", "CET", "Zulu"],
)
def test_a_zone_that_misleads_is_refused_at_the_field(team: Channel, maya: Colleague, zone: str) -> None:
    maya.types("/align team", team)
    maya.clicks("When I ask")
    maya.fills({"Time zone": zone})
    maya.submits()
    assert maya.modal.errors["Time zone"].startswith(f"{zone} is no place, and not the zone it looks like: it is ")


@pytest.mark.parametrize("zone", ["posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "GMT+2"])
def test_a_zone_that_not_every_system_knows_is_refused_too(team: Channel, maya: Colleague, zone: str) -> None:
    maya.types("/align team", team)
    maya.clicks("When I ask")
    maya.fills({"Time zone": zone})
    maya.submits()
    assert list(maya.modal.errors) == ["Time zone"]


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("GB", "only those that all parts of GB share. For the others write your part, like GB-ENG,"),
        ("DE", "like DE-BB,"),
        ("US", "like US-AK,"),
        ("CH", "like CH-AG,"),
        ("GB-SCT", ""),
        ("DE-BE", ""),
        ("NL", ""),
    ],
)
def test_a_country_whose_holidays_differ_asks_for_its_part(
    team: Channel, maya: Colleague, country: str, told: str
) -> None:
    maya.types("/align team", team)
    maya.clicks("When I ask")
    maya.fills({"Public holidays of": country})
    maya.submits()
    assert told in maya.modal.words
    assert bool(told) == ("Public holidays:" in maya.modal.words)


def test_help_for_one_word(align: Align, maya: Colleague) -> None:
    assert "Say when you are not here" in maya.types("/align help away")


def test_a_status_is_over_when_the_day_is_where_they_are(
    align: Align, team: Channel, aisha: Colleague, clock: Clock
) -> None:
    clock.now = datetime(2026, 11, 24, 17, tzinfo=UTC)
    told = aisha.user.shown(clock.now)
    ends = int(datetime(2026, 11, 25, tzinfo=ZoneInfo("Asia/Kolkata")).timestamp())
    told["profile"] |= {"status_text": "On leave", "status_expiration": ends}
    aisha.causes({"type": "user_change", "user": told})
    aisha.opens_home()
    assert "Are you away?" in aisha.home.words
    clock.now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    aisha.opens_home()
    assert "Are you away?" not in aisha.home.words
