"""Two versions of a text put together over the one that both began from."""

from hypothesis import given
from hypothesis import strategies as st

from plans.writing.merging import MOST_PARAGRAPHS, Change, Mark, combined, compared, merge

PARAGRAPHS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "- item", "| a | b |"]), max_size=7)
ENDS = st.sampled_from(["\n", "\n\n", "\n\n\n"])
TEXTS = st.builds(
    lambda words, ends: "".join(word + end for word, end in zip(words, ends, strict=False)).strip("\n"),
    PARAGRAPHS, st.lists(ENDS, min_size=7, max_size=7),
)  # fmt: skip


def changes(base: str | None, mine: str, theirs: str) -> list[Change]:
    return [part.change for part in merge(base, mine, theirs)]


def test_changes_in_different_paragraphs_are_merged() -> None:
    base = "One.\n\nTwo.\n\nThree.\n\nFour."
    mine, theirs = base.replace("One", "First"), base.replace("Four", "Last") + "\n\nFive."
    assert combined(merge(base, mine, theirs)) == "First.\n\nTwo.\n\nThree.\n\nLast.\n\nFive."
    assert changes(base, mine, theirs) == [Change.MINE, Change.NONE, Change.THEIRS]


def test_items_of_one_list_are_merged() -> None:
    base = "- a\n- b\n- c"
    assert combined(merge(base, "- a!\n- b\n- c", "- a\n- b\n- c\n- d")) == "- a!\n- b\n- c\n- d"


def test_what_both_changed_stands_twice_for_somebody_to_choose() -> None:
    parts = merge("One.\n\nTwo.", "One.\n\nTwo, I say.", "One.\n\nTwo, they say.")
    assert [part.change for part in parts] == [Change.NONE, Change.BOTH]
    assert combined(parts) == "One.\n\nTwo, I say.\n\nTwo, they say."


def test_the_same_change_is_taken_once() -> None:
    assert changes("One.", "Two.", "Two.") == [Change.ALIKE]
    assert combined(merge("One.", "Two.", "Two.")) == "Two."


def test_what_one_removed_and_the_other_left_is_removed() -> None:
    assert combined(merge("A\n\nB\n\nC", "A\n\nC", "A\n\nB\n\nC")) == "A\n\nC"


def test_what_one_removed_and_the_other_changed_is_for_somebody_to_choose() -> None:
    parts = merge("A\n\nB\n\nC", "A\n\nC", "A\n\nB!\n\nC")
    assert [part.change for part in parts] == [Change.NONE, Change.BOTH, Change.NONE]
    assert "B!" in combined(parts)


def test_without_the_version_both_began_from_every_difference_is_for_somebody_to_choose() -> None:
    parts = merge(None, "A\n\nB", "A\n\nC")
    assert [part.change for part in parts] == [Change.NONE, Change.BOTH]
    assert combined(parts) == "A\n\nB\n\nC"


def test_two_first_versions_stand_after_each_other() -> None:
    assert combined(merge("", "Mine", "Theirs")) == "Mine\n\nTheirs"


def test_a_text_of_very_many_lines_is_compared_as_a_whole() -> None:
    long = "x\n" * (MOST_PARAGRAPHS + 1)
    assert changes(long, long + "mine", long + "theirs") == [Change.BOTH]
    assert changes(long, long, long + "theirs") == [Change.THEIRS]


@given(TEXTS, TEXTS)
def test_what_one_person_alone_changed_is_that_persons_text(base: str, changed: str) -> None:
    assert combined(merge(base, base, changed)) == changed
    assert combined(merge(base, changed, base)) == changed
    assert combined(merge(base, changed, changed)) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_every_paragraph_that_one_wrote_is_in_the_combined_text(base: str, mine: str, theirs: str) -> None:
    parts = merge(base, mine, theirs)
    lines = combined(parts).split("\n")
    old = set(base.split("\n"))
    for text in (mine, theirs):
        assert {line for line in text.split("\n") if line} - old <= set(lines)


@given(TEXTS, TEXTS, TEXTS)
def test_the_parts_hold_every_version_whole(base: str, mine: str, theirs: str) -> None:
    parts = merge(base, mine, theirs)
    assert "".join(part.base for part in parts).strip("\n") == base
    assert "".join(part.mine for part in parts).strip("\n") == mine
    assert "".join(part.theirs for part in parts).strip("\n") == theirs


@given(TEXTS, TEXTS)
def test_without_a_base_both_texts_are_whole_in_the_parts(mine: str, theirs: str) -> None:
    parts = merge(None, mine, theirs)
    assert "".join(part.mine for part in parts).strip("\n") == mine
    assert "".join(part.theirs for part in parts).strip("\n") == theirs


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_marked_words_hold_both_versions(before: str, after: str) -> None:
    words = compared(before, after)
    assert "".join(word.text for word in words if word.mark is not Mark.ADDED) == before
    assert "".join(word.text for word in words if word.mark is not Mark.REMOVED) == after
