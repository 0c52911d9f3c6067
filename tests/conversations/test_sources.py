"""/align source: where advice comes from, and the way there from How this works."""

from tests.conversations.walks import reads_a_pitch
from tests.standin import Channel, Colleague


def test_all_sources_with_year_and_grade(team: Channel, maya: Colleague) -> None:
    told = maya.types("/align source", team)
    assert told.startswith(
        "*Where the advice comes from*\nThe articles disagree: some say bring IT in first, one says "
    )
    assert "*governance*: Before you buy\n" in told
    assert "• Gartner, releases of August and October 2023: firms used 58 % of what their marketing technology" in told
    assert "42 % in 2022 and 33 % in 2023. (evidence grade A)\n" in told
    assert "said that IT's rules held new technology back. (evidence grade B)" in told
    assert "(evidence grade A) _Our reading:_ Hence a number before you start, and a stop date." in told
    assert "(evidence grade A)" in told
    assert "Grade A: the original study or the maker's own figures." in told


def test_the_sources_of_one_playbook(team: Channel, maya: Colleague) -> None:
    told = maya.types("/align source Vendor", team)
    assert "*vendor*: Read a vendor's pitch\n" in told
    assert "*pilot*" not in told
    assert "disagree" not in told
    assert maya.types("/align source vendr", team) == (
        "I have no playbook “vendr”. Did you mean `/align source vendor`?"
    )
    assert maya.types("/align source <x>", team) == "I have no playbook “<x>”. `/align source` lists them all."


def test_from_how_this_works(team: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, team, "Acme", "We don't know")
    tom.clicks("See everything", team)
    tom.clicks("How this works")
    tom.clicks("All sources")
    assert tom.modal.words.startswith("Align\n*Where the advice comes from*\n")
    tom.closes()
    assert tom.modal.title == "How this works"
