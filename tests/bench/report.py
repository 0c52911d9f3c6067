"""The line that is printed for a figure, with its target from the start of the project beside it."""


def say(what: str, figure: float, bound: str, target: float, unit: str = "×") -> None:
    """`bound` is "at least" or "at most"."""
    met = figure >= target if bound == "at least" else figure <= target
    print(f"  {figure:8.2f} {unit:2} {what:42} target: {bound} {target:g} {unit:2} {'met' if met else 'MISSED'}")
