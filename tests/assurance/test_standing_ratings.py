"""Which ratings hold for a version that was submitted anew."""

from assurance.affected import looked_at, standing_of, standing_ratings
from assurance.models import Rating
from bcf.fund.places import Section
from plans.models import Allocation, Plan
from tests.assurance.reviewing import all_rated, rated, resubmitted, returned


def hold(plan: Plan) -> bool:
    """Whether every requirement has a rating that holds."""
    return None not in standing_ratings(plan).values()


def codes_that_hold(plan):
    return {code for code, rating in standing_ratings(plan).items() if rating}


def words(plan, code):
    rating = Rating.objects.get(plan=plan, requirement=code)
    return standing_of(plan, [rating]).words(rating)


def test_what_a_requirement_looks_at_comes_from_the_round(reviewed):
    requirements = {requirement.code: requirement for requirement in reviewed.round.requirements.items}
    looked = {code: looked_at(reviewed.round, requirement) for code, requirement in requirements.items()}
    assert looked["PR4"] >= {Section.INCOME, Section.EXPENDITURE}, "it has a ring-fence"
    assert looked["PR6"] == {Section.MATURITY}
    assert looked["PR8"] == {Section.EXPENDITURE}
    bare = requirements["PR8"].model_copy(update={"shown_by": ()})
    assert looked_at(reviewed.round, bare) == {section for section in Section if section not in (
        Section.REQUIREMENTS, Section.RISKS, Section.MILESTONES, Section.DOCUMENTS)}  # fmt: skip


def test_every_requirement_waits_for_its_rating(reviewed, people):
    assert set(standing_ratings(reviewed)) == {item.code for item in reviewed.round.requirements.items}
    assert not hold(reviewed)
    all_rated(reviewed, people)
    assert hold(reviewed)
    assert standing_ratings(reviewed)["PR1"].by == people.manager


def test_a_changed_section_is_to_be_looked_at_again_and_the_rest_is_kept(reviewed, people):
    all_rated(reviewed, people)
    returned(reviewed, people, Section.MATURITY)
    resubmitted(reviewed, people, lambda plan: plan["maturity"][0].update(reason="We start later than others."))
    assert {code for code, rating in standing_ratings(reviewed).items() if not rating} == {"PR6"}
    assert words(reviewed, "PR6").endswith("changed")
    assert words(reviewed, "PR6").startswith("To be looked at again: ")
    assert words(reviewed, "PR1") == ""
    rated(reviewed, people, "PR6")
    assert hold(reviewed)


def test_an_answer_that_was_changed_affects_its_own_requirement_alone(reviewed, people):
    all_rated(reviewed, people)
    returned(reviewed, people, Section.REQUIREMENTS)

    def change(plan):
        next(answer for answer in plan["requirements"] if answer["code"] == "PR2")["evidence"] = "Page 12 of the plan"

    resubmitted(reviewed, people, change)
    assert {code for code, rating in standing_ratings(reviewed).items() if not rating} == {"PR2"}
    assert words(reviewed, "PR2") == "To be looked at again: the answer changed"


def test_money_that_moved_affects_what_looks_at_money(reviewed, people):
    all_rated(reviewed, people)
    returned(reviewed, people, Section.EXPENDITURE)
    resubmitted(reviewed, people, lambda plan: plan["schemes"][0].update(description="Said in other words."))
    left = codes_that_hold(reviewed)
    assert "PR6" in left
    assert not left & {"PR4", "PR5", "PR7", "PR8"}
    assert words(reviewed, "PR5") == "To be looked at again: expenditure changed"


def test_a_version_that_is_the_same_again_keeps_everything(reviewed, people):
    all_rated(reviewed, people)
    returned(reviewed, people, Section.COVER)
    assert hold(reviewed), "nothing is sealed yet"
    resubmitted(reviewed, people, lambda plan: None)
    assert hold(reviewed)


def test_a_figure_from_outside_affects_where_it_counts(reviewed, people):
    all_rated(reviewed, people)
    returned(reviewed, people, Section.COVER)
    Allocation.objects.filter(board=reviewed.board, kind="minimum").update(value="1")
    resubmitted(reviewed, people, lambda plan: None)
    assert words(reviewed, "PR5") == "To be looked at again: expenditure changed"
    assert "PR6" in codes_that_hold(reviewed)
