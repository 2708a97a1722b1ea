"""部品: everything a page is made of. A frozen dataclass, its template and its stylesheet, each with examples."""
