"""会議のファイル: calendar entries and the pack of an agenda."""
