"""Reference data: what is in it, and loading it."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from bcf.fund.document import BodyKind
from bcf.fund.problems import Refused
from plans.models import Allocation, Appointment, Board, BoardBody, Job, Organisation, Plan, Role
from plans.models.bodies import Region
from plans.reference.loader import FOLDER, POPULATION, load_reference
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the reference data, to be spoiled."""
    for path in FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_all_150_boards_have_a_region_a_council_an_nhs_body_and_a_population() -> None:
    load_reference()
    boards = Board.objects.prefetch_related("bodies")
    assert boards.count() == 150
    for board in boards:
        kinds = [body.kind for body in board.bodies.all()]
        assert board.region in Region.values
        assert BodyKind.LA in kinds, board
        assert BodyKind.NHS in kinds, board
        assert (BodyKind.DISTRICT in kinds) == board.two_tier, board
    assert Allocation.objects.filter(kind="metric", code="RES.population").values("board").distinct().count() == 150


def test_shares_of_ccgs_cover_each_board() -> None:
    load_reference()
    for board in Board.objects.prefetch_related("links"):
        shares = [link.share for link in board.links.all() if link.share is not None]
        assert abs(sum(shares, Decimal(0)) - 100) < Decimal("0.1"), board


def test_leicesters_population_is_kept_unrounded() -> None:
    load_reference()
    figure = Allocation.objects.get(board__code="E06000016", code="RES.population")
    assert (figure.round_id, figure.year, figure.value) == ("2019-20", "2019-20", "43358.338")


def test_leicester_stands_as_in_the_demo_plan() -> None:
    load_reference()
    value = factories.leicester_document().board
    board = Board.objects.get(code=value.code)
    assert (board.name, board.kind, board.region, board.two_tier) == (value.name, value.kind, value.region, False)
    assert {(body.code, body.name, body.kind) for body in board.bodies.all()} == {
        (body.code, body.name, body.kind.value) for body in value.bodies
    }


def test_loading_again_changes_nothing_and_queues_nothing() -> None:
    load_reference()
    Plan.objects.create(board=Board.objects.get(code="E06000016"), round_id="2019-20")
    tables = (Board, Organisation, BoardBody, Allocation)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    tally = load_reference()
    assert (tally.made, tally.changed) == (0, 0)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert not Job.objects.exists()


def test_loading_mends_a_name_and_keeps_what_hangs_on_it() -> None:
    load_reference()
    council = Organisation.objects.get(code="E06000016")
    person = factories.person(Role.AUTHOR, of=council)
    Organisation.objects.filter(pk=council.pk).update(name="Leicester Town Council")
    extra = Organisation.objects.create(code="ZZZ", name="Ours", kind="NHS")
    BoardBody.objects.create(board=Board.objects.get(code="E06000016"), organisation=extra)
    tally = load_reference()
    council.refresh_from_db()
    assert (council.name, tally.changed) == ("Leicester City Council", 1)
    assert Appointment.objects.get(user=person).organisation == council
    assert BoardBody.objects.filter(organisation=extra).exists()


def test_a_population_that_an_administrator_loaded_stays() -> None:
    load_reference()
    figure = Allocation.objects.get(board__code="E06000016", code="RES.population")
    figure.value, figure.origin = "43000", "Our own count"
    figure.save()
    load_reference()
    figure.refresh_from_db()
    assert (figure.value, figure.origin) == ("43000", "Our own count")


def test_a_corrected_population_is_taken_up_and_the_plan_checked_again() -> None:
    load_reference()
    plan = Plan.objects.create(board=Board.objects.get(code="E06000016"), round_id="2019-20")
    Allocation.objects.filter(board=plan.board, code="RES.population", origin=POPULATION).update(value="1")
    assert load_reference().changed == 1
    assert Allocation.objects.get(board=plan.board, code="RES.population").value == "43358.338"
    assert list(Job.objects.values_list("plan", "kind")) == [(plan.pk, "check")]


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("boards.csv", "Leicester,Unitary authority,Midlands", "Leicester,Unitary authority,Mercia", "boards.csv line"),
        ("bodies.csv", "Leicester City Council,LA", "Leicester City Council,Council", "column kind"),
        ("links.csv", "E06000016,04C,100", "E06000016,04C,hundred", "column share"),
        ("links.csv", "E06000016,04C,100", "E06000016,04Z,100", "column body"),
        ("population65.csv", "43358.338", "forty", "column value"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_its_place(folder: Path, file: str, old: str, new: str, where: str) -> None:
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(Refused, match=where):
        load_reference(folder)
    assert not Board.objects.exists()
    assert not Organisation.objects.exists()


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("loadreference")
    call_command("loadreference")
    assert capsys.readouterr().out.endswith("0 new, 0 changed.\n")
