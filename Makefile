# make run     start the daemon in the foreground      make run ARGS=demo
# make test    every test this machine can run         make test ARGS="-k autostart"
# make check   lint, format and types                  make format   put the code in order
# make bench   what the daemon costs                   make clean    back to a fresh checkout
# make bench-peers   what it costs beside other break reminders
# make desktops   what works on each desktop that is installed here, into docs/desktops.md
# make timing  how late each prompt of a month comes, with the real daemon (ten minutes)
# make faults   killed a thousand times, fuzzed, mutated (hours); make faults ARGS=quick: a minute
#
# All but clean set .venv up by themselves when needed; Python 3.11 or newer is all they ask for.

ARGS ?=
# Tests that run at once: most of them wait for a desktop, so more than there are processors.
JOBS ?= 4
.PHONY: help run test check format bench bench-peers desktops timing faults clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

run:
	@scripts/venv
	@.venv/bin/breakd $(or $(ARGS),run)

test:
	@scripts/venv dev
	@.venv/bin/python -m pytest -n $(JOBS) --dist loadscope $(ARGS)

check:
	@scripts/venv dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

format:
	@scripts/venv dev
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

bench:
	@scripts/venv dev
	@.venv/bin/python -m bench $(ARGS)

bench-peers:
	@scripts/venv dev
	@.venv/bin/python -m bench.peers $(ARGS)

timing:
	@scripts/venv dev
	@.venv/bin/python -m tests.timing $(ARGS)

desktops:
	@scripts/venv dev
	@.venv/bin/python -m tests.desk.matrix $(ARGS)

faults:
	@scripts/venv dev
	@.venv/bin/python -m tests.faults $(ARGS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
