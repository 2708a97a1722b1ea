"""画面: what staff see and touch. One folder per desk (机), one frame around all of them."""
