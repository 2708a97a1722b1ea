"""記録の保管の画面: who saw, what the person asks for, how long records are kept."""
