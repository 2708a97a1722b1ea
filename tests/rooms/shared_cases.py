"""検証用の事例: published inputs and answers, read where they lie beside the repository; nothing of them is copied here."""

import json
from pathlib import Path
from typing import Any

import numpy as np

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
MISSING = f"検証用の事例の置き場 {CASES.parent.name}/{CASES.name} がこの環境にありません"


def case_file(name: str) -> dict[str, Any]:
    """One file of cases by name; empty where they are not at hand."""
    path = CASES / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def cases_of(name: str) -> dict[str, Any]:
    """The cases of a file by their id."""
    found = case_file(name).get("cases", {})
    return {case["id"]: case for case in found} if isinstance(found, list) else found


def numbers(values: list[Any]) -> np.ndarray:
    """A column of the file; null is undefined."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
