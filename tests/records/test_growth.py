"""What the clock, delivery and a person ask the database takes no more steps among ten times as many teams."""

from collections.abc import Iterator

import pytest

from tests.bench.growth import DUE_NOW, TARGET, WORK, Grown, count_steps, grow


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grown, Grown]]:
    folder = tmp_path_factory.mktemp("grown")
    few, many = (grow(folder / str(times), DUE_NOW * times) for times in (2, 20))
    yield few, many
    few.db.close()
    many.db.close()


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_no_more_steps_among_more_teams(grown: tuple[Grown, Grown], work: object) -> None:
    assert callable(work)
    few, many = (count_steps(each, work) for each in grown)
    assert 0 < many <= TARGET * few
