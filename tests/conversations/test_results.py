"""What was decided, promised and agreed is found again: by whoever may see it, by its words, the newest first."""

import re
from time import process_time

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, seat
from tests.conversations.walks import ME, Idea, commits, picks_a_pilot, reads_a_pitch
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Message

SMALL = "I look in what was made with me, not in the channel."
NOTHING = (
    "*Nothing decided about “attribution” yet,* at least not with me. "
    "I only know what was made with me, not the channel."
)


def links(message: Message) -> list[str]:
    return re.findall(r"<(https://[^|>]+)\|", str(message.raw["blocks"]))


def points_to(link: str, message: Message) -> bool:
    """Whether Slack says the same of this message."""
    return link.partition("?")[0] == (
        f"https://align-test.slack.com/archives/{message.raw.get('channel') or message.room.id}"
        f"/p{message.raw['ts'].replace('.', '')}"
    )


@both_engines
def test_all_of_it_the_newest_first(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    pilot = team.last
    clock.pass_(align, hours=30)
    commits(tom, team, **{"I’ll": "call Ivan about the MQL field"})
    told = tom.types("/align results", team)
    lines = told.split("\n")
    assert lines[0] == "What was made with me"
    assert lines[1].startswith("• @Tom: call Ivan about the MQL field, until ")
    assert lines[2].startswith("• Pick a pilot: Lead routing, day 2 of ")
    assert lines[3:] == [f"2 of 2 in marketing. {SMALL}"]
    tom.says("results")
    assert tom.dm.last.words == told
    to = links(tom.dm.last)
    assert [points_to(link, message) for link, message in zip(to, (team.last, pilot), strict=True)] == [True, True]
    assert maya.types("/align results") == told  # the same in a direct message
    clock.pass_(align, days=14)
    assert "• @Tom: call Ivan about the MQL field, was due " in maya.types("/align results")


@both_engines
def test_by_words_in_what_was_answered(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    reads_a_pitch(tom, team, "Acme", "We don't know")
    commits(tom, team, **{"I’ll": "call Ivan about the MQL fields"})
    told = maya.types("/align what did we decide about MQL?", team)
    assert told.startswith("call Ivan about the MQL fields: promised\n*@Tom: call Ivan about the MQL fields, until ")
    assert maya.types("/align results mql FIELD", team) == told
    assert maya.types("/align who promised the MQL fields", team) == told
    assert maya.types("/align results acme", team).startswith("Acme: ")
    some = maya.types("/align results acme budget", team)
    assert some.startswith("*Nothing has all of “acme budget”.* These have some of it:\n• Read a vendor's pitch: Acme")


@both_engines
def test_nothing_is_found(align: Align, team: Channel, maya: Colleague) -> None:
    assert maya.types("/align did we ever agree on attribution?", team) == (
        f"{NOTHING}\nSettle what it means\nSee all results"
    )
    maya.clicks("Settle what it means", team)
    assert maya.modal.values["Which word?"] == "attribution"


def test_whoever_is_in_no_team_reads_what_to_do(align: Align, team: Channel, sam: Colleague) -> None:
    assert sam.types("/align results") == (
        "You are in no team of mine yet. Go to the channel where marketing and IT talk and type `/align join` there; "
        "then I find what was made with me in it."
    )


@both_engines
def test_private_results_and_other_teams_are_nobodys_find(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(
        tom,
        team,
        Idea("Secret routing", tom, ivan),
        Idea("Win-back mails", maya, ivan),
        share=ME,
    )
    seat(maya, growth, marketing=[maya])
    commits(maya, growth, **{"I’ll": "ask about the secret"})
    mine = tom.types("/align results secret", team)
    assert mine.startswith("Secret routing: ")
    assert mine.endswith(f"1 of 1 in marketing. {SMALL}")
    assert "only you see it" in mine
    theirs = maya.types("/align results secret", team)
    assert "Secret routing" not in theirs
    assert "ask about the secret" in theirs
    assert "Nothing decided about “secret”" in ivan.types("/align results secret", growth)


@both_engines
def test_by_mention_only_whoever_asks_reads_it(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    commits(tom, team, **{"I’ll": "write down what MQL means"})
    before = len(team.messages)
    maya.says("@align what did we decide about MQL?", team)
    assert maya.sees[-1].startswith("write down what MQL means: promised\n")
    assert len(team.messages) == before + 1
    assert not any("promised" in each for each in tom.sees)
    maya.says("what did we decide about MQL?")
    assert maya.dm.last.words == maya.sees[-1]


@both_engines
def test_ten_a_page(align: Align, team: Channel, maya: Colleague) -> None:
    fill(align, team, 23)
    told = maya.types("/align results plan", team)
    assert told.startswith("plan 23 for the shop: promised\n")
    assert f"10 of 23 in marketing. {SMALL}" in told
    maya.clicks("Show more", team)
    assert "More about plan\n• @Maya: plan 13 for the shop" in maya.modal.words
    assert "11 to 20 of 23" in maya.modal.words
    maya.clicks("Show more")
    assert "21 to 23 of 23" in maya.modal.words
    assert "Show more" not in maya.modal.buttons
    assert maya.modal.words.count("•") == 3
    maya.clicks("See all results")
    assert "10 of 23" in maya.modal.words


@both_engines
def test_what_became_of_a_promise(align: Align, team: Channel, tom: Colleague) -> None:
    fill(align, team, 3)
    db = align.db
    for state, number in (("done", 1), ("dropped", 2)):
        db.execute(
            "UPDATE commitments SET state = :state WHERE id = :id", {"state": state, "id": f"filled{number:05d}"}
        )
    told = tom.types("/align results shop", team)
    assert "• @Maya: plan 1 for the shop, ✅ kept " in told
    assert "• @Maya: plan 2 for the shop, dropped " in told


@both_engines
def test_thousands_are_searched_in_a_moment(align: Align, team: Channel, maya: Colleague) -> None:
    fill(align, team, 5000)
    begun = process_time()
    for words in ("plan 4711", "nothing of the kind", ""):
        maya.types(f"/align results {words}", team)
    assert process_time() - begun < 3
    assert maya.types("/align results plan 4711", team).startswith("plan 4711 for the shop: promised\n")


def fill(align: Align, team: Channel, number: int) -> None:
    """So many promises of Maya's, a minute between each."""
    (row,) = align.db.query(
        "SELECT id FROM teams WHERE channel = :channel AND workspace = 'T0ALIGN01'", {"channel": team.id}
    )
    with align.db.atomic():
        for n in range(1, number + 1):
            align.db.execute(
                """
                INSERT INTO commitments (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by,
                    made_at, state_at)
                VALUES (:id, :team, 'it is Monday', :action, 'U0MAYA', '2027-01-05', '', 'open', '', 'U0MAYA', :at,
                    :at)""",
                {
                    "id": f"filled{n:05d}",
                    "team": row["id"],
                    "action": f"plan {n} for the shop",
                    "at": f"2026-11-{1 + n // 1440:02d}T{n // 60 % 24:02d}:{n % 60:02d}:00.000Z",
                },
            )


@both_engines
def test_a_document_by_its_subject_with_what_it_says(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    maya.types("/align terms MQL", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "Has asked for a price."}, {})
    post = team.last
    maya.clicks("Agree", team)
    told = ivan.types("/align what did we agree on MQL?", team)
    assert told.startswith(
        "MQL: agreed by marketing, IT not yet\n“Has asked for a price.”\n*Shared terms: MQL, agreed by"
    )
    ivan.clicks("Agree", team)
    clock.pass_(align, hours=1)
    changes(maya, team, "What each side means", {"When IT says it, what is meant?": "A row in the CRM."})
    told = maya.types("/align results row in the CRM", team)
    assert told.startswith("MQL: agreed by marketing, IT not yet\n“A row in the CRM.”\n")
    assert told.count("Shared terms: MQL") == 1  # the version before is history
    maya.says("results mql")
    assert [points_to(each, post) for each in links(maya.dm.last)] == [True]


@both_engines
def test_what_was_decided_weeks_later(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    clock.pass_(align, days=31)
    for who, decision in ((tom, "Stop"), (ivan, "Go on as it is")):
        who.clicks("Answer", team)
        who.fills(
            {"What do you decide?": decision, "What have you learned, about the thing or about each other?": "Ask"}
        )
        who.submits()
        who.closes()
    assert "Lead routing, decided: each differently so far, " in maya.types("/align results", team)
    ivan.clicks("Answer", team)
    ivan.fills({"What do you decide?": "Stop"})
    ivan.submits()
    ivan.closes()
    assert maya.types("/align what became of the routing?", team).startswith("Lead routing: decided: stop\n")
