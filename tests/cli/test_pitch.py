"""`align pitch` and `align ask`: a vendor's text and a plain question, read outside Slack."""

import csv
import io
import json
import re
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main
from bot.coaching.library import loader

TEXT = "Hello!\n> Works with any CRM, and needs no con-\n> figuration at all. You can cancel anytime."


def run(*said: str, text: str = "", code: int = 0, own: Path | None = None) -> str:
    env = {"ALIGN_PLAYBOOKS": str(own)} if own else {}
    result = CliRunner().invoke(main, list(said), input=text, env=env)
    assert result.exit_code == code, result.output
    return result.output


def test_a_text_is_read_from_a_file_and_from_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(TEXT, encoding="utf-8")
    said = run("pitch", str(path))
    assert said == run("pitch", "-", text=TEXT) == run("pitch", text=TEXT)
    assert said.startswith("Connecting it: “Works with any CRM”\n  A long list of logos")
    assert "Leaving: “cancel anytime”\n" in said
    assert "It does not speak of: Customer data, Sign-in and access, " in said


def test_for_programs_each_claim_has_its_place_in_the_text() -> None:
    read = json.loads(run("pitch", "--json", text=TEXT))
    assert read["understood"] and read["complete"]
    assert [(claim["dimension"], claim["family"]) for claim in read["claims"]] == [
        ("integration", "integrates, compatible"),
        ("operations", "effort denied"),
        ("exit", "exit, no lock-in"),
    ]
    assert [TEXT[claim["start"] : claim["end"]] for claim in read["claims"]] == [
        "Works with any CRM",
        "no con-\n> figuration",
        "cancel anytime",
    ]
    assert "identity" in read["silent"] and len(read["ask"]) == 3


def test_many_texts_are_read_line_by_line() -> None:
    lines = [{"id": "a", "text": "No code."}, {"id": 2, "text": "It took us a year."}]
    said = run("pitch", "--jsonl", text="\n".join(map(json.dumps, lines)) + "\n\n")
    answers = [json.loads(line) for line in said.splitlines()]
    assert [(each["id"], len(each["claims"])) for each in answers] == [("a", 1), (2, 0)]


def test_a_line_that_is_none_is_told() -> None:
    said = run("pitch", "--jsonl", text='{"id": 1, "text": "x"}\n{"id": 2}\n', code=2)
    assert 'Line 2 is no JSON object with a text. Write it like {"id": 1, "text": "…"}.' in said


def test_nothing_found_is_no_clean_bill_of_health() -> None:
    said = run("pitch", text="The price is 40 euros a month, and the contract runs for a year.")
    assert said.startswith("I found none of the wordings that I know. That proves nothing. Ask these three anyway:\n")
    assert "what does it cost at twice our volume?" in said.splitlines()[1]


def test_another_language_gets_no_verdict() -> None:
    said = run("pitch", text="Onze software werkt zonder programmeren en is voor u in een dag klaar.")
    assert said.startswith("This does not look like English, German, French or Spanish; I cannot read it.\n")


def test_a_long_text_is_read_to_a_point_and_said_so() -> None:
    assert "I stop after 200 claims or 40,000 characters." in run("pitch", text="No code. " * 300)


def test_a_question_gets_the_word_that_answers_it() -> None:
    said = run("ask", "what", "should", "I", "ask the vendor before the demo?").splitlines()
    assert said[0].startswith("/align vendor: A vendor answers what is asked in writing.")
    found = json.loads(run("ask", "--json", "what should I ask the vendor before the demo?"))
    assert (found["word"], found["understood"], found["talk"]) == ("vendor", True, None)


def test_to_be_reminded_is_a_promise_and_no_mute() -> None:
    assert run("ask", "remind me to call the agency").startswith("/align commit: ")


def test_what_was_decided_is_looked_up() -> None:
    assert json.loads(run("ask", "--json", "what did we decide about MQL?"))["word"] == "results"


def test_a_question_in_another_language_gets_no_confident_answer() -> None:
    asked = "Der Anbieter verspricht alles ohne IT, stimmt das?"
    assert run("ask", asked) == "I understand questions in English only, so I would have to guess. Ask it in English.\n"
    found = json.loads(run("ask", "--json", asked))
    assert (found["word"], found["understood"]) == (None, False)


def test_what_nothing_fits() -> None:
    assert run("ask", "zebra stripes forever") == "I have nothing that fits.\n"


def test_a_company_without_a_playbook_that_reads(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("shape = 1", encoding="utf-8")
    assert "broken.toml" in run("pitch", text="x", own=tmp_path, code=2)


def test_the_questions_are_a_sheet_that_works_nothing_out(tmp_path: Path) -> None:
    usual, full = (list(csv.reader(io.StringIO(run("questions", "vendor", *more)))) for more in ((), ("--full",)))
    heads, *rows = usual
    assert heads == ["\ufeffTopic", "Question", "Also asked in", "Answer", "Who says so, and where"]
    del full[0]
    assert len(rows) >= 12 and len(full) > 30
    (personal,) = [row[2] for row in rows if row[0] == "Personal data"]
    assert personal.startswith("CAIQ v4 DSP-16.1, CAIQ v4 DSP-19.1, HECVAT 4.1 ")
    assert "HECVAT 4.1 AISC-02 (a no is good news)" in [row[2] for row in full]
    assert len([row for row in full if row[2]]) == 16, "as many as their public texts allow"
    own = (loader.OURS / "vendor.toml").read_text(encoding="utf-8")
    asked = 'send = "=HYPERLINK(\\"http://evil\\")"'
    (tmp_path / "ours.toml").write_text(re.sub('send = "Which of our systems do you connect.*', asked, own))
    sheet = run("questions", "ours", own=tmp_path)
    assert "'=HYPERLINK" in sheet and "\n=" not in sheet and ",=" not in sheet and ',"=' not in sheet
    assert "pilot is no checklist" in run("questions", "pilot", code=2)
