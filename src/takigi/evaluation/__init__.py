"""評価: fact tables and their snapshots; runs indicators over them, keeps what was reported, and leads from numbers to records."""
