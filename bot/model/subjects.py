"""The rule by which two runs are about the same: one for documents, results and measures."""


def fold_subject(subject: str) -> str:
    """Return the subject as it is compared: in one case, with single blanks."""
    # casefold() rather than lower(): only that makes one of STRASSE and Straße.
    return " ".join(subject.casefold().split())
