"""A line about a contract: what it is, when it ends, how long the notice is, what it costs a year."""

from datetime import date

import pytest

from bot.coaching.interview.contracts import find_contract, list_contracts, read_contract
from bot.errors import UserError


@pytest.mark.parametrize(
    ("line", "name", "ends", "notice", "by", "cost"),
    [
        ("CRM: 30 June 2027, 3 months, 24,000", "CRM", "2027-06-30", "3 months", "2027-03-30", "24,000 a year"),
        ("Mails – 2027-06-30; 90 days; 12k €/year", "Mails", "2027-06-30", "90 days", "2027-04-01", "12k € a year"),
        ("Shop, until 31st Dec. 2027, EUR 9,000 p.a.", "Shop", "2027-12-31", "", "2027-12-31", "EUR 9,000 a year"),
        ("CMS: May 31, 2027, 3 months' notice", "CMS", "2027-05-31", "3 months", "2027-02-28", ""),
        ("Ads: 1. 1. 2028, 6 weeks", "Ads", "2028-01-01", "6 weeks", "2027-11-20", ""),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, name: str, ends: str, notice: str, by: str, cost: str) -> None:
    assert read_contract(line) == (name, date.fromisoformat(ends), notice, date.fromisoformat(by), cost)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("CRM", "write what it is, and when it ends"),
        ("CRM: next summer", "write the day on which it ends, with its year"),
        ("CRM: 31 Feb 2027", "there is no day"),
        ("CRM: 3/4/2027", "can be two days"),
    ],
)
def test_what_cannot_be_read_is_told_with_an_example(line: str, fault: str) -> None:
    with pytest.raises(UserError) as told:
        read_contract(line)
    assert fault in told.value.text and "like CRM: 30 June 2027" in told.value.text


def test_a_system_finds_its_contract_by_the_words_of_its_name() -> None:
    lines = {"1": "HubSpot CRM: 1 Jan 2028", "2": "CMS: 1 Feb 2028", "3": "no contract"}
    contracts = list_contracts(lines)
    assert [each.name for each in contracts] == ["HubSpot CRM", "CMS"]
    found = {name: find_contract(contracts, name) for name in ("CRM", "Web site (CMS)", "Web analytics")}
    assert {name: each and each.name for name, each in found.items()} == {
        "CRM": "HubSpot CRM",
        "Web site (CMS)": "CMS",
        "Web analytics": None,
    }
