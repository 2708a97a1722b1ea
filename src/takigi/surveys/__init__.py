"""アンケート: lawful instruments, waves anchored to a time or an event, answers without a name, told only of ten and more."""
