"""What a question is made of: its words, those that say what it is about, and words that mean the same."""

import re
from collections.abc import Sequence
from itertools import islice

_WORD = re.compile(r"[^\W_]+")
# Words that mean the same when somebody asks, a line each: whichever is said, it is read as the first.
_SAME = """
afraid scared frightened anxious worried
agency agencies freelancer freelancers
begin begins start starts starting started beginning commence kickoff
boss bosses manager managers director directors ceo cfo cmo executive executives management chief board
buy buys buying bought purchase purchases purchased purchasing order ordering procure procurement acquire
call calls called calling phone phoned phones phoning ring rings rang
cancel cancelled canceled terminate terminated quit quitting
change changed changes
client clients customer customers
colleague colleagues staff folks guys employee employees people
common shared joint mutual jointly
connect connects connected integrate integrates integrated integration integrations interface interfaces api apis sync
day monday tuesday wednesday thursday friday saturday sunday tomorrow today tmrw tonight
decide decides decided deciding decision decisions
definition definitions define defined defining meaning
department departments division divisions
experiment experiments trial test tests
failed fails failure flop flopped disaster
holiday holidays vacation vacations pto
it developer developers engineer engineers programmer programmers coder coders techies cio cto architect architects
late overdue delayed
licence licences license licenses seat seats subscription subscriptions
message messages messaging ping pings pinging write writing notification notifications dm dms
money fund funds euro euros dollars
month january february march april june july august september october november december
overview inventory diagram map picture
privacy gdpr
promise promises promised promising
quarter quarters q1 q2 q3 q4
request requests demand demands wish wishes ticket tickets
responsible responsibility responsibilities accountable accountability
rubbish bad poor useless
sales salespeople reps rep
sick ill
success successful successfully triumph brilliant brilliantly achievement
survey questionnaire poll
switch switched turn turned
three two four five six seven eight nine ten dozen
todo todos
tool tools software system systems platform platforms application applications app apps program programs programme
tool product products solution solutions suite saas crm cms cdp dam hubspot salesforce marketo mailchimp adobe
tool technology martech
vendor vendors supplier suppliers provider providers seller sellers salesman salesperson reseller
"""
_READ_AS = {word: line.split()[0] for line in _SAME.strip().splitlines() for word in line.split()}
ALIKE = frozenset(_READ_AS)
STOP_WORDS = frozenset(
    _WORD.findall(
        "a about after again align all always am an and another any anybody anything are as at be because been before "
        "being both but by can cannot could day did do does doing done down each every everybody everything few for "
        "from full get gets getting give go goes going gone good got great had has have having he hello help helpful "
        "her here hi him his how i if in into is isn it its just keep know later let like ll look lot lunch made make "
        "makes many may maybe me mine more morning most much must my need needed needs never new next nice no none "
        "nor not nothing now of off ok okay on one only or other our ours out over people please put re really right "
        "s said same say says see she should since so some somebody something sorry still sure t take tell than thank "
        "thanks that the their them then there these they thing things think this those through time to today "
        "together told tomorrow too up us use used using ve very want wants was way we well were what when where "
        "whether which while who whole whom why will with would wrong yes yet you your"
    )
)


def split_words(text: str, most: int | None = None) -> list[str]:
    """Return the words of a text in small letters, at most so many. "it" among them is IT; the pronoun is left out."""
    words = (found[0] for found in islice(_WORD.finditer(text), most))
    return [small for word in words if (small := word.lower()) != "it" or word == "IT"]


def read_alike(said: Sequence[str]) -> list[str]:
    """Return the words, each as the first of those that mean the same."""
    return [_READ_AS.get(word, word) for word in said]


def list_content_words(said: Sequence[str]) -> list[str]:
    """Return the words that say what it is about, each once."""
    return [word for word in dict.fromkeys(said) if is_content(word)]


def is_content(word: str) -> bool:
    """Return whether a word says what it is about. A stop word like its pronoun, "it" is IT by now: `split_words`."""
    return word == "it" or word not in STOP_WORDS
