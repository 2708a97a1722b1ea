"""集計: runs indicators over fact tables. The reference engine is slow and right; the relational one is for towns and nations."""
