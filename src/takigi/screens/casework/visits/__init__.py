"""訪問の画面: one form that saves itself, with or without a network, and the page of a confirmed visit."""
