#!/usr/bin/env python3
"""Radon by restricted maximum likelihood: the reference that lesson E02Radon holds its survey against.

    python radon_reml.py radon.csv        # needs numpy, pandas, scipy

The lesson's model with its Gaussian latents integrated out exactly; the four scales at the mode of what remains. Prints the
scales, then mean and sd of the four coefficients.
"""

import sys

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

homes = pd.read_csv(sys.argv[1])
n = len(homes)
uranium = homes.log_uranium - homes.groupby("county").log_uranium.first().mean()
x = np.c_[np.ones(n), uranium, homes.floor, homes.floor * uranium]
state, county = (pd.factorize(homes[name])[0] for name in ("state", "county"))


def columns(group, value):
    return csr_matrix((value, (np.arange(n), group)))


sizes = [state.max() + 1, county.max() + 1, county.max() + 1]
z = hstack([columns(state, np.ones(n)), columns(county, np.ones(n)), columns(county, homes.floor)]).tocsr()
y = homes.log_radon.to_numpy()
zz, zx, zy, xx, xy, yy = (z.T @ z).toarray(), z.T @ x, z.T @ y, x.T @ x, x.T @ y, y @ y


def solve(log_scales):
    """Minus the log posterior of the scales, and mean and covariance of the coefficients (Woodbury's identity)."""
    *groups, home = np.exp(2 * log_scales)
    variance = np.repeat(groups, sizes)
    factor = np.linalg.cholesky(zz / home + np.diag(1 / variance))
    a, b = np.linalg.solve(factor, zx / home), np.linalg.solve(factor, zy / home)
    precision = xx / home - a.T @ a + np.eye(4) / 4
    right = xy / home - a.T @ b
    covariance = np.linalg.inv(precision)
    mean = covariance @ right
    log_determinant = 2 * np.log(np.diag(factor)).sum() + np.log(variance).sum() + n * np.log(home)
    loss = (yy / home - b @ b - mean @ right + log_determinant - np.linalg.slogdet(covariance)[1]) / 2
    return loss + np.exp(2 * log_scales).sum() / 2, mean, np.sqrt(np.diag(covariance))


mode = minimize(
    lambda t: solve(t)[0],
    np.log([0.5, 0.4, 0.1, 0.9]),
    method="Nelder-Mead",
    options={"maxiter": 2000, "xatol": 1e-5, "fatol": 1e-5},
).x
_, mean, sd = solve(mode)
print(dict(zip(["sigma_state", "sigma_county", "sigma_floor", "sigma_home"], np.exp(mode).round(4))))
print({k: (m.round(4), s.round(4)) for k, m, s in zip(["mu", "uranium", "floor", "floor_uranium"], mean, sd)})
