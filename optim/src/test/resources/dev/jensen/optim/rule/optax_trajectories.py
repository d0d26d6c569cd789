"""Writes optax_trajectories.csv: what Optax's optimisers do, in float64, to RuleContract's gradient.

pip install optax; python optax_trajectories.py > optax_trajectories.csv
"""

import math

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import optax
from optax import contrib

STEPS = 60
SHOWN = (1, 2, 3, 10, 60)
CURVATURE = (1.0, 0.1, 3.0)
CENTRE = (2.0, -1.0, 0.5)
START = (0.0, 0.0, 0.0)


def gradient(step, x):
    """A quadratic's gradient and a known disturbance in place of noise."""
    return [CURVATURE[i] * (x[i] - CENTRE[i]) + 0.5 * math.sin(step + i) for i in range(3)]


OPTIMISERS = {
    "dog": contrib.dog(init_step=("heuristic", 1e-2)),
    "dowg": contrib.dowg(),
    "prodigy": contrib.prodigy(estim_lr0=1e-2),
    "cocob": contrib.cocob(alpha=100.0, eps=1e-8),
    "lion": optax.lion(0.05, b1=0.9, b2=0.99, weight_decay=0.0),
    "adabelief": optax.adabelief(0.1, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16),
    "schedule-free": contrib.schedule_free(optax.sgd(0.1), learning_rate=0.1, b1=0.9),
}

print(f"# Optax {optax.__version__}, float64, by optax_trajectories.py: rule,steps taken,x0,x1,x2")
for name, optimiser in OPTIMISERS.items():
    x = jnp.array(START, dtype=jnp.float64)
    state = optimiser.init(x)
    for step in range(STEPS):
        update, state = optimiser.update(jnp.array(gradient(step, x.tolist())), state, x)
        x = optax.apply_updates(x, update)
        if step + 1 in SHOWN:
            print(",".join([name, str(step + 1)] + [repr(v) for v in x.tolist()]))
            if name == "schedule-free":
                answer = contrib.schedule_free_eval_params(state, x)
                print(",".join(["schedule-free answer", str(step + 1)] + [repr(v) for v in answer.tolist()]))
