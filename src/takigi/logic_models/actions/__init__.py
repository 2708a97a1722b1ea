"""課題解決ストーリーの操作: everything that can happen to a story."""
