"""The error summary that stands at the top of a page whose form was refused."""

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm
from django.utils.safestring import SafeString

from bcf.ui.components import render_component

TITLE = "There is a problem"


def error_summary(form: BaseForm, *, title: str = "") -> SafeString:
    """HTML of the summary of every error in a form, in the order of its fields; empty if none.

    Each entry names its field, because "This field is required" ten times over helps nobody.
    """
    entries = list(_entries(form))
    if not entries:
        return SafeString("")
    return render_component("error-summary", {"titleText": title or TITLE, "errorList": entries})


def _entries(form: BaseForm) -> Iterator[dict[str, Any]]:
    for message in form.non_field_errors():
        yield {"text": str(message)}
    for field in form:
        for message in field.errors:
            # A hidden field cannot be gone to, so its message stands without a link.
            link = {} if field.is_hidden else {"href": f"#{field.auto_id}"}
            yield {"text": f"{field.label}: {message}", **link}
