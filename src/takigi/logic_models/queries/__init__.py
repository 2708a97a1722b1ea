"""課題解決ストーリーの閲覧: values, never models."""
