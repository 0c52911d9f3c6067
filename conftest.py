"""What every test may ask for."""

pytest_plugins = ["tests.fixtures_slack", "tests.fixtures_people"]
