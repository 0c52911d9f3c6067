from bot.coaching.library import loader
from bot.delivery.cards.composer import card_table
from bot.model.outbox import Kind
from bot.records.database import Database
from bot.slack.front import commands
from bot.slack.front.vocabulary import list_words


def test_there_are_words_for_every_kind(db: Database) -> None:
    playbooks = loader.load_library(loader.OURS)
    assert set(card_table(db, playbooks, commands.list_lines(list_words(playbooks)), b"")) == set(Kind)
