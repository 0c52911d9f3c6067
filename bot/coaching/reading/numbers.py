"""Numbers as words, and what stands before and within them: "less than five", "two to four", "a few"."""

from collections.abc import Mapping, Sequence

from bot.coaching.reading.languages import Language
from bot.coaching.reading.wordings import NUMBER

NUMBERS: Mapping[Language, str] = {
    Language.EN: "one two three four five six seven eight nine ten fifteen twenty thirty few couple several half",
    Language.DE: "zwei drei vier fünf sechs sieben acht neun zehn fünfzehn zwanzig dreißig "
    "wenige wenigen weniger einige einigen",
    Language.FR: "deux trois quatre cinq six sept huit neuf dix quinze vingt trente quelques",
    Language.ES: "dos tres cuatro cinco seis siete ocho nueve diez quince veinte treinta pocos pocas unos unas",
}
NEARLY = "#about"
NEARLY_WORDS: Mapping[Language, Sequence[str]] = {  # what may stand before a number, and within one
    Language.EN: (
        "a",
        "just",
        "only",
        "about",
        "under",
        "less than",
        "fewer than",
        "as little as",
        "mere",
        "to",
        "or",
        "up to",
    ),
    Language.DE: ("ein paar", "nur", "knapp", "unter", "weniger als", "bis", "bis zu", "ca", "rund", "oder"),
    Language.FR: ("seulement", "moins de", "environ", "à", "ou", "à peine"),
    Language.ES: ("un par de", "solo", "sólo", "menos de", "apenas", "unos", "a", "o", "tan solo"),
}
NUMBERS_JOINED = 5  # words that may be one number


def join_numbers(atoms: Sequence[dict[str, set[int]]]) -> None:
    """Let "only two", "two to four" and "a few" be one number each."""
    for place in range(len(atoms) - 2, -1, -1):
        here = atoms[place]
        for after in here.get(NUMBER, set()) | here.get(NEARLY, set()):
            if after < len(atoms) and (more := atoms[after].get(NUMBER)):
                near = {end for end in more if end <= place + NUMBERS_JOINED}
                here[NUMBER] = here.get(NUMBER, set()) | near
