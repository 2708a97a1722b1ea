"""基本チェックリストの画面: the sheet, its result, and whether somebody is 事業対象者."""
