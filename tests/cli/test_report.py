"""`align report`: the page as a file, never over another one by accident."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.records.database import connect
from tests.reports.histories import write_history


def test_the_page_of_a_team_or_of_all(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, page = tmp_path / "align.db", tmp_path / "page.html"
    path.write_bytes(migrated_file.read_bytes())
    db = connect(f"sqlite:///{path}")
    write_history(db, 3)
    db.close()
    monkeypatch.chdir(tmp_path)

    def runs(*words: str) -> tuple[int, str]:
        done = CliRunner(env={"DATABASE_URL": f"sqlite:///{path}"}).invoke(main, ["report", *words])
        return done.exit_code, done.output

    assert runs(str(page))[0] == 2 and not page.exists()
    assert "There are 3 teams: team0, team1, team2." in runs(str(page))[1]
    assert "No team is called sales." in runs("--team", "sales", str(page))[1]
    assert "write one of the two" in runs("--team", "team0", "--all", str(page))[1]
    assert runs("--team", "TEAM0", str(page)) == (0, "")
    text = page.read_text(encoding="utf-8")
    assert "team0: marketing and IT in Q" in text and "<@" not in text
    code, told = runs("--all", str(page))
    assert (code, page.read_text(encoding="utf-8")) == (2, text) and "is there already" in told
    assert runs("--all", "--force", str(page)) == (0, "")
    assert "3 teams: marketing and IT in Q" in page.read_text(encoding="utf-8")
    assert "<!DOCTYPE html>" in runs("--all", "--quarter", "last", "-")[1]
    assert "I don't know which quarter" in runs("--all", "--quarter", "soon", "-")[1]
