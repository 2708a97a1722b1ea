"""事業・教室: short-term intensive services from the template to the end report, and what happened on each day of them."""
