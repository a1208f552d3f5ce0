"""Reasons with which findings stand: given by authors, read by reviewers, void when the figures change."""

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from bcf.fund.document import BodyKind
from bcf.fund.findings import Finding, Severity
from plans import tasks
from plans.explaining import give, withdraw
from plans.models import Answer, Conflict, Job, Output, Plan, Reason, Role, User
from plans.rendering import request_files
from plans.running import queue_check
from plans.saving import save_row
from plans.standing import Standing
from schemes.models import Scheme
from tests import factories

RULE, KEY, WORDS = "ROW-007", "row-09", "The team works with people, not with a number of packages."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(plan: Plan) -> Finding:
    """What Leicester's plan leaves to explain: a row without an estimate of its outputs."""
    (finding,) = (one for one in Standing(plan).findings if one.rule == RULE)
    return finding


def address(plan: Plan, finding: Finding) -> str:
    return reverse("reason", args=[*plan.args, finding.fingerprint])


def checks(client: Client, plan: Plan, **query: str) -> str:
    """The page of checks once the worker has checked the plan."""
    for job in Job.objects.filter(plan=plan, state="queued"):
        tasks.run(str(job.pk))
    return client.get(reverse("checks", args=plan.args), query).content.decode()


def rename(plan: Plan, name: str) -> None:
    row = Scheme.objects.get(plan=plan, key=KEY)
    save_row(Scheme, plan, {"key": KEY}, row.version, {"name": name})


def other_unit(plan: Plan) -> None:
    """The row's finding goes, since it is of a type without outputs."""
    row = Scheme.objects.get(plan=plan, key=KEY)
    save_row(Scheme, plan, {"key": KEY}, row.version, {"output_estimate": Decimal(9)})


@pytest.fixture
def explained(leicester: Plan, commissioner: Client) -> Plan:
    queue_check(leicester)
    commissioner.post(address(leicester, found(leicester)), {"text": WORDS})
    return leicester


