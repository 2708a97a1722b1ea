"""課題解決ストーリーのきまり: the theory as a graph and what may become of it. Pure."""
