"""Template tags for GOV.UK components: ``{% govuk %}``, ``{% govuk_field %}``, ``{% govuk_errors %}``."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from bcf.ui.components import render_component
from bcf.ui.errors import error_summary
from bcf.ui.fields import render_field

register = template.Library()


@register.simple_tag
def govuk(component: str, **params: Any) -> SafeString:
    """Render a component: ``{% govuk "button" text="Save" classes="govuk-button--secondary" %}``.

    Two underscores reach into a nested parameter, since a template cannot write a dictionary:
    ``{% govuk "details" summaryText="Why?" text=reason attributes__id="why" %}``.
    """
    return render_component(component, nest(params))


@register.simple_tag
def govuk_field(field: BoundField, show_label: bool = True) -> SafeString:
    """Render a form field with its label, hint and error message."""
    return render_field(field, show_label=show_label)


@register.simple_tag
def govuk_errors(form: BaseForm, title: str = "") -> SafeString:
    """Render the summary of a form's errors, each linking to its field; nothing if there are none."""
    return error_summary(form, title=title)


def nest(params: dict[str, Any]) -> dict[str, Any]:
    """Turn ``{"label__text": "Name"}`` into ``{"label": {"text": "Name"}}``."""
    nested: dict[str, Any] = {}
    for path, value in params.items():
        *parents, key = path.split("__")
        target = nested
        for parent in parents:
            target = target.setdefault(parent, {})
        target[key] = value
    return nested
