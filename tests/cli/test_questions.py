"""`align questions vendor --read`: what a sheet that a vendor has filled in answers, outside Slack."""

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main


def run(*said: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["questions", "vendor", *said])
    assert result.exit_code == code, result.output
    return result.output


def test_a_sheet_goes_out_and_comes_back_with_answers(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("--full"))))
    rows[1][3:], rows[2][3:] = ["Yes", "Anna, mail of 3 May"], ["Every night", ""]
    path = tmp_path / "back.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    said = run("--read", str(path))
    asked = len(rows) - 1
    assert said.startswith(
        f"2 of our {asked} questions have an answer in writing. These are their words, no verdict: "
        "a yes to an item need not answer all that we ask.\n\n"
        f"{rows[1][0]}: {rows[1][1]}\n  They say yes:\n  - our own sheet: “Yes” · “Anna, mail of 3 May”\n\n"
        f"{rows[2][0]}: {rows[2][1]}\n  They answer in words:\n  - our own sheet: “Every night”\n\n"
        f"Still open: {asked - 2}\n- {rows[3][1]}\n"
    )
    read = json.loads(run("--read", str(path), "--json"))
    assert (read["answered"], read["open"], read["other_versions"], read["cut"]) == (2, asked - 2, [], [])
    assert [each["question"] for each in read["questions"]] == [row[1] for row in rows[1:]]
    assert [each["says"] for each in read["questions"][:3]] == ["yes", "words", None]
    assert read["questions"][0]["given"][0]["comment"] == "Anna, mail of 3 May"


def test_what_is_no_answer_is_said(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("Id,Question,Answer\nAAC-01.1,Plans?,Yes\nTVM-06.1,Tests?,Yes\n" + "x,,\n" * 5000, encoding="utf-8")
    assert run("--read", str(path)).startswith(
        "It answers none of our questions.\n"
        "It is another version of CAIQ v4, where items of the same name ask something else. I have not used them.\n"
        "I have read the first 5,000 rows of the file.\n"
    )
    path.write_text("Name,Answer\nAnna,Yes\n", encoding="utf-8")
    assert "I find no column of questions or items" in run("--read", str(path), code=2)
    path.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    assert "larger than 5 MB" in run("--read", str(path), code=2)
    assert "--json goes with --read FILE." in run("--json", code=2)
