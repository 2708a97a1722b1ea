"""個別支援の読み取り: everything that may be read of cases; values, never rows."""
