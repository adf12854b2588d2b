"""`python run.py bundle`: the way in to the package beside this file."""

import sys

from bundle.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
