"""`python run.py windows`: the way in to the package beside this file."""

import sys

from wine.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
