"""``{% comment_link anchor label %}``: the way from a field to what is said about it, or to saying something."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from plans.together.panel import SectionTogether

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_link(context: dict[str, Any], anchor: str, label: str, whole: bool = False) -> SafeString:
    """A link to the open discussion of a place, with its count, or to begin one. Nothing for who is no partner.

    ``whole`` shows the label as well: for an entry that has fields with links of their own.
    """
    together = context.get("together")
    if not isinstance(together, SectionTogether) or not together.is_partner:
        return SafeString("")
    threads = together.by_anchor.get(anchor, [])
    if not threads:
        address = f"{reverse('thread-new', args=together.plan.args)}?{urlencode({'at': anchor})}"
        return format_html(
            '<a class="app-comment" href="{}">Comment<span class="{}"> on {}</span></a>',
            address, "" if whole else "govuk-visually-hidden", label,
        )  # fmt: skip
    if len(threads) == 1:
        address = reverse("thread", args=(*together.plan.args, threads[0].pk))
    else:
        address = f"{reverse('discussion', args=together.plan.args)}?{urlencode({'at': anchor})}"
    said = f"{len(threads)} open" if len(threads) > 1 else "Discussed"
    return format_html(
        '<a class="app-comment app-comment--open" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
        address, said, label,
    )  # fmt: skip
