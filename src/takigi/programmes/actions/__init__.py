"""事業の操作: everything that can happen to programmes, courses, episodes and what is recorded in them."""
