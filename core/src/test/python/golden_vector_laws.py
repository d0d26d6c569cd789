#!/usr/bin/env python3
"""Writes the golden values of the laws of vectors and matrices: scipy where it is accurate to 1e-13, else mpmath with 60 digits.

    pip install scipy==1.17.1 mpmath==1.4.1 numpyro==0.22.0
    python golden_vector_laws.py core/src/test/resources/dev/jensen/core/distribution

The files are those of golden_laws.py. Every log density is computed twice, by scipy (the LKJ laws by numpyro, in double precision) and from
the formula with mpmath, and the two must agree to 1e-9 of their size; laws of a Cholesky factor are checked against that of the matrix by a
numerical determinant.
"""

import csv
import itertools
import pathlib
import sys

import jax
import mpmath as mp
import numpy as np
import numpyro.distributions as dist
import scipy
import scipy.stats as st

jax.config.update("jax_enable_x64", True)
np.seterr(all="ignore")
mp.mp.dps = 60
target = pathlib.Path(sys.argv[1])
INF, NAN = mp.inf, mp.nan
LOG2PI = mp.log(2 * mp.pi)


def log(x):
    return -INF if x == 0 else mp.log(x)


def text(value):
    if isinstance(value, (list, tuple, np.ndarray, mp.matrix)):
        if isinstance(value, mp.matrix):
            value = value.tolist()
        return " ".join(text(v) for v in np.ravel(np.asarray(value, dtype=object)))
    value = float(value)
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def flat(value):
    if isinstance(value, mp.matrix):
        value = value.tolist()
    return np.array([float(v) for v in np.ravel(np.asarray(value, dtype=object))])


def judged(other, formula, name, loose=1e-9):
    """The value to write and its source; fails where the two lineages disagree."""
    a, b = flat(other), flat(formula)
    assert a.shape == b.shape, (name, a, b)
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    assert (same | (np.abs(a - b) <= loose * np.maximum(1, np.abs(b)))).all(), (name, a, b)
    agree = same | (np.abs(a - b) <= 1e-13 * np.abs(b))
    return (other, "scipy") if agree.all() else (formula, "mpmath")


