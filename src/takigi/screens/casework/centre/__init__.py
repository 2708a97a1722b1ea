"""センターの様子の画面: for heads and supervisors; numbers with their way down, and no ranking of anybody."""
