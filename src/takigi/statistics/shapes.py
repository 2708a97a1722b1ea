"""配列の形: the kinds of arrays that the charts take and give. The last axis is time wherever there is one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]

Chart = TypeVar("Chart")


def one_of(chart: Chart, series: int) -> Chart:
    """One series out of a chart of many: every array of it loses its first axis."""
    if not is_dataclass(chart) or isinstance(chart, type):
        raise TypeError("図ではないものから系列を取り出そうとしました。")
    parts: dict[str, Any] = {field.name: getattr(chart, field.name) for field in fields(chart)}
    return replace(chart, **{name: _part(whole, series) for name, whole in parts.items()})


def _part(whole: Any, series: int) -> Any:
    return one_of(whole, series) if is_dataclass(whole) else whole[series]
