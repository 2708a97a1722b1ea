"""図: from statistics to picture. One frozen description becomes an SVG for the page and the paper, a table and sentences.

Pure: no Django, no clock, no library. It is given plain values (points, limits, words) and knows nothing of who counted them.
"""
