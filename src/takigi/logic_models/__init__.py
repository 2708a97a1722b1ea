"""課題解決ストーリー: from what bothers a team to a theory that is tested, changed and kept with its reasons."""
