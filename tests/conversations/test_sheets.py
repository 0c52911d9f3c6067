"""A filled-in questionnaire is sent to the bot alone, read, and stands in the vendor interview as ticks."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

import pytest
from openpyxl import Workbook

from bot.actions.sheets import OUTSIDE
from bot.app import Align
from bot.coaching.questionnaires.files import MOST_BYTES
from bot.records import drafts
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import HARD, WRITTEN
from tests.conversations.walks import finishes
from tests.fixtures_align import both_engines
from tests.standin import TEAM, Channel, Clock, Colleague, Slack

HECVAT = (
    ["HECVAT 4.1.5"],
    ["ID", "Question", "Preferred Response", "Answer", "Additional Information"],
    ["GNRL-01", "Solution Provider Name", "", "Acme & Sons", ""],
    ["GNRL-02", "Solution Name", "", "Journey <@U0IVAN>", ""],
    ["AAAI-01", "Single sign-on?", "Yes", "Yes", "SAML, on every plan"],
    ["DOCU-03", "SOC 2?", "Yes", "Yes", "March"],
    ["VULN-04", "Tested by somebody else?", "Yes", "No", "Next year"],
    ["DATA-05", "Data at the end?", "Yes", "For thirty days", ""],
    ["AISC-02", "Does what users enter influence the model?", "No", "No", ""],
    ["DPAI-04", "Processed by a third party with AI?", "No", "Yes", "Two of them"],
    ["DRPV-06", "Kept only as long as needed?", "Yes", "Yes", ""],
    ["DATA-10", "Can all of it be taken out?", "Yes", "", ""],
    ["APPL-01", "Roles?", "Yes", "=1+1", ""],
)
NAMED = "Journey <@U0IVAN>, Acme & Sons"
READ = f"*{NAMED} answers 9 of our 49 questions in writing.*"
TICKS = "Fitting in: " + WRITTEN


def as_csv(rows: Iterable[Sequence[str]] = HECVAT) -> bytes:
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue().encode()


def as_workbook() -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in HECVAT:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def as_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(41 * 1024 * 1024))
    return content.getvalue()


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])


def answers(person: Colleague) -> list[str]:
    """What the bot has said to somebody alone since they sent something."""
    said = person.dm.messages
    last = max(number for number, each in enumerate(said) if each.raw["user"] == person.id)
    return [each.words for each in said[last + 1 :]]


def sends(person: Colleague, name: str, content: bytes = b"", text: str = "", **told: object) -> str:
    """Send a file, and return what the bot says to it."""
    person.workspace.now.pass_(minutes=1)
    person.sends(name, content, text, **told)
    (answer,) = answers(person)
    return answer


def ticked(align: Align, person: Colleague) -> set[str]:
    """The questions of their own draft with an answer in writing."""
    known = drafts.list_plain_answers(align.db, [each.id for each in drafts.list_own(align.db, TEAM, person.id)])
    return {name for (_, name), value in known.items() if value == "written"}


@both_engines
def test_plain_answers_are_ticked_and_nothing_else_is_believed(
    align: Align, maya: Colleague, marketing: Channel, clock: Clock
) -> None:
    maya.sends("acme.xlsx", as_workbook(), "the vendor's answers")
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    (told,) = answers(maya)
    assert told.startswith(f"*{NAMED} answers 8 of our 49 questions in writing.* I have ticked 4 of them *in writing*")
    assert "*Ticked*: single sign-on · personal data · what the AI may do · training on our data\n" in told
    for line in ("security papers: a yes here, a no there", "test and keys: a no", "whose models: a yes"):
        assert f"• {line}\n" in told
    assert "• leaving: partly left blank\n" in told
    assert "*Still open*: 41 questions, among the first to ask systems to connect · how fast data moves" in told
    assert "SAML" not in told and "Nothing else of the file is kept." in told
    assert ticked(align, maya) == {"signin", "personal", "ai_use", "training"}

    maya.clicks("Go through it")
    assert maya.modal.values["Product and vendor"] == NAMED
    maya.submits()
    easy = "Fitting in: " + WRITTEN
    sign_on, _, kept = list(maya.modal.choices[easy])[3:6]
    assert maya.modal.values[easy] == [sign_on, kept]
    maya.fills({easy: [kept]})
    maya.submits()
    maya.fills({"Fitting in: " + HARD: [sign_on]})
    maya.submits()
    maya.closes()
    maya.sends("again.csv", as_csv())
    assert ticked(align, maya) == {"personal", "ai_use", "training"}, "what she has said herself stays"

    maya.clicks("Go through it")
    finishes(maya)
    maya.closes()
    assert marketing.last.words.startswith("Journey")
    maya.clicks("See everything", marketing)
    maya.clicks("Look at it in full")
    maya.clicks("Fill in", beside="*AI in it* ·")
    assert "Easy, and in writing" in maya.modal.values.values()


def test_a_file_that_is_no_sheet_gets_a_sentence(maya: Colleague) -> None:
    files = {
        "picture.png": (b"\x89PNG", "This is a picture. Send me the sheet itself, as xlsx or CSV."),
        "offer.pdf": (b"%PDF-1.7", "This is a PDF."),
        "offer.docx": (b"PK", "Of files I read filled-in questionnaires alone"),
        "large.csv": (b"x" * (MOST_BYTES + 1), "This file is larger than 5 MB."),
        "bomb.xlsx": (as_bomb(), "Unpacked, this workbook is far too large."),
        "locked.xlsx": (b"\xd0\xcf\x11\xe0....", "This is an old .xls, or locked with a password."),
        "broken.xlsx": (b"PK\x03\x04", "I cannot read this workbook."),
        "empty.csv": (b"", "There is nothing in this file."),
        "list.csv": (as_csv([["Name", "Answer"], ["Kim", "yes"]]), "I find no column of questions or items in it"),
        "other.csv": (as_csv([["HECVAT 3.0"], ["ID", "Answer"], ["AAAI-01", "Yes"]]), "another version of HECVAT 4.1"),
        "page.csv": (b"<!DOCTYPE html><title>Sign in</title>", "I may not read files here"),
    }
    for name, (content, sentence) in files.items():
        assert sentence in sends(maya, name, content), name
    assert "Download it as xlsx or CSV, and" in sends(maya, "elsewhere.csv", mode="external", is_external=True)
    less = sends(maya, "large.csv", files["large.csv"][0], size=5)
    assert "This file is larger than 5 MB." in less, "Slack may say less of a file than it holds"
    assert "picture" not in sends(maya, "logo.png", b"", "pilot"), "whoever says something beside one is answered"


def test_of_several_files_one_is_read(maya: Colleague) -> None:
    maya.sends_several([maya.uploads(name, as_csv()) for name in ("one.csv", "two.csv")])
    assert answers(maya) == ["One sheet at a time, please: send me the one with the answers."]
    maya.sends_several([maya.uploads("logo.png", b""), maya.uploads("one.csv", as_csv())])
    assert READ in answers(maya)[0]


@both_engines
def test_without_the_permission_it_says_what_to_do(maya: Colleague, slack: Slack) -> None:
    slack.workspace.scopes.discard("files:read")
    told = sends(maya, "acme.csv", as_csv())
    assert told == (
        "I may not read files here, so I have seen nothing of it. Whoever runs Align can allow me `files:read`, which "
        "is optional: then send it once more. Or `align questions vendor --read FILE` reads it where I run."
    )
    slack.workspace.scopes.add("files:read")
    slack.fails("download", status=302)
    assert sends(maya, "acme.csv", as_csv()) == told, "sent on to a page to log in"
    assert READ in sends(maya, "acme.csv", as_csv())


def test_the_token_goes_to_slack_alone(maya: Colleague, slack: Slack) -> None:
    here = slack.workspace.downloads
    for url in (here.replace("127.0.0.1", "localhost"), here.replace("//", "//files.slack.com@"), "no address", ""):
        told = sends(maya, "acme.csv", as_csv(), url_private_download=url)
        assert told.startswith("Slack does not hand me this file.")
    assert "download" not in [call.method for call in slack.calls]


def test_a_slack_that_does_not_answer_is_asked_again(align: Align, maya: Colleague, slack: Slack, clock: Clock) -> None:
    slack.fails("files.info", retry_after=20)
    slack.fails("download", status=0)
    slack.fails("download", status=503)
    maya.sends("acme.csv", as_csv())
    assert answers(maya) == []
    for _ in range(3):
        clock.pass_(align, minutes=1)
    assert READ in answers(maya)[0]
    slack.fails("download", status=0, times=9)
    maya.sends("acme.csv", as_csv())
    for _ in range(6):
        clock.pass_(align, minutes=2)
    assert answers(maya)[0].startswith("I could not fetch this file from Slack, however often I tried.")


@both_engines
def test_in_several_teams_it_asks_which_and_in_none_it_says_so(
    align: Align, maya: Colleague, tom: Colleague, growth: Channel
) -> None:
    seat(maya, growth, marketing=[maya])
    maya.sends("acme.csv", as_csv())
    assert "Which team is this for?" in answers(maya)[0] and not ticked(align, maya)
    maya.clicks("Our team")
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    _, told = answers(maya)
    assert "in your own draft for Our team." in told
    tom.sends("acme.csv", as_csv())
    assert answers(tom) == [OUTSIDE.replace("{word}", "vendor")]
