"""設置: settings, installation file, urls and the command line."""
