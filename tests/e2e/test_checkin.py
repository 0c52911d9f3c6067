"""A week of a team, lived through by hand: promises, a check-in, what came of it, and the next one."""

from bot.coaching.library.loader import load_installed_questions
from bot.trial import company
from tests.e2e.desk import Desk

ASKED = tuple(each.ask for each in load_installed_questions(None) if each.note == "need")
QUESTION = "How well did marketing and IT work together?"
MAYA, BEN, PRIYA, TOMASZ = (each.name for each in (company.MAYA, company.BEN, company.PRIYA, company.TOMASZ))


def fills_in(desk: Desk, values: dict[str, str]) -> None:
    window = desk.window()
    for label, value in values.items():
        window.fills(label, value)
    window.submits()
    if window.open:
        window.closes()


def test_a_week(desk: Desk) -> None:
    desk.is_person(MAYA)
    desk.opens("/align team")
    window = desk.window()
    window.fills("People in marketing", MAYA)
    window.fills("IT people beside you", TOMASZ)
    window.submits()
    desk.is_person(TOMASZ)
    desk.presses("That’s me")
    for who in (BEN, PRIYA):
        desk.is_person(who)
        desk.types("/align join marketing")
        desk.says("You are in.")
    desk.is_person(MAYA)
    desk.opens("/align commit")
    fills_in(desk, {"When": "the campaign call is over", "I’ll": "call Tomasz about the fields"})
    desk.types("/align checkin")
    desk.says(QUESTION)
    desk.presses("My promises")
    fills_in(desk, {"Call Tomasz": "Done"})
    desk.says("Kept since last time")
    for who, score in ((MAYA, "4"), (BEN, "3"), (PRIYA, "5")):
        desk.is_person(who)
        desk.presses(score, QUESTION)
        desk.says(f"You said {score[0]}.")
    desk.is_person(TOMASZ)
    desk.presses_either("Answer", "Add a comment")
    label = next(each for each in desk.window().labels if each.startswith(("What do you need", *ASKED)))
    fills_in(desk, {label: "one owner for consent"})
    desk.is_person(MAYA)
    desk.types("/align checkin close")
    told = desk.says("Working together: 4.0 of 5").inner_text()
    assert "One promise kept" in told
    assert "call Tomasz about the fields" in told
    assert "IT to marketing" in told and "one owner for consent" in told
    desk.types("/align checkin")
    assert "call Tomasz about the fields" in desk.says("Kept since last time").inner_text()
