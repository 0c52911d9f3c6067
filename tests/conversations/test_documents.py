"""Documents that two sides agree to: approvals, versions, what changed, what is shown where. Any charter would do."""

from pathlib import Path

import pytest

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, options, seat
from tests.conversations.walks import posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack

RULE = """
shape = "charter"
title = "House rule"
summary = "Agree on a rule."
method = "Two keys."
lookup = "What is the rule on …"
subject = "about"

[[page]]
title = "The rule"

[[page.question]]
name = "about"
kind = "text"
ask = "What is it about?"

[[page.question]]
name = "rule"
kind = "long"
ask = "What is the rule?"
short = "The rule"

[[page]]
title = "Who keeps it"

[[page.question]]
name = "keepers"
kind = "people"
ask = "Who keeps it?"
short = "kept by"
optional = true

[[page.question]]
name = "since"
kind = "date"
ask = "Since when?"
short = "since"
optional = true

[[check]]
when = "not keepers"
text = "Nobody keeps the rule on {{ about }}."

[[advice]]
text = "Hang it up."
"""
PART, RULE_PART, KEEPERS_PART = "What do you want to change?", "The rule", "Who keeps it"


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """With a playbook of the company's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "rule.toml").write_text(RULE, encoding="utf-8")
    return {**environ, "ALIGN_PLAYBOOKS": str(folder)}


@pytest.fixture
def team(
    maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, marketing: Channel, align: Align
) -> Channel:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])
    return marketing


def writes(person: Colleague, where: Channel, about: str = "tea", rule: str = "Warm the pot.") -> None:
    person.types(f"/align rule {about}", where)
    goes_through(person, {"What is the rule?": rule}, {})


def verdict(where: Channel) -> str:
    """How the one document of this channel stands, by the heading of its post."""
    return posts(where)[0].words.splitlines()[0]


def marks(where: Channel) -> str:
    """Who has agreed, as the post of the one document says."""
    return next(line for line in posts(where)[0].words.splitlines() if line.startswith(("✅", "⏳")))


def exports(person: Colleague, where: Channel) -> None:
    if person.modals:
        person.closes(everything=True)
    person.clicks("See everything", where)
    person.clicks("Export")


@both_engines
def test_it_is_agreed_when_a_person_of_each_side_has_said_so(
    maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, team: Channel
) -> None:
    writes(maya, team)
    assert team.last.words.splitlines() == [
        "House rule: tea: one OK from each side is missing",
        "@Maya or @Tom, and @Aisha or @Ivan: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *IT not yet*",
        "*The rule:* Warm the pot.",
        "*Open points*",
        "⚠️ Nobody keeps the rule on tea.",
        "Agree",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. Needs one OK from marketing and one from IT.",
    ]
    maya.clicks("Agree", team)
    maya.clicks("Agree", team)
    tom.clicks("Agree", team)
    assert verdict(team) == "House rule: tea: one OK from IT is missing"
    assert "\n@Aisha or @Ivan: read it once this week, then press *Agree*.\n" in team.last.words
    assert marks(team) == "✅ *Agreed by marketing* (@Maya, @Tom) · ⏳ *IT not yet*"
    assert len(posts(team)) == 1
    ivan.clicks("Agree", team)
    assert verdict(team) == "House rule: tea: agreed"
    assert marks(team) == "✅ *Agreed by marketing* (@Maya, @Tom) · ✅ *Agreed by IT* (@Ivan)"
    assert posts(team)[0].buttons == ["Change", "See everything"]
    post, reply = posts(team)
    assert reply.raw["thread_ts"] == post.ts
    assert reply.words == "✅ *Agreed:* House rule: tea, version 1. Marketing and IT have both said OK."


def test_somebody_of_a_third_side_is_told_kindly(maya: Colleague, sam: Colleague, team: Channel) -> None:
    writes(maya, team)
    sam.types("/align join other", team)
    sam.clicks("Agree", team)
    assert "This needs one OK from marketing and one from IT, and I have you down for neither." in sam.modal.words
    assert marks(team) == "⏳ *Marketing not yet* · ⏳ *IT not yet*"
    seat(maya, team, sales=[sam])
    sam.clicks("Agree", team)
    assert "I have you down for sales." in sam.modal.words


@both_engines
def test_a_new_version_is_the_same_post_and_asks_the_other_side_again(
    maya: Colleague, tom: Colleague, ivan: Colleague, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    maya.types("/align rule tea", team)
    for person in (maya, ivan):
        person.clicks("Agree", message=posts(team)[0])
    clock.pass_(align, days=1)
    changes(ivan, team, RULE_PART, {"What is the rule?": "Warm the pot & the cup."})
    assert verdict(team) == "House rule: tea: one OK from marketing is missing"
    assert marks(team) == "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)"
    assert "*The rule:* Warm the pot & the cup." in posts(team)[0].words
    assert "Version 2, by @Ivan, Wed 25 Nov. What changed stands in the thread." in posts(team)[0].words
    post, _, changed = posts(team)
    assert changed.raw["thread_ts"] == post.ts
    assert changed.words.splitlines() == [
        "*@Ivan changed 1 thing.* Marketing, please read it, then press *Agree*.",
        "• The rule: Warm the pot. → *Warm the pot & the cup.*",
        "Agree",
        "The post shows version 2; the OK of IT is in with it.",
    ]
    maya.clicks("Agree", message=maya.whispers[-1])
    assert maya.modal.words.endswith("There is a newer version by now, version 2. Type /align rule.")
    maya.closes()
    tom.clicks("Agree", message=changed)
    assert verdict(team) == "House rule: tea: agreed"
    assert posts(team)[2].buttons == []


def test_somebody_of_neither_side_who_changes_it_asks_both_again(
    maya: Colleague, ivan: Colleague, sam: Colleague, team: Channel
) -> None:
    writes(maya, team)
    sam.types("/align join sales", team)
    for person in (maya, ivan):
        person.clicks("Agree", team)
    changes(sam, team, RULE_PART, {"What is the rule?": "No tea."})
    assert marks(team) == "⏳ *Marketing not yet* · ⏳ *IT not yet*"
    assert team.last.words.startswith("*@Sam changed 1 thing.* Marketing and IT, please read it, then press *Agree*.")


def test_what_changed_tells_who_when_and_what(
    maya: Colleague, ivan: Colleague, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    maya.clicks("See everything", team)
    assert "What changed" not in maya.modal.buttons
    maya.closes()
    clock.pass_(align, days=1)
    changes(ivan, team, KEEPERS_PART, {"Who keeps it?": [maya, ivan], "Since when?": "2026-12-01"})
    clock.pass_(align, days=1)
    changes(maya, team, KEEPERS_PART, {"Who keeps it?": [maya]})
    assert [each.words.splitlines()[0] for each in posts(team)[1:]] == [
        "*@Ivan changed 2 things.*",  # whom it asked is over: there is a newer version
        "*@Maya changed 1 thing.* IT, please read it, then press *Agree*.",
    ]
    assert posts(team)[1].buttons == []
    ivan.clicks("See everything", team)
    ivan.clicks("What changed")
    assert ivan.modal.words.splitlines() == [
        "What changed",
        "*Version 3*, by @Maya, Thu 26 Nov",
        "• kept by: @Maya, @Ivan → @Maya",
        "*Version 2*, by @Ivan, Wed 25 Nov",
        "• kept by: nothing → @Maya, @Ivan",
        "• since: nothing → 1 December 2026",
        "*Version 1*, by @Maya, Tue 24 Nov",
        "The first one.",
    ]


def test_a_change_that_is_begun_is_kept_and_can_start_over(maya: Colleague, team: Channel) -> None:
    writes(maya, team)
    maya.clicks("Change", team)
    assert options(maya, PART) == [RULE_PART, KEEPERS_PART]  # nothing to save yet
    maya.fills({PART: RULE_PART})
    maya.submits()
    assert maya.modal.words.startswith("House rule\n*The rule*"), "a part by itself is not one of so many pages"
    maya.fills({"What is the rule?": "No tea."})
    maya.submits()
    assert "• The rule: Warm the pot. → No tea." in maya.modal.words
    maya.closes()
    maya.clicks("Change", team)
    assert "No tea." in maya.modal.words
    maya.clicks("Start over")
    assert "No tea." not in maya.modal.words
    assert len(posts(team)) == 1


@both_engines
def test_two_who_change_at_once_lose_nothing(
    maya: Colleague, ivan: Colleague, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    clock.pass_(align, hours=1)
    ivan.clicks("Change", team)
    changes(maya, team, KEEPERS_PART, {"Who keeps it?": [maya]})
    ivan.fills({PART: RULE_PART})
    ivan.submits()
    ivan.fills({"What is the rule?": "No tea."})
    ivan.submits()
    ivan.submits()  # nothing more: save
    post = posts(team)[0].words
    assert "Version 3, by @Ivan" in post
    assert "*The rule:* No tea." in post
    assert "*kept by:* @Maya" in post


@both_engines
def test_two_who_change_the_same_choose_which_one_stands(
    maya: Colleague, ivan: Colleague, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    clock.pass_(align, hours=1)
    ivan.clicks("Change", team)
    changes(maya, team, RULE_PART, {"What is the rule?": "No tea."})
    changes(maya, team, KEEPERS_PART, {"Who keeps it?": [maya]})
    ivan.fills({PART: RULE_PART})
    ivan.submits()
    ivan.fills({"What is the rule?": "Only tea."})
    ivan.submits()
    ivan.submits()  # nothing more: save
    assert ivan.modal.words.splitlines()[1:5] == [
        "@Maya saved version 3 while you were writing. One answer differs; the others are merged, and nothing that you "
        "typed is lost.",
        "*The rule*",
        "• Mine: Only tea.",
        "• @Maya changed it to: No tea.",
    ]
    assert ivan.modal.submit == "Save version 4"
    changes(maya, team, RULE_PART, {"What is the rule?": "A little tea."})
    ivan.fills({"The rule: which one stands?": "Theirs"})
    ivan.submits()  # there is a newer one by now: asked again
    assert "• @Maya changed it to: A little tea." in ivan.modal.words
    ivan.fills({"The rule: which one stands?": "Theirs"})
    ivan.submits()
    assert ivan.modal.words.splitlines()[1].startswith("*Done.*")
    post = posts(team)[0].words
    assert "Version 5, by @Ivan" in post
    assert "*The rule:* A little tea." in post
    assert "*kept by:* @Maya" in post
    assert marks(team) == "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)"


def test_two_who_begin_the_same_document_make_one(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    ivan.types("/align rule tea", team)
    writes(maya, team)
    for page in ({"What is the rule?": "No tea."}, {}, {}):
        ivan.fills(page)
        ivan.submits()
    assert "• Mine: No tea." in ivan.modal.words
    ivan.closes()
    ivan.types("/align rule tea", team)
    assert "Warm the pot." in ivan.sees[-1]
    ivan.clicks("Change", team)
    ivan.closes()
    assert len(posts(team)) == 1


def test_a_document_cannot_take_the_name_of_another(maya: Colleague, team: Channel) -> None:
    writes(maya, team, "tea")
    writes(maya, team, "coffee")
    maya.clicks("Change", team)
    maya.fills({PART: RULE_PART})
    maya.submits()
    maya.fills({"What is it about?": " Tea"})
    maya.submits()
    maya.submits()
    assert "There is a document about Tea already." in maya.modal.words


def test_the_word_shows_what_there_is(maya: Colleague, ivan: Colleague, tom: Colleague, team: Channel) -> None:
    writes(maya, team, "tea")
    writes(maya, team, "coffee", "Grind it.")
    ivan.types("/align rule", team)
    assert "• *coffee*: Version 1, by @Maya. Needs one OK from marketing and one from IT." in ivan.sees[-1]
    ivan.clicks("tea", team)
    assert "Warm the pot." in ivan.sees[-1]
    ivan.clicks("Agree", message=ivan.whispers[-1])
    assert "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)" in ivan.sees[-1]
    assert marks(team) == "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)"
    tom.types("/align rule TEA", team)
    assert "Warm the pot." in tom.sees[-1]
    tom.types("/align rule cocoa", team)
    assert tom.modal.values["What is it about?"] == "cocoa"


def test_in_a_direct_message_it_is_shown_there(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    writes(maya, team)
    ivan.says("rule")
    ivan.clicks("Start rule")
    ivan.clicks("tea")
    assert "Warm the pot." in ivan.dm.last.words
    ivan.clicks("Agree", message=ivan.dm.last)
    assert "✅ *Agreed by IT* (@Ivan)" in ivan.dm.last.words
    assert marks(team) == "⏳ *Marketing not yet* · ✅ *Agreed by IT* (@Ivan)"


def test_it_goes_out_as_markdown_to_the_one_who_asks(
    maya: Colleague, ivan: Colleague, slack: Slack, team: Channel
) -> None:
    writes(maya, team, "tea *hot*", "Warm | the pot.")
    ivan.clicks("Agree", team)
    exports(ivan, team)
    assert "It is on its way to you, as a direct message from me." in ivan.modal.words
    assert ivan.dm.last.words == "House rule: tea *hot*, version 1"
    (file,) = slack.workspace.files.values()
    assert (file["name"], file["content"].decode()) == (
        "house-rule-tea-hot-v1.md",
        "# House rule: tea \\*hot\\*\n\n"
        "Version 1, by Maya. Agreed by IT (Ivan); marketing not yet.\n\n"
        "## The rule\n\n**The rule**\n\nWarm | the pot.\n\n",
    )


def test_where_no_file_may_be_sent_the_words_come_instead(maya: Colleague, slack: Slack, team: Channel) -> None:
    slack.workspace.scopes.discard("files:write")
    writes(maya, team)
    exports(maya, team)
    assert "Slack lets me send no files" in maya.dm.last.words
    assert "Warm the pot." in maya.dm.last.words
    assert maya.dm.last.buttons == []


def test_a_file_is_sent_again_until_slack_has_it_and_never_twice(
    maya: Colleague, slack: Slack, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    for step in ("files.getUploadURLExternal", "upload"):
        slack.fails(step, status=500)
        exports(maya, team)
        assert maya.dm.messages == []
        clock.pass_(align, minutes=1)
        assert len(maya.dm.messages) == 1
        maya.dm.room.messages.clear()
    slack.fails("files.completeUploadExternal", status=500, after=True)
    exports(maya, team)
    clock.pass_(align, hours=1)
    assert len(maya.dm.messages) == 1


def test_it_is_pinned_on_request_and_stays_so(
    maya: Colleague, slack: Slack, team: Channel, align: Align, clock: Clock
) -> None:
    writes(maya, team)
    maya.clicks("See everything", team)
    maya.clicks("Pin it")
    assert slack.workspace.pins == [(team.id, posts(team)[0].ts)]
    assert "Pin it" not in maya.modal.buttons
    maya.closes()
    clock.pass_(align, hours=1)
    changes(maya, team, RULE_PART, {"What is the rule?": "No tea."})
    assert slack.workspace.pins == [(team.id, posts(team)[0].ts)]
    assert "*The rule:* No tea." in posts(team)[0].words


def test_without_the_scope_a_person_is_told_how_to_pin(maya: Colleague, slack: Slack, team: Channel) -> None:
    slack.workspace.scopes.discard("pins:write")
    writes(maya, team)
    maya.clicks("See everything", team)
    maya.clicks("Pin it")
    maya.closes()
    assert "I may not pin in #marketing. You can: point at the message" in maya.dm.last.words
    changes(maya, team, RULE_PART, {"What is the rule?": "No tea."})
    assert len(maya.dm.messages) == 1


def test_a_message_s_words_are_looked_up(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    said = ivan.says("Two Green-Teas for @Maya, please", team)
    maya.uses("document:look_up-rule", said)
    assert "Nothing is written down so far." in maya.modal.words
    writes(maya, team, "green tea")
    writes(maya, team, "coffee")
    maya.uses("document:look_up-rule", said)
    assert maya.modal.words.splitlines() == [
        "House rule",
        "*green tea*",
        "Version 1, by @Maya. Needs one OK from marketing and one from IT.",
        "• _The rule_: Warm the pot.",
        "Write one down",
    ]
    maya.uses("document:look_up-rule", ivan.says("Water!", team))
    assert "Written down so far: coffee, green tea." in maya.modal.words
    maya.clicks("Write one down")
    assert maya.modal.labels == ["What is it about?", "What is the rule?"]


def test_a_promise_can_be_made_from_it(maya: Colleague, team: Channel) -> None:
    writes(maya, team)
    maya.clicks("See everything", team)
    maya.clicks("Make a promise")
    maya.fills({"When": "it is four o'clock", "I’ll": "warm the pot"})
    maya.submits()
    assert "When it is four o'clock, I’ll warm the pot." in team.last.words


def test_a_team_that_is_new_is_set_up_first(person: Hire, growth: Channel, align: Align) -> None:
    nora = person("Nora")
    growth.room.members.add(nora.id)
    nora.types("/align rule tea/coffee", growth)
    assert nora.modal.title == "Set up Align"
    nora.clicks("Skip for now")
    assert nora.modal.title == "House rule"
    assert nora.modal.values["What is it about?"] == "tea/coffee"


def test_a_promise_for_when_it_is_opened_is_quoted_back(
    maya: Colleague, ivan: Colleague, team: Channel, align: Align, clock: Clock
) -> None:
    for person, asked in ((maya, "Tom"), (ivan, "Aisha")):
        person.types("/align commit", team)
        person.fills({"When": "we speak of tea", "I’ll": f"ask {asked}"})
        person.clicks("More")
        person.fills({"Remind me when somebody starts …": "rule: House rule", "By": "2026-12-20"})
        person.submits()
    clock.pass_(align, days=1)
    maya.types("/align rule tea", team)
    assert "You have promised something for this moment:\nWhen we speak of tea, I’ll ask Tom." in (
        maya.modal.words.replace("*", "")
    )
    goes_through(maya, {"What is the rule?": "Warm the pot."}, {})
    clock.pass_(align, minutes=1)
    assert "Your cue: *rule* has just been started in #marketing." in ivan.dm.last.words
    ivan.types("/align rule tea", team)
    assert "When we speak of tea, I’ll ask Aisha." in ivan.sees[-1]
    assert "ask Aisha" not in team.last.words
