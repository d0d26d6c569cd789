"""Moments of pilots-pilots by quadrature, in place of those of a long run, which misses the tail of sigma_a.

Given its three scales the posterior of the 15 other parameters is normal, so that all moments are integrals over the logarithms of the scales: Gauss-Legendre,
90 x 60 x 30 nodes (50 x 40 x 20 agree to four digits). The variance of sigma_a comes from a tail that falls as sigma_a^-4 up to its bound 100.

    python pilots_exact.py POSTERIORDB/extra/pilots-pilots.json > ../resources/dev/jensen/benchmarks/referee/exact/pilots-pilots.json
"""
import json
import sys

import numpy as np

posterior = json.load(open(sys.argv[1]))
data = posterior["data"]
y = np.array(data["y"])
rows = np.arange(len(y))
design = np.zeros((len(y), 15))  # a[1..5], b[1..8], mu_a, mu_b
design[rows, np.array(data["group_id"]) - 1] = 1
design[rows, 4 + np.array(data["scenario_id"])] = 1


def prior(members, mean):
    p = np.zeros((15, 15))
    for k in members:
        way = np.zeros(15)
        way[k], way[mean] = 1, -10
        p += np.outer(way, way)
    return p


def nodes(low, high, n):
    x, w = np.polynomial.legendre.leggauss(n)
    u = (high - low) / 2 * x + (high + low) / 2
    return np.exp(u), w * (high - low) / 2 * np.exp(u)


of_a, of_b = prior(range(5), 13), prior(range(5, 13), 14)
of_means = np.diag([0.0] * 13 + [1, 1])
a, weight_a = nodes(-9, np.log(100), 90)
b, weight_b = nodes(-6, np.log(100), 60)
s, weight_s = nodes(np.log(0.08), 0, 30)
logs, weights, first, second = [], [], [], []
for i in range(len(a)):
    for j in range(len(b)):
        precision = of_a / a[i] ** 2 + of_b / b[j] ** 2 + of_means + design.T @ design / s[:, None, None] ** 2
        linear = design.T @ y / s[:, None] ** 2
        covariance = np.linalg.inv(precision)
        mean = (covariance @ linear[..., None])[..., 0]
        logs.append(
            -len(y) * np.log(s) - y @ y / (2 * s**2) - 5 * np.log(a[i]) - 8 * np.log(b[j])
            - 0.5 * np.linalg.slogdet(precision)[1] + 0.5 * (linear * mean).sum(1)
        )
        weights.append(weight_a[i] * weight_b[j] * weight_s)
        scales = np.stack([np.full_like(s, a[i]), np.full_like(s, b[j]), s], 1)
        first.append(np.concatenate([mean, scales], 1))
        second.append(np.concatenate([np.diagonal(covariance, axis1=1, axis2=2) + mean**2, scales**2], 1))
logs = np.concatenate(logs)
p = np.concatenate(weights) * np.exp(logs - logs.max())
p /= p.sum()
mean = p @ np.concatenate(first)
sd = np.sqrt(p @ np.concatenate(second) - mean**2)
json.dump(
    {
        "source": "quadrature over the three scales: pilots_exact.py",
        "y": data["y"],
        "mean": [float("%.6g" % m) for m in mean],
        "sd": [float("%.6g" % v) for v in sd],
    },
    sys.stdout,
    indent=1,
)
print()
