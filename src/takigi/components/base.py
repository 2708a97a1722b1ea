"""部品の土台: what every component can do, namely print itself and show examples of itself."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# Attributes a screen may add to an element: htmx wiring and data-*, never handlers or styles.
Attributes = Mapping[str, str]


class Component:
    """Renders itself wherever a template prints it: {{ card.tag }}."""

    template_name: ClassVar[str]

    def render(self, context: Mapping[str, Any] | None = None) -> SafeString:
        # A template file ends with a line break; between words that would show as a gap.
        return SafeString(render_to_string(self.template_name, {**(context or {}), "it": self}).strip())

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> SafeString:
        return self.render()

    @classmethod
    def examples(cls) -> Iterator[Self]:
        """The states worth looking at: ordinary, long, 外字, empty, many."""
        raise NotImplementedError


def flat(attributes: Attributes) -> SafeString:
    """Attributes as text, escaped. Refuses the two kinds that the security policy would block anyway."""
    for name in attributes:
        if name == "style" or name.startswith("on"):
            raise ValueError(f"{name} 属性は使えません。見た目は様式ファイルに、動きは frame.js に書いてください。")
    return flatatt(dict(attributes))
