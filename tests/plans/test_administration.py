"""Allocated figures in the browser, and Django's admin: for administrators, and for nobody else."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.loading import tables
from plans.models import Allocation, Appointment, Job, Organisation, Plan, Role, User
from tests import factories
from tests.plans.loaded import csv_of

pytestmark = pytest.mark.django_db

PAGE = "/rounds/2019-20/allocations/"
RAISED = "E06000016,income,dfg,2019-20,E06000016,2500000,Letter of May"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(leicester: Plan) -> Client:
    """A browser in which an administrator has signed in."""
    return browser(factories.person(Role.ADMINISTRATOR, is_staff=True, is_superuser=True))


def upload(client: Client, content: bytes, name: str = "figures.csv") -> str:
    """The page that an upload is answered with."""
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content, "text/csv")})
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    """The hidden inputs of the preview's form."""
    return dict(re.findall(r'type="hidden" name="(name|content|seen)" value="([^"]*)"', page))


def stored() -> str:
    return Allocation.objects.get(code="dfg").value


def test_the_page_lists_what_is_loaded_with_its_source(administrator: Client) -> None:
    page = administrator.get(PAGE).content.decode()
    assert "Minimum CCG Contribution" in page
    assert "£23,936,545" in page
    assert "43,358.338" in page
    assert "Leicester planning template for 2019-20, as published: income, iBCF" in page


def test_the_list_can_be_narrowed_to_a_board_and_a_kind(administrator: Client) -> None:
    page = administrator.get(PAGE, {"board": "E06000016", "kind": "minimum"}).content.decode()
    assert "1 to 2 of 2 figures" in page
    for rubbish in ({"board": "' OR 1=1"}, {"kind": "x"}, {"page": "-1"}, {"page": "last"}):
        assert administrator.get(PAGE, rubbish).status_code == 200


def test_a_file_is_shown_before_anything_is_stored(administrator: Client) -> None:
    page = upload(administrator, csv_of(RAISED, "E06000016,income,ibcf,2019-20,E06000016,15466521,Reworded"))
    assert "<del>£2,391,923</del>" in page
    assert "<strong>£2,500,000</strong>" in page
    assert "Nothing is stored yet" in page
    assert "Plans that will be checked again: Leicester." in page
    assert stored() == "2391923"
    assert not Job.objects.exists()


def test_confirming_stores_checks_again_and_says_so(administrator: Client) -> None:
    page = upload(administrator, csv_of(RAISED))
    answer = administrator.post(PAGE, hidden(page), follow=True)
    assert "1 figure stored from figures.csv." in answer.content.decode()
    assert answer.redirect_chain == [(PAGE, 302)]
    assert stored() == "2500000"
    assert Job.objects.get().requested_by is not None


def test_what_somebody_else_stored_meanwhile_is_shown_before_it_is_overwritten(administrator: Client) -> None:
    page = upload(administrator, csv_of(RAISED))
    Allocation.objects.filter(code="dfg").update(value="77")
    second = administrator.post(PAGE, hidden(page)).content.decode()
    assert "stored by somebody else since you looked" in second
    assert "<del>£77</del>" in second
    assert stored() == "77"
    administrator.post(PAGE, hidden(second))
    assert stored() == "2500000"


def test_a_wrong_file_is_answered_with_every_problem_and_stores_nothing(administrator: Client) -> None:
    page = upload(administrator, csv_of("E06000016,income,gift,2019-20,E06000016,x,Here", RAISED, RAISED))
    assert "3 problems" in page
    assert "line 2, column code" in page
    assert "line 4" in page
    assert 'href="#file"' in page
    assert stored() == "2391923"


def test_what_comes_back_from_the_preview_is_read_and_checked_again(administrator: Client) -> None:
    sent = hidden(upload(administrator, csv_of(RAISED)))
    for content in ("%%%", "", "bm90IGEgY3N2", "/w=="):
        answer = administrator.post(PAGE, {**sent, "content": content})
        assert "was refused" in answer.content.decode()
    assert stored() == "2391923"


def test_an_upload_that_is_missing_or_too_large_is_refused_in_words(administrator: Client) -> None:
    assert "choose a CSV file" in administrator.post(PAGE, {}).content.decode()
    assert "too large" in upload(administrator, b"x" * (tables.LARGEST_FILE + 1))


def test_text_from_a_file_is_never_markup(administrator: Client) -> None:
    hostile = "E06000016,income,dfg,2019-20,E06000016,1,<script>alert(1)</script>"
    page = upload(administrator, csv_of(hostile), name='<img src=x onerror="1">.csv')
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    administrator.post(PAGE, hidden(page))
    assert "<script>alert(1)" not in administrator.get(PAGE).content.decode()


