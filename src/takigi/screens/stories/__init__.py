"""ストーリーの机: the living logic model: what is believed, what is seen of it, what was learned, and what goes out."""
