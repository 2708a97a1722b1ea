"""関係データベースの集計: one translation of indicators into SQL, run by DuckDB, PostgreSQL or Spark."""
