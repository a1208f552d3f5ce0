"""Turn a Django form field into a GOV.UK component with label, hint, error and ARIA wiring.

What a widget's ``attrs`` may ask for, beyond ordinary HTML attributes:

====================  ==========================================================
``class``             extra classes, e.g. ``govuk-input--width-10``
``data-prefix``       text before an input, e.g. ``£``; ``data-suffix`` after it
``data-maxwords``     a word count under a textarea (``maxlength`` counts characters)
``data-inline``       radios side by side (Yes and No always are)
``data-small``        small radios or checkboxes
``data-optional``     adds "(optional)" to the label
``data-label-class``  classes of the label or legend, e.g. ``govuk-label--m``
====================  ==========================================================
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField, Widget
from django.forms.models import ModelChoiceIterator
from django.forms.widgets import ChoiceWidget, Input
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from bcf.ui.components import render_component

Params = dict[str, Any]

# Read here or set by the macro itself. A placeholder is never a substitute for a hint, and
# ``required`` would let the browser refuse a draft that the server is willing to keep.
_CONSUMED = frozenset(
    {
        "id",
        "name",
        "class",
        "type",
        "value",
        "rows",
        "cols",
        "placeholder",
        "required",
        "aria-describedby",
        "aria-invalid",
        "data-prefix",
        "data-suffix",
        "data-maxwords",
        "data-inline",
        "data-small",
        "data-optional",
        "data-label-class",
    }
)
_WIDTHS = {forms.DateInput: "govuk-input--width-10", forms.NumberInput: "govuk-input--width-10"}


def render_field(field: BoundField, *, show_label: bool = True) -> SafeString:
    """HTML of one bound field, whatever its widget."""
    widget = field.field.widget
    if field.is_hidden:
        return field.as_hidden()
    for kinds, build in _BUILDERS:
        if isinstance(widget, kinds) and not _needs_own_widget(widget):
            component, params = build(field, show_label)
            return render_component(component, params)
    return _own_widget(field, show_label)


def _input(field: BoundField, show_label: bool) -> tuple[str, Params]:
    attrs = _all_attrs(field)
    widget = field.field.widget
    params = _common(field, show_label)
    params |= {
        "type": attrs.get("type", getattr(widget, "input_type", "text")),
        "value": _text_value(field),
        "autocomplete": attrs.pop("autocomplete", None),
        "inputmode": attrs.pop("inputmode", None),
    }
    if isinstance(widget, forms.NumberInput):
        params |= _number(field)
        attrs = {name: value for name, value in attrs.items() if name not in ("min", "max", "step")}
    if not params["classes"]:
        params["classes"] = next((c for kind, c in _WIDTHS.items() if isinstance(widget, kind)), "")
    for affix in ("prefix", "suffix"):
        if text := attrs.get(f"data-{affix}"):
            params[affix] = {"text": str(text)}
    params["attributes"] = _attributes(attrs)
    return "input", params


def _number(field: BoundField) -> Params:
    """A number is typed as text: the browser's number input loses what it cannot read."""
    whole = isinstance(field.field, forms.IntegerField) and not isinstance(
        field.field, (forms.FloatField, forms.DecimalField)
    )
    return {"type": "text", "inputmode": "numeric" if whole else "decimal", "spellcheck": False}


def _password(field: BoundField, show_label: bool) -> tuple[str, Params]:
    attrs = _all_attrs(field)
    params = _common(field, show_label) | {"autocomplete": attrs.pop("autocomplete", "current-password")}
    return "password-input", params | {"attributes": _attributes(attrs)}


def _textarea(field: BoundField, show_label: bool) -> tuple[str, Params]:
    attrs = _all_attrs(field)
    # The browser would cut a paste off at maxlength without a word; the count says so instead.
    words, characters = attrs.get("data-maxwords"), attrs.pop("maxlength", None)
    params = _common(field, show_label) | {
        "value": _text_value(field),
        "rows": attrs.get("rows", 5),
        "attributes": _attributes(attrs),
    }
    if words:
        # The script calls this option deprecated, but the macro has no other way to count words yet.
        return "character-count", params | {"maxwords": str(words)}
    if characters:
        return "character-count", params | {"maxlength": str(characters)}
    return "textarea", params


def _select(field: BoundField, show_label: bool) -> tuple[str, Params]:
    params = _common(field, show_label)
    return "select", params | {"items": _options(field), "attributes": _attributes(_all_attrs(field))}


def _choice_list(field: BoundField, show_label: bool) -> tuple[str, Params]:
    attrs = _all_attrs(field)
    component = "checkboxes" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radios"
    items = [
        option | {"checked": option["selected"], "attributes": _attributes(attrs)}
        for option in _options(field)
        if option["value"] != ""
    ]
    params = _common(field, show_label) | {"idPrefix": field.auto_id, "items": items, "attributes": {}}
    params["fieldset"] = {"legend": params.pop("label")}
    if described_by := params.pop("describedBy"):
        params["fieldset"]["describedBy"] = described_by
    inline = attrs.get("data-inline") or {item["text"] for item in items} == {"Yes", "No"}
    if inline and component == "radios":
        params["classes"] += " govuk-radios--inline"
    if attrs.get("data-small"):
        params["classes"] += f" govuk-{component}--small"
    return component, params


