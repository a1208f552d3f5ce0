"""The checks page: findings of the plan as it stands, and of no other."""

import pytest
from django.test import Client
from django.urls import reverse

from plans import tasks
from plans.models import Answer, CheckResult, Job, Plan
from plans.running import queue_check
from plans.saving import save_row
from schemes.models import Scheme


@pytest.fixture
def checked(leicester: Plan) -> Plan:
    tasks.run(str(queue_check(leicester).pk))
    return leicester


def page(client: Client, plan: Plan) -> str:
    return client.get(reverse("checks", args=plan.args)).content.decode()


def test_a_plan_never_checked_says_so(leicester: Plan, commissioner: Client) -> None:
    assert "has not been checked yet" in page(commissioner, leicester)


def test_findings_name_the_field_the_cell_the_reading_and_the_remedy(checked: Plan, commissioner: Client) -> None:
    scheme = Scheme.objects.get(plan=checked, key="row-09")
    text = page(commissioner, checked)
    url = reverse("expenditure", args=checked.args)
    assert f"{url}#expenditure-{scheme.key}-output_estimate" in text
    assert "6. Expenditure" in text
    assert "exactly as it stands now" in text


def test_what_is_to_be_done_about_each_of_several_findings_is_said_once(checked: Plan, commissioner: Client) -> None:
    text = page(commissioner, checked)
    assert text.count("is answered Yes, but what it asks for is not all there.") >= 6
    assert text.count("or answer No and say what is being done.") == 1
    assert "Read: 55. Expected: an id of its own" in text
    assert "Read: 56. Expected: an id of its own" in text


def test_after_an_edit_old_findings_are_gone_until_the_worker_has_checked_again(
    checked: Plan, commissioner: Client
) -> None:
    save_row(Answer, checked, {"section": "narrative", "code": "b_i"}, 0, {"text": "Something new"})
    text = page(commissioner, checked)
    assert "is being checked now" in text
    assert "app-finding " not in text
    tasks.run(str(Job.objects.get(plan=checked, state="queued").pk))
    assert "exactly as it stands now" in page(commissioner, checked)


def test_a_result_of_an_older_rule_set_is_not_shown(checked: Plan, commissioner: Client) -> None:
    CheckResult.objects.filter(plan=checked).update(rule_set="of last month")
    assert "has not been checked yet" in page(commissioner, checked)


def test_asking_for_a_check_queues_one_job_however_often(leicester: Plan, commissioner: Client) -> None:
    for _ in range(3):
        response = commissioner.post(reverse("checks", args=leicester.args))
        assert response.status_code == 302
    assert Job.objects.filter(plan=leicester, kind="check").count() == 1


def test_a_failed_check_tells_the_reader_and_shows_no_trace(leicester: Plan, commissioner: Client) -> None:
    job = queue_check(leicester)
    Scheme.objects.filter(plan=leicester, key="row-01").update(key="not a key!")
    tasks.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == "failed"
    Scheme.objects.filter(plan=leicester, key="not a key!").update(key="row-01")
    text = page(commissioner, leicester)
    assert "did not come to an end" in text
    assert "Traceback" not in text


def test_hostile_text_in_a_finding_is_shown_as_text(checked: Plan, commissioner: Client) -> None:
    row = Scheme.objects.get(plan=checked, key="row-09")
    save_row(Scheme, checked, {"key": row.key}, row.version, {"name": "<script>alert(1)</script>"})
    tasks.run(str(Job.objects.get(plan=checked, state="queued").pk))
    text = page(commissioner, checked)
    assert "<script>alert(1)" not in text
