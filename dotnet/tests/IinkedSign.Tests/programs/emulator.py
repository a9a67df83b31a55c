"""An emulator of its own for one test: emulator.py [FAULT...] prints its base URL and its key, and ends with its input."""

import sys

from iinkedsign.testing import Emulator

with Emulator(seed=1, faults=sys.argv[1:]) as emulator:
    print(emulator.base_url, emulator.api_key, flush=True)
    sys.stdin.read()
