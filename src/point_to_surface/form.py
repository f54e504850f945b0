"""The form as a notebook widget: the same module that pages use, wrapped by anywidget."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from .form_module import form_module
from .strings import catalogue, text

if TYPE_CHECKING:
    from .workbook import Workbook

_STATIC = resources.files("point_to_surface").joinpath("static")


class FormWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """Renders `spec` with `strings`; `answers` travels both ways, `saved` is what the form says about saving."""

    _esm = form_module(_STATIC)
    _css = _STATIC.joinpath("form.css").read_text(encoding="utf-8")
    spec = traitlets.Dict().tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)

    @classmethod
    def over(cls, workbook: Workbook) -> FormWidget:
        """A form over the answers of `workbook`, which saves every change there."""
        widget = cls(
            spec=dict(workbook.exercise.raw) | {"intro": ""},  # the notebook says it above the form
            strings=catalogue()["form"],
            answers=dict(workbook.answers.answers),
            saved=workbook.warning,
        )
        widget._workbook = workbook
        widget.observe(widget._save, "answers")
        return widget

    def _save(self, change: Any) -> None:
        self.saved = self._workbook.save(change["new"])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            # Where no widget can live (a viewer, an exported page) the notebook still says what belongs here.
            data["text/plain"] = f"Form({self.spec.get('exercise', '')})"
            data["text/html"] = f"<p>{escape(text('notebook.no_form'))}</p>"
        return bundle
