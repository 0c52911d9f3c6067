from bot.coaching.library import loader
from bot.delivery.ahead import Ahead
from bot.delivery.cards.composer import card_table
from bot.delivery.cards.whisper_cards import whisper_table
from bot.model.outbox import Kind
from bot.records.database import Database
from bot.slack.front import commands
from bot.slack.front.vocabulary import list_words


def test_there_are_words_for_every_kind(db: Database) -> None:
    playbooks = loader.load_library(loader.OURS)
    lines = commands.list_lines(list_words(playbooks))
    rows, whispers = card_table(db, playbooks, lines, b"key", Ahead(db)), whisper_table(db, playbooks, lines, b"key")
    assert {*rows, *whispers} == set(Kind)
    assert Kind.PULSE not in rows, "a tap leaves no row"
