"""Names of files that people keep: the letters of every script, and safe on every desktop."""

import re
from hashlib import sha256
from unicodedata import category, normalize

_BLANKS = re.compile(
    r"[\s*_~'\"\u2018\u2019\u201c\u201d-]+"
)  # marks and quotes around words are not what they are called
LONGEST = 100  # bytes of what a document is called; a name may have 255 on every system


def name_file(title: str, subject: str, number: int) -> str:
    """Return `what-we-mean-by-it-übergabe-v3.md`: another name for each subject, whatever it is written in.

    Where signs of the subject had to go, a few letters that stand for all of it tell it from others.
    """
    shown = _hyphenate(f"{title} {subject}")
    told = _cut_bytes(shown, LONGEST)
    same = _BLANKS.sub("-", normalize("NFC", subject).lower()).strip("-")
    lost = told != shown or _hyphenate(subject) != same
    mark = f"-{sha256(same.encode(errors='replace')).hexdigest()[:6]}" if subject and lost else ""
    return f"{told or 'document'}{mark}-v{number}.md"


def name_page(*words: str) -> str:
    """Return `align-report-marketing-q4-2026.html`."""
    return f"{_cut_bytes(_hyphenate(' '.join(words)), LONGEST)}.html"


def _hyphenate(words: str) -> str:
    """Return small letters and digits, everything between them as one hyphen."""
    # Composed, since macOS and Windows would keep ü as two names. Marks belong to the letters of many scripts.
    kept = (each if category(each)[0] in "LNM" else "-" for each in normalize("NFC", words).lower())
    return re.sub(r"-+", "-", "".join(kept)).strip("-")


def _cut_bytes(words: str, limit: int) -> str:
    return words.encode()[:limit].decode(errors="ignore").rstrip("-")
