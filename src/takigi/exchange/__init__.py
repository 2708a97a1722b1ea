"""授受: 役所の表を受け取り、表で返す。Files come in and go out here; nothing is written to the database."""
