"""区分の移り変わり: how care levels change from year to year, and in continuous time. An outlook, never a forecast."""
