#!/usr/bin/env python3
"""NumPyro's side of benchmarks/first-answer: fits a model by mean-field SVI, prints the posterior, and does nothing else."""
import argparse
import pathlib

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model", choices=["eight_schools", "logistic_1000x10", "radon"])
parser.add_argument("data", type=pathlib.Path)
parser.add_argument("steps", type=int)
parser.add_argument("--draws", type=int, default=10)
args = parser.parse_args()

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import SVI, Trace_ELBO
from numpyro.infer.autoguide import AutoNormal
from numpyro.optim import Adam


def reals(name, *shape):
    return jnp.asarray(np.fromfile(args.data / f"{name}.f64", "<f8").reshape(shape or -1))


def eight_schools():
    effect = jnp.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    error = jnp.array([15.0, 10, 16, 11, 9, 11, 10, 18])

    def model():
        mu = numpyro.sample("mu", dist.Normal(0, 5))
        tau = numpyro.sample("tau", dist.HalfCauchy(5))
        with numpyro.plate("school", 8):
            z = numpyro.sample("z", dist.Normal(0, 1))
            numpyro.sample("y", dist.Normal(mu + tau * z, error), obs=effect)

    return model


def logistic_1000x10():
    outcome = reals("y")
    x = reals("X", len(outcome), -1)

    def model():
        beta = numpyro.sample("beta", dist.Normal(0, 1).expand([x.shape[1]]).to_event(1))
        alpha = numpyro.sample("alpha", dist.Normal(0, 1))
        numpyro.sample("y", dist.Bernoulli(logits=x @ beta + alpha), obs=outcome)

    return model


def radon():
    county = jnp.asarray(np.fromfile(args.data / "county.i32", "<i4"))
    floor, level = reals("floor"), reals("y")
    counties = int(county.max()) + 1

    def model():
        sigma = numpyro.sample("sigma", dist.HalfNormal(1).expand([3]).to_event(1))
        mu = numpyro.sample("mu", dist.Normal(0, 10).expand([2]).to_event(1))
        a = mu[0] + sigma[1] * numpyro.sample("alpha", dist.Normal(0, 1).expand([counties]).to_event(1))
        b = mu[1] + sigma[2] * numpyro.sample("beta", dist.Normal(0, 1).expand([counties]).to_event(1))
        numpyro.sample("y", dist.Normal(a[county] + floor * b[county], sigma[0]), obs=level)

    return model


model = globals()[args.model]()
guide = AutoNormal(model)
svi = SVI(model, guide, Adam(0.01), Trace_ELBO(num_particles=args.draws))
result = svi.run(jax.random.PRNGKey(1), args.steps, progress_bar=False)
draws = guide.sample_posterior(jax.random.PRNGKey(2), result.params, sample_shape=(1000,))
print(f"{'':12s} {'mean':>9s} {'sd':>9s} {'5%':>9s} {'50%':>9s} {'95%':>9s}")
for name, values in draws.items():
    flat = np.asarray(values).reshape(1000, -1)
    for i in range(min(flat.shape[1], 12)):
        low, middle, high = np.quantile(flat[:, i], [0.05, 0.5, 0.95])
        print(f"{name + '[' + str(i) + ']':12s} {flat[:, i].mean():9.4f} {flat[:, i].std():9.4f} {low:9.4f} {middle:9.4f} {high:9.4f}")
