"""閲覧の根拠: who may see what, for which reason, and how it is proved."""
