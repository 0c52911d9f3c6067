"""The examples in docs/playbooks.md: whole files by their name, and parts of files."""

import re

from bot.coaching.library import reference

DOCUMENT = reference.DOCS.read_text(encoding="utf-8")
_SHOWN = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
EXAMPLES = {found[1]: text for text in _SHOWN if (found := re.search(r"^# (\w+\.toml)$", text, re.MULTILINE))}
QUESTIONS = EXAMPLES.pop("checkin.toml")  # the one file that is no playbook
PHRASES = next(text for text in _SHOWN if 'shape = "phrases"' in text)
PARTS = [text for text in _SHOWN if text not in (*EXAMPLES.values(), QUESTIONS, PHRASES)]
