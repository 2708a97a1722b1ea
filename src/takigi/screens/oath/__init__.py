"""守秘の確認の画面: the wording before any person's record opens."""
