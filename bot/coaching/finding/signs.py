"""The signs of a text, its words and each two in a row, and how much a sign speaks for a word of /align."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log, log1p

from bot.coaching.finding.words import is_content
from bot.coaching.reading.languages import Language, stem_word

LITTLE, PAIR = 0.3, 0.5  # a word that is everywhere, two words in a row; a word that says something counts 1
REST = 0.3  # what a word says besides, beside one phrase by which it is to be found
MUCH = 0.5  # by which power of its length what has many phrases is held back: 0 not at all, 1 a long list is a burden
EDGE = "."  # where a text begins and ends: "who …" is asked, "… who" is not
Signs = dict[str, float]  # sign → how much it counts
Weights = Mapping[str, Mapping[str, float]]  # sign → word → how much the sign speaks for it, 1 for it alone


def list_signs(said: Sequence[str]) -> Signs:
    """Return what shows of a text with these words, whatever their endings."""
    stems = [(stem_word(word, Language.EN), is_content(word)) for word in said]
    words = {stem: 1.0 if content else LITTLE for stem, content in stems}
    edges = [EDGE, *(stem for stem, _ in stems), EDGE]
    return words | {f"{one} {other}": PAIR for one, other in pairwise(edges)}


def weigh_signs(phrases: Mapping[str, Sequence[Signs]], rest: Mapping[str, Signs]) -> Weights:
    """Return how much each sign speaks for a word: how much more often it is said there than it is anywhere.

    What is said of every word speaks for none, however often; and a hundred phrases do not outweigh ten by their mass.
    """
    mean = sum(map(len, phrases.values())) / len(phrases)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, said in phrases.items():
        for sign in (sign for signs in said for sign in signs):
            counts[sign][word] += 1
    for word, signs in rest.items():
        for sign in signs.keys() & counts.keys():
            counts[sign][word] += REST
    held_back = {word: (mean / len(said)) ** MUCH for word, said in phrases.items()}
    return {
        sign: _compare({word: log1p(n) * held_back[word] for word, n in of.items()}, len(phrases))
        for sign, of in counts.items()
    }


def _compare(often: Mapping[str, float], words: int) -> dict[str, float]:
    """Return word → 0 where a sign is said there as often as on average of all words, 1 where it is said there only."""
    total = sum(often.values())
    lifted = ((word, log(n / total * words) / log(words)) for word, n in often.items())
    return {word: lift for word, lift in lifted if lift > 0}


def add_weights(signs: Signs, weights: Weights) -> dict[str, float]:
    """Return word → how much all of these signs speak for it, the most first."""
    fits: dict[str, float] = defaultdict(float)
    for sign, counts in signs.items():
        for word, weight in weights.get(sign, {}).items():
            fits[word] += counts * weight
    return dict(sorted(fits.items(), key=lambda fit: -fit[1]))
