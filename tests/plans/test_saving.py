"""Saving one row: nobody's edit is overwritten, nothing is half-saved."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection, transaction

from plans.models import Answer, Conflict, Job, Plan
from plans.saving import delete_row, save_row
from tests import factories

NAMED = {"section": "narrative", "code": "b_i"}


def test_a_first_answer_is_stored_with_version_one(leicester: Plan) -> None:
    row = save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    assert (row.version, row.text) == (1, "First")


def test_saving_counts_the_version_up_and_keeps_the_old_text_in_the_history(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    row = save_row(Answer, leicester, NAMED, 1, {"text": "Second"})
    assert row.version == 2
    assert [record.text for record in row.history.all()] == ["Second", "First"]


def test_a_stale_save_is_refused_and_shows_what_stands(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    save_row(Answer, leicester, NAMED, 1, {"text": "Theirs"})
    with pytest.raises(Conflict) as refused:
        save_row(Answer, leicester, NAMED, 1, {"text": "Mine"})
    assert refused.value.current.text == "Theirs"
    assert Answer.objects.get(plan=leicester, **NAMED).text == "Theirs"


def test_two_first_answers_conflict_instead_of_overwriting(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "Theirs"})
    with pytest.raises(Conflict) as refused:
        save_row(Answer, leicester, NAMED, 0, {"text": "Mine"})
    assert refused.value.current.text == "Theirs"


def test_saving_a_row_that_was_deleted_meanwhile_is_a_conflict(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    delete_row(Answer, leicester, NAMED, 1)
    with pytest.raises(Conflict) as refused:
        save_row(Answer, leicester, NAMED, 1, {"text": "Mine"})
    assert refused.value.current is None


def test_deleting_a_row_that_was_changed_meanwhile_is_a_conflict(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    save_row(Answer, leicester, NAMED, 1, {"text": "Second"})
    with pytest.raises(Conflict):
        delete_row(Answer, leicester, NAMED, 1)
    assert Answer.objects.filter(plan=leicester, **NAMED).exists()


def test_a_save_that_changes_nothing_keeps_the_version_and_queues_no_check(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    Job.objects.all().delete()
    assert save_row(Answer, leicester, NAMED, 1, {"text": "First"}).version == 1
    assert not Job.objects.exists()


def test_an_edit_queues_one_check_however_many_edits_follow(leicester: Plan) -> None:
    save_row(Answer, leicester, NAMED, 0, {"text": "First"})
    save_row(Answer, leicester, NAMED, 1, {"text": "Second"})
    assert Job.objects.filter(plan=leicester, kind=Job.Kind.CHECK).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_writers_at_the_same_moment_none_is_lost(leicester: Plan) -> None:
    """Each of 8 threads adds its mark 25 times, starting over at each conflict: all 200 marks must be there."""
    save_row(Answer, leicester, NAMED, 0, {"text": ""})
    problems: list[BaseException] = []

    def write(mark: str) -> None:
        try:
            for _ in range(25):
                while True:
                    row = Answer.objects.get(plan=leicester, **NAMED)
                    try:
                        save_row(Answer, leicester, NAMED, row.version, {"text": row.text + mark})
                        break
                    except Conflict:
                        continue
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(mark,)) for mark in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    text = Answer.objects.get(plan=leicester, **NAMED).text
    assert sorted(text) == sorted("abcdefgh" * 25)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_rows_of_a_plan_in_another_order_do_not_wait_for_each_other() -> None:
    plan = factories.plan_from(factories.leicester_document())
    for code in ("one", "two"):
        save_row(Answer, plan, {"section": "cover", "code": code}, 0, {"text": "first"})
    Job.objects.all().delete()
    begun, failed = threading.Event(), []

    def both() -> None:
        with transaction.atomic():
            save_row(Answer, plan, {"section": "cover", "code": "one"}, 1, {"text": "both"})
            begun.set()
            time.sleep(0.3)
            save_row(Answer, plan, {"section": "cover", "code": "two"}, 1, {"text": "both"})

    def second() -> None:
        begun.wait(5)
        with suppress(Conflict):
            save_row(Answer, plan, {"section": "cover", "code": "two"}, 1, {"text": "second"})

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in (both, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert set(Answer.objects.filter(plan=plan, section="cover").values_list("text", flat=True)) == {"both"}
