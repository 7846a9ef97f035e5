"""The command line: verbs without domain logic.

`parser` says what can be written; the public functions of the other modules, one for each verb,
take the parsed arguments and return the exit status, or raise Failure.  A module is imported when
one of its verbs is used.
"""
