"""Render one GOV.UK component by calling its govuk-frontend-jinja macro.

One Jinja environment serves the whole process: building one for each component is some
hundred times slower than calling a macro that is already loaded.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"

_environment = Environment(
    loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
    autoescape=True,
    auto_reload=False,
)


@cache
def _macro(component: str) -> Callable[[Mapping[str, Any]], str]:
    template = _environment.get_template(f"{PACKAGE}/components/{component}/macro.html")
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    macro: Callable[[Mapping[str, Any]], str] = getattr(template.module, name)
    return macro


def render_component(component: str, params: Mapping[str, Any]) -> SafeString:
    """HTML of a component, for example ``render_component("button", {"text": "Save"})``.

    The parameters are those of the Design System's own documentation. Everything is escaped
    except what the caller puts under a key named ``html`` and values already marked as safe.
    Raises jinja2.TemplateNotFound if there is no such component, and TypeError if attributes
    come as unmarked text, because the macros would print that as it stands.
    """
    attributes = params.get("attributes")
    if isinstance(attributes, str) and not isinstance(attributes, SafeString):
        raise TypeError("attributes must be a mapping or marked as safe")
    # Every variable part was escaped by Jinja as the macro ran.
    return mark_safe(str(_macro(component)(params)).strip())  # noqa: S308
