"""How hard Hypothesis tries: the same few examples every time, or, with BREAKD_THOROUGH=1, many
new ones."""

import os

from hypothesis import HealthCheck, settings

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "quick", deadline=None, derandomize=True, suppress_health_check=slow, print_blob=True
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=3000,
    stateful_step_count=80,
    suppress_health_check=slow,
    print_blob=True,
)
settings.load_profile("thorough" if os.environ.get("BREAKD_THOROUGH") else "quick")