def test_a_reason_given_on_the_checks_page_lets_the_finding_stand(
    leicester: Plan, commissioner: Client, author: User
) -> None:
    queue_check(leicester)
    finding = found(leicester)
    page = checks(commissioner, leicester)
    assert f'action="{address(leicester, finding)}"' in page
    assert finding in Standing(leicester).open_findings
    answer = commissioner.post(address(leicester, finding), {"text": f"  {WORDS} "}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#finding-{finding.fingerprint}")
    page = checks(commissioner, leicester)
    assert "Stands with a reason" in page
    assert WORDS in page
    assert str(author) in page
    assert f'action="{address(leicester, finding)}"' not in page
    assert finding not in Standing(leicester).open_findings


def test_what_keeps_a_plan_from_being_sealed(explained: Plan) -> None:
    standing = Standing(explained)
    wanted = [finding for finding in standing.findings if finding.severity in (Severity.BLOCKING, Severity.EXPLAIN)]
    wanted.remove(found(explained))
    assert list(standing.open_findings) == wanted


def test_the_first_page_counts_what_is_to_be_mended_or_explained_still(
    leicester: Plan, commissioner: Client
) -> None:
    def told() -> str:
        return commissioner.get(reverse("home")).content.decode()

    severities = Standing(leicester).severities
    before = severities[Severity.BLOCKING] + severities[Severity.EXPLAIN]
    assert severities[Severity.EXPLAIN] > 1
    assert f">{before} to mend or explain<" in told()
    commissioner.post(address(leicester, found(leicester)), {"text": WORDS})
    assert f">{before - 1} to mend or explain<" in told()
    rename(leicester, "Another name")
    assert f">{before - 1} to mend or explain<" in told()


def test_a_reason_is_no_part_of_the_plan(leicester: Plan, commissioner: Client) -> None:
    before = Standing(leicester).document.digest
    commissioner.post(address(leicester, found(leicester)), {"text": WORDS})
    assert Standing(leicester).document.digest == before


def test_sections_count_what_is_explained_apart(leicester: Plan, commissioner: Client) -> None:
    def counts() -> tuple[int, int]:
        (part,) = (part for part in Standing(leicester).sections if part.section == "expenditure")
        return part.notes, part.explained

    notes, _ = counts()
    commissioner.post(address(leicester, found(leicester)), {"text": WORDS})
    assert counts() == (notes - 1, 1)
    page = commissioner.get(reverse("plan", args=leicester.args)).content.decode()
    assert "1 point stands with a reason" in page


def test_a_changed_figure_makes_the_reason_void_and_offers_it_again(explained: Plan, commissioner: Client) -> None:
    before = found(explained)
    row = Scheme.objects.get(plan=explained, key=KEY)
    save_row(Scheme, explained, {"key": KEY}, row.version, {"scheme_type": "home_care"})
    now = found(explained)
    assert now.fingerprint != before.fingerprint
    assert now in Standing(explained).open_findings
    page = checks(commissioner, explained)
    assert "it no longer holds" in page
    assert WORDS in page
    reason = Reason.objects.get()
    sent = {"text": WORDS, "reason": reason.pk, "version": reason.version}
    commissioner.post(address(explained, now), sent)
    assert now not in Standing(explained).open_findings
    assert Reason.objects.get().message == now.message
    assert Reason.objects.count() == 1


def test_a_reason_whose_finding_is_gone_is_shown_with_what_it_was_given_for(
    explained: Plan, commissioner: Client
) -> None:
    before = found(explained)
    other_unit(explained)
    page = checks(commissioner, explained)
    assert "Reasons that no longer hold" in page
    assert before.message in page
    assert WORDS in page
    single = commissioner.get(address(explained, before)).content.decode()
    assert "A reason that no longer holds" in single


def test_renaming_the_row_keeps_the_reason(explained: Plan) -> None:
    rename(explained, "Mental health discharge team")
    assert found(explained) not in Standing(explained).open_findings


def test_changing_and_withdrawing_keep_what_was_said(explained: Plan, commissioner: Client, author: User) -> None:
    finding, reason = found(explained), Reason.objects.get()
    commissioner.post(address(explained, finding), {"text": "Better said.", "reason": reason.pk, "version": 1})
    assert Reason.objects.get().text == "Better said."
    commissioner.post(address(explained, finding), {"withdraw": "yes", "reason": reason.pk, "version": 2})
    assert not Reason.objects.exists()
    assert finding in Standing(explained).open_findings
    page = commissioner.get(address(explained, finding)).content.decode()
    for said in (WORDS, "Better said.", "withdrawn", str(author)):
        assert said in page


def test_a_blank_reason_is_refused_with_the_words_to_say(leicester: Plan, commissioner: Client) -> None:
    for text, told in ((" \n ", "Say why this may stand"), ("x" * 4_001, "at most 4,000 characters")):
        answer = commissioner.post(address(leicester, found(leicester)), {"text": text})
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert not Reason.objects.exists()


def test_two_who_give_a_reason_at_once_lose_neither(explained: Plan, commissioner: Client) -> None:
    answer = commissioner.post(address(explained, found(explained)), {"text": "Mine, written at the same time."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert WORDS in page
    assert "Mine, written at the same time." in page
    assert Reason.objects.get().text == WORDS
    reason = Reason.objects.get()
    sent = {"text": "Both together.", "reason": reason.pk, "version": reason.version}
    assert commissioner.post(address(explained, found(explained)), sent).status_code == 302
    assert Reason.objects.get().text == "Both together."


def test_a_stale_withdrawal_changes_nothing(explained: Plan, commissioner: Client) -> None:
    reason, url = Reason.objects.get(), address(explained, found(explained))
    for version in (7, ""):
        answer = commissioner.post(url, {"withdraw": "yes", "reason": reason.pk, "version": version}, follow=True)
        assert answer.status_code in (200, 404)
    assert Reason.objects.get().text == WORDS


def test_words_for_a_finding_that_has_changed_meanwhile_are_shown_and_not_lost(
    leicester: Plan, commissioner: Client
) -> None:
    before = found(leicester)
    other_unit(leicester)
    answer = commissioner.post(address(leicester, before), {"text": WORDS})
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "no longer found as it was" in answer.content.decode()
    assert not Reason.objects.exists()


def test_only_what_may_be_explained_takes_a_reason(leicester: Plan, commissioner: Client, author: User) -> None:
    blocking = next(one for one in Standing(leicester).findings if one.severity is Severity.BLOCKING)
    assert commissioner.post(address(leicester, blocking), {"text": WORDS}).status_code == 404
    with pytest.raises(ValueError, match="cannot stand with a reason"):
        give(leicester, blocking, WORDS, author, before=None, version=0)
    assert not Reason.objects.exists()


def test_another_plans_reason_cannot_be_changed_or_withdrawn(explained: Plan, author: User) -> None:
    other = Plan.objects.create(board=explained.board, round_id="2017-19")
    reason = Reason.objects.get()
    with pytest.raises(Conflict):
        withdraw(other, reason.pk, reason.version)
    with pytest.raises(Conflict):
        give(other, found(explained), "Mine", author, before=reason.pk, version=reason.version)
    assert Reason.objects.get().text == WORDS


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.BETTER_CARE_MANAGER, Role.NATIONAL, Role.ADMINISTRATOR])
def test_readers_see_reasons_and_give_none(role: Role, explained: Plan) -> None:
    council = explained.board.bodies.filter(kind=BodyKind.LA).first()
    user = factories.person(
        role, of=council if role is Role.SIGNATORY else None,
        region=explained.board.region if role is Role.BETTER_CARE_MANAGER else "",
    )  # fmt: skip
    client, finding, reason = signed_in(user), found(explained), Reason.objects.get()
    assert WORDS in checks(client, explained)
    page = client.get(address(explained, finding)).content.decode()
    assert WORDS in page
    assert "<textarea" not in page
    for sent in ({"text": "No."}, {"withdraw": "yes", "reason": reason.pk, "version": 1}):
        assert client.post(address(explained, finding), sent).status_code == 403
    assert Reason.objects.get().text == WORDS


def test_a_section_page_shows_the_reason_beside_its_finding(leicester: Plan, commissioner: Client) -> None:
    answer = Answer.objects.get(plan=leicester, code="a")
    save_row(Answer, leicester, {"section": "narrative", "code": "a"}, answer.version, {"text": "word " * 1_501})
    (finding,) = (one for one in Standing(leicester).findings if one.rule == "NAR-002")
    commissioner.post(address(leicester, finding), {"text": "The annex is counted in."})
    for name, args in (("narrative", []), ("narrative-question", ["a"])):
        page = commissioner.get(reverse(name, args=[*leicester.args, *args])).content.decode()
        assert "The annex is counted in." in page, name


def test_checkplan_tells_the_reason(explained: Plan, author: User) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("checkplan", explained.board.code, explained.round_id, json=True, stdout=out)
    (told,) = (one for one in json.loads(out.getvalue())["findings"] if one["id"] == RULE)
    assert told["reason"]["text"] == WORDS
    assert told["reason"]["by"] == str(author)


def test_the_workbook_with_the_checks_tells_the_reason_and_who_gave_it(explained: Plan, author: User) -> None:
    tasks.run(str(request_files(explained, None, Job.Kind.ANNOTATE).pk))
    with Output.objects.get(plan=explained, kind="annotated").file.open("rb") as file:
        sheet = openpyxl.load_workbook(file)["Checks"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=6)]
    (line,) = (line for line in lines if RULE in line)
    assert "Stands with a reason" in line
    assert WORDS in line
    assert str(line[-1]).startswith(f"{author}, ")


def test_reasons_of_many_plans_are_read_in_one_query(
    explained: Plan, django_assert_max_num_queries: Any
) -> None:
    other = Plan.objects.create(board=explained.board, round_id="2017-19")
    standings = Standing.of_all([explained, other])
    with django_assert_max_num_queries(0):
        assert [len(standing.reasons.given) for standing in standings.values()] == [1, 0]
