"""What a start does not do: counted, since times say more about the machine than about the start."""

import json
import subprocess
import sys

# Each of these is needed by some command, file or answer, and takes tens of milliseconds to hundreds.
LATER = ("psycopg", "openpyxl", "pygal", "holidays", "defusedxml", "mcp", "sqlalchemy", "aiohttp", "jsonschema")
SCRIPT = """
import json, sys
import bot.processes
from bot.coaching.library import loader
from bot.coaching.playbook import conditions, texts
library = loader.load_installed(None)
read = conditions.list_names.cache_info().misses + texts.list_names.cache_info().misses
print(json.dumps([sorted(sys.modules), read, len(library)]))
"""


def test_a_start_loads_and_checks_only_what_it_needs() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    modules, read, playbooks = json.loads(done.stdout)
    assert [each for each in LATER if each in modules] == []
    # The questions of the week are read twice, and plain; a library that is checked reads more than a thousand.
    assert (read < 10, playbooks > 15) == (True, True), f"{read} were read again that had been found right"
