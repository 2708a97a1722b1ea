"""事業の読み取り: everything that may be read of programmes, courses and episodes; values, never rows."""