def test_the_empty_file_has_the_header_that_a_file_needs(administrator: Client) -> None:
    answer = administrator.get(reverse("allocations-template", args=["2019-20"]))
    assert answer["Content-Disposition"] == 'attachment; filename="allocations-2019-20.csv"'
    assert answer.content.decode().strip() == "board,kind,code,year,body,value,origin"


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.SIGNATORY, Role.BETTER_CARE_MANAGER, Role.NATIONAL, None])
def test_everybody_else_is_refused(leicester: Plan, role: Role | None) -> None:
    local = role in (Role.AUTHOR, Role.SIGNATORY)
    council = leicester.board.bodies.filter(kind="LA").first() if local else None
    region = "Midlands" if role is Role.BETTER_CARE_MANAGER else ""
    client = browser(factories.person(role, of=council, region=region))
    for address in (PAGE, reverse("allocations-template", args=["2019-20"])):
        assert client.get(address).status_code == 403
    assert client.post(PAGE, {"file": SimpleUploadedFile("f.csv", csv_of(RAISED))}).status_code == 403
    assert stored() == "2391923"


def test_a_round_that_is_not_there_is_not_found_and_no_round_means_the_newest(administrator: Client) -> None:
    assert administrator.get("/rounds/1999-00/allocations/").status_code == 404
    assert administrator.get("/allocations/").url == PAGE


def test_the_admin_is_entered_through_the_sites_own_sign_in() -> None:
    answer = Client().get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_the_admin_is_closed_to_an_author(commissioner: Client) -> None:
    assert commissioner.get("/admin/plans/user/").status_code in (302, 403)
    assert commissioner.get("/admin/plans/user/", follow=True).status_code == 403


@pytest.mark.parametrize("model", ["user", "organisation", "board", "allocation", "job"])
def test_the_admin_lists_and_searches(administrator: Client, model: str) -> None:
    address = reverse(f"admin:plans_{model}_changelist")
    assert administrator.get(address).status_code == 200
    assert administrator.get(address, {"q": "leicester"}).status_code == 200


def test_the_admin_makes_a_person_by_e_mail_with_a_role(administrator: Client, leicester: Plan) -> None:
    council = Organisation.objects.get(code="E06000016")
    answer = administrator.post(reverse("admin:plans_user_add"), {
        "email": "New.Person@Leicester.example", "name": "New Person", "usable_password": "true",
        "password1": "a long enough pass phrase", "password2": "a long enough pass phrase",
        "appointments-TOTAL_FORMS": "1", "appointments-INITIAL_FORMS": "0",
        "appointments-0-role": "author", "appointments-0-organisation": str(council.pk), "appointments-0-region": "",
    })  # fmt: skip
    assert answer.status_code == 302, answer.context["errors"]
    person = User.objects.get(email="new.person@leicester.example")
    assert Client().login(email=person.email, password="a long enough pass phrase")
    assert browser(person).get(reverse("plan", args=leicester.args)).status_code == 200


def test_the_admin_refuses_a_role_without_its_scope_and_the_same_address_twice(administrator: Client) -> None:
    answer = administrator.post(reverse("admin:plans_user_add"), {
        "email": "x@y.example", "usable_password": "true",
        "password1": "a long enough pass phrase", "password2": "a long enough pass phrase",
        "appointments-TOTAL_FORMS": "1", "appointments-INITIAL_FORMS": "0", "appointments-0-role": "author",
    })  # fmt: skip
    assert "Authors, signatories and chairs need an organisation" in answer.content.decode()
    taken = User.objects.first().email.upper()
    answer = administrator.post(reverse("admin:plans_user_add"), {
        "email": taken, "usable_password": "true", "password1": "a long enough pass phrase",
        "password2": "a long enough pass phrase", "appointments-TOTAL_FORMS": "0", "appointments-INITIAL_FORMS": "0",
    })  # fmt: skip
    assert "is here already" in answer.content.decode()
    assert not Appointment.objects.filter(role="author").exists()


def test_figures_and_jobs_are_not_typed_in_the_admin(administrator: Client) -> None:
    figure = Allocation.objects.get(code="dfg")
    assert administrator.get(reverse("admin:plans_allocation_add")).status_code == 403
    change = reverse("admin:plans_allocation_change", args=[figure.pk])
    assert administrator.post(change, {"value": "1"}).status_code == 403
    assert administrator.get(reverse("admin:plans_job_add")).status_code == 403
    assert stored() == "2391923"


def test_a_figure_loaded_by_mistake_can_be_deleted_and_the_plan_is_checked_again(administrator: Client) -> None:
    figure = Allocation.objects.get(code="dfg")
    administrator.post(reverse("admin:plans_allocation_delete", args=[figure.pk]), {"post": "yes"})
    assert not Allocation.objects.filter(code="dfg").exists()
    assert Job.objects.filter(kind="check").exists()
