"""チェックリストの取り込みの画面: a file of many people's answers, looked at before anything is written, and taken back as one."""
