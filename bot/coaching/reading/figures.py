"""Whether a few words, as somebody types them into a field, say a figure, or say that there is nothing to say."""

import re
from functools import lru_cache

from bot.coaching.reading.pastes import clean_paste

KEPT = 512  # texts whose reading is remembered: what is asked next depends on all answers, each time anew

# What people type in place of leaving a field empty, in the languages that we read.
_NOTHING = frozenset(
    (
        "none nil null nix nope no nan na n/a n.a n.v k.a s.o tbd tba tbc todo wip idk dunno nothing nada nichts keine "
        "keiner keins keinen kein nein nie rien aucun aucune non ninguno ninguna ningún pending open offen ouvert "
        "pendiente unknown unbekannt unklar inconnu inconnue desconocido desconocida unclear later später spaeter soon "
        "bald empty leer vide vacío vacio missing fehlt x xx xxx"
    )
    .casefold()
    .split()
)
_EXCUSES = frozenset(
    (
        "no idea,no clue,not yet,not sure,not known,not measured,not available,not applicable,not tracked,not counted,"
        "no number,no figure,no figures,no data,no value,no baseline,no measurement,none yet,none so far,nothing yet,"
        "don't know,do not know,dont know,we don't know,i don't know,no one knows,nobody knows,to be determined,"
        "to be defined,to be measured,to be confirmed,to do,to come,will follow,follows,coming soon,still open,"
        "still missing,noch nicht,noch keine,noch keiner,noch nichts,noch offen,weiß nicht,keine ahnung,keine angabe,"
        "keine angaben,keine daten,keine zahl,keine zahlen,kein wert,nicht bekannt,nicht gemessen,nicht messbar,"
        "nicht vorhanden,folgt noch,kommt noch,pas encore,pas mesuré,pas connu,je ne sais pas,on ne sait pas,"
        "aucune idée,aucune donnée,aucun chiffre,à définir,à mesurer,à déterminer,sans objet,aún no,todavía no,no sé,"
        "no lo sé,no sabemos,ni idea,sin datos,sin medir,sin dato,por definir,por determinar,por medir,no medido"
    )
    .casefold()
    .split(",")
)
_BEGUN = ("none", "n/a", "tbd", "tba", "unknown", "unclear", "unbekannt", "unklar", "inconnu", "desconocido")
_EXCUSE = re.compile(rf"(?:{'|'.join(map(re.escape, (*_EXCUSES, *_BEGUN)))})(?![\w'])")
_NUMBERS = frozenset(
    (
        "zero two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred hundreds thousand thousands million millions dozen dozens half third quarter "
        "twice zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert "
        "hunderte tausend tausende dutzend halb halbe hälfte drittel viertel doppelt deux trois quatre cinq sept huit "
        "neuf dix onze douze vingt trente quarante cinquante cent cents mille douzaine moitié tiers quart double "
        "dos tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cuarenta cincuenta cien cientos mil "
        "millón docena mitad tercio cuarto doble"
    )
    .casefold()
    .split()
)
_DENIED = frozenset(
    (
        "no not never none nobody unknown don't doesn't didn't isn't haven't hasn't can't without later soon tbd kein "
        "keine keiner nicht nie niemand unbekannt später bald pas jamais personne aucun aucune inconnu sans bientôt "
        "nadie nunca ningún ninguna sin desconocido"
    )
    .casefold()
    .split()
)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"
_WHEN = re.compile(
    r"\b\d{4}-\d\d?(?:-\d\d?)?\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?|\b(?:19|20)\d\d\b"
    r"|\b(?:in|by|within|until|after|bis|ab|dans|en|desde|hasta) (?:the )?\d+ "
    r"(?:days?|weeks?|months?|tagen?|wochen?|monaten?|jours?|semaines?|mois|días?|semanas?|meses)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er)?\.? {_MONTH}|\b{_MONTH}[^\W\d_]*\.? \d{{1,2}}\b"
)
_DIGIT = re.compile(r"(?<![^\W\d_])\d")  # not that of B2B, Q3 or GA4
_SHARE = re.compile(r"\b(?:every|jede[rs]?) (?:other|second|third|fourth|fifth|zweite|dritte|vierte|fünfte)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_AROUND = " .!?\u2026-_/\\*()[]:;,"


@lru_cache(maxsize=KEPT)
def says_nothing(text: str) -> bool:
    """Return True for what people type in place of leaving a field empty: none, -, n/a, keine, ???"""
    bare = _simplify(text).strip(_AROUND)
    return not bare or bare in _NOTHING or bare in _EXCUSES


@lru_cache(maxsize=KEPT)
def names_figure(text: str) -> bool:
    """Return True when a text says how much: a number in digits or in words, not only a date, a name or an excuse."""
    said = _simplify(text)
    if says_nothing(said) or _EXCUSE.match(said):
        return False
    if _DIGIT.search(_WHEN.sub(" ", said)) or _SHARE.search(said):
        return True
    words = set(_WORD.findall(said))
    return bool(words & _NUMBERS) and not words & _DENIED


def _simplify(text: str) -> str:
    return " ".join(clean_paste(text).plain.casefold().split())
