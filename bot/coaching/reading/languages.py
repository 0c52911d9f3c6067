"""Which language a text is in, by the little words that every sentence needs; and the stems of words."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer


class Language(StrEnum):
    """A language that the coach can read a text in, and the name of its stemmer."""

    EN = "english"
    DE = "german"
    FR = "french"
    ES = "spanish"


KNOWN = "English, German, French or Spanish"
ENOUGH = 5  # words from which on a text shows its language
LIST = 30  # words: a list of features as long may do without little words
SURE = 2  # little words that show the language of a sentence
FEW, MARGIN = 8, 1  # of so few words so many more must be of another language
SHARE = 0.06  # of the words of a text that are its language's little words, at least
HALF = 0.6  # what has this much of the best language's little words may be in that language too
SHORT = 4  # letters: a word as short has no ending to lose

_LITTLE = {
    Language.EN: "the a an and of to in is are was for with that this it on as at by be from or your you we our will "
    "can not no if have has what how do does who their they there would should any all without i my me us its just "
    "than up out when which why where did which's into need about but so more",
    Language.DE: "der die das und ist sind ein eine einen einer eines einem mit von für auf im in den dem des zu zur "
    "zum nicht kein keine keinen sie ihr ihre ihren ihrem ihrer wir uns unsere sich wie was auch oder bei nach aus an "
    "am ohne nur wird werden kann können es ich du dein deine haben hat als so wenn alles alle jetzt durch über noch "
    "man sein stimmt wer warum welche welches mein diese dieser dieses beim vom gehen geht gibt unser unserem unseren "
    "mich mir dich dir bitte sollen sollten müssen muss machen mehr sehr schon hier weil dass damit zwischen "
    "gegen seit",
    Language.FR: "le la les un une des du de et est sont avec pour sur dans en au aux ne pas plus vous votre vos nous "
    "notre nos il elle ce cette ces qui que qu sans par ou se sa son leur leurs tout tous toutes l d n j c à être "
    "avez peut comment quel quelle faut mon mes je y on moi nos chez quand pourquoi doit dois faire fait si cela très",
    Language.ES: "el la los las un una unos unas de del y es son con para por en al no que se su sus tu tus lo le sin "
    "más muy ya está están como o nuestro nuestra nuestros nos tú usted cada todo todos toda todas te mi qué cómo "
    "cuál puede hay desde cuando si quién dónde porque debe hacer tenemos cuándo esto esta este nuestras mis",
    "it": "il lo la gli i le un una di del della dei delle e è sono con per su nel nella che non si senza tuo tua "
    "vostro come più tutti tutto in al alla anche da questo questa i tuoi ai dal chi cosa quale",
    "pt": "o a os as um uma de do da dos das e é são com para por em no na nos nas não que se sua seu suas seus sem "
    "mais você como ao à os todos toda também está tudo pelo pela qual quem onde",
    "nl": "de het een en van is zijn met voor op in te dat die niet geen je jouw uw wij we ons onze u als ook of bij "
    "naar uit aan zonder hoe wat wie welke kunnen wordt worden kan alle alles er om dit deze door",
    "sv": "och att det är en ett som på för av med den till inte du din ditt dina vi vår utan i har kan alla så om "
    "från er era eller",
    "da": "og at det er en et som på for af med den til ikke du din dit dine vi vores uden i har kan alle så om fra "
    "eller jeres der de å som ikkje ikke",
    "pl": "i w na z do się nie jest są to że jak dla o po od bez twój twoje wszystkie oraz lub aby za co nasz przez",
    "cs": "a v na s z do se je jsou to že jak pro o po od bez vaše nebo aby za co vše není také jako které který",
    "tr": "ve bir bu için ile de da ne çok daha olarak olan tüm gibi kadar her en sizin değil",
    "fi": "ja on ei se että ovat kuin tai kun joka myös voi ilman kaikki sinun oma olla",
    "hu": "a az és egy nem is hogy van meg csak vagy minden ez nélkül mint már kell",
    "ro": "și este sunt cu pentru pe în din la nu un o de că sau ca mai fără toate care se prin",
}
# Everyday words that English does not spell alike: in few words there may be no little one.
_EVERYDAY_WORDS = (
    "recuerda recuerdame quiero necesito ayuda ayúdame llamar enviar escribir proveedor agencia equipo reunion "
    "proyecto decidir elegir empezar herramienta herramientas ventas mañana lunes viernes gracias hola nosotros "
    "somos ricordami ricorda voglio vorrei dobbiamo possiamo aiutami aiuto chiamare inviare scrivere fornitore "
    "agenzia riunione progetto decidere scegliere cominciare iniziare strumento strumenti vendite domani grazie "
    "ciao abbiamo herinner onthoud graag willen moeten bellen sturen schrijven leverancier vergadering beslissen "
    "kiezen beginnen verkoop morgen maandag vrijdag bedankt hebben lembra lembre quero preciso precisamos podemos "
    "ajude ajuda ligar escrever fornecedor agência reunião projeto escolher começar ferramenta ferramentas vendas "
    "amanhã segunda sexta obrigado obrigada temos rappelle rappelez aidez appeler envoyer écrire fournisseur "
    "agence réunion projet choisir commencer outil outils ventes demain lundi vendredi bonjour avons erinnere "
    "erinner hilf anrufen schicken schreiben anbieter agentur besprechung projekt entscheiden auswählen anfangen "
    "werkzeug vertrieb montag freitag"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
_OURS_TOO = frozenset(_LITTLE[Language.EN].split()) - {"a", "as", "do", "in", "me", "no", "on"}
_LITTLE_OF: dict[str, list[str]] = defaultdict(list)
for _language, _words in _LITTLE.items():
    for _word in set(_words.split()):
        _LITTLE_OF[_word].append(_language)


def find_languages(words: Collection[str], enough: int = ENOUGH) -> list[Language]:
    """Return the languages that a text with these small words may be in, likely ones only; [] when it is in another.

    Fewer words than `enough` to tell may be in any.
    """
    said = [word for word in words if word.isalpha()]
    counts = Counter(language for word in said for language in _LITTLE_OF.get(word, ()))
    best = max(counts.values(), default=0)
    if len(said) < enough or best < (SURE if len(said) < LIST else SHARE * len(said)):
        return [] if _is_foreign(said) or len(said) >= LIST else list(Language)
    likely = [language for language in Language if counts[language] and counts[language] >= HALF * best]
    # Neighbours share little words: only who says clearly more of another language's speaks that.
    ahead = best - max(counts[language] for language in Language)
    return [] if ahead > (MARGIN if len(said) < FEW else 0) else likely or list(Language)


def sounds_foreign(words: Collection[str]) -> bool:
    """Return whether these few small words have more of another language's everyday words than of English little ones.

    A name or a borrowed word among English ones says nothing.
    """
    return sum(word in _EVERYDAY or fold_word(word) in _EVERYDAY for word in words) > sum(
        word in _OURS_TOO for word in words
    )


def _is_foreign(said: Sequence[str]) -> bool:
    """Return True when half of the words are in a script of another language."""
    return bool(said) and sum(not unicodedata.name(word[0], "").startswith("LATIN") for word in said) * 2 > len(said)


_STEMMERS = {language: Stemmer(language.value) for language in Language}
_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word that it works at


@lru_cache(maxsize=50_000)
def stem_word(word: str, language: Language) -> str:
    """Return what a word in small letters has in common with its other forms, without accents."""
    if len(word) < SHORT:
        return fold_word(word)
    with _ONE_AT_A_TIME:
        return fold_word(_STEMMERS[language].stemWord(word))


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Return the word without accents."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.replace("ß", "ss"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
