"""What holds a due break back: do-not-disturb, full screen, calls, a shared screen, typing.

Nothing here looks at anything unless a break is due.  `watcher.Attention` is what the daemon
talks to; a `probe.Probe` watches some of the gates; `outside` is the short-lived process for
whatever would cost the daemon memory, or make it wait.
"""
