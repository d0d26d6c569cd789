"""Golden values of the laws of time series: their mean and covariance by linear algebra, the rest by scipy's multivariate normal.

The stationary covariance of AR(p) is the solution of a discrete Lyapunov equation. Densities are checked against numpyro's
GaussianRandomWalk where it has one. Run from this folder: writes gaussian-random-walk*.csv, auto-regressive*.csv.
"""

import os

import numpy as np
import numpyro
import numpyro.distributions as dist
import scipy
import scipy.linalg
import scipy.stats as st

numpyro.enable_x64()
FOLDER = "../resources/dev/jensen/core/distribution/"


def words(x):
    return " ".join(repr(float(v)) for v in np.atleast_1d(x))


def write(name, what, names, rows):
    head = f"# scipy {scipy.__version__} {what}\n"
    with open(os.path.join(FOLDER, name + ".csv"), "w") as density, open(
        os.path.join(FOLDER, name + "-moments.csv"), "w"
    ) as moments:
        density.write(head + ",".join(names) + ",x,logpdf,source\n")
        moments.write(head + ",".join(names) + ",expectation,variance,entropy,source\n")
        for parameters, mean, cov, points in rows:
            law = st.multivariate_normal(mean, cov)
            cells = ",".join(words(p) for p in parameters)
            moments.write(f"{cells},{words(mean)},{words(np.diag(cov))},{repr(float(law.entropy()))},scipy\n")
            for x in points:
                density.write(f"{cells},{words(x)},{repr(float(law.logpdf(x)))},scipy\n")


def walk(m, s, drift, scale, n=4):
    t = np.arange(n)
    mean = m + drift * t
    cov = s**2 + scale**2 * np.minimum.outer(t, t)
    return mean, cov


def companion(phi):
    p = len(phi)
    f = np.zeros((p, p))
    f[0] = phi
    f[1:, :-1] = np.eye(p - 1)
    return f


def autoregressive(c, phi, scale, past=None, n=5):
    p = len(phi)
    f = companion(phi)
    q = np.zeros((p, p))
    q[0, 0] = scale**2
    if past is None:
        mean = np.full(p, c / (1 - np.sum(phi)))
        cov = scipy.linalg.solve_discrete_lyapunov(f, q)
    else:
        mean = np.array(past[::-1], float)
        cov = np.zeros((p, p))
    # the joint law of n values: states one after the other, with the cross covariances F^k P_t
    means, covs = [], []
    for t in range(n):
        if past is not None or t > 0:
            mean = f @ mean
            mean[0] += c
            cov = f @ cov @ f.T + q
        means.append(mean.copy())
        covs.append(cov.copy())
    joint = np.zeros((n, n))
    for t in range(n):
        cross = covs[t]
        for u in range(t, n):
            joint[t, u] = joint[u, t] = cross[0, 0]
            cross = f @ cross
    return np.array([m[0] for m in means]), joint


X4 = [[0, 0, 0, 0], [1, 1.5, 0.5, 2], [-3, 4, 10, 9.5]]
X5 = [x + [-0.7] for x in X4]
walks = [((0, 1, 0, 1), X4), ((1.5, 0.3, -0.2, 2.5), X4), ((-2, 3, 1, 0.5), [[-2, -1, 0.1, 1]] + X4[:1])]
rows = []
for parameters, points in walks:
    rows.append((parameters, *walk(*parameters), points))
for x in X4:
    numpyro_says = float(dist.GaussianRandomWalk(1.7, num_steps=4).log_prob(np.array(x, float)))
    assert abs(numpyro_says - st.multivariate_normal(*walk(0, 1.7, 0, 1.7)).logpdf(x)) < 1e-10
    rows.append(((0, 1.7, 0, 1.7), *walk(0, 1.7, 0, 1.7), [x]))
write("gaussian-random-walk", "scipy.stats.multivariate_normal of its mean and covariance", ["startMean", "startScale", "drift", "scale"], rows)

rows = []
for c, phi, scale in [(0, [0.5, 0.3], 1), (1.2, [1.2, -0.5], 0.4), (-3, [-0.9, -0.6], 2.5), (0.1, [0.2, 0.7], 0.05)]:
    rows.append(((c, phi, scale), *autoregressive(c, phi, scale), X5))
write("auto-regressive", "scipy.stats.multivariate_normal of its stationary mean and covariance", ["intercept", "coefficients", "scale"], rows)

rows = []
for c, phi, scale, past in [
    (0, [0.5, 0.3], 1, [0, 0]),
    (1.2, [1.2, -0.5], 0.4, [1, -2]),
    (-3, [2.0, -1.0], 2.5, [0.3, 4]),
    (0.1, [0.2, 1.5], 1.5, [-1, 0.5]),
]:
    rows.append(((c, phi, scale, past), *autoregressive(c, phi, scale, past), X5))
write("auto-regressive-after", "scipy.stats.multivariate_normal of its mean and covariance given the past", ["intercept", "coefficients", "scale", "past"], rows)
