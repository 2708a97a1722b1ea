"""卒業後の確かめの画面: after 1, 3, 6 and 12 months, in a minute on the telephone."""