def _single_checkbox(field: BoundField, show_label: bool) -> tuple[str, Params]:
    params = _common(field, show_label)
    item = {
        **params.pop("label"),
        "value": "on",
        "checked": bool(field.value()),
        "disabled": field.field.disabled,
        "attributes": _attributes(_all_attrs(field)),
    }
    item.pop("classes")
    return "checkboxes", params | {"idPrefix": field.auto_id, "items": [item]}


def _file(field: BoundField, show_label: bool) -> tuple[str, Params]:
    # The enhanced drop zone names its button unlike its label; the browser's own control is sound.
    params = _common(field, show_label)
    return "file-upload", params | {"attributes": _attributes(_all_attrs(field))}


_BUILDERS: tuple[
    tuple[type[Widget] | tuple[type[Widget], ...], Callable[[BoundField, bool], tuple[str, Params]]], ...
]
_BUILDERS = (
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), _choice_list),
    (forms.CheckboxInput, _single_checkbox),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (Input, _input),
)


def _needs_own_widget(widget: Widget) -> bool:
    """True for what the macros cannot say: grouped options and lists with several choices."""
    if isinstance(widget, forms.SelectMultiple) and not isinstance(widget, forms.CheckboxSelectMultiple):
        return True
    if not isinstance(widget, ChoiceWidget) or isinstance(widget.choices, ModelChoiceIterator):
        return False  # Going through a model's choices would cost a query.
    return any(isinstance(group, (list, tuple)) for _, group in widget.choices)


def _own_widget(field: BoundField, show_label: bool) -> SafeString:
    """Django's rendering of the control within a GOV.UK form group."""
    params = _common(field, show_label)
    hint_id = f"{field.auto_id}-hint" if "hint" in params else ""
    error_id = f"{field.auto_id}-error" if "errorMessage" in params else ""
    base = "govuk-select" if isinstance(field.field.widget, forms.Select) else "govuk-input"
    attrs: dict[str, str | bool] = {
        "class": f"{base} {base + '--error' if error_id else ''} {params['classes']}".strip()
    }
    if described_by := " ".join(filter(None, (hint_id, error_id))):
        attrs["aria-describedby"] = described_by
    return render_to_string(
        "bcf/own_widget.html",
        {
            "label": params["label"] | {"for": field.id_for_label},
            "hint": params.get("hint", {}) | {"id": hint_id},
            "error": params.get("errorMessage", {}) | {"id": error_id},
            "control": field.as_widget(attrs=attrs),
        },
    )


def _common(field: BoundField, show_label: bool) -> Params:
    attrs = field.field.widget.attrs
    params: Params = {
        "id": field.auto_id,
        "name": field.html_name,
        "label": _label(field, show_label),
        "classes": str(attrs.get("class", "")),
        "disabled": field.field.disabled,
        "describedBy": attrs.get("aria-describedby", ""),
    }
    if field.help_text:
        params["hint"] = _text(field.help_text)
    if field.errors:
        params["errorMessage"] = {
            "html": format_html_join(
                "\n", '<span class="app-error-line">{}</span>', ((e,) for e in field.errors)
            )
        }
    return params


def _label(field: BoundField, show_label: bool) -> Params:
    attrs = field.field.widget.attrs
    label = _text(field.label)
    if attrs.get("data-optional"):
        label = {"text": f"{field.label} (optional)"}
    return label | {"classes": attrs.get("data-label-class", "") if show_label else "govuk-visually-hidden"}


def _options(field: BoundField) -> list[Params]:
    """The choices of a field, each with value, text and whether it is chosen now."""
    widget = field.field.widget
    chosen = {str(value) for value in widget.format_value(field.value())}
    return [
        {
            "value": "" if value is None else str(value),
            **_text(text),
            "selected": ("" if value is None else str(value)) in chosen,
            "disabled": field.field.disabled,
        }
        for value, text in widget.choices
    ]


def _text_value(field: BoundField) -> str:
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value)


def _text(value: object) -> Params:
    """Markup stays markup when it was marked as safe; everything else will be escaped."""
    text = str(value)
    return {"html": text} if isinstance(text, SafeString) else {"text": text}


def _all_attrs(field: BoundField) -> Params:
    widget = field.field.widget
    return dict(field.build_widget_attrs(widget.attrs, widget))


def _attributes(attrs: Params) -> Params:
    """Remaining HTML attributes in the form the macros take, boolean ones included."""
    return {
        name: {"value": True, "optional": True} if value is True else str(value)
        for name, value in attrs.items()
        if name not in _CONSUMED and name != "disabled" and value is not None and value is not False
    }
