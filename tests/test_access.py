"""Every address of the site, tried by people who may not use it."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bcf.fund.document import BodyKind
from bcf.fund.places import Place, Section
from plans.models import (
    Appointment,
    Attachment,
    Board,
    BoardBody,
    Organisation,
    Output,
    Picture,
    Plan,
    Role,
    Seal,
    SealedFile,
    Snapshot,
    User,
)
from plans.models.bodies import Region
from plans.models.people import LOCAL_ROLES, REGIONAL_ROLES
from plans.standing import Standing
from plans.together import discussing
from plans.together.naming import Named
from schemes.models import Scheme
from tests import factories

METHODS = ("get", "post", "put", "patch", "delete")


def addresses() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and arguments of every address of our own, from the URLconf."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for entry in patterns:
            if isinstance(entry, URLPattern):
                yield entry
            elif entry.app_name != "admin" and "allauth" not in str(getattr(entry.urlconf_name, "__name__", "")):
                yield from walk(entry.url_patterns)

    for pattern in walk(get_resolver().url_patterns):
        assert pattern.name, f"{pattern.pattern} has no name"
        yield pattern.name, tuple(pattern.pattern.converters)


ADDRESSES = sorted(set(addresses()))
PUBLIC = {"verify", "public-plans", "public-plan", "public-file"}
"""What anybody may use without signing in; of a plan only once it is decided."""
OF_A_PLAN = [(name, names) for name, names in ADDRESSES if "board" in names]


def test_the_walk_finds_the_addresses_of_plans() -> None:
    assert {"plan", "expenditure", "checks", "outputs", "download"} <= {name for name, _ in OF_A_PLAN}


@pytest.fixture
def stored(leicester: Plan) -> dict[str, str]:
    """A real value for every argument that an address may have."""
    snapshot = Snapshot.objects.create(plan=leicester, digest="0" * 64, content="{}")
    output = Output.objects.create(
        plan=leicester, snapshot=snapshot, kind="report", renderer="r", file="none.pdf", sha256="0" * 64, size=1
    )
    picture = Picture.objects.create(
        plan=leicester, name="0" * 16, sha256="0" * 64, file="none.png", words="A map", width=1, height=1, size=1
    )
    planning_round = leicester.round
    council = factories.author_of(leicester)
    thread = discussing.begin(leicester, Named(Place(section=Section.COVER)), council, "A word among partners", [])
    attachment = Attachment.objects.create(
        plan=leicester, name="scan.pdf", sha256="0" * 64, size=1, kind="pdf", file="none.pdf", given_by=council
    )
    file = sealed_file(leicester, council)
    return {
        "query": "1",
        "notice": "1",
        "requirement": planning_round.requirements.items[0].code,
        "file": str(file.pk),
        "place": "hwb_chair",
        "attachment": str(attachment.pk),
        "event": "1",
        "ending": "json",
        "board": leicester.board.code,
        "round_id": leicester.round_id,
        "key": Scheme.objects.filter(plan=leicester).first().key,
        "output": str(output.pk),
        "question": planning_round.narrative.questions[0].code,
        "picture": picture.name,
        "section": "cover",
        "thread": str(thread.pk),
        "comment": str(thread.comments.get().pk),
        "rule_id": "BAL-001",
        "fingerprint": next(one for one in Standing(leicester).findings if one.rule == "ROW-007").fingerprint,
        "metric": "RES",
        "period": "2019-20",
    }


def sealed_file(leicester: Plan, council: User) -> SealedFile:
    """A file of a version that the plan does not stand on: nothing tells of its being sealed."""
    made = Seal(
        plan=leicester, number=1, document=factories.leicester_document().canonical(), document_digest="0" * 64,
        findings="[]", reasons="[]", round_digest="0" * 64, rule_set="r", sealed_by=council, sealed_at=timezone.now(),
    ).write()  # fmt: skip
    return SealedFile(
        seal=made, kind="report", sha256="0" * 64, size=1, file="none.pdf", made_at=timezone.now()
    ).write()  # fmt: skip


def stranger(leicester: Plan) -> User:
    """An author of a board that has nothing to do with Leicester."""
    other = Board.objects.create(code="E06000018", name="Nottingham", kind="Unitary", region=Region.MIDLANDS)
    council = Organisation.objects.create(code="E06000018", name="Nottingham City Council", kind=BodyKind.LA)
    BoardBody.objects.create(board=other, organisation=council)
    return factories.person(Role.AUTHOR, of=council)


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def address(name: str, names: tuple[str, ...], stored: dict[str, str]) -> str:
    unknown = set(names) - set(stored)
    assert not unknown, f"address {name} has arguments that this test must learn: {unknown}"
    return reverse(name, kwargs={argument: stored[argument] for argument in names})


@pytest.mark.parametrize("method", METHODS)
def test_another_boards_plan_is_not_found_on_any_address(method: str, leicester: Plan, stored: dict[str, str]) -> None:
    client = signed_in(stranger(leicester))
    for name, names in (entry for entry in OF_A_PLAN if entry[0] not in PUBLIC):
        response = getattr(client, method)(address(name, names, stored))
        assert response.status_code == 404, f"{method} {name} answered {response.status_code}"
        assert b"Existing ASC Transfer" not in response.content


@pytest.mark.parametrize(
    ("role", "region"), [(Role.BETTER_CARE_MANAGER, Region.LONDON), (None, "")], ids=["another region", "no role"]
)
def test_people_without_a_part_in_the_plan_find_nothing(
    role: Role | None, region: str, leicester: Plan, stored: dict[str, str]
) -> None:
    client = signed_in(factories.person(role, region=region))
    for name, names in OF_A_PLAN:
        assert client.get(address(name, names, stored)).status_code == 404, name


@pytest.mark.parametrize("method", METHODS)
def test_nobody_gets_past_sign_in(method: str, stored: dict[str, str]) -> None:
    for name, names in ADDRESSES:
        if name in PUBLIC:
            continue
        response = getattr(Client(), method)(address(name, names, stored))
        assert response.status_code == 302, f"{method} {name} answered {response.status_code}"
        assert response["Location"].startswith(reverse("account_login")), name


def test_a_role_that_was_taken_away_opens_nothing(leicester: Plan, stored: dict[str, str], author: User) -> None:
    Appointment.objects.filter(user=author).delete()
    client = signed_in(author)
    for name, names in OF_A_PLAN:
        assert client.get(address(name, names, stored)).status_code == 404, name


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHOR])
def test_readers_change_nothing(role: Role, leicester: Plan, stored: dict[str, str]) -> None:
    council = leicester.board.bodies.filter(kind=BodyKind.LA).first()
    user = factories.person(
        role,
        of=council if role in LOCAL_ROLES else None,
        region=leicester.board.region if role in REGIONAL_ROLES else "",
    )
    client = signed_in(user)
    # Who is here may be said by every reader; signatories and chairs take part in the discussion, sign, and record a
    # signature that was given on paper, by forms that are not even valid here. None of it changes the plan.
    read_only_work = {"checks", "outputs", "presence"}
    read_only_work |= {"thread", "thread-new", "sign-on-paper"} if role in LOCAL_ROLES else set()
    read_only_work |= {"sign"} if role is Role.CHAIR else set()
    for name, names in OF_A_PLAN:
        if name not in read_only_work:
            response = client.post(address(name, names, stored), {})
            assert response.status_code in (403, 404, 405), f"{role} posted to {name} and got {response.status_code}"
    assert client.get(reverse("plan", args=leicester.args)).status_code == 200


def test_a_superuser_reads_plans_by_his_role_and_changes_none(leicester: Plan, stored: dict[str, str]) -> None:
    client = signed_in(factories.person(Role.ADMINISTRATOR, is_staff=True, is_superuser=True))
    rows = Scheme.objects.filter(plan=leicester).count()
    for name, names in OF_A_PLAN:
        if name not in {"checks", "outputs", "presence"}:
            response = client.post(address(name, names, stored), {})
            assert response.status_code in (403, 404, 405), f"posted to {name} and got {response.status_code}"
    assert Scheme.objects.filter(plan=leicester).count() == rows


NUL_ADDRESSES = (
    "/?q=%00", "/?region=%00", "/?round=%00", "/?%00=1", "/plans/%00/2019-20/", "/plans/E06000016/%00/",
    "/rounds/2019-20/allocations/?board=%00", "/admin/plans/job/?state__exact=%00", "/admin/plans/job/%00/change/",
)  # fmt: skip


@pytest.mark.parametrize("nul", NUL_ADDRESSES)
def test_an_address_with_a_nul_character_is_not_found(nul: str, db: None) -> None:
    client = signed_in(factories.person(Role.ADMINISTRATOR, is_staff=True, is_superuser=True))
    assert client.get(nul).status_code == 404


def test_only_an_administrator_reaches_the_administration(db: None) -> None:
    newest, of_a_round = reverse("allocations"), reverse("allocations", args=["2019-20"])
    for address in (newest, of_a_round, reverse("allocations-template", args=["2019-20"])):
        assert signed_in(factories.person(Role.NATIONAL)).get(address).status_code == 403
        assert signed_in(factories.person(Role.ADMINISTRATOR)).get(address, follow=True).status_code == 200


def test_nobody_can_sign_himself_up(db: None) -> None:
    wish = {"email": "new@example.org", "password1": "x" * 20, "password2": "x" * 20}
    response = Client().post("/accounts/signup/", wish)
    assert response.status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("role", [*REGIONAL_ROLES, Role.NATIONAL, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["discussion", "thread-new", "thread", "comment"])
def test_the_discussion_is_the_partnerships_own(
    role: Role, name: str, leicester: Plan, stored: dict[str, str]
) -> None:
    region = leicester.board.region if role in REGIONAL_ROLES else ""
    client = signed_in(factories.person(role, region=region))
    names = next(names for known, names in OF_A_PLAN if known == name)
    for method in METHODS:
        assert getattr(client, method)(address(name, names, stored)).status_code == 404
    cover = client.get(reverse("cover", args=leicester.args)).content.decode()
    assert "A word among partners" not in cover
    assert "Comment" not in cover


@pytest.mark.parametrize("method", METHODS)
def test_without_sign_in_nothing_is_told_of_a_plan_that_is_not_decided(method: str, stored: dict[str, str]) -> None:
    for name, names in OF_A_PLAN:
        if name in PUBLIC:
            answers = [
                getattr(Client(), method)(address(name, names, {**stored, "board": board}))
                for board in (stored["board"], "E06000000")
            ]
            told = [re.sub(rb'nonce="[^"]*"|[A-Za-z0-9]{64}', b"", answer.content) for answer in answers]
            assert {answer.status_code for answer in answers} <= {404, 405}, name
            assert told[0] == told[1], f"{name} tells that there is such a plan"
