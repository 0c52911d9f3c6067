"""The figures of a summary once more, in the plainest Python there is: from every row of the tables, nothing reused."""

import json
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from bot.records.database import Database
from tests.reports.histories import STAGES

Rows = list[dict[str, Any]]


class Naive:
    """The figures of one team from `start` to `end`, both included, as of `now`."""

    def __init__(self, db: Database, team: str, start: date, end: date, now: datetime) -> None:
        self.db, self.team, self.start, self.end, self.now = db, team, start, end, now
        self.zone = ZoneInfo(next(row["zone"] for row in self.read("teams") if row["id"] == team))
        self.today = now.astimezone(self.zone).date()

    def read(self, table: str) -> Rows:
        return [row for row in self.db.query(f"SELECT * FROM {table}") if row.get("team_id", self.team) == self.team]

    def day(self, stamp: str) -> date:
        return datetime.fromisoformat(stamp).astimezone(self.zone).date()

    def is_inside(self, stamp: str) -> bool:
        return self.start <= self.day(stamp) <= self.end

    def is_before(self, stamp: str) -> bool:
        length = self.end - self.start + timedelta(days=1)
        return self.start - length <= self.day(stamp) < self.start

    def pulse(self) -> tuple[list[tuple[date, float, int]], tuple[date, float, int] | None]:
        tallies = {row["checkin_id"]: row for row in self.db.query("SELECT * FROM pulse_tallies")}
        inside, before = [], []
        for row in sorted(self.read("checkins"), key=lambda row: row["opened_at"]):
            tally = tallies.get(row["id"])
            if row["closed_at"] and tally and tally["answered"] >= 3:
                point = (self.day(row["opened_at"]), tally["mean"], tally["answered"])
                inside += [point] if self.is_inside(row["opened_at"]) else []
                before += [point] if self.is_before(row["opened_at"]) else []
        return inside, before[-1] if before else None

    def answers(self) -> tuple[int, int, int]:
        came = could = times = 0
        for row in self.read("checkins"):
            if row["closed_at"] and row["expected"] is not None and self.is_inside(row["opened_at"]):
                came, could, times = came + row["answered"], could + row["expected"], times + 1
        return came, could, times

    def commitments(self) -> dict[str, object]:
        kept, kept_before, dropped, open_ = set(), 0, 0, 0
        late, stuck = {}, {}
        for row in self.read("commitments"):
            if row["state"] == "done":
                kept |= {row["id"]} if self.is_inside(row["state_at"]) else set()
                kept_before += self.is_before(row["state_at"])
            elif row["state"] == "dropped":
                dropped += row["owner"] != "" and self.is_inside(row["state_at"])
            elif row["state"] == "stuck":
                stuck[row["id"]] = (self.today - self.day(row["stuck_at"])).days
            elif row["state"] != "offered" and date.fromisoformat(row["due_on"]) < self.today:
                late[row["id"]] = (self.today - date.fromisoformat(row["due_on"])).days
            elif row["state"] != "offered":
                open_ += 1
        return {
            "kept": kept,
            "kept_before": kept_before,
            "dropped": dropped,
            "open": open_,
            "late": late,
            "stuck": stuck,
        }

    def shared(self) -> Rows:
        """What the team has been shown, of a document its newest version."""
        rows = [row for row in self.read("runs") if row["visibility"] == "channel"]
        gone = {row["replaces"] for row in rows}
        return sorted((row for row in rows if row["id"] not in gone), key=lambda row: str(row["id"]))

    def said(self, run: str) -> dict[str, Any]:
        rows = self.db.query("SELECT * FROM answers")
        return {row["question"]: json.loads(row["value"]) for row in rows if row["run_id"] == run}

    def asked(self) -> tuple[str, str | None] | None:
        """The medians of the last projects and of those before; None where there are fewer than three."""
        projects: dict[str, dict[str, Any]] = {}
        measured = [row for row in self.shared() if row["playbook"] in ("roles", "touchpoints")]
        for row in sorted(measured, key=lambda row: row["finished_at"], reverse=True):
            projects.setdefault(row["subject"].casefold() or row["id"], row)
        places = []
        for row in projects.values():
            said = self.said(row["id"])
            if row["playbook"] == "roles":
                places.append(STAGES.index(said["asked"]))
            elif said["need"] != "none":
                places.append(STAGES.index(said["first_asked"]))
        if len(places) < 3:
            return None
        number = 5 if len(places) == 5 or len(places) >= 8 else 3
        return self.middle(places[:number]) or "", self.middle(places[number : number + 5])

    def middle(self, places: list[int]) -> str | None:
        if len(places) < 3:
            return None
        odd = sorted(places[: 5 if len(places) >= 5 else 3])
        return STAGES[odd[len(odd) // 2]]

    def pilots(self) -> dict[str, tuple[str, int, int, str, str]]:
        """Run → state, day, days, last decision, last number; of those that are open, or were decided since `start`."""
        found = {}
        for row in self.shared():
            rows = [each for each in self.read("followups") if each["run_id"] == row["id"]]
            days = [each for each in rows if each["name"] == "decision"]
            if days:
                shown = self.pilot(row, sorted(days, key=lambda each: each["day"]))
                if shown:
                    found[row["id"]] = shown
        return found

    def pilot(self, run: dict[str, Any], days: Rows) -> tuple[str, int, int, str, str] | None:
        told = self.db.query("SELECT * FROM followup_answers")
        decided, number, on, last_answered = "", "", None, False
        words = {"go": "go on as it is", "change": "change something, then go on", "stop": "stop"}
        for each in days:
            answers = {row["question"]: row for row in told if row["followup_id"] == each["id"]}
            if answers:
                decided = words[json.loads(answers["decision"]["value"])]
                number = json.loads(answers["number_now"]["value"])
                on = self.day(answers["decision"]["answered_at"])
                last_answered = each is days[-1]
        began, ends = self.day(run["finished_at"]), self.day(days[-1]["due_at"])
        state = "decided" if last_answered else "due" if self.today >= ends else "running"
        if state == "decided" and on and on < self.start:
            return None
        length = (ends - began).days
        return state, min((self.today - began).days + 1, length), length, decided, number

    def contracts(self) -> list[tuple[str, int]]:
        """Name and days until the last day to give notice, of what the newest version of a document names."""
        gone = {row["replaces"] for row in self.read("runs") if row["replaces"] and row["finished_at"]}
        found = [
            (row["name"], (date.fromisoformat(row["notice_on"]) - self.today).days)
            for row in self.read("contracts")
            if row["run_id"] not in gone
        ]
        return sorted((each for each in found if 0 <= each[1] <= 90), key=lambda each: (each[1], each[0]))

    def efforts(self) -> list[tuple[float, int]]:
        """How many times its estimate work took that is live, in the median, and of how many pieces; by the last day
        on which somebody could tell, and the mean of those who told.
        """
        told, ratios = self.db.query("SELECT * FROM followup_answers"), []
        for run in self.read("runs"):
            estimate = self.said(run["id"]).get("effort") if run["playbook"] == "vendor" else None
            days = [each for each in self.read("followups") if each["run_id"] == run["id"]]
            for each in sorted(days, key=lambda each: -each["day"]):
                said: dict[str, dict[str, Any]] = {}
                for row in told:
                    if row["followup_id"] == each["id"]:
                        said.setdefault(row["user_id"], {})[row["question"]] = json.loads(row["value"])
                took = [one["took"] for one in said.values() if one.get("standing") == "live"]
                if took:
                    ratios += [sum(took) / len(took) / estimate] if estimate else []
                    break
        return [(round(median(ratios), 1), len(ratios))] if ratios else []

    def approvals(self) -> set[tuple[str, str, int]]:
        wanted = self.db.query("SELECT * FROM required_approvals WHERE approved_at IS NULL")
        finished = {row["id"]: row["finished_at"] for row in self.read("runs") if row["finished_at"]}
        return {
            (row["run_id"], row["side"], (self.today - self.day(finished[row["run_id"]])).days)
            for row in wanted
            if row["run_id"] in finished
        }
