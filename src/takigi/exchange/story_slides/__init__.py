"""課題解決ストーリーのスライド: the programme's slides as PowerPoint to go on editing and as PDF. Pure."""
