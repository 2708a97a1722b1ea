"""会議の読み取り: values for the screens, never tables."""
