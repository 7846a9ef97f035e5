"""The gallery: all stretches with their animations, as one page that needs nothing else."""
