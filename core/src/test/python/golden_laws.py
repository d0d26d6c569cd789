#!/usr/bin/env python3
"""Writes the golden values of the probability laws: scipy where it is accurate to 1e-13, else mpmath with 60 digits.

    pip install scipy==1.17.1 mpmath==1.4.1
    python golden_laws.py core/src/test/resources/dev/jensen/core/distribution

Two files a law: LAW.csv (parameters, x, log density) and LAW-moments.csv (parameters, expectation, variance, entropy). Vectors are
numbers with blanks between, matrices likewise row by row. Every value is computed twice, by scipy and from the formula with
mpmath; the column `source` says which one stands in the file (the formula's, where scipy's differs by more than a relative 1e-13).
"""

import csv
import pathlib
import sys

import mpmath as mp
import numpy as np
import scipy
import scipy.special as sp
import scipy.stats as st

np.seterr(all="ignore")
mp.mp.dps = 60
target = pathlib.Path(sys.argv[1])
INF, NAN = mp.inf, mp.nan


def log(x):
    return -INF if x == 0 else mp.log(x)


def xlogy(x, y):
    """x log y, with 0 log 0 = 0."""
    return mp.mpf(0) if x == 0 else x * log(y)


def text(value):
    """A number as Double.parseDouble reads it; a vector or matrix as numbers with blanks between."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return " ".join(text(v) for v in np.ravel(np.asarray(value, dtype=object)))
    value = float(value)
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def judged(by_scipy, by_formula):
    """The value to write down and its source."""
    a, b = (np.array([float(v) for v in np.ravel(np.asarray(w, dtype=object))]) for w in (by_scipy, by_formula))
    agree = (a == b) | (np.isnan(a) & np.isnan(b)) | (np.isfinite(b) & (np.abs(a - b) <= 1e-13 * np.abs(b)))
    return (by_scipy, "scipy") if a.shape == b.shape and agree.all() else (by_formula, "mpmath")


def table(name, source, columns, rows):
    with open(target / f"{name}.csv", "w", newline="") as file:
        file.write(f"# scipy {scipy.__version__} {source}; mpmath {mp.__version__} where the last column says so\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text(v) if not isinstance(v, str) else v for v in row] for row in rows)
    differing = sum(row[-1] == "mpmath" for row in rows)
    print(f"{name:32s} {len(rows):3d} rows, {differing} by mpmath")


def m(v):
    return [m(w) for w in v] if isinstance(v, (list, tuple)) else mp.mpf(v)


def law(name, source, parameters, cases, formula, by_scipy, moments, scipy_moments, discrete=False, more_moments=()):
    """One law: cases = [(parameters, [x, ...]), ...]; formula and by_scipy give the log density at (parameters..., x)."""
    rows = []
    for p, xs in cases:
        for x in xs:
            value = formula(*m(p), *m([x]))
            rows.append([*p, x, *judged(by_scipy(*p, x), value)])
    table(name, source, [*parameters, "x", "logpmf" if discrete else "logpdf", "source"], rows)
    rows = []
    for p in [p for p, _ in cases] + list(more_moments):
        exact, other = moments(*m(p)), scipy_moments(*p)
        values, sources = zip(*(judged(a, b) for a, b in zip(other, exact)))
        rows.append([*p, *values, "mpmath" if "mpmath" in sources else "scipy"])
    table(f"{name}-moments", source, [*parameters, "expectation", "variance", "entropy", "source"], rows)


def frozen_moments(frozen):
    return frozen.mean(), frozen.var(), frozen.entropy()


LOG2PI = mp.log(2 * mp.pi)
INFINITY = float("inf")

# --- laws on the real line -----------------------------------------------------------------------------------------
law(
    "normal",
    "scipy.stats.norm(loc=mean, scale=sd)",
    ["mean", "sd"],
    [
        ((0, 1), [0, 1, -1, 0.5, -2.5, 5, 40, -300, 1e-300, 1e10, -1e150, INFINITY, -INFINITY]),
        ((3.5, 0.2), [3.5, 3.4, -1, 0, 100]),
        ((-2, 25), [0, -2, 60, -1e6]),
        ((1e8, 1e-3), [1e8, 100000000.001, 99999999]),
        ((0, 1e-150), [0, 1e-150, 3e-149]),
        ((5, 1e150), [0, 1e150, -4e150]),
    ],
    lambda a, s, x: -(((x - a) / s) ** 2) / 2 - log(s) - LOG2PI / 2 if abs(x) < INF else -INF,
    lambda a, s, x: st.norm.logpdf(x, a, s),
    lambda a, s: (a, s**2, log(s) + (1 + LOG2PI) / 2),
    lambda a, s: frozen_moments(st.norm(a, s)),
)

law(
    "cauchy",
    "scipy.stats.cauchy(loc=location, scale=scale)",
    ["location", "scale"],
    [
        ((0, 1), [0, 1, -1, 0.5, 3, -1e3, 1e10, 1e150, 1e200, -1e300, 1e-200, INFINITY]),
        ((2, 5), [2, 7, -100, 1e8]),
        ((-1e6, 1e-4), [-1e6, -1000000.0001, 0]),
        ((1, 1e200), [0, 1e200, -1e201]),
    ],
    lambda a, s, x: -log(mp.pi * s) - mp.log1p(((x - a) / s) ** 2) if abs(x) < INF else -INF,
    lambda a, s, x: st.cauchy.logpdf(x, a, s),
    lambda a, s: (NAN, NAN, log(4 * mp.pi * s)),
    lambda a, s: (NAN, NAN, st.cauchy.entropy(a, s)),
)


def student(nu, a, s, x):
    if abs(x) == INF:
        return -INF
    z = (x - a) / s
    return (
        mp.loggamma((nu + 1) / 2)
        - mp.loggamma(nu / 2)
        - log(nu * mp.pi) / 2
        - log(s)
        - (nu + 1) / 2 * mp.log1p(z**2 / nu)
    )


def student_moments(nu, a, s):
    h = (nu + 1) / 2
    entropy = h * (mp.digamma(h) - mp.digamma(nu / 2)) + log(nu) / 2 + log(mp.beta(nu / 2, mp.mpf(1) / 2)) + log(s)
    return a if nu > 1 else NAN, s**2 * nu / (nu - 2) if nu > 2 else INF if nu > 1 else NAN, entropy


law(
    "student-t",
    "scipy.stats.t(df, loc=location, scale=scale)",
    ["df", "location", "scale"],
    [
        ((1, 0, 1), [0, 1, -50, 1e8]),
        ((3, 0, 1), [0, 1, -1, 0.1, 10, -1e5, 1e100, 1e200, INFINITY]),
        ((4, 1.5, 0.3), [1.5, 0, 2, 1e4]),
        ((0.5, -2, 10), [-2, 0, 1e6]),
        ((2, 0, 1), [0, 3]),
        ((1.5, 0, 2), [1, -7]),
        ((30, -1, 2), [-1, 5, -40]),
        ((1e4, 0, 1), [0, 2, -30]),
        ((1e8, 0, 1), [0, 1, 5, -40]),
        ((0.01, 0, 1), [0, 1e3]),
    ],
    student,
    lambda nu, a, s, x: st.t.logpdf(x, nu, a, s),
    student_moments,
    lambda nu, a, s: (
        a if nu > 1 else NAN,
        s * s * nu / (nu - 2) if nu > 2 else INFINITY if nu > 1 else NAN,
        st.t.entropy(nu, a, s),
    ),
)

# --- laws on the positive half-line --------------------------------------------------------------------------------
law(
    "half-normal",
    "scipy.stats.halfnorm(scale=sd)",
    ["sd"],
    [
        ((1,), [0, 1, 0.5, 3, 40, 1e-300, 1e150, -1, -1e-300, INFINITY]),
        ((0.2,), [0, 0.1, 2, -0.1]),
        ((25,), [0, 10, 600]),
        ((1e-100,), [0, 1e-100, 1e-99]),
        ((1e100,), [0, 1, 1e100, 2e101]),
    ],
    lambda s, x: -INF if x < 0 or x == INF else log(mp.mpf(2)) / 2 - log(mp.pi) / 2 - log(s) - (x / s) ** 2 / 2,
    lambda s, x: st.halfnorm.logpdf(x, 0, s),
    lambda s: (s * mp.sqrt(2 / mp.pi), s**2 * (1 - 2 / mp.pi), log(mp.pi * s**2 / 2) / 2 + mp.mpf(1) / 2),
    lambda s: frozen_moments(st.halfnorm(0, s)),
)

law(
    "half-cauchy",
    "scipy.stats.halfcauchy(scale=scale)",
    ["scale"],
    [
        ((1,), [0, 1, 0.5, 10, 1e-300, 1e10, 1e150, 1e200, -1, -1e-300, INFINITY]),
        ((5,), [0, 3, 5, 1000, -2]),
        ((1e-5,), [0, 1e-5, 1]),
        ((1e200,), [0, 1, 1e201]),
    ],
    lambda s, x: -INF if x < 0 or x == INF else log(2 / (mp.pi * s)) - mp.log1p((x / s) ** 2),
    lambda s, x: st.halfcauchy.logpdf(x, 0, s),
    lambda s: (INF, INF, log(2 * mp.pi * s)),
    lambda s: (INFINITY, INFINITY, st.halfcauchy.entropy(0, s)),
)

law(
    "log-normal",
    "scipy.stats.lognorm(s=sd, scale=exp(mean)); mean and sd of log x",
    ["mean", "sd"],
    [
        ((0, 1), [1, 0.5, 2, 0.01, 1e-10, 1e-300, 1e10, 1e300, 0, -1, INFINITY]),
        ((1.5, 0.3), [4.5, 1, 10, 1e-5, 1e6]),
        ((-1, 1), [0.3, 2]),
        ((-20, 0.01), [2e-9, 2.1e-9, 1]),
        ((3, 8), [1, 1e-8, 1e12]),
        ((300, 5), [1e130, 1e120]),
    ],
    lambda a, s, x: -INF if x <= 0 or x == INF else -(((log(x) - a) / s) ** 2) / 2 - log(s) - log(x) - LOG2PI / 2,
    lambda a, s, x: st.lognorm.logpdf(x, s, 0, np.exp(a)),
    lambda a, s: (mp.exp(a + s**2 / 2), mp.expm1(s**2) * mp.exp(2 * a + s**2), a + log(s) + (1 + LOG2PI) / 2),
    lambda a, s: frozen_moments(st.lognorm(s, 0, np.exp(a))),
)

law(
    "exponential",
    "scipy.stats.expon(scale=1/rate)",
    ["rate"],
    [
        ((1,), [0, 1, 0.5, 30, 1e-300, 1e10, 1e300, -1, -1e-300, INFINITY]),
        ((0.1,), [0, 3, 1000, -2]),
        ((4,), [0.25, 2, 1e-20]),
        ((1e100,), [0, 1e-100, 1e-99]),
        ((1e-100,), [0, 1, 1e100]),
    ],
    lambda r, x: -INF if x < 0 or x == INF else log(r) - r * x,
    lambda r, x: st.expon.logpdf(x, 0, 1 / r),
    lambda r: (1 / r, 1 / r**2, 1 - log(r)),
    lambda r: frozen_moments(st.expon(0, 1 / r)),
)


def gamma(a, r, x):
    return -INF if x < 0 or x == INF else a * log(r) - mp.loggamma(a) + xlogy(a - 1, x) - r * x


law(
    "gamma",
    "scipy.stats.gamma(shape, scale=1/rate)",
    ["shape", "rate"],
    [
        ((1, 1), [0, 1, 5, -1]),
        ((2, 3), [0, 0.5, 1, 10, 1e-10, 1e-300, 500, 1e10, -1e-300, INFINITY]),
        ((0.5, 1), [0, 0.1, 1e-20, 1e-300, 3, 700]),
        ((25, 4), [6, 1, 0.01, 30]),
        ((0.001, 0.001), [1e-300, 1e-10, 1, 1e4]),
        ((1e4, 1e2), [100, 90, 1]),
        ((1e8, 1e8), [1, 1.0001, 0.9997]),
        ((3, 1e100), [1e-100, 5e-100]),
        ((2, 1e-100), [1, 1e100]),
    ],
    gamma,
    lambda a, r, x: st.gamma.logpdf(x, a, 0, 1 / r),
    lambda a, r: (a / r, a / r**2, a - log(r) + mp.loggamma(a) + (1 - a) * mp.digamma(a)),
    lambda a, r: frozen_moments(st.gamma(a, 0, 1 / r)),
)

law(
    "inverse-gamma",
    "scipy.stats.invgamma(shape, scale=scale)",
    ["shape", "scale"],
    [
        ((1, 1), [1, 0.1, 20, 0, -1]),
        ((3, 2), [0, 0.5, 1, 10, 1e-3, 1e-10, 1e10, 1e300, -1e-300, INFINITY]),
        ((0.5, 1), [0.1, 1, 1e6]),
        ((2, 0.3), [0.1, 5]),
        ((2.5, 10), [3, 100]),
        ((0.001, 0.001), [1e-4, 1, 1e8]),
        ((1e4, 1e4), [1, 1.01, 3]),
        ((3, 1e-100), [1e-100, 1]),
    ],
    lambda a, b, x: -INF if x <= 0 or x == INF else a * log(b) - mp.loggamma(a) - (a + 1) * log(x) - b / x,
    lambda a, b, x: st.invgamma.logpdf(x, a, 0, b),
    lambda a, b: (
        b / (a - 1) if a > 1 else INF,
        b**2 / ((a - 1) ** 2 * (a - 2)) if a > 2 else INF,
        a + log(b) + mp.loggamma(a) - (1 + a) * mp.digamma(a),
    ),
    lambda a, b: (
        b / (a - 1) if a > 1 else INFINITY,
        b * b / ((a - 1) ** 2 * (a - 2)) if a > 2 else INFINITY,
        st.invgamma.entropy(a, 0, b),
    ),
)

# --- laws on an interval -------------------------------------------------------------------------------------------


def beta_logpdf(a, b, x):
    if x < 0 or x > 1:
        return -INF
    return xlogy(a - 1, x) + xlogy(b - 1, 1 - x) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


law(
    "beta",
    "scipy.stats.beta(a, b)",
    ["a", "b"],
    [
        ((1, 1), [0, 0.3, 1, -0.1, 1.1]),
        ((2, 5), [0, 1, 0.2, 0.9, 1e-10, 1e-300, 1 - 2**-53, INFINITY]),
        ((0.5, 0.5), [0.5, 0, 1, 1e-20, 0.999]),
        ((5, 5), [0.5, 0.01]),
        ((1, 3), [0, 0.5, 1]),
        ((4, 1), [1, 0.5, 0]),
        ((0.001, 0.002), [0.5, 1e-100]),
        ((200, 800), [0.2, 0.25, 0.9]),
        ((1e5, 1e5), [0.5, 0.501]),
        ((1e8, 2), [0.99999999, 0.9999999]),
    ],
    beta_logpdf,
    lambda a, b, x: st.beta.logpdf(x, a, b),
    lambda a, b: (
        a / (a + b),
        a * b / ((a + b) ** 2 * (a + b + 1)),
        log_beta(a, b) - (a - 1) * mp.digamma(a) - (b - 1) * mp.digamma(b) + (a + b - 2) * mp.digamma(a + b),
    ),
    lambda a, b: frozen_moments(st.beta(a, b)),
)

law(
    "uniform",
    "scipy.stats.uniform(loc=lower, scale=upper-lower)",
    ["lower", "upper"],
    [
        ((0, 1), [0, 1, 0.5, -1e-300, 1.0000000000000002, -3, INFINITY]),
        ((-20, 20), [0, 20, -20, 20.5]),
        ((-10, -9.5), [-9.7, 0]),
        ((1e6, 1000000.001), [1e6, 1000000.0005, 0]),
        ((-1e150, 1e150), [0, 1e150, 1e151]),
    ],
    lambda a, b, x: -log(b - a) if a <= x <= b else -INF,
    lambda a, b, x: st.uniform.logpdf(x, a, b - a),
    lambda a, b: ((a + b) / 2, (b - a) ** 2 / 12, log(b - a)),
    lambda a, b: frozen_moments(st.uniform(a, b - a)),
)

# --- laws on integers ----------------------------------------------------------------------------------------------


def whole(x):
    return x != INF and x == mp.floor(x)


def plogp(p):
    return mp.mpf(0) if p == 0 else -p * mp.log(p)


def sigmoid(t):
    return 1 / (1 + mp.exp(-t))


def log_sigmoid(t):
    """Not 1 - p or log p: those lose digits even with 60 of them at |t| = 800."""
    return -mp.log1p(mp.exp(-t)) if t > -100 else t - mp.log1p(mp.exp(t))


def bernoulli_moments(log_p, log_q):
    p, q = mp.exp(log_p), mp.exp(log_q)
    return p, p * q, -(p * log_p if p > 0 else 0) - (q * log_q if q > 0 else 0)


PROBABILITIES = [0.3, 0.5, 0.999, 0.0, 1.0, 1e-10, 1e-300, 1 - 2**-53]
LOGITS = [0, 1, -1, 2.5, -10, 36, -36, 40, 100, -800, 800]


def softplus(t):
    return np.logaddexp(0, t)


law(
    "bernoulli",
    "scipy.stats.bernoulli(p)",
    ["p"],
    [((p,), [0, 1]) for p in PROBABILITIES] + [((0.25,), [0, 1, 2, -1, 0.5])],
    lambda p, x: log(p) if x == 1 else log(1 - p) if x == 0 else -INF,
    lambda p, x: st.bernoulli.logpmf(x, p),
    lambda p: bernoulli_moments(log(p), log(1 - p)),
    lambda p: frozen_moments(st.bernoulli(p)),
    True,
)

law(
    "bernoulli-logit",
    "scipy.stats.bernoulli(expit(logit))",
    ["logit"],
    [((t,), [0, 1]) for t in LOGITS] + [((0.7,), [0, 1, 2, -1, 0.5])],
    lambda t, x: log_sigmoid(t) if x == 1 else log_sigmoid(-t) if x == 0 else -INF,
    lambda t, x: st.bernoulli.logpmf(x, sp.expit(t)),
    lambda t: bernoulli_moments(log_sigmoid(t), log_sigmoid(-t)),
    lambda t: frozen_moments(st.bernoulli(sp.expit(t))),
    True,
)


def choose(n, k):
    return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)


def binomial(n, log_p, log_q, x):
    if not (0 <= x <= n and whole(x)):
        return -INF
    return choose(n, x) + (0 if x == 0 else x * log_p) + (0 if x == n else (n - x) * log_q)


def binomial_moments(n, log_p, log_q):
    p, q = mp.exp(log_p), mp.exp(log_q)
    # Terms below 1e-80 are left out.
    logs = (binomial(n, log_p, log_q, k) for k in map(mp.mpf, range(int(n) + 1)))
    return n * p, n * p * q, -mp.fsum(mp.exp(v) * v for v in logs if v > -200)


law(
    "binomial",
    "scipy.stats.binom(n, p)",
    ["n", "p"],
    [
        ((10, 0.3), [0, 3, 10, -1, 11, 2.5]),
        ((1, 0.25), [0, 1]),
        ((0, 0.5), [0, 1]),
        ((20, 0.0), [0, 1]),
        ((20, 1.0), [20, 19]),
        ((100, 0.5), [50, 0, 100, 70]),
        ((1000, 1e-10), [0, 1, 1000]),
        ((1000, 1 - 2**-53), [1000, 999, 0]),
        ((5000, 0.01), [50, 0, 300]),
    ],
    lambda n, p, x: binomial(n, log(p), log(1 - p), x),
    lambda n, p, x: st.binom.logpmf(x, n, p),
    lambda n, p: binomial_moments(n, log(p), log(1 - p)),
    lambda n, p: frozen_moments(st.binom(n, p)),
    True,
)

law(
    "binomial-logit",
    "scipy.stats.binom(n, expit(logit))",
    ["n", "logit"],
    [
        ((10, -0.8), [0, 3, 10, -1, 11, 2.5]),
        ((1, 1.5), [0, 1]),
        ((0, 2), [0]),
        ((20, 0), [7, 20]),
        ((100, 3), [95, 100, 0]),
        ((1000, 40), [1000, 999, 0]),
        ((1000, -40), [0, 1, 1000]),
        ((50, 800), [50, 49, 0]),
        ((50, -800), [0, 1, 50]),
        ((5000, -4.6), [50, 0, 300]),
    ],
    lambda n, t, x: binomial(n, log_sigmoid(t), log_sigmoid(-t), x),
    lambda n, t, x: st.binom.logpmf(x, n, sp.expit(t)),
    lambda n, t: binomial_moments(n, log_sigmoid(t), log_sigmoid(-t)),
    lambda n, t: frozen_moments(st.binom(n, sp.expit(t))),
    True,
)


def poisson(log_rate, x):
    return x * log_rate - mp.exp(log_rate) - mp.loggamma(x + 1) if x >= 0 and whole(x) else -INF


def poisson_moments(log_rate):
    rate = mp.exp(log_rate)
    low, high = max(0, int(rate - 40 * mp.sqrt(rate))), int(rate + 40 * mp.sqrt(rate) + 80)
    logs = [poisson(log_rate, mp.mpf(k)) for k in range(low, high)] if rate < 1e6 else []
    entropy = -mp.fsum(mp.exp(v) * v for v in logs)
    if not logs:  # Evans, Boersma et al.: the asymptotic expansion, exact to a double for such rates
        entropy = log(2 * mp.pi * mp.e * rate) / 2 - 1 / (12 * rate) - 1 / (24 * rate**2) - 19 / (360 * rate**3)
    return rate, rate, entropy


law(
    "poisson",
    "scipy.stats.poisson(rate)",
    ["rate"],
    [
        ((1,), [0, 1, 2, 10, 170, -1, 0.5]),
        ((3.7,), [0, 3, 4, 30, 1000]),
        ((0.01,), [0, 1, 5]),
        ((1e-300,), [0, 1, 2]),
        ((250,), [250, 0, 400]),
        ((1e5,), [100000, 99000, 0]),
        ((1e10,), [10000000000, 9999900000]),
    ],
    lambda r, x: poisson(log(r), x),
    lambda r, x: st.poisson.logpmf(x, r),
    lambda r: poisson_moments(log(r)),
    lambda r: frozen_moments(st.poisson(r)),
    True,
)

law(
    "poisson-log",
    "scipy.stats.poisson(exp(log_rate))",
    ["log_rate"],
    [
        ((0,), [0, 1, 2, 10, -1, 0.5]),
        ((1.3,), [0, 3, 4, 30, 1000]),
        ((-4.6,), [0, 1, 5]),
        ((-690,), [0, 1, 2]),
        ((-800,), [0, 1]),
        ((5.5,), [245, 0, 400]),
        ((11.5,), [98716, 0]),
        ((23,), [9744803446, 9744703446]),
    ],
    poisson,
    lambda t, x: st.poisson.logpmf(x, np.exp(t)),
    poisson_moments,
    lambda t: frozen_moments(st.poisson(np.exp(t))),
    True,
)


def negative_binomial(mu, phi, x):
    if not (x >= 0 and whole(x)):
        return -INF
    return (
        mp.loggamma(x + phi)
        - mp.loggamma(x + 1)
        - mp.loggamma(phi)
        + phi * log(phi / (phi + mu))
        + xlogy(x, mu / (phi + mu))
    )


def negative_binomial_moments(mu, phi):
    variance = mu + mu**2 / phi
    with mp.workdps(30):
        rate = mu / (phi + mu)  # the terms fall by this factor in the end
        terms, k, entropy = [], mp.mpf(0), mp.mpf(0)
        last = int(mu + 40 * mp.sqrt(variance)) + int(80 / -mp.log(rate)) + 100
        entropy = -mp.fsum(mp.exp(v) * v for v in (negative_binomial(mu, phi, mp.mpf(k)) for k in range(last)))
    return mu, variance, entropy


law(
    "negative-binomial",
    "scipy.stats.nbinom(phi, phi/(phi+mean)); variance mean + mean^2/phi",
    ["mean", "dispersion"],
    [
        ((3, 2), [0, 1, 3, 20, 500, -1, 1.5]),
        ((1, 1), [0, 1, 7]),
        ((0.1, 0.5), [0, 1, 10]),
        ((50, 10), [50, 0, 200]),
        ((20, 0.1), [0, 1, 400]),
        ((4, 1e4), [4, 0, 30]),
        ((4, 1e8), [4, 0, 30]),
        ((1e-10, 3), [0, 1, 2]),
        ((1000, 500), [1000, 0, 1300]),
    ],
    negative_binomial,
    lambda mu, phi, x: st.nbinom.logpmf(x, phi, phi / (phi + mu)),
    negative_binomial_moments,
    lambda mu, phi: frozen_moments(st.nbinom(phi, phi / (phi + mu))),
    True,
)


def categorical_moments(log_p):
    p = [mp.exp(v) for v in log_p]
    mean = mp.fsum(k * v for k, v in enumerate(p))
    return (
        mean,
        mp.fsum((k - mean) ** 2 * v for k, v in enumerate(p)),
        -mp.fsum(v * w for v, w in zip(p, log_p) if v > 0),
    )


def scipy_categorical_moments(p):
    p = np.asarray(p)
    k = np.arange(len(p))
    return (p * k).sum(), (p * (k - (p * k).sum()) ** 2).sum(), st.entropy(p)


def softmax_log(t):
    shift = max(t)
    total = mp.log(mp.fsum(mp.exp(v - shift) for v in t)) + shift
    return [v - total for v in t]


def indexed(log_p, x):
    return log_p[int(x)] if whole(x) and 0 <= x < len(log_p) else -INF


law(
    "categorical",
    "log of p and scipy.stats.entropy(p), numpy",
    ["p"],
    [
        (([0.2, 0.5, 0.3],), [0, 1, 2, -1, 3, 0.5]),
        (([0.25, 0.25, 0.25, 0.25],), [0, 3]),
        (([1.0, 0.0],), [0, 1]),
        (([1.0],), [0, 1]),
        (([0.5, 0.5, 1e-300],), [0, 1, 2]),
    ],
    lambda p, x: indexed([log(v) for v in p], x),
    lambda p, x: np.log(p[int(x)]) if float(x).is_integer() and 0 <= x < len(p) else -INFINITY,
    lambda p: categorical_moments([log(v) for v in p]),
    scipy_categorical_moments,
    True,
)

law(
    "categorical-logit",
    "scipy.special.log_softmax(logits)",
    ["logits"],
    [
        (([0.0, 1.0, -1.0],), [0, 1, 2, -1, 3, 0.5]),
        (([2.0, 2.0, 2.0, 2.0],), [0, 3]),
        (([1000.0, 1001.0],), [0, 1]),
        (([800.0, -800.0, 0.0],), [0, 1, 2]),
        (([0.3],), [0]),
        (([-5000.0, -5001.0, -5002.5],), [0, 1, 2]),
    ],
    lambda t, x: indexed(softmax_log(t), x),
    lambda t, x: sp.log_softmax(t)[int(x)] if float(x).is_integer() and 0 <= x < len(t) else -INFINITY,
    lambda t: categorical_moments(softmax_log(t)),
    lambda t: scipy_categorical_moments(sp.softmax(t)),
    True,
)

# --- laws of vectors -----------------------------------------------------------------------------------------------


def dirichlet(a, x):
    if any(v < 0 for v in x) or abs(mp.fsum(x) - 1) > 1e-9:
        return -INF
    return mp.loggamma(mp.fsum(a)) - mp.fsum(mp.loggamma(v) for v in a) + mp.fsum(xlogy(v - 1, w) for v, w in zip(a, x))


def dirichlet_moments(a):
    total, k = mp.fsum(a), len(a)
    mean = [v / total for v in a]
    log_b = mp.fsum(mp.loggamma(v) for v in a) - mp.loggamma(total)
    entropy = log_b + (total - k) * mp.digamma(total) - mp.fsum((v - 1) * mp.digamma(v) for v in a)
    return mean, [v * (1 - v) / (total + 1) for v in mean], entropy


def scipy_dirichlet(a, x):
    try:
        return st.dirichlet.logpdf(x, a)
    except ValueError:  # outside the simplex, or on its boundary with an exponent below 0
        return -INFINITY


law(
    "dirichlet",
    "scipy.stats.dirichlet(concentration)",
    ["concentration"],
    [
        (([1, 1, 1],), [[0.2, 0.3, 0.5], [0, 0.5, 0.5], [-0.2, 0.7, 0.5]]),
        (([2, 3, 4],), [[0.2, 0.3, 0.5], [0.9, 0.05, 0.05], [1e-300, 0.5, 0.5], [0, 0.5, 0.5]]),
        (([0.5, 0.5],), [[0.25, 0.75], [1e-20, 1]]),
        (([0.01, 0.02, 0.03],), [[1e-10, 0.5, 0.4999999999], [0.25, 0.25, 0.5]]),
        (([1000, 2000, 3000, 4000],), [[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25]]),
        (([5, 1, 1, 0.5, 2],), [[0.5, 0.125, 0.125, 0.125, 0.125]]),
    ],
    dirichlet,
    scipy_dirichlet,
    dirichlet_moments,
    lambda a: (st.dirichlet.mean(a), st.dirichlet.var(a), st.dirichlet.entropy(a)),
)


def forward_solve(factor, v):
    out = []
    for i, row in enumerate(factor):
        out.append((v[i] - mp.fsum(row[j] * out[j] for j in range(i))) / row[i])
    return out


def multivariate_normal(mean, factor, x):
    z = forward_solve(factor, [a - b for a, b in zip(x, mean)])
    return -mp.fsum(v**2 for v in z) / 2 - mp.fsum(log(factor[i][i]) for i in range(len(mean))) - len(mean) * LOG2PI / 2


def multivariate_normal_moments(mean, factor):
    entropy = mp.fsum(log(factor[i][i]) for i in range(len(mean))) + len(mean) * (1 + LOG2PI) / 2
    return mean, [mp.fsum(v**2 for v in row) for row in factor], entropy


def scipy_mvn(mean, factor):
    factor = np.asarray(factor, float)
    return st.multivariate_normal(mean, factor @ factor.T, allow_singular=True)


law(
    "multivariate-normal",
    "scipy.stats.multivariate_normal(mean, L L^T), L the lower Cholesky factor",
    ["mean", "cholesky"],
    [
        (([0, 0], [[1, 0], [0, 1]]), [[0, 0], [1, -2], [30, 40], [1e10, 0]]),
        (([1, -2], [[2, 0], [0.5, 0.25]]), [[1, -2], [0, 0], [3, 5]]),
        (([0.5, 1.5, -1], [[1, 0, 0], [-0.5, 2, 0], [0.3, 0.7, 0.1]]), [[0.5, 1.5, -1], [0, 0, 0], [2, -3, 4]]),
        (([3], [[0.2]]), [[3], [2.5]]),
        (([0, 0], [[1e-8, 0], [1, 1e-8]]), [[0, 0], [1e-8, 1], [1, 1]]),
        (
            ([0, 0, 0, 0], [[1, 0, 0, 0], [0.999, 0.01, 0, 0], [0, 0, 1e5, 0], [1, 1, 1, 1]]),
            [[1, 1, 1, 1], [0, 0.1, 2e5, -4]],
        ),
    ],
    multivariate_normal,
    lambda a, l, x: scipy_mvn(a, l).logpdf(x),
    multivariate_normal_moments,
    lambda a, l: (a, np.diag(scipy_mvn(a, l).cov), scipy_mvn(a, l).entropy()),
)

# --- the laws of the introductory books ----------------------------------------------------------------------------


def scipy_closed(frozen, entropy=True):
    return lambda *p: (frozen(*p).mean(), frozen(*p).var(), frozen(*p).entropy() if entropy else NAN)


def line(formula):
    return lambda *args: -INF if abs(args[-1]) == INF else formula(*args)


def half_line(formula):
    return lambda *args: -INF if args[-1] < 0 or args[-1] == INF else formula(*args)


LINE = [
    ((0, 1), [0, 1, -1, 0.5, -2.5, 20, -6, 1e-300, INFINITY, -INFINITY]),
    ((3.5, 0.2), [3.5, 3.4, 2.9, 5]),
    ((-2, 25), [0, -2, 60, -100]),
    ((1e6, 1e-2), [1e6, 1000000.03125, 999999.96875]),
]

law(
    "laplace",
    "scipy.stats.laplace(loc=location, scale=scale)",
    ["location", "scale"],
    LINE + [((0, 1), [1e10, -1e150]), ((0, 1e-150), [0, 3e-150])],
    line(lambda a, b, x: -abs(x - a) / b - log(2 * b)),
    lambda a, b, x: st.laplace.logpdf(x, a, b),
    lambda a, b: (a, 2 * b**2, 1 + log(2 * b)),
    scipy_closed(st.laplace),
)
law(
    "logistic",
    "scipy.stats.logistic(loc=location, scale=scale)",
    ["location", "scale"],
    LINE + [((0, 1), [1e10, -1e150, 800, -800])],
    line(lambda a, s, x: -abs((x - a) / s) - 2 * mp.log1p(mp.exp(-abs((x - a) / s))) - log(s)),
    lambda a, s, x: st.logistic.logpdf(x, a, s),
    lambda a, s: (a, s**2 * mp.pi**2 / 3, log(s) + 2),
    scipy_closed(st.logistic),
)
law(
    "gumbel",
    "scipy.stats.gumbel_r(loc=location, scale=scale)",
    ["location", "scale"],
    LINE + [((0, 1), [1e10, 700, -700])],
    line(lambda a, b, x: -(x - a) / b - mp.exp(-(x - a) / b) - log(b)),
    lambda a, b, x: st.gumbel_r.logpdf(x, a, b),
    lambda a, b: (a + b * mp.euler, b**2 * mp.pi**2 / 6, log(b) + mp.euler + 1),
    scipy_closed(st.gumbel_r),
)
law(
    "weibull",
    "scipy.stats.weibull_min(shape, scale=scale)",
    ["shape", "scale"],
    [
        ((1, 1), [0, 1, 5, -1, 0.5, INFINITY]),
        ((2, 3), [0, 0.5, 1, 10, 1e-10, 1e-300, 60, -1e-300, INFINITY]),
        ((0.5, 1), [0, 0.1, 1e-20, 1e-300, 3, 700]),
        ((7.5, 0.25), [0.25, 0.2, 0.3, 0.01]),
    ],
    half_line(
        lambda k, s, x: log(k) - log(s) + xlogy(k - 1, x / s) - (x / s) ** k
        if x > 0
        else (-log(s) if k == 1 else INF if k < 1 else -INF)
    ),
    lambda k, s, x: st.weibull_min.logpdf(x, k, 0, s),
    lambda k, s: (
        s * mp.gamma(1 + 1 / k),
        s**2 * (mp.gamma(1 + 2 / k) - mp.gamma(1 + 1 / k) ** 2),
        mp.euler * (1 - 1 / k) + log(s / k) + 1,
    ),
    lambda k, s: scipy_closed(st.weibull_min)(k, 0, s),
)
law(
    "log-logistic",
    "scipy.stats.fisk(shape, scale=scale)",
    ["scale", "shape"],
    [
        ((1, 1), [0, 1, 5, -1, 0.5, 1e10, INFINITY]),
        ((3, 2.5), [0, 0.5, 1, 10, 1e-10, 1e-300, 1e100, -1e-300]),
        ((1, 0.5), [0, 0.1, 1e-20, 3, 700]),
        ((0.25, 7.5), [0.25, 0.2, 0.3, 0.01]),
    ],
    half_line(
        lambda a, b, x: log(b) - log(a) + (b - 1) * log(x / a) - 2 * mp.log1p((x / a) ** b)
        if x > 0
        else (-log(a) if b == 1 else INF if b < 1 else -INF)
    ),
    lambda a, b, x: st.fisk.logpdf(x, b, 0, a),
    lambda a, b: (
        a * (mp.pi / b) / mp.sin(mp.pi / b) if b > 1 else INF,
        a**2 * (2 * (mp.pi / b) / mp.sin(2 * mp.pi / b) - ((mp.pi / b) / mp.sin(mp.pi / b)) ** 2) if b > 2 else INF,
        log(a) - log(b) + 2,
    ),
    lambda a, b: (
        st.fisk.mean(b, 0, a) if b > 1 else INFINITY,
        st.fisk.var(b, 0, a) if b > 2 else INFINITY,
        st.fisk.entropy(b, 0, a),
    ),
)
law(
    "pareto",
    "scipy.stats.pareto(shape, scale=minimum)",
    ["minimum", "shape"],
    [
        ((1, 1), [1, 2, 0.5, 1e10, INFINITY]),
        ((3, 2.5), [3, 3.5, 2.99, 10, 1e100, -1]),
        ((0.25, 1.5), [0.25, 0.5, 100]),
        ((1e-5, 20), [1e-5, 2e-5, 1]),
    ],
    lambda m, a, x: -INF if x < m or x == INF else log(a) + a * log(m) - (a + 1) * log(x),
    lambda m, a, x: st.pareto.logpdf(x, a, 0, m),
    lambda m, a: (
        m * a / (a - 1) if a > 1 else INF,
        m**2 * a / ((a - 1) ** 2 * (a - 2)) if a > 2 else INF,
        log(m / a) + 1 / a + 1,
    ),
    lambda m, a: (
        st.pareto.mean(a, 0, m) if a > 1 else INFINITY,
        st.pareto.var(a, 0, m) if a > 2 else INFINITY,
        st.pareto.entropy(a, 0, m),
    ),
)
law(
    "chi-squared",
    "scipy.stats.chi2(df)",
    ["df"],
    [((2,), [0, 1, 5, -1]), ((3,), [0, 0.5, 1, 10, 1e-10, 500, INFINITY]), ((0.5,), [0, 0.1, 3]), ((1e4,), [1e4, 9e3])],
    lambda nu, x: gamma(nu / 2, mp.mpf(1) / 2, x),
    lambda nu, x: st.chi2.logpdf(x, nu),
    lambda nu: (nu, 2 * nu, nu / 2 + log(2) + mp.loggamma(nu / 2) + (1 - nu / 2) * mp.digamma(nu / 2)),
    scipy_closed(st.chi2),
)


def inverse_gamma(a, b, x):
    return -INF if x <= 0 or x == INF else a * log(b) - mp.loggamma(a) - (a + 1) * log(x) - b / x


def inverse_gamma_moments(a, b):
    return (
        b / (a - 1) if a > 1 else INF,
        b**2 / ((a - 1) ** 2 * (a - 2)) if a > 2 else INF,
        a + log(b) + mp.loggamma(a) - (1 + a) * mp.digamma(a),
    )


def scipy_inverse_gamma(a, b):
    return (
        b / (a - 1) if a > 1 else INFINITY,
        b * b / ((a - 1) ** 2 * (a - 2)) if a > 2 else INFINITY,
        st.invgamma.entropy(a, 0, b),
    )


law(
    "inverse-chi-squared",
    "scipy.stats.invgamma(df/2, scale=1/2)",
    ["df"],
    [((5,), [0, 0.5, 1, 10, 1e-3, INFINITY, -1]), ((1,), [0.1, 3]), ((3,), [0.2, 1]), ((100,), [0.01, 0.012])],
    lambda nu, x: inverse_gamma(nu / 2, mp.mpf(1) / 2, x),
    lambda nu, x: st.invgamma.logpdf(x, nu / 2, 0, 0.5),
    lambda nu: inverse_gamma_moments(nu / 2, mp.mpf(1) / 2),
    lambda nu: scipy_inverse_gamma(nu / 2, 0.5),
)
law(
    "scaled-inverse-chi-squared",
    "scipy.stats.invgamma(df/2, scale=df scale^2/2)",
    ["df", "scale"],
    [((5, 1), [0, 0.5, 1, 10, 1e-3, INFINITY, -1]), ((1, 0.5), [0.1, 3]), ((3, 20), [200, 1e4]), ((100, 2), [4, 5])],
    lambda nu, s, x: inverse_gamma(nu / 2, nu * s**2 / 2, x),
    lambda nu, s, x: st.invgamma.logpdf(x, nu / 2, 0, nu * s**2 / 2),
    lambda nu, s: inverse_gamma_moments(nu / 2, nu * s**2 / 2),
    lambda nu, s: scipy_inverse_gamma(nu / 2, nu * s**2 / 2),
)
law(
    "inverse-gaussian",
    "scipy.stats.invgauss(mean/shape, scale=shape)",
    ["mean", "shape"],
    [
        ((1, 1), [0, 1, 0.1, 20, -1, INFINITY]),
        ((3, 2), [0.5, 1, 10, 1e-3, 1e3]),
        ((0.2, 5), [0.2, 0.1, 1]),
        ((50, 0.5), [1, 0.1, 1e4]),
    ],
    lambda m, s, x: -INF if x <= 0 or x == INF else (log(s) - LOG2PI - 3 * log(x)) / 2 - s * (x - m) ** 2 / (2 * m**2 * x),
    lambda m, s, x: st.invgauss.logpdf(x, m / s, 0, s),
    lambda m, s: (m, m**3 / s, NAN),
    lambda m, s: (st.invgauss.mean(m / s, 0, s), st.invgauss.var(m / s, 0, s), NAN),
)
law(
    "beta-prime",
    "scipy.stats.betaprime(a, b)",
    ["a", "b"],
    [
        ((1, 1), [0, 1, 0.1, 20, -1, INFINITY]),
        ((3, 2.5), [0, 0.5, 1, 10, 1e-3, 1e10]),
        ((0.5, 1.5), [0, 0.2, 1e-20, 100]),
        ((20, 40), [0.5, 0.3, 2]),
    ],
    half_line(
        lambda a, b, x: (a - 1) * log(x) - (a + b) * mp.log1p(x) - log_beta(a, b)
        if x > 0
        else (-log_beta(a, b) if a == 1 else INF if a < 1 else -INF)
    ),
    lambda a, b, x: st.betaprime.logpdf(x, a, b),
    lambda a, b: (
        a / (b - 1) if b > 1 else INF,
        a * (a + b - 1) / ((b - 2) * (b - 1) ** 2) if b > 2 else INF,
        log_beta(a, b) - (a - 1) * (mp.digamma(a) - mp.digamma(b)) + (a + b) * (mp.digamma(a + b) - mp.digamma(b)),
    ),
    lambda a, b: (
        st.betaprime.mean(a, b) if b > 1 else INFINITY,
        st.betaprime.var(a, b) if b > 2 else INFINITY,
        st.betaprime.entropy(a, b),
    ),
)
law(
    "half-student-t",
    "twice scipy.stats.t(df, scale=scale) on x >= 0",
    ["df", "scale"],
    [
        ((1, 1), [0, 1, 50, -1, 1e8]),
        ((3, 2.5), [0, 1, 0.1, 10, 1e5, 1e100, INFINITY]),
        ((4, 0.3), [0.3, 2]),
        ((0.5, 10), [0, 1e6]),
        ((1.5, 2), [1, 7]),
        ((30, 2), [1, 5, 40]),
    ],
    lambda nu, s, x: -INF if x < 0 else log(2) + student(nu, mp.mpf(0), s, x),
    lambda nu, s, x: st.t.logpdf(x, nu, 0, s) + np.log(2) if x >= 0 else -INFINITY,
    lambda nu, s: (
        2 * s * mp.sqrt(nu) / ((nu - 1) * mp.beta(nu / 2, mp.mpf(1) / 2)) if nu > 1 else INF,
        s**2 * nu / (nu - 2) - (2 * s * mp.sqrt(nu) / ((nu - 1) * mp.beta(nu / 2, mp.mpf(1) / 2))) ** 2 if nu > 2 else INF,
        student_moments(nu, mp.mpf(0), s)[2] - log(2),
    ),
    lambda nu, s: (NAN, NAN, NAN),
)
law(
    "kumaraswamy",
    "the formula; scipy has no such law",
    ["a", "b"],
    [
        ((1, 1), [0, 0.3, 1, -0.1, 1.1]),
        ((2, 5), [0, 1, 0.2, 0.9, 1e-10, INFINITY]),
        ((0.5, 0.5), [0.5, 0, 1, 1e-20, 0.999]),
        ((5, 1.5), [0.5, 0.01, 0.99]),
    ],
    lambda a, b, x: -INF
    if x < 0 or x > 1
    else (INF if (x == 0 and a < 1) or (x == 1 and b < 1) else log(a) + log(b) + xlogy(a - 1, x) + xlogy(b - 1, 1 - x**a)),
    lambda a, b, x: NAN,
    lambda a, b: (
        b * mp.beta(1 + 1 / a, b),
        b * mp.beta(1 + 2 / a, b) - (b * mp.beta(1 + 1 / a, b)) ** 2,
        (1 - 1 / b) + (1 - 1 / a) * (mp.digamma(b + 1) + mp.euler) - log(a) - log(b),
    ),
    lambda a, b: (NAN, NAN, NAN),
)


def log_cdf(v):
    return log(mp.erfc(-v / mp.sqrt(2)) / 2)


law(
    "skew-normal",
    "scipy.stats.skewnorm(skew, loc=location, scale=scale)",
    ["location", "scale", "skew"],
    [
        ((0, 1, 0), [0, 1, -1, 30, INFINITY]),
        ((0, 1, 4), [0, 1, -1, 0.5, -5, 20, INFINITY, -INFINITY]),
        ((3.5, 0.2, -2), [3.5, 3.4, 3, 4.5]),
        ((-2, 25, 0.5), [0, -2, 60, -100]),
    ],
    line(lambda a, s, k, x: log(2) - ((x - a) / s) ** 2 / 2 - LOG2PI / 2 - log(s) + log_cdf(k * (x - a) / s)),
    lambda a, s, k, x: st.skewnorm.logpdf(x, k, a, s),
    lambda a, s, k: (
        a + s * k / mp.sqrt(1 + k**2) * mp.sqrt(2 / mp.pi),
        s**2 * (1 - 2 * k**2 / ((1 + k**2) * mp.pi)),
        NAN,
    ),
    lambda a, s, k: (st.skewnorm.mean(k, a, s), st.skewnorm.var(k, a, s), NAN),
)
law(
    "exponentially-modified-normal",
    "scipy.stats.exponnorm(1/(scale rate), loc=location, scale=scale)",
    ["location", "scale", "rate"],
    [
        ((0, 1, 1), [0, 1, -1, 0.5, -5, 20, 300, -30, INFINITY, -INFINITY]),
        ((3.5, 0.2, 5), [3.5, 3.4, 3, 4.5]),
        ((-2, 25, 0.01), [0, -2, 60, -100, 1000]),
        ((0, 10, 10), [0, 1, -30, 40]),
    ],
    line(lambda a, s, r, x: log(r) + r * (a - x) + (r * s) ** 2 / 2 + log_cdf((x - a) / s - r * s)),
    lambda a, s, r, x: st.exponnorm.logpdf(x, 1 / (s * r), a, s),
    lambda a, s, r: (a + 1 / r, s**2 + 1 / r**2, NAN),
    lambda a, s, r: (st.exponnorm.mean(1 / (s * r), a, s), st.exponnorm.var(1 / (s * r), a, s), NAN),
)
law(
    "geometric",
    "scipy.stats.geom(probability, loc=-1)",
    ["probability"],
    [((0.5,), [0, 1, 7, -1, 0.5]), ((0.01,), [0, 100, 10000]), ((1,), [0, 1]), ((0.9,), [0, 3, 50])],
    lambda p, k: -INF if k < 0 or k != int(k) else log(p) + xlogy(k, 1 - p),
    lambda p, k: st.geom.logpmf(k, p, -1),
    lambda p: ((1 - p) / p, (1 - p) / p**2, -log(p) - xlogy(1 - p, 1 - p) / p),
    lambda p: (st.geom.mean(p, -1), st.geom.var(p, -1), NAN),
    discrete=True,
)
law(
    "beta-binomial",
    "scipy.stats.betabinom(trials, a, b)",
    ["trials", "a", "b"],
    [
        ((1, 1, 1), [0, 1, 2, -1]),
        ((10, 2, 3), [0, 5, 10, 11, 2.5]),
        ((50, 0.5, 0.25), [0, 20, 50]),
        ((1000, 30, 10), [750, 700, 999]),
    ],
    lambda n, a, b, k: -INF
    if k < 0 or k > n or k != int(k)
    else log(mp.binomial(n, k)) + log_beta(k + a, n - k + b) - log_beta(a, b),
    lambda n, a, b, k: st.betabinom.logpmf(k, n, a, b),
    lambda n, a, b: (n * a / (a + b), n * a * b * (a + b + n) / ((a + b) ** 2 * (a + b + 1)), NAN),
    lambda n, a, b: (st.betabinom.mean(n, a, b), st.betabinom.var(n, a, b), NAN),
    discrete=True,
)
