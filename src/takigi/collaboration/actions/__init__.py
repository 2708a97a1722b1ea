"""多機関協働にできること: the only modules of the room that write."""
