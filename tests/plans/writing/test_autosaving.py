"""Saving while somebody types: nobody's text is lost, and the history stays readable."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Answer, Conflict, Plan, User
from plans.writing.autosaving import AUTOSAVE, autosave, thin, token_of
from tests import factories
from tests.plans.pages import Page, browser_of, signatory_of


def url(plan: Plan, what: str = "autosave", code: str = "b_i") -> str:
    return reverse(f"narrative-{what}", args=(*plan.args, code))


def stored(plan: Plan, code: str = "b_i") -> Answer:
    return Answer.objects.get(plan=plan, section="narrative", code=code)


def test_what_is_typed_is_saved_with_its_version(commissioner: Client, leicester: Plan) -> None:
    first = commissioner.post(url(leicester), {"version": "0", "text": "One\r\n\r\ntwo "}).json()
    assert stored(leicester).text == "One\n\ntwo"
    assert first["version"] == token_of(stored(leicester))
    second = commissioner.post(url(leicester), {"version": first["version"], "text": "One"}).json()
    assert second["version"] == token_of(stored(leicester))
    assert stored(leicester).text == "One"


def test_an_empty_answer_is_not_begun(commissioner: Client, leicester: Plan) -> None:
    assert commissioner.post(url(leicester), {"version": "0", "text": " \n"}).json()["version"] == "0"
    assert not Answer.objects.filter(plan=leicester, code="b_i").exists()


def test_saving_the_same_again_changes_nothing(commissioner: Client, leicester: Plan) -> None:
    first = commissioner.post(url(leicester), {"version": "0", "text": "One"}).json()
    again = commissioner.post(url(leicester), {"version": "0", "text": "One"}).json()
    assert again["version"] == first["version"]
    assert stored(leicester).history.count() == 1


def test_over_somebody_elses_change_nothing_is_saved(commissioner: Client, leicester: Plan) -> None:
    colleague = factories.author_of(leicester)
    read = commissioner.post(url(leicester), {"version": "0", "text": "One"}).json()["version"]
    browser_of(colleague).post(url(leicester), {"version": read, "text": "Theirs"})
    answer = commissioner.post(url(leicester), {"version": read, "text": "Mine"})
    assert answer.status_code == 409
    assert answer.json()["by"] == str(colleague)
    assert stored(leicester).text == "Theirs"


def test_a_save_whose_answer_was_lost_is_no_conflict(commissioner: Client, leicester: Plan) -> None:
    commissioner.post(url(leicester), {"version": "0", "text": "One"})
    later = commissioner.post(url(leicester), {"version": "0", "text": "One two", "sent": ["Zero", "One"]})
    assert later.status_code == 200
    assert stored(leicester).text == "One two"


def test_the_same_words_of_somebody_else_are_no_save_of_mine(commissioner: Client, leicester: Plan) -> None:
    commissioner.post(url(leicester), {"version": "0", "text": "One"})
    colleague = browser_of(factories.author_of(leicester))
    assert colleague.post(url(leicester), {"version": "0", "text": "Else", "sent": "One"}).status_code == 409


def test_an_answer_that_was_removed_meanwhile_is_a_conflict(leicester: Plan, author: User) -> None:
    row = autosave(leicester, "b_i", author, token="0", text="One")
    token = token_of(row)
    stored(leicester).delete()
    with pytest.raises(Conflict):
        autosave(leicester, "b_i", author, token=token, text="Two")


@pytest.mark.parametrize(("text", "words"), [("x" * 100_001, "room for 100,000"), ("a\x00b", "NUL")])
def test_what_cannot_be_stored_is_refused_in_words(
    commissioner: Client, leicester: Plan, text: str, words: str
) -> None:
    for what in ("autosave", "preview"):
        answer = commissioner.post(url(leicester, what), {"version": "0", "text": text})
        assert answer.status_code == 422
        assert words in answer.json()["message"]


def test_readers_and_strangers_save_nothing(leicester: Plan) -> None:
    assert signatory_of(leicester).post(url(leicester), {"text": "x"}).status_code == 403
    assert browser_of(factories.person()).post(url(leicester), {"text": "x"}).status_code == 404
    assert browser_of(factories.author_of(leicester)).post(url(leicester, code="zz"), {"text": "x"}).status_code == 404


def test_the_preview_shows_the_figures_and_counts_as_they_read(commissioner: Client, leicester: Plan) -> None:
    text = "It is **{pool total}**.\n\n| a | b |\n|---|---|\n| c | d |"
    answer = commissioner.post(url(leicester, "preview"), {"text": text}).json()
    assert '<strong><span class="app-live-figure">£43,368,727</span></strong>' in answer["html"]
    assert answer["words"] == 5
    assert not Answer.objects.filter(plan=leicester, code="b_i").exists()


def test_hostile_text_stays_text_in_the_preview(commissioner: Client, leicester: Plan) -> None:
    html = commissioner.post(url(leicester, "preview"), {"text": "<script>x</script>{<b>y}"}).json()["html"]
    assert "<script" not in html
    assert "<b>" not in html


def aged(row: Answer, minutes: list[float], who: list[User], reason: str | None = AUTOSAVE) -> None:
    """Give the row a history of versions saved so many minutes after a full hour two days ago."""
    row.history.all().delete()
    start = (timezone.now() - timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    for version, (minute, user) in enumerate(zip(minutes, who, strict=True), start=1):
        Answer.history.create(  # type: ignore[attr-defined]
            id=row.pk, plan=row.plan, section=row.section, code=row.code, text=f"v{version}", version=version,
            history_date=start + timedelta(minutes=minute), history_type="~", history_user=user,
            history_change_reason=reason,
        )  # fmt: skip


def versions(row: Answer) -> list[int]:
    return sorted(row.history.values_list("version", flat=True))


def test_of_old_autosaves_the_last_of_ten_minutes_stays(leicester: Plan, author: User) -> None:
    row = autosave(leicester, "b_i", author, token="0", text="One")
    assert row is not None
    other = factories.author_of(leicester)
    aged(row, [1, 2, 3, 11, 12, 13, 14], [author, author, author, author, author, other, author])
    thin(row)
    assert versions(row) == [3, 5, 6, 7]


def test_saves_by_the_button_and_fresh_versions_stay(leicester: Plan, author: User) -> None:
    row = autosave(leicester, "b_i", author, token="0", text="One")
    assert row is not None
    aged(row, [1, 2, 3], [author] * 3, reason=None)
    thin(row)
    assert versions(row) == [1, 2, 3]
    row.history.all().delete()
    for text in ("Two", "Three", "Four"):
        row = autosave(leicester, "b_i", author, token=token_of(row), text=text)
    assert row is not None
    assert len(versions(row)) == 3


def test_a_comparison_puts_both_versions_together(commissioner: Client, leicester: Plan) -> None:
    page = reverse("narrative-question", args=(*leicester.args, "b_i"))
    field, keep = "narrative-b_i-value", "answer-narrative-b_i-value:keep"
    Page(commissioner, page).send_fields({field: "One.\n\nTwo.\n\nThree."})
    mine = Page(commissioner, page)
    colleague = factories.author_of(leicester)
    Page(browser_of(colleague), page).send_fields({field: "One.\n\nTwo.\n\nThree, they say."})
    shown = mine.send_fields({field: "One, I say.\n\nTwo.\n\nThree."})
    assert shown.status == 409
    assert str(colleague) in shown.text
    assert "You changed different parts" in shown.text
    assert shown.fields[field] == "One, I say.\n\nTwo.\n\nThree, they say."
    shown.send_fields({keep: "combined", field: shown.fields[field] + " Indeed."})
    assert stored(leicester).text == "One, I say.\n\nTwo.\n\nThree, they say. Indeed."


@pytest.mark.parametrize(("choice", "text"), [("mine", "Mine"), ("theirs", "Theirs"), ("combined", "Mine\n\nTheirs")])
def test_of_two_versions_any_can_be_taken(commissioner: Client, leicester: Plan, choice: str, text: str) -> None:
    page = reverse("narrative-question", args=(*leicester.args, "b_i"))
    field, keep = "narrative-b_i-value", "answer-narrative-b_i-value:keep"
    mine = Page(commissioner, page)
    Page(browser_of(factories.author_of(leicester)), page).send_fields({field: "Theirs"})
    shown = mine.send_fields({field: "Mine"})
    assert "1 part was changed by both" in shown.text
    saved = shown.send_fields({keep: choice})
    assert saved.status == 200
    assert stored(leicester).text == text


def test_a_third_save_during_the_comparison_is_compared_again(commissioner: Client, leicester: Plan) -> None:
    page = reverse("narrative-question", args=(*leicester.args, "b_i"))
    field, keep = "narrative-b_i-value", "answer-narrative-b_i-value:keep"
    mine, colleague = Page(commissioner, page), browser_of(factories.author_of(leicester))
    Page(colleague, page).send_fields({field: "Theirs"})
    shown = mine.send_fields({field: "Mine"})
    Page(colleague, page).send_fields({field: "Theirs\n\nand more"})
    again = shown.send_fields({keep: "combined"})
    assert again.status == 409
    assert "Mine" in again.fields[field]
    assert "and more" in again.fields[field]


def test_an_answer_removed_meanwhile_can_be_kept(commissioner: Client, leicester: Plan) -> None:
    page = reverse("narrative-question", args=(*leicester.args, "a"))
    mine = Page(commissioner, page)
    stored(leicester, "a").delete()
    shown = mine.send_fields({"narrative-a-value": "Mine"})
    assert shown.status == 409
    assert "removed it" in shown.text
    shown.send_fields({"answer-narrative-a-value:keep": "mine"})
    assert stored(leicester, "a").text == "Mine"


def test_without_javascript_a_preview_shows_the_text_and_saves_nothing(commissioner: Client, leicester: Plan) -> None:
    page = Page(commissioner, reverse("narrative-question", args=(*leicester.args, "b_i")))
    shown = page.send_fields({"narrative-b_i-value": "It is {pool total}", "preview": "yes"})
    assert shown.status == 200
    assert "£43,368,727" in shown.text
    assert "Not saved yet" in shown.text
    assert shown.fields["narrative-b_i-value"] == "It is {pool total}"
    assert not Answer.objects.filter(plan=leicester, code="b_i").exists()
    shown.send_fields({"narrative-b_i-value": "Now"})
    assert stored(leicester).text == "Now"


def test_the_figures_are_listed_for_everybody_who_writes(commissioner: Client, leicester: Plan) -> None:
    page = Page(commissioner, reverse("narrative-question", args=(*leicester.args, "b_i")))
    assert "{pool total}" in page.text
    assert "{spend on Carers Services}" in page.text
    assert "£650,000" in page.text
