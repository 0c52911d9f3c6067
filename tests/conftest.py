"""The fixtures that every test may ask for."""

pytest_plugins = [
    "tests.standin.plugin",
    "tests.company",
    "tests.fixtures_align",
    "tests.fixtures_databases",
    "tests.neighbours",
]
