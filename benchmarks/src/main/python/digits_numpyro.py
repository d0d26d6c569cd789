"""The variational auto-encoder of lesson E23Digits in NumPyro: the same layers, likelihood, minibatches and Adam, one core, 64-bit.

Prints the time of an epoch (15 steps of 100 images) after compiling, and the held-out ELBO and importance-weighted bound.
Usage: XLA_FLAGS="--xla_cpu_multi_thread_eigen=false" taskset -c 0 python digits_numpyro.py digits.csv [epochs] [32]
"""
import sys
import time

import jax
import numpy as np

EPOCHS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
jax.config.update("jax_enable_x64", not (len(sys.argv) > 3 and sys.argv[3] == "32"))

import jax.numpy as jnp  # noqa: E402
import numpyro  # noqa: E402
import numpyro.distributions as dist  # noqa: E402
from jax import random  # noqa: E402
from numpyro.infer import SVI, Trace_ELBO  # noqa: E402
from numpyro.infer.elbo import RenyiELBO  # noqa: E402

with open(sys.argv[1]) as lines:
    next(lines)
    images = np.array([[int(c, 17) for c in line.strip().split(",")[1]] for line in lines], dtype=float)
fitted, held = images[:1500], images[1500:]
CODE, BATCH = 8, 100


def layer(name, inputs, outputs, seed):
    limit = np.sqrt(6 / (inputs + outputs))
    start = np.random.default_rng(seed).uniform(-limit, limit, (inputs, outputs))
    w = numpyro.param(name + ".weights", jnp.asarray(start))
    b = numpyro.param(name + ".bias", jnp.zeros(outputs))
    return lambda x: x @ w + b


def model(x, n):
    hidden = layer("decoder", CODE, 100, 4)
    logits = layer("logits", 100, 64, 5)
    with numpyro.plate("image", n, subsample_size=x.shape[0]):
        z = numpyro.sample("z", dist.Normal(jnp.zeros(CODE), 1).to_event(1))
        numpyro.sample("x", dist.Binomial(16, logits=logits(jnp.tanh(hidden(z)))).to_event(1), obs=x)


def guide(x, n):
    hidden = layer("encoder", 64, 100, 1)
    mean = layer("mean", 100, CODE, 2)
    log_scale = layer("log scale", 100, CODE, 3)
    h = jnp.tanh(hidden(x / 16))
    with numpyro.plate("image", n, subsample_size=x.shape[0]):
        numpyro.sample("z", dist.Normal(mean(h), jnp.exp(log_scale(h))).to_event(1))


svi = SVI(model, guide, numpyro.optim.Adam(0.003), Trace_ELBO())
data = jnp.asarray(fitted)
state = svi.init(random.PRNGKey(0), data[:BATCH], 1500)


@jax.jit
def epoch(state, key):
    order = random.permutation(key, 1500).reshape(15, BATCH)

    def step(state, rows):
        state, loss = svi.update(state, data[rows], 1500)
        return state, loss

    return jax.lax.scan(step, state, order)


began = time.process_time()
state, _ = epoch(state, random.PRNGKey(1))
jax.block_until_ready(state)
print(f"first epoch with compiling {time.process_time() - began:.2f} s")
times = []
for e in range(1, EPOCHS):
    began = time.process_time()
    state, loss = epoch(state, random.PRNGKey(e + 1))
    jax.block_until_ready(loss)
    times.append(time.process_time() - began)
print(f"an epoch {1000 * np.median(times):.2f} ms, {1000 * np.min(times):.2f} ms at best")
params = svi.get_params(state)
other = jnp.asarray(held)
for name, loss in (("ELBO", Trace_ELBO(num_particles=5)), ("weighted, 64", RenyiELBO(alpha=0, num_particles=64))):
    value = -loss.loss(random.PRNGKey(7), params, model, guide, other, len(held)) / len(held)
    print(f"held out {name} {value:.2f} nats an image")
