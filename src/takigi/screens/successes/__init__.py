"""成功事例の画面: the shelf to show from at a kitchen table, the writing, and the second reading."""
