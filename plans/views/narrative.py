"""The narrative: its questions with the answers so far, and a page for each to write on in peace."""

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from bcf.fund.places import Place, Section
from bcf.fund.prose import plain
from bcf.fund.references import References
from bcf.fund.round import Question
from bcf.fund.text import Counting, count_words
from plans.forms.answers import answer_entry, answers_of
from plans.forms.entry import Entry
from plans.forms.fields import TextField, normal
from plans.forms.versioned import VersionedPage
from plans.models import Answer, Picture, Plan
from plans.outputs.markdown import Rendering, to_html
from plans.shown import ShownFinding
from plans.views.chapters import chapters_of
from plans.views.entries import EntriesView
from plans.views.section import SectionView
from plans.writing.comparison import Comparison, compare

COUNTED = {
    Counting.EXCEL: "Words are counted as Excel does in the template: by the spaces between them.",
    Counting.WORDS: "Words are counted between white space.",
}


def place_of(question: Question) -> Place:
    return Place(section=Section.NARRATIVE, item=question.code, field="value")


def question_url(plan: Plan, question: str) -> str:
    """The address of a question's page."""
    return reverse("narrative-question", args=(*plan.args, question))


class NarrativeView(SectionView):
    """What every page of the narrative shares: its figures and pictures put in, its words counted."""

    section: ClassVar[Section] = Section.NARRATIVE

    @cached_property
    def references(self) -> References:
        return References(self.standing.figures)

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The names of the plan's pictures."""
        return frozenset(Picture.objects.filter(plan=self.plan).values_list("name", flat=True))

    def picture_url(self, name: str) -> str | None:
        return reverse("picture", args=(*self.plan.args, name)) if name in self.pictures else None

    def html(self, text: str, heading: int = 3, *, marked: bool = False) -> SafeString:
        """The text as it will be read, its headings from level ``heading``; ``marked`` for its writer."""
        return to_html(text, heading, Rendering(self.references, self.picture_url, marked, scrolling=True))

    def count(self, question: Question, text: str) -> dict[str, Any]:
        """How many words an answer has as it will be read, and whether they are too many."""
        words = count_words(plain(normal(text), self.references), self.round.narrative.counting)
        limit = question.limit
        over = max(0, words - limit) if limit else 0
        said = f"{words:,} of {limit:,} words" if limit else f"{words:,} {'word' if words == 1 else 'words'}"
        return {"words": words, "said": said, "limit": limit, "over": over}


class NarrativePage(NarrativeView):
    """Every question with its answer as it will be read."""

    template_name = "plans/narrative.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = self.standing.document.narrative
        questions = [
            {
                "question": question,
                "anchor": place_of(question).anchor,
                "html": self.html(answers.get(question.code, ""), 4 if self.round.narrative.chapters else 3),
                "url": question_url(self.plan, question.code),
                **self.count(question, answers.get(question.code, "")),
            }
            for question in self.round.narrative.questions
        ]
        return super().get_context_data(
            questions=questions, chapters=chapters_of(self.plan, self.standing, questions), **kwargs
        )


class OneQuestion(NarrativeView):
    """A page, or a part of one, about one question."""

    question: Question

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            questions = {question.code: question for question in self.round.narrative.questions}
            if kwargs["question"] not in questions:
                raise Http404("The narrative of this round has no such question")
            self.question = questions[kwargs["question"]]


class QuestionPage(OneQuestion, EntriesView):
    """One question to write an answer to."""

    template_name = "plans/narrative_question.html"
    comparison: Comparison | None = None

    @property
    def name(self) -> str:
        """The name of the answer's field."""
        return place_of(self.question).anchor

    @property
    def discussed(self) -> Place:
        return place_of(self.question)

    def entries(self, data: QueryDict | None) -> list[Entry]:
        widget = forms.Textarea(attrs={
            "rows": 24, "aria-describedby": "word-count", "data-label-class": "govuk-visually-hidden",
            "class": "app-writing__text", "spellcheck": "true",
        })
        field = TextField(rows=24, widget=widget, label=f"Answer to {self.question.ref} {self.question.title}")
        self.entry = answer_entry(
            Section.NARRATIVE, self.question.code, place_of(self.question), field,
            answers_of(self.plan, Section.NARRATIVE), title=self.question.title,
        )
        return [self.entry]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        # Without JavaScript a preview is the page once more, with what was typed and nothing saved.
        self.page = VersionedPage(self.plan, self.entries(request.POST), request.POST)
        return self.render_to_response(self.get_context_data())

    def sent(self) -> QueryDict:
        """What was typed; after a comparison, the version that was chosen: combined, mine or theirs."""
        sent = self.request.POST.copy()
        keep = f"answer-{self.name}:keep"
        if sent.get(keep) == "combined":
            sent[keep] = "mine"
        elif sent.get(keep) == "mine":
            sent[self.name] = sent.get(f"answer-{self.name}:mine", sent.get(self.name, ""))
        return sent

    def after_saving(self) -> str:
        return f"{self.request.path}?saved"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.page.clashes:
            self._compare()
        part = self.page.row(self.entry)["text"]
        text = str(part.bound.value() or "")
        args = (*self.plan.args, self.question.code)
        current = self.entry.current
        return super().get_context_data(
            question=self.question,
            input=part,
            entry=self.entry,
            keep_name=f"{self.entry.key}:keep",
            html=self.html(text if self.may_edit else part.text, marked=self.may_edit),
            stored=current.text if isinstance(current, Answer) else "",
            counted=COUNTED[self.round.narrative.counting],
            counting=self.round.narrative.counting.value,
            comparison=self.comparison,
            figures=self.references.all,
            previewed="preview" in self.request.POST,
            just_saved="saved" in self.request.GET,
            overview_url=reverse("narrative", args=self.plan.args),
            autosave_url=reverse("narrative-autosave", args=args),
            preview_url=reverse("narrative-preview", args=args),
            pictures_url=reverse("pictures", args=self.plan.args),
            **self.count(self.question, text),
            **kwargs,
        )

    def _compare(self) -> None:
        """Put what was typed and what somebody else saved together over what both began from."""
        data = self.page.data
        assert data is not None  # noqa: S101 - only what was sent can clash
        token, mine = self.request.POST.get(f"{self.entry.key}:version", ""), normal(data.get(self.name, ""))
        current = self.entry.current
        self.comparison = compare(
            self.plan, current if isinstance(current, Answer) else None, token=token, mine=mine
        )
        data[self.name] = self.comparison.proposal

    def shown_findings(self) -> list[ShownFinding]:
        """What was found in this answer, also where the same was found in others."""
        parts = (part for shown in super().shown_findings() for part in shown.apart())
        return [part for part in parts if part.finding.place.item == self.question.code]

    def neighbours(self) -> dict[str, Any]:
        """The question before and the one after."""
        questions = self.round.narrative.questions
        at = questions.index(self.question)

        def link(question: Question, text: str) -> dict[str, str]:
            label = f"{question.ref} {question.title}".strip()
            return {"text": text, "labelText": label, "href": question_url(self.plan, question.code)}

        return {
            "previous": link(questions[at - 1], "Previous question") if at else None,
            "next": link(questions[at + 1], "Next question") if at + 1 < len(questions) else None,
        }
