"""期間の分析: how long until a goal is reached, when other things may happen first."""
