"""The commands as whoever runs the site meets them."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from plans import demo
from plans.assembling import assemble
from plans.models import Allocation, Answer, Job, Plan, User
from plans.rounds import all_rounds
from tests import factories
from tests.plans.loaded import DEMO, leicester_json, store_board

pytestmark = pytest.mark.django_db

Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What a command prints."""

    def run(*arguments: str, **options: object) -> str:
        capsys.readouterr()
        call_command(*arguments, **options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def finished(leicester: Plan, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan in which the rules find nothing."""
    monkeypatch.setattr("plans.management.commands.checkplan.check_plan", lambda *_: ())
    return leicester


@pytest.mark.parametrize("board", ["E06000016", "Leicester", "leicester"])
def test_dumpplan_finds_the_board_by_code_or_name_and_prints_the_plan(
    leicester: Plan, printed: Printed, board: str
) -> None:
    assert json.loads(printed("dumpplan", board, "2019-20")) == assemble(leicester).as_json()


def test_what_dumpplan_prints_loadplan_reads(tmp_path: Path, printed: Printed) -> None:
    store_board(factories.leicester_document().board)
    call_command("loadplan", str(DEMO / "leicester-2019-20.json"), with_allocations=True)
    before = assemble(Plan.objects.get()).digest
    path = tmp_path / "plan.json"
    path.write_text(printed("dumpplan", "Leicester", "2019-20"))
    assert path.read_text() == (DEMO / "leicester-2019-20.json").read_text()
    assert "Loaded Leicester" in printed("loadplan", str(path), replace=True)
    assert assemble(Plan.objects.get()).digest == before


def test_loadplan_says_every_problem_and_that_nothing_was_stored(tmp_path: Path) -> None:
    store_board(factories.leicester_document().board)
    content = leicester_json()
    content["schemes"][0]["area"] = "moon"
    content["schemes"][1]["area"] = "mars"
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(content))
    with pytest.raises(CommandError, match="Nothing was stored: 2 problems") as caught:
        call_command("loadplan", str(path), with_allocations=True)
    assert "plan.json: /schemes/1/area: is not known here; allowed: acute" in str(caught.value)
    assert not Plan.objects.exists()


def test_loadplan_does_not_replace_unless_asked(leicester: Plan) -> None:
    with pytest.raises(CommandError, match=r"already\. Give --replace"):
        call_command("loadplan", str(DEMO / "leicester-2019-20.json"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("E06999999", "2019-20"), "no board 'E06999999'"),
        (("Leicester", "1999-00"), "Rounds: 2019-20"),
        (("Leicester", "2017-19"), "has no plan for"),
        (("Leicester' OR 1=1", "2019-20"), "no board"),
    ],
)
@pytest.mark.parametrize("command", ["dumpplan", "checkplan"])
def test_a_plan_that_is_not_there_is_said_in_words(
    leicester: Plan, command: str, arguments: tuple[str, str], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        call_command(command, *arguments)


def test_checkplan_ends_with_1_while_a_blocking_finding_stands(
    leicester: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("checkplan", "Leicester", "2019-20")
    assert ended.value.code == 1
    text = capsys.readouterr().out
    assert "Blocking:" in text
    assert "CMP-001  This field of the cover is blank. Fill in the field." in text
    assert "at Completed by" in text


def test_checkplan_ends_well_when_nothing_blocks(finished: Plan, printed: Printed) -> None:
    assert printed("checkplan", "Leicester", "2019-20").startswith("Blocking: 0")


def test_checkplan_prints_json_with_the_digest_it_belongs_to(
    leicester: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("checkplan", "E06000016", "2019-20", json=True)
    content = json.loads(capsys.readouterr().out)
    assert content["digest"] == assemble(leicester).digest
    assert {"id", "severity", "place", "message", "remedy"} <= set(content["findings"][0])


@pytest.mark.any_engine
def test_renderplan_writes_both_files_under_the_plans_digest(
    leicester: Plan, tmp_path: Path, printed: Printed
) -> None:
    folder = tmp_path / "new" / "folder"
    printed("renderplan", "Leicester", "2019-20", out=str(folder))
    stem = f"leicester-2019-20-{assemble(leicester).digest[:12]}"
    assert sorted(path.name for path in folder.iterdir()) == [f"{stem}.pdf", f"{stem}.xlsx"]
    assert (folder / f"{stem}.pdf").read_bytes().startswith(b"%PDF-")
    assert "6. Expenditure" in openpyxl.load_workbook(folder / f"{stem}.xlsx").sheetnames


@pytest.mark.any_engine
def test_renderplan_writes_the_workbook_with_the_checks_when_asked(
    leicester: Plan, tmp_path: Path, printed: Printed
) -> None:
    printed("renderplan", "Leicester", "2019-20", out=str(tmp_path), annotated=True)
    stem = f"leicester-2019-20-{assemble(leicester).digest[:12]}"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{stem}-checks.xlsx", f"{stem}.pdf", f"{stem}.xlsx",
    ]  # fmt: skip
    assert openpyxl.load_workbook(tmp_path / f"{stem}-checks.xlsx").sheetnames[0] == "Checks"


@pytest.mark.any_engine
def test_renderplan_says_where_it_cannot_write(leicester: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written to"):
        call_command("renderplan", "Leicester", "2019-20", out=str(tmp_path / "file"))


@override_settings(DEMO=True)
def test_the_demo_brings_leicesters_plan_its_people_and_a_neighbour(printed: Printed) -> None:
    text = printed("loaddemo")
    plan = Plan.objects.get(board__name="Leicester", round_id="2019-20")
    published = (DEMO / "leicester-2019-20.json").read_text()
    assert json.dumps(assemble(plan).as_json(), indent=2, ensure_ascii=False) + "\n" == published
    assert Plan.objects.filter(board__name="Nottingham").exists()
    assert "commissioner@leicester.example" in text
    assert User.objects.get(email="administrator@bcf.example").is_superuser
    assert list(User.objects.filter(is_staff=True)) == [User.objects.get(email="administrator@bcf.example")]
    assert all(user.check_password(demo.PASSWORD) for user in User.objects.all())
    assert Job.objects.filter(plan=plan, kind="check").exists()


@override_settings(DEMO=True)
def test_the_demo_brings_figures_of_every_round_that_the_site_has(printed: Printed) -> None:
    printed("loaddemo")
    for path in DEMO.glob("allocations-*.csv"):
        round_id = path.stem.removeprefix("allocations-")
        assert round_id in all_rounds()
        assert Allocation.objects.filter(round_id=round_id, kind="income").exists()


@override_settings(DEMO=True)
def test_loading_the_demo_again_overwrites_nothing(printed: Printed) -> None:
    printed("loaddemo")
    plan = Plan.objects.get(board__name="Leicester", round_id="2019-20")
    answer = Answer.objects.get(plan=plan, section="narrative", code="a")
    answer.text = "What somebody wrote"
    answer.save()
    Allocation.objects.filter(board=plan.board, code="dfg").update(value="7")
    person = User.objects.get(email="chair@leicester.example")
    person.set_password("a password of her own")
    person.save()
    before = assemble(plan).digest
    text = printed("loaddemo")
    assert assemble(plan).digest == before
    person.refresh_from_db()
    assert person.check_password("a password of her own")
    assert "changed since" in text
    assert User.objects.count() == len(demo.people("E06000016"))


@override_settings(DEMO=False)
def test_the_demo_is_refused_where_the_settings_do_not_allow_it() -> None:
    with pytest.raises(CommandError, match="Set DEMO=true"):
        call_command("loaddemo")
    assert not User.objects.exists()
