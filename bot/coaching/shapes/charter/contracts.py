"""The contracts that a document names, and who looks after them."""

from collections.abc import Mapping
from typing import TypedDict

from bot.coaching.interview.contracts import ContractLine, list_contracts
from bot.coaching.interview.contracts import find_contract as find_line
from bot.coaching.interview.route import Answers, list_items
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import make_rows
from bot.coaching.shapes.charter.model import CharterModel
from bot.model.contracts import NewContract
from bot.model.teams import Side


class ContractFacts(TypedDict):
    """A contract as conditions and texts read it. These names are part of the format of playbook files."""

    name: str
    ends: str
    notice: str
    notice_by: str
    cost: str


def find_lines(charter: CharterModel, live: Answers) -> list[ContractLine]:
    """Return the contracts of a document, the first last day to give notice first."""
    asked = charter.contract_question
    return list_contracts(list_items(live, asked.name)) if asked else []


def make_facts(lines: list[ContractLine], name: str) -> ContractFacts | None:
    """Return what is known of the contract of a system, or of one line; None where no line is about it."""
    found = next(iter(list_contracts({"": name})), None) or find_line(lines, name)
    if found is None:
        return None
    return ContractFacts(
        name=found.name, ends=found.ends, notice=found.notice, notice_by=found.notice_by, cost=found.cost
    )


def list_new(charter: CharterModel, live: Answers, sides: Mapping[str, Side], author: str) -> list[NewContract]:
    """Return the contracts with who looks after each: somebody of its system, of the first side where there is one,
    else whoever wrote it down.
    """
    owners = _find_owners(charter, live, sides)
    return [
        NewContract(each.name, owners.get(each, author), each.ends_on, each.notice_on, each.cost)
        for each in find_lines(charter, live)
    ]


def _find_owners(charter: CharterModel, live: Answers, sides: Mapping[str, Side]) -> dict[ContractLine, str]:
    lines = find_lines(charter, live)
    owners: dict[ContractLine, str] = {}
    for table in charter.tables:
        for row in make_rows(charter, live, table):
            people = [part for line in row.lines for part in line.parts if isinstance(part, Person)]
            found = find_line(lines, row.name)
            if found and people:
                # The first side is the one that uses it, and pays.
                first = [user for user in people if sides.get(user) == charter.sides[0]]
                owners.setdefault(found, str((first or people)[0]))
    return owners
