"""台帳の取り込み: what can happen to a file of certifications, from the upload to the register and back."""

from takigi.people.actions.imports.applying import RegisterMoved, confirm_import
from takigi.people.actions.imports.batches import (
    Opening,
    begin_apply,
    begin_check,
    choose_mapping,
    describe_import,
    discard_import,
    forget_profile,
    receive_import,
    refuse_import,
    save_profile,
)
from takigi.people.actions.imports.checks import (
    Claim,
    Overtaken,
    ReadProblem,
    ReadRow,
    claim_check,
    fail_check,
    finish_check,
    keep_rows,
)
from takigi.people.actions.imports.comparisons import Ledger, compare_with_register
from takigi.people.actions.imports.recovery import (
    forget_leftovers,
    forgettable_files,
    interrupted_checks,
    step_back,
    step_back_from_applying,
    stop_check,
)
from takigi.people.actions.imports.undoing import undo_import

__all__ = [
    "Claim",
    "Ledger",
    "Opening",
    "Overtaken",
    "ReadProblem",
    "ReadRow",
    "RegisterMoved",
    "begin_apply",
    "begin_check",
    "choose_mapping",
    "claim_check",
    "compare_with_register",
    "confirm_import",
    "describe_import",
    "discard_import",
    "fail_check",
    "finish_check",
    "forget_leftovers",
    "forget_profile",
    "forgettable_files",
    "interrupted_checks",
    "keep_rows",
    "receive_import",
    "refuse_import",
    "save_profile",
    "step_back",
    "step_back_from_applying",
    "stop_check",
    "undo_import",
]
