"""`python -m breakd.guide`: lead through the order on standard input, one line of JSON; another
one takes its place, and the end of the input closes the window.

Prints "ready" once the window is up, or "page" where there is a page in the browser instead.
Ends with 3 where there is nothing to show it on.
"""

import sys

from breakd.daemon.lean import spare

if __name__ == "__main__":
    spare()
    from breakd.guide.lead import main

    sys.exit(main())