def table(name, source, columns, rows):
    with open(target / f"{name}.csv", "w", newline="") as file:
        file.write(f"# scipy {scipy.__version__} {source}; mpmath {mp.__version__} where the last column says so\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text(v) if not isinstance(v, str) else v for v in row] for row in rows)
    print(f"{name:32s} {len(rows):3d} rows, {sum(row[-1] == 'mpmath' for row in rows)} by mpmath")


def exact(v):
    return [exact(w) for w in v] if isinstance(v, (list, tuple)) else mp.mpf(v)


def law(name, source, parameters, cases, formula, by_other, moments, other_moments=None, loose=1e-9, discrete=False):
    rows = []
    for p, xs in cases:
        for x in xs:
            rows.append([*p, x, *judged(by_other(*p, x), formula(*exact(p), exact(x)), (name, p, x), loose)])
    table(name, source, [*parameters, "x", "logpmf" if discrete else "logpdf", "source"], rows)
    rows = []
    for p, _ in cases:
        values = moments(*exact(p))
        sources = {"mpmath"}
        if other_moments is not None:
            other = other_moments(*p)
            pairs = [judged(o, v, (name, p)) if o is not None else (v, "mpmath") for o, v in zip(other, values)]
            values, sources = [v for v, _ in pairs], {s for _, s in pairs}
        rows.append([*p, *values, "mpmath" if "mpmath" in sources else "scipy"])
    table(f"{name}-moments", source, [*parameters, "expectation", "variance", "entropy", "source"], rows)


# --- counts ----------------------------------------------------------------------------------------------------------


def are_counts(n, x):
    return all(v >= 0 and v == mp.floor(v) for v in x) and mp.fsum(x) == n


def multinomial(n, p, x):
    if not are_counts(n, x):
        return -INF
    terms = [0 if v == 0 else v * log(w) for v, w in zip(x, p)]
    return mp.loggamma(n + 1) - mp.fsum(mp.loggamma(v + 1) for v in x) + mp.fsum(terms)


COUNTS = [
    ((6, [0.25, 0.25, 0.5]), [[1, 2, 3], [6, 0, 0], [1, 2, 4], [1.5, 1.5, 3], [-1, 4, 3]]),
    ((10, [0.125, 0.875]), [[0, 10], [10, 0], [5, 5]]),
    ((3, [0.5, 0, 0.5]), [[1, 0, 2], [1, 1, 1]]),
    ((1000, [0.0009765625, 0.4990234375, 0.5]), [[1, 499, 500], [1000, 0, 0], [0, 0, 1000]]),
    ((0, [0.5, 0.5]), [[0, 0]]),
    ((1000000, [0.25, 0.25, 0.25, 0.25]), [[250000, 250000, 250000, 250000], [249000, 251000, 250000, 250000]]),
]
law(
    "multinomial",
    "scipy.stats.multinomial(trials, probabilities)",
    ["trials", "probabilities"],
    COUNTS,
    multinomial,
    lambda n, p, x: st.multinomial.logpmf(x, n, p),
    lambda n, p: ([n * v for v in p], [n * v * (1 - v) for v in p], NAN),
    lambda n, p: (n * np.array(p), np.diag(st.multinomial.cov(n, p)), None),
    discrete=True,
)


def softmax(t):
    total = mp.fsum(mp.exp(v) for v in t)
    return [mp.exp(v) / total for v in t]


law(
    "multinomial-logits",
    "scipy.stats.multinomial(trials, softmax(logits))",
    ["trials", "logits"],
    [
        ((6, [0, 0.5, -1]), [[1, 2, 3], [6, 0, 0], [1, 2, 4], [1.5, 1.5, 3]]),
        ((10, [3, -2]), [[0, 10], [10, 0], [5, 5]]),
        ((5, [0, 40, -30]), [[0, 5, 0], [1, 4, 0], [2, 3, 0]]),
        ((50, [100, 101, 99, 100]), [[10, 20, 5, 15]]),
    ],
    lambda n, t, x: multinomial(n, softmax(t), x),
    lambda n, t, x: st.multinomial.logpmf(x, n, np.exp(t - np.logaddexp.reduce(t))),
    lambda n, t: ([n * v for v in softmax(t)], [n * v * (1 - v) for v in softmax(t)], NAN),
    loose=1e-7,
    discrete=True,
)


def dirichlet_multinomial(n, a, x):
    if not are_counts(n, x):
        return -INF
    total = mp.fsum(a)
    rising = mp.fsum(mp.loggamma(v + w) - mp.loggamma(w) - mp.loggamma(v + 1) for v, w in zip(x, a))
    return mp.loggamma(n + 1) + mp.loggamma(total) - mp.loggamma(n + total) + rising


def dirichlet_multinomial_moments(n, a):
    total = mp.fsum(a)
    shares = [v / total for v in a]
    return [n * v for v in shares], [n * v * (1 - v) * (n + total) / (1 + total) for v in shares], NAN


law(
    "dirichlet-multinomial",
    "scipy.stats.dirichlet_multinomial(alpha, n)",
    ["trials", "concentration"],
    [
        ((6, [1, 2, 3]), [[1, 2, 3], [6, 0, 0], [1, 2, 4], [1.5, 1.5, 3]]),
        ((10, [0.5, 0.25]), [[0, 10], [10, 0], [5, 5]]),
        ((3, [0.001, 0.002, 0.001]), [[1, 0, 2], [1, 1, 1], [3, 0, 0]]),
        ((1000, [100, 300, 600]), [[100, 300, 600], [0, 0, 1000], [200, 300, 500]]),
        ((0, [1, 1]), [[0, 0]]),
    ],
    dirichlet_multinomial,
    lambda n, a, x: st.dirichlet_multinomial.logpmf(x, a, n) if are_counts(n, x) else -np.inf,
    dirichlet_multinomial_moments,
    lambda n, a: (st.dirichlet_multinomial.mean(a, n), st.dirichlet_multinomial.var(a, n), None),
    discrete=True,
)

# --- vectors ---------------------------------------------------------------------------------------------------------


def square(l):
    k = len(l)
    return [[mp.fsum(l[i][m] * l[j][m] for m in range(min(i, j) + 1)) for j in range(k)] for i in range(k)]


def forward_solve(factor, v):
    out = []
    for i, row in enumerate(factor):
        out.append((v[i] - mp.fsum(row[j] * out[j] for j in range(i))) / row[i])
    return out


def log_det(l):
    return mp.fsum(log(l[i][i]) for i in range(len(l)))


def student(nu, m, l, x):
    k = len(m)
    z = forward_solve(l, [a - b for a, b in zip(x, m)])
    return (
        mp.loggamma((nu + k) / 2)
        - mp.loggamma(nu / 2)
        - k * log(nu * mp.pi) / 2
        - log_det(l)
        - (nu + k) / 2 * mp.log1p(mp.fsum(v**2 for v in z) / nu)
    )


def student_moments(nu, m, l):
    k, h = len(m), (nu + len(m)) / 2
    s = square(l)
    mean = m if nu > 1 else [NAN] * k
    variance = [s[i][i] * nu / (nu - 2) if nu > 2 else INF if nu > 1 else NAN for i in range(k)]
    entropy = (
        h * (mp.digamma(h) - mp.digamma(nu / 2))
        - (mp.loggamma(h) - mp.loggamma(nu / 2) - k * log(nu * mp.pi) / 2)
        + log_det(l)
    )
    return mean, variance, entropy


L2 = [[2, 0], [0.5, 0.25]]
L3 = [[1, 0, 0], [-0.5, 2, 0], [0.3, 0.7, 0.5]]
I2 = [[1, 0], [0, 1]]


def np_square(l):
    return np.asarray(l, float) @ np.asarray(l, float).T


law(
    "multivariate-student-t",
    "scipy.stats.multivariate_t(location, L L^T, df), L the lower Cholesky factor",
    ["degrees", "location", "cholesky"],
    [
        ((3, [0, 0], I2), [[0, 0], [1, -2], [1e10, 0], [1e100, 1e100]]),
        ((5, [1, -2], L2), [[1, -2], [0, 0], [3, 5]]),
        ((1, [0, 0], L2), [[0, 0], [-30, 2]]),
        ((1.5, [0.5, 1.5, -1], L3), [[0.5, 1.5, -1], [0, 0, 0], [2, -3, 4]]),
        ((1000000, [0, 1], L2), [[0, 0], [1, 3]]),
        ((0.25, [3], [[0.2]]), [[3], [2.5], [-1e6]]),
    ],
    student,
    lambda nu, m, l, x: st.multivariate_t(m, np_square(l), nu).logpdf(x),
    student_moments,
    lambda nu, m, l: (None, None, st.multivariate_t(m, np_square(l), nu).entropy()),
    loose=1e-7,
)


def precision_normal(m, a, x):
    k = len(m)
    d = [v - w for v, w in zip(x, m)]
    z = [mp.fsum(a[i][j] * d[i] for i in range(j, k)) for j in range(k)]
    return -mp.fsum(v**2 for v in z) / 2 + log_det(a) - k * LOG2PI / 2


def precision_moments(m, a):
    k = len(m)
    covariance = mp.inverse(mp.matrix(square(a)))
    return m, [covariance[i, i] for i in range(k)], k * (1 + LOG2PI) / 2 - log_det(a)


def np_precision(m, a):
    return st.multivariate_normal(m, np.linalg.inv(np_square(a)))


law(
    "multivariate-normal-precision",
    "scipy.stats.multivariate_normal(mean, (A A^T)^-1), A the lower Cholesky factor of the precision",
    ["mean", "cholesky"],
    [
        (([0, 0], I2), [[0, 0], [1, -2], [30, 40], [1e10, 0]]),
        (([1, -2], L2), [[1, -2], [0, 0], [3, 5]]),
        (([0.5, 1.5, -1], L3), [[0.5, 1.5, -1], [0, 0, 0], [2, -3, 4]]),
        (([3], [[5]]), [[3], [2.5]]),
    ],
    precision_normal,
    lambda m, a, x: np_precision(m, a).logpdf(x),
    precision_moments,
    lambda m, a: (m, np.diag(np_precision(m, a).cov), np_precision(m, a).entropy()),
)


def sum_to_zero(s, x):
    if abs(mp.fsum(x)) > 1e-9 * mp.fsum(abs(v) for v in x):
        return -INF
    return -mp.fsum(v**2 for v in x) / (2 * s**2) - (len(x) - 1) * (log(s) + LOG2PI / 2)


def by_scipy_sum_to_zero(s, x):
    """The singular normal law of covariance s^2 (I - 1/K), whose pseudo-determinant is that in the hyperplane."""
    k = len(x)
    return st.multivariate_normal(np.zeros(k), s**2 * (np.eye(k) - 1 / k), allow_singular=True).logpdf(x)


law(
    "sum-to-zero-normal",
    "scipy.stats.multivariate_normal(0, scale^2 (I - 1/K), allow_singular=True), K = 3",
    ["scale"],
    [
        ((1,), [[0, 0, 0], [1, -2, 1], [30, -40, 10], [1, 1, 1]]),
        ((0.2,), [[0.125, 0.125, -0.25]]),
        ((25,), [[0, 10, -10], [1e6, -1e6, 0]]),
        ((1e-3,), [[0, 0, 0]]),
        ((1e100,), [[0, 1e100, -1e100]]),
        ((3,), [[1, 1, -2]]),
    ],
    sum_to_zero,
    by_scipy_sum_to_zero,
    lambda s: ([0] * 3, [s**2 * mp.mpf(2) / 3] * 3, 2 * (log(s) + (1 + LOG2PI) / 2)),
)

# --- matrices --------------------------------------------------------------------------------------------------------


def matrix_normal(m, a, b, x):
    n, p = len(m), len(m[0])
    columns = [forward_solve(a, [x[i][j] - m[i][j] for i in range(n)]) for j in range(p)]
    rows = [forward_solve(b, [columns[j][i] for j in range(p)]) for i in range(n)]
    squares = mp.fsum(v**2 for row in rows for v in row)
    return -squares / 2 - p * log_det(a) - n * log_det(b) - n * p * LOG2PI / 2


def matrix_normal_moments(m, a, b):
    n, p = len(m), len(m[0])
    u, v = square(a), square(b)
    entropy = p * log_det(a) + n * log_det(b) + n * p * (1 + LOG2PI) / 2
    return m, [[u[i][i] * v[j][j] for j in range(p)] for i in range(n)], entropy


law(
    "matrix-normal",
    "scipy.stats.matrix_normal(mean, A A^T, B B^T), A and B the lower Cholesky factors",
    ["mean", "rowCholesky", "columnCholesky"],
    [
        (([[0, 0], [0, 0]], I2, I2), [[[0, 0], [0, 0]], [[1, -2], [3, 4]], [[100, 0], [0, 100]]]),
        (([[1, 2], [3, -4]], L2, [[3, 0], [-1, 0.5]]), [[[1, 2], [3, -4]], [[0, 0], [0, 0]]]),
        (([[1, 2, 0], [3, -4, 1]], L2, L3), [[[1, 2, 0], [3, -4, 1]], [[0, 0, 1], [0, 5, 0]]]),
        (([[1, 2, -1]], [[0.5]], L3), [[[1, 2, 0]]]),
    ],
    matrix_normal,
    lambda m, a, b, x: st.matrix_normal(m, np_square(a), np_square(b)).logpdf(x),
    matrix_normal_moments,
    lambda m, a, b: (m, None, st.matrix_normal(m, np_square(a), np_square(b)).entropy()),
)


def multigamma(a, k):
    return mp.mpf(k * (k - 1)) / 4 * log(mp.pi) + mp.fsum(mp.loggamma(a - mp.mpf(j) / 2) for j in range(k))


def multidigamma(a, k):
    return mp.fsum(mp.digamma(a - mp.mpf(j) / 2) for j in range(k))


def cholesky(x):
    k = len(x)
    l = [[mp.mpf(0)] * k for _ in range(k)]
    for i in range(k):
        for j in range(i + 1):
            s = x[i][j] - mp.fsum(l[i][m] * l[j][m] for m in range(j))
            if i == j and s <= 0:
                return None
            l[i][j] = mp.sqrt(s) if i == j else s / l[j][j]
    return l


def norm_of_quotient(a, l):
    """||A^-1 L||^2."""
    k = len(a)
    return mp.fsum(v**2 for j in range(k) for v in forward_solve(a, [l[i][j] if j <= i else mp.mpf(0) for i in range(k)]))


def wishart_of_factor(nu, a, l):
    k = len(a)
    return (
        (nu - k - 1) * log_det(l)
        - norm_of_quotient(a, l) / 2
        - nu * k * log(2) / 2
        - nu * log_det(a)
        - multigamma(nu / 2, k)
    )


def inverse_wishart_of_factor(nu, a, l):
    k = len(a)
    return (
        nu * log_det(a)
        - nu * k * log(2) / 2
        - multigamma(nu / 2, k)
        - (nu + k + 1) * log_det(l)
        - norm_of_quotient(l, a) / 2
    )


def of_matrix(of_factor):
    def density(nu, a, x):
        l = cholesky(x)
        symmetric = all(x[i][j] == x[j][i] for i in range(len(x)) for j in range(i))
        return of_factor(nu, a, l) if l is not None and symmetric else -INF

    return density


def log_jacobian(l):
    k = len(l)
    return k * log(2) + mp.fsum((k - i) * log(l[i][i]) for i in range(k))


def of_cholesky(of_factor):
    def density(nu, a, l):
        k = len(l)
        bad = any(l[i][i] <= 0 for i in range(k)) or any(l[i][j] != 0 for i in range(k) for j in range(i + 1, k))
        return -INF if bad else of_factor(nu, a, l) + log_jacobian(l)

    return density


def numerical_jacobian(l):
    """log |det d(L L^T)/dL| of the lower triangles, by differences."""
    l = np.asarray(l, float)
    k = len(l)
    index = [(i, j) for i in range(k) for j in range(i + 1)]
    jac = np.zeros((len(index), len(index)))
    for c, (i, j) in enumerate(index):
        up, down = l.copy(), l.copy()
        up[i, j] += 1e-5
        down[i, j] -= 1e-5
        d = (up @ up.T - down @ down.T) / 2e-5
        jac[:, c] = [d[q] for q in index]
    return np.linalg.slogdet(jac)[1]


def scipy_or_nothing(logpdf, x):
    x = np.asarray(x, float)
    if not np.allclose(x, x.T) or np.linalg.eigvalsh(x).min() <= 0:
        return -np.inf
    return logpdf(x)


def scipy_factor(logpdf, l):
    l = np.asarray(l, float)
    if (np.diag(l) <= 0).any() or np.triu(l, 1).any():
        return -np.inf
    return logpdf(l @ l.T) + numerical_jacobian(l)


def wishart_moments(nu, a):
    k, v = len(a), square(a)
    mean_log = multidigamma(nu / 2, k) + k * log(2) + 2 * log_det(a)
    normalizer = nu * k * log(2) / 2 + nu * log_det(a) + multigamma(nu / 2, k)
    entropy = normalizer + nu * k / 2 - (nu - k - 1) / 2 * mean_log
    mean = [[nu * v[i][j] for j in range(k)] for i in range(k)]
    return mean, [[nu * (v[i][j] ** 2 + v[i][i] * v[j][j]) for j in range(k)] for i in range(k)], entropy


def inverse_wishart_moments(nu, a):
    k, s = len(a), square(a)
    mean_log = 2 * log_det(a) - k * log(2) - multidigamma(nu / 2, k)
    normalizer = nu * log_det(a) - nu * k * log(2) / 2 - multigamma(nu / 2, k)
    entropy = -normalizer + (nu + k + 1) / 2 * mean_log + nu * k / 2
    n = nu - k

    def variance(i, j):
        return ((n + 1) * s[i][j] ** 2 + (n - 1) * s[i][i] * s[j][j]) / (n * (n - 1) ** 2 * (n - 3)) if n > 3 else NAN

    mean = [[s[i][j] / (n - 1) if n > 1 else NAN for j in range(k)] for i in range(k)]
    return mean, [[variance(i, j) for j in range(k)] for i in range(k)], entropy


X2 = [[2, 0.5], [0.5, 1]]
X3 = [[2, 0.5, -0.25], [0.5, 1, 0.125], [-0.25, 0.125, 4]]
MATRICES = [
    ((3, I2), [I2, X2, [[1e-6, 0], [0, 1e6]], [[1, 2], [2, 1]], [[1, 0.5], [0.25, 1]]]),
    ((7.5, L2), [X2, I2]),
    ((12, [[1, 0], [0.5, 1]]), [X2]),
    ((4.5, L3), [X3]),
    ((10, L3), [X3, [[100, 0, 0], [0, 100, 0], [0, 0, 100]]]),
    ((1.25, [[0.5]]), [[[2]], [[1e-8]]]),
    ((1000, I2), [[[1000, 10], [10, 1000]]]),
]
law(
    "wishart",
    "scipy.stats.wishart(df, A A^T), A the lower Cholesky factor",
    ["degrees", "cholesky"],
    MATRICES,
    of_matrix(wishart_of_factor),
    lambda nu, a, x: scipy_or_nothing(lambda y: st.wishart(nu, np_square(a)).logpdf(y), x),
    wishart_moments,
    lambda nu, a: (st.wishart(nu, np_square(a)).mean(), st.wishart(nu, np_square(a)).var(), st.wishart(nu, np_square(a)).entropy()),
)
law(
    "inverse-wishart",
    "scipy.stats.invwishart(df, A A^T), A the lower Cholesky factor",
    ["degrees", "cholesky"],
    MATRICES,
    of_matrix(inverse_wishart_of_factor),
    lambda nu, a, x: scipy_or_nothing(lambda y: st.invwishart(nu, np_square(a)).logpdf(y), x),
    inverse_wishart_moments,  # scipy's own entropy is off by (K + 1)/2 log 2 for K = 2, as a mean of its log densities shows
)


def chi_mean(n):
    return mp.sqrt(2) * mp.gamma((n + 1) / 2) / mp.gamma(n / 2)


def inverse_chi_mean(n):
    return mp.gamma((n - 1) / 2) / mp.gamma(n / 2) / mp.sqrt(2) if n > 1 else NAN


def wishart_cholesky_moments(nu, a):
    """By Bartlett: L = A B."""
    k = len(a)
    means = [chi_mean(nu - j) for j in range(k)]
    mean = [[a[i][j] * means[j] if j <= i else mp.mpf(0) for j in range(k)] for i in range(k)]
    variance = [
        [
            mp.fsum(a[i][m] ** 2 * ((nu - j - means[j] ** 2) if m == j else 1) for m in range(j, i + 1)) if j <= i else mp.mpf(0)
            for j in range(k)
        ]
        for i in range(k)
    ]
    logs = [log(a[j][j]) + (mp.digamma((nu - j) / 2) + log(2)) / 2 for j in range(k)]
    jacobian = k * log(2) + mp.fsum((k - j) * logs[j] for j in range(k))
    return mean, variance, wishart_moments(nu, a)[2] - jacobian


def inverse_wishart_cholesky_moments(nu, a):
    """L = A T^-1, T of normal numbers and chi numbers; the second moments of T^-1 by the recursion along its rows."""
    k = len(a)
    n = [nu - k + 1 + j for j in range(k)]
    second = [[mp.mpf(0)] * k for _ in range(k)]
    for j in range(k):
        for i in range(j, k):
            below = 1 if i == j else mp.fsum(second[m][j] for m in range(j, i))
            second[i][j] = below / (n[i] - 2) if n[i] > 2 else NAN
    means = [inverse_chi_mean(v) for v in n]
    ok, finite = n[0] > 1, n[0] > 2
    mean = [[(a[i][j] * means[j] if j <= i else mp.mpf(0)) if ok else NAN for j in range(k)] for i in range(k)]
    variance = [
        [
            (mp.fsum(a[i][m] ** 2 * (second[m][j] - (means[j] ** 2 if m == j else 0)) for m in range(j, i + 1)) if j <= i else mp.mpf(0))
            if finite
            else NAN
            for j in range(k)
        ]
        for i in range(k)
    ]
    logs = [log(a[j][j]) - (mp.digamma(n[j] / 2) + log(2)) / 2 for j in range(k)]
    jacobian = k * log(2) + mp.fsum((k - j) * logs[j] for j in range(k))
    return mean, variance, inverse_wishart_moments(nu, a)[2] - jacobian


FACTORS = [
    ((3, I2), [I2, L2, [[1e-3, 0], [0, 1e3]], [[1, 2], [2, 1]], [[1, 0], [1, -1]]]),
    ((7.5, L2), [L2, I2]),
    ((4.5, L3), [L3]),
    ((10, L3), [L3, [[10, 0, 0], [0, 10, 0], [0, 0, 10]]]),
    ((1.25, [[0.5]]), [[[2]], [[1e-4]]]),
    ((1000, I2), [[[30, 0], [1, 31]]]),
]
law(
    "wishart-cholesky",
    "scipy.stats.wishart(df, A A^T) of L L^T and a numerical determinant, A the lower Cholesky factor",
    ["degrees", "cholesky"],
    FACTORS,
    of_cholesky(wishart_of_factor),
    lambda nu, a, l: scipy_factor(lambda y: st.wishart(nu, np_square(a)).logpdf(y), l),
    wishart_cholesky_moments,
    loose=1e-6,
)
law(
    "inverse-wishart-cholesky",
    "scipy.stats.invwishart(df, A A^T) of L L^T and a numerical determinant, A the lower Cholesky factor",
    ["degrees", "cholesky"],
    FACTORS,
    of_cholesky(inverse_wishart_of_factor),
    lambda nu, a, l: scipy_factor(lambda y: st.invwishart(nu, np_square(a)).logpdf(y), l),
    inverse_wishart_cholesky_moments,
    loose=1e-6,
)

# --- LKJ: K = 3 everywhere, for the size is no parameter of the files ---------------------------------------------------
K = 3


def vine(eta):
    """The Beta parameter of the partial correlations of each column."""
    return [eta + mp.mpf(K - 2 - j) / 2 for j in range(K - 1)]


def lkj_normalizer(eta):
    return mp.fsum((K - 1 - j) * ((2 * a - 1) * log(2) + log(mp.beta(a, a))) for j, a in enumerate(vine(eta)))


def lkj(eta, x):
    l = cholesky(x)
    if l is None or any(abs(x[i][i] - 1) > 1e-9 for i in range(K)):
        return -INF
    return (eta - 1) * 2 * log_det(l) - lkj_normalizer(eta)


def lkj_cholesky(eta, l):
    if any(l[i][i] <= 0 for i in range(K)) or any(abs(mp.fsum(v**2 for v in row) - 1) > 1e-9 for row in l):
        return -INF
    return mp.fsum((K - 1 - i + 2 * eta - 2) * log(l[i][i]) for i in range(K)) - lkj_normalizer(eta)


def inside(x, log_prob):
    return float(log_prob(np.asarray(x, float)))


def log_complement(a):
    """E log(1 - z^2), by quadrature of the Beta density."""
    f = lambda t: (mp.log(4) + log(t) + mp.log1p(-t)) * (t * (1 - t)) ** (a - 1)
    return 2 * mp.quad(f, mp.linspace(0, 0.5, 21)) / mp.beta(a, a)


def lkj_moments(eta):
    mean_log = mp.fsum((K - 1 - j) * log_complement(a) for j, a in enumerate(vine(eta)))
    variance = 1 / (2 * eta + K - 1)
    rows = range(K)
    return (
        [[mp.mpf(i == j) for j in rows] for i in rows],
        [[mp.mpf(0) if i == j else variance for j in rows] for i in rows],
        lkj_normalizer(eta) - (eta - 1) * mean_log,
    )


def lkj_cholesky_moments(eta):
    rows = range(K)
    root = [mp.quad(lambda t: 2 * (t * (1 - t)) ** (a - mp.mpf(1) / 2), mp.linspace(0, 1, 41)) / mp.beta(a, a) for a in vine(eta)]
    left = [2 * a / (2 * a + 1) for a in vine(eta)]
    mean = [[mp.fprod(root[:i]) if i == j else mp.mpf(0) for j in rows] for i in rows]
    variance = [
        [
            mp.fprod(left[:i]) - mp.fprod(root[:i]) ** 2 if i == j else mp.fprod(left[:j]) * (1 - left[j]) if j < i else mp.mpf(0)
            for j in rows
        ]
        for i in rows
    ]
    logs = [mp.fsum(log_complement(a) for a in vine(eta)[:i]) / 2 for i in rows]
    kernel = mp.fsum((K - 1 - i + 2 * eta - 2) * logs[i] for i in rows)
    return mean, variance, lkj_normalizer(eta) - kernel


O3 = [[1, 0.5, -0.25], [0.5, 1, 0.125], [-0.25, 0.125, 1]]
I3 = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
C3 = [[1, 0, 0], [0.6, 0.8, 0], [0, -0.6, 0.8]]
D3 = [[1, 0, 0], [0.28, 0.96, 0], [0.48, 0.6, 0.64]]
mp.mp.dps = 30
law(
    "lkj",
    "numpyro 0.22.0 LKJ(3, shape), double precision",
    ["shape"],
    [
        ((1,), [I3, O3, [[1, 2, 0], [2, 1, 0], [0, 0, 1]], [[1, 0, 0], [0, 2, 0], [0, 0, 1]]]),
        ((2,), [I3, O3, [[1, 0.875, 0.75], [0.875, 1, 0.875], [0.75, 0.875, 1]]]),
        ((0.5,), [I3, O3]),
        ((7.5,), [O3]),
        ((100,), [I3, O3]),
    ],
    lkj,
    lambda eta, x: inside(x, dist.LKJ(K, eta).log_prob)
    if np.linalg.eigvalsh(np.asarray(x, float)).min() > 0 and np.allclose(np.diag(x), 1)
    else -np.inf,
    lkj_moments,
    loose=1e-7,
)
law(
    "lkj-cholesky",
    "numpyro 0.22.0 LKJCholesky(3, shape), double precision",
    ["shape"],
    [
        ((1,), [I3, C3, D3, [[1, 0, 0], [1, 0, 0], [0, 0, 1]], [[1, 0, 0], [0, 2, 0], [0, 0, 1]]]),
        ((2,), [I3, C3, D3]),
        ((0.5,), [I3, C3]),
        ((7.5,), [D3]),
        ((100,), [I3, C3]),
    ],
    lkj_cholesky,
    lambda eta, x: inside(x, dist.LKJCholesky(K, eta).log_prob)
    if np.diag(np.asarray(x, float)).min() > 0 and np.allclose(np.square(np.asarray(x, float)).sum(1), 1)
    else -np.inf,
    lkj_cholesky_moments,
    loose=1e-7,
)
