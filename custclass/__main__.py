"""``python -m custclass lab`` starts the course, ``python -m custclass test`` proves it."""

import sys

from custclass.lab import main

sys.exit(main(sys.argv[1:]))
