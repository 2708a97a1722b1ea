"""頁: which page of a long list is shown, whatever page was asked for."""


def pages_in(total: int, size: int) -> int:
    """How many pages there are; an empty list has one.

    >>> pages_in(0, 50), pages_in(50, 50), pages_in(51, 50)
    (1, 1, 2)
    """
    return max(1, -(-total // size))


def page_in(asked: int, total: int, size: int) -> int:
    """The page asked for, or the nearest that there is.

    >>> page_in(0, 120, 50), page_in(2, 120, 50), page_in(9, 120, 50)
    (1, 2, 3)
    """
    return max(1, min(asked, pages_in(total, size)))
