"""Undo and redo: one's own last change taken back, or given back."""

from django.http import HttpRequest, HttpResponse

from schemes.leaves import path_of
from schemes.models import Change
from schemes.steps import PLACE, ROW
from schemes.telling import told
from schemes.undoing import Left, Taken, redo, undo
from schemes.views.changing import ChangingView


class UndoView(ChangingView):
    """POST takes back the person's last change in this plan's table."""

    verb, past, none = "Undo", "Undone", "There is nothing of yours to undo."
    take = staticmethod(undo)

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        text = request.POST.get("change", "")
        expected = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
        taken = self.take(self.plan, self.person, expected=expected)
        if taken is None:
            said = self.none if expected is None else (
                "Nothing was changed: your last change is another one by now. Look at what the button says."
            )  # fmt: skip
            return self.changed(said, (), warn=True)
        return self._answer(taken)

    def _answer(self, taken: Taken) -> HttpResponse:
        what = told(taken.change, self.cells, self._numbers)
        head = f"{self.past}: {what}." if taken.changed or taken.removed else f"Not {self.past.lower()}: {what}."
        said = " ".join([head, *self._what_was_left(taken)])
        keys = list(dict.fromkeys(taken.changed))
        return self.changed(said, keys, removed=taken.removed, focus=self._focus(taken, keys), warn=bool(taken.left))

    @property
    def _numbers(self) -> dict[str, int]:
        return dict(self.grid.numbers)

    def _what_was_left(self, taken: Taken) -> list[str]:
        """Each thing that was left, and why, in sentences."""
        by_row: dict[str, list[Left]] = {}
        for left in taken.left:
            by_row.setdefault(left.key, []).append(left)
        return [self._left_of_row(lefts) for lefts in by_row.values()]

    def _left_of_row(self, lefts: list[Left]) -> str:
        first = lefts[0]
        number = self._numbers.get(first.key)
        row = f"row {number}" if number else "a row"
        if first.gone:
            return f"Left: {row}, because somebody else has deleted it." if number else (
                "Left: a row that somebody else has deleted."
            )  # fmt: skip
        if first.path == ROW:
            return f"Left as it is: {row} ({first.title}), because somebody else has changed it since."
        if first.path == PLACE:
            return f"Left where it is: {row} ({first.title}), because somebody else has moved rows since."
        labels = {path_of(cell): cell.label for cell in self.cells}
        cells = ", ".join(f"“{labels.get(left.path, left.path)}”" for left in lefts)
        return f"Left as it is: {cells} of {row}, because somebody else has changed it since."

    def _focus(self, taken: Taken, keys: list[str]) -> str:
        """The cell that changed, or the first of the row that did."""
        if not keys:
            return ""
        if taken.change.kind != Change.Kind.DELETE and taken.change.leaf:
            for cell in self.cells:
                if path_of(cell) == taken.change.leaf:
                    return cell.anchor(keys[0])
        return self.first_anchor(keys[0])


class RedoView(UndoView):
    """POST gives back what the person took back last."""

    verb, past, none = "Redo", "Done again", "There is nothing of yours to do again."
    take = staticmethod(redo)


