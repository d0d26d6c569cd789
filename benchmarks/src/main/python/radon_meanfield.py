#!/usr/bin/env python3
"""NumPyro's mean-field answer to the radon model of the benchmarks, as a reference for Jensen's.

    python radon_meanfield.py DATA [--steps 30000] [--draws 10] > radon-numpyro-meanfield.csv

DATA holds county.i32, floor.f64 and y.f64 (raw little-endian; `benchmarks/compare --keep DIR` writes them). Varying intercept
and slope by county, non-centred; positive parameters through log; HalfNormal normalised on the positive half-line.
Prints mean and sd on the constrained scale (exact for the fitted log-normals) and the ELBO with its standard error.
"""

import argparse
import pathlib
import sys
import time

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import SVI, Trace_ELBO
from numpyro.infer.autoguide import AutoNormal
from numpyro.optim import Adam

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("data", type=pathlib.Path)
parser.add_argument("--steps", type=int, default=30_000)
parser.add_argument("--draws", type=int, default=10)
parser.add_argument("--seed", type=int, default=0)
parser.add_argument("--elbo-draws", type=int, default=4_000)
args = parser.parse_args()

county = jnp.asarray(np.fromfile(args.data / "county.i32", "<i4"))
floor = jnp.asarray(np.fromfile(args.data / "floor.f64", "<f8"))
y = jnp.asarray(np.fromfile(args.data / "y.f64", "<f8"))
counties = int(county.max()) + 1


def model():
    sigma_y = numpyro.sample("sigma_y", dist.HalfNormal(1))
    sigma_alpha = numpyro.sample("sigma_alpha", dist.HalfNormal(1))
    sigma_beta = numpyro.sample("sigma_beta", dist.HalfNormal(1))
    mu_alpha = numpyro.sample("mu_alpha", dist.Normal(0, 10))
    mu_beta = numpyro.sample("mu_beta", dist.Normal(0, 10))
    alpha = mu_alpha + sigma_alpha * numpyro.sample("alpha_raw", dist.Normal(0, 1).expand([counties]).to_event(1))
    beta = mu_beta + sigma_beta * numpyro.sample("beta_raw", dist.Normal(0, 1).expand([counties]).to_event(1))
    numpyro.sample("y", dist.Normal(alpha[county] + floor * beta[county], sigma_y), obs=y)


def learning_rate(step):
    """0.02 for the first third, then down to 0.00002 exponentially."""
    return 0.02 * 1e-3 ** jnp.clip((step - args.steps / 3) / (2 * args.steps / 3), 0, 1)


NAMES = ["mu_alpha", "mu_beta", "sigma_alpha", "sigma_beta", "sigma_y"]


def moments(params):
    """Mean and sd on the constrained scale: Gaussian for mu_*, log-normal for sigma_*."""
    table = {}
    for name in NAMES:
        m, s = float(params[f"{name}_auto_loc"]), float(params[f"{name}_auto_scale"])
        if name.startswith("sigma"):
            mean = np.exp(m + s * s / 2)
            m, s = mean, mean * np.sqrt(np.expm1(s * s))
        table[name] = (m, s)
    return table


guide = AutoNormal(model)
svi = SVI(model, guide, Adam(learning_rate), Trace_ELBO(num_particles=args.draws))
state = svi.init(jax.random.PRNGKey(args.seed))
BLOCK = 2_000
block = jax.jit(lambda state: jax.lax.fori_loop(0, BLOCK, lambda _, s: svi.update(s)[0], state))
begin = time.perf_counter()
for done in range(BLOCK, args.steps + 1, BLOCK):
    state = block(state)
    now = moments(svi.get_params(state))
    print(
        done, round(time.perf_counter() - begin), {k: f"{m:.5f}±{s:.5f}" for k, (m, s) in now.items()}, file=sys.stderr
    )

params = svi.get_params(state)
one_draw = jax.jit(lambda key: -Trace_ELBO().loss(key, params, model, guide))
elbos = np.array([one_draw(key) for key in jax.random.split(jax.random.PRNGKey(args.seed + 1), args.elbo_draws)])

print(
    f"# numpyro {numpyro.__version__}, jax {jax.__version__}, float64: AutoNormal, Trace_ELBO with {args.draws} draws,"
)
print(
    f"# Adam, {args.steps} steps, learning rate 0.02 for a third of them, then exponentially down to 0.00002; seed {args.seed}."
)
print(
    f"# Data: radon_all of posteriordb, {len(y)} homes, {counties} counties; half-normals normalised. Means and sds on the"
)
print(
    f"# constrained scale; the ELBO (nats) is the mean of {args.elbo_draws} draws, its sd column their standard error."
)
print("name,mean,sd")
for name, (mean, sd) in moments(params).items():
    print(f"{name},{mean:.6f},{sd:.6f}")
print(f"elbo,{elbos.mean():.4f},{elbos.std(ddof=1) / np.sqrt(len(elbos)):.4f}")
