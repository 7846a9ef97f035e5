"""The stretches, as data, and their loader."""
