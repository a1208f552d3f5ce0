"""The narrative: answers, word counts, Markdown, and a page for each question."""

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.text import count_words
from plans import tasks
from plans.assembling import assemble
from plans.models import Plan
from plans.running import queue_check
from tests import factories
from tests.plans.pages import Page, browser_of, signatory_of

FIELD = "narrative-b_i-value"


def question(plan: Plan, code: str = "b_i") -> str:
    return reverse("narrative-question", args=(*plan.args, code))


def test_the_overview_lists_every_question_with_its_words(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("narrative", args=leicester.args))
    assert "A Person-centred outcomes" in page.text
    words = count_words(assemble(leicester).narrative["a"])
    assert f"{words} of 1,500 words" in page.text
    assert "0 of 800 words" in page.text
    assert "narrative-a-value" in page.ids


def test_an_answer_is_saved_and_shown_with_its_markdown(commissioner: Client, leicester: Plan):
    page = Page(commissioner, question(leicester)).send_fields({FIELD: "We work **together**:\r\n\r\n- one\r\n- two"})
    assert "Saved" in page.text
    assert "7 of 800 words" not in page.text
    assert assemble(leicester).narrative["b_i"] == "We work **together**:\n\n- one\n- two"
    overview = Page(commissioner, reverse("narrative", args=leicester.args))
    assert "<strong>together</strong>" in overview.html
    assert "<li>two</li>" in overview.html


def test_words_are_counted_as_the_check_counts_them(commissioner: Client, leicester: Plan):
    text = "one  two\nthree four "
    page = Page(commissioner, question(leicester)).send_fields({FIELD: text})
    assert f"{count_words(text.strip())} of 800 words" in page.text


def test_an_answer_over_the_limit_is_kept_with_a_warning(commissioner: Client, leicester: Plan):
    page = Page(commissioner, question(leicester)).send_fields({FIELD: "word " * 810})
    assert "Over the limit" in page.text
    assert "10 words too many" in page.text
    assert count_words(assemble(leicester).narrative["b_i"]) == 810


def test_a_conflict_keeps_both_answers(commissioner: Client, leicester: Plan):
    colleague = browser_of(factories.author_of(leicester))
    mine = Page(commissioner, question(leicester))
    Page(colleague, question(leicester)).send_fields({FIELD: "Theirs entirely"})
    page = mine.send_fields({FIELD: "Mine entirely"})
    assert page.status == 409
    assert page.fields[FIELD] == "Mine entirely\n\nTheirs entirely"
    page.send_fields({"answer-narrative-b_i-value:keep": "mine"})
    assert assemble(leicester).narrative["b_i"] == "Mine entirely"


def test_a_signatory_reads_an_answer_without_a_field(leicester: Plan):
    signatory = signatory_of(leicester)
    page = Page(signatory, question(leicester, "a"))
    assert "<textarea" not in page.html
    assert "The plan puts £43,368,727 into one pool" in page.text
    assert signatory.post(question(leicester, "a"), {}).status_code == 403


def test_a_question_that_the_round_has_not_is_not_found(commissioner: Client, leicester: Plan):
    assert commissioner.get(question(leicester, "zzz")).status_code == 404


def test_a_finding_leads_to_the_page_of_its_question(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("narrative", args=leicester.args))
    assert f'href="{question(leicester)}#{FIELD}"' in page.html


def test_a_finding_of_the_checks_page_leads_to_its_question_too(commissioner: Client, leicester: Plan):
    tasks.run(str(queue_check(leicester).pk))
    page = Page(commissioner, reverse("checks", args=leicester.args))
    assert f'href="{question(leicester)}#{FIELD}"' in page.html


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "</textarea><script>x</script>"]
)
def test_hostile_markdown_does_nothing(commissioner: Client, leicester: Plan, text: str):
    page = Page(commissioner, question(leicester)).send_fields({FIELD: text})
    overview = Page(commissioner, reverse("narrative", args=leicester.args))
    assert page.fields[FIELD] == text
    for html in (page.html, overview.html):
        assert "<script>alert" not in html
        assert "<script>x" not in html
        assert 'href="javascript' not in html
