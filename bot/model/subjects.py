"""When two runs are about the same: one rule for documents, results and measures."""


def fold_subject(subject: str) -> str:
    """Return the subject as it is compared: in one case, single blanks; subjects that differ only there are one."""
    return " ".join(subject.casefold().split())
