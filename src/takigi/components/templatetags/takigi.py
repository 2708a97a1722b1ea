"""部品の札: short ways for templates to ask for a component."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import template
from django.contrib.messages import constants as levels
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.components.error_summary import ErrorSummary
from takigi.components.field import Field
from takigi.components.icon import Icon
from takigi.components.mark import Mark
from takigi.components.notice import Notice, NoticeKind
from takigi.kernel.eras import PartialDate

register = template.Library()

KIND_OF_LEVEL = {
    levels.SUCCESS: NoticeKind.SUCCESS,
    levels.WARNING: NoticeKind.WARNING,
    levels.ERROR: NoticeKind.DANGER,
}


@register.simple_tag
def icon(name: str, label: str = "") -> Icon:
    return Icon(name, label)


@register.simple_tag
def mark(sticks: int = 6) -> Mark:
    return Mark(sticks)


@register.simple_tag(takes_context=True)
def show(context: template.Context, it: Component) -> SafeString:
    """A component that holds a form of its own: printed with the page's CSRF token."""
    return it.render({"csrf_token": context.get("csrf_token", "")})


@register.filter
def field(bound: BoundField) -> Field:
    return Field.of(bound)


@register.filter
def fields(form: BaseForm) -> Iterator[Field]:
    return (Field.of(bound) for bound in form)


@register.filter
def mistakes(form: BaseForm) -> ErrorSummary:
    return ErrorSummary.of(form)


@register.filter
def both_eras(day: date | PartialDate | None) -> BothEraDate:
    return BothEraDate(day)


@register.filter
def notice(message: Message) -> Notice:
    """A message of Django's as a notice in our words and colours."""
    return Notice(str(message), KIND_OF_LEVEL.get(message.level, NoticeKind.INFO))


@register.simple_tag
def notice_words(title: str, kind: str = "info", what_now: str = "") -> Notice:
    """{% notice_words "…" "warning" "…" %}: a notice whose sentences stand in the template."""
    return Notice(title, NoticeKind(kind), what_now)


@register.simple_block_tag
def card(content: Any, title: str = "", level: int = 2) -> SafeString:
    """{% card "世帯" %} … {% endcard %}: a box with a heading around whatever the screen writes."""
    if not title:
        return format_html('<section class="card"><div class="card-body">{}</div></section>', content)
    return format_html(
        '<section class="card"><h{} class="card-title">{}</h{}><div class="card-body">{}</div></section>',
        level,
        title,
        level,
        content,
    )
