"""Checks of a demo: its lists, its ticks, and the order of pages."""

from collections.abc import Iterator

from bot.coaching.shapes.demo.model import DemoModel


def find_faults(demo: DemoModel) -> Iterator[str]:
    """Yield place, fault, what to write."""
    for key, name in (("products", demo.products), ("scenarios", demo.scenarios)):
        asked = demo.questions.get(name)
        if asked is None or asked.kind != "items":
            yield f"{key} = '{name}' names no question of kind 'items'"
    yield from _check_ticks(demo)
    for page in demo.page:
        once = [question.name for question in page.question if question.name not in demo.marks]
        if demo.is_marked(page) and once:
            yield f"page '{page.title}': everybody marks it, so move {', '.join(once)} to a page of its own"
    marked = [demo.is_marked(page) for page in demo.page]
    if marked != sorted(marked):
        yield "what everybody marks comes last: move those pages to the end"
    if demo.followup:
        yield "a demo is marked as often as there is something to see, so it asks nothing weeks later: remove followup"


def _check_ticks(demo: DemoModel) -> Iterator[str]:
    ours = demo.questions.get(demo.ours or "")
    if demo.ours and (ours is None or ours.kind != "ticks" or ours.over != demo.scenarios):
        yield f"ours = '{demo.ours}' names no ticks over '{demo.scenarios}'"
    of_scenarios = demo.scenarios, demo.products
    wanted = {"attended": (demo.products, None), "seen": of_scenarios, "partly": of_scenarios, "foreign": of_scenarios}
    pages = {question.name: page for page in demo.page for question in page.question}
    for key, (over, each) in wanted.items():
        name = getattr(demo, key)
        asked, page = demo.questions.get(name), pages.get(name)
        if asked is None or page is None or asked.kind != "ticks" or asked.over != over:
            yield f"{key} = '{name}' names no ticks over '{over}'"
        elif page.each != each:
            how = f'for each product: each = "{each}" on its page' if each else "once for all products: remove each"
            yield f"{key} = '{name}': ask it {how}"
