"""`align ask`: which playbook or word answers a plain question, as the bot would say it in Slack."""

import json
from pathlib import Path

from bot.coaching import past_questions
from bot.coaching.finding.search import Match, Search
from bot.coaching.library import loader
from bot.coaching.small_talk import Talk, read_small_talk
from bot.slack.front import vocabulary

OTHER_LANGUAGE = "I understand questions in English only, so I would have to guess. Ask it in English."
NOTHING = "I have nothing that fits."


def answer(own: Path | None, question: str, *, as_json: bool) -> str:
    """Return what answers a question with our playbooks and those of the installation's own folder, in lines or JSON.

    UserError lists every fault in the playbooks.
    """
    playbooks = loader.load_installed(own)
    words = vocabulary.list_words(playbooks)
    talk = read_small_talk(question)
    found = find(Search(vocabulary.list_search_texts(playbooks, words)), question, talk)
    if as_json:
        return _to_json(found, talk)
    if found is None:
        return OTHER_LANGUAGE if talk is Talk.LANGUAGE else NOTHING
    summaries = {word: entry.summary for word, entry in words.items()}
    best = f"/align {found.word}: {found.why or summaries[found.word]}"
    return "\n".join([best, *(f"or /align {other}: {summaries[other]}" for other in found.others)])


def find(search: Search, question: str, talk: Talk | None) -> Match | None:
    """Return the word that answers a question, results where it is about the past; None for what is said in passing."""
    if past_questions.read_past_question(question) is not None:
        return Match("results", "", ())
    return None if talk else search.find(question)


def _to_json(match: Match | None, talk: Talk | None) -> str:
    said = {"word": None, "why": "", "others": []} if match is None else {**match._asdict(), "others": [*match.others]}
    return json.dumps({**said, "understood": talk is not Talk.LANGUAGE, "talk": talk}, ensure_ascii=False)
