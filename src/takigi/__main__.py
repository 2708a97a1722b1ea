"""薪のことば: `python -m takigi …` is the `takigi` command."""

from takigi.site.command_line import main

if __name__ == "__main__":
    main()
