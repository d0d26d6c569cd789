"""Writes golden values of divergences between laws: mpmath sums and integrals of the densities' definitions, and no
closed form of a divergence. Run from the module's folder: python src/test/python/golden_divergences.py
"""

import pathlib

import mpmath as mp

mp.mp.dps = 30
INF = mp.inf

# --- laws: log density, support, points around which their mass lies -------------------------------------------------


def normal(m, s):
    return lambda x: -((x - m) / s) ** 2 / 2 - mp.log(s) - mp.log(2 * mp.pi) / 2


def lognormal(m, s):
    return lambda x: normal(m, s)(mp.log(x)) - mp.log(x)


def gamma(a, b):
    return lambda x: (a - 1) * mp.log(x) - b * x + a * mp.log(b) - mp.loggamma(a)


def inverse_gamma(a, b):
    return lambda x: -(a + 1) * mp.log(x) - b / x + a * mp.log(b) - mp.loggamma(a)


def beta(a, b):
    return lambda x: (a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x) - mp.log(mp.beta(a, b))


def exponential(r):
    return lambda x: mp.log(r) - r * x


def half_normal(s):
    return lambda x: normal(0, s)(x) + mp.log(2)


def cauchy(m, s):
    return lambda x: -mp.log(mp.pi * s) - mp.log1p(((x - m) / s) ** 2)


def half_cauchy(s):
    return lambda x: cauchy(0, s)(x) + mp.log(2)


def student(v, m, s):
    return lambda x: (
        mp.loggamma((v + 1) / 2)
        - mp.loggamma(v / 2)
        - mp.log(v * mp.pi) / 2
        - mp.log(s)
        - (v + 1) / 2 * mp.log1p(((x - m) / s) ** 2 / v)
    )


def uniform(a, b):
    return lambda x: -mp.log(b - a) if a <= x <= b else -INF


def poisson(r):
    return lambda k: k * mp.log(r) - r - mp.loggamma(k + 1)


def negative_binomial(m, phi):
    return lambda k: (
        mp.loggamma(k + phi)
        - mp.loggamma(k + 1)
        - mp.loggamma(phi)
        + phi * mp.log(phi / (m + phi))
        + k * mp.log(m / (m + phi))
    )


def binomial(n, p):
    def log(k):
        if k > n:
            return -INF
        return mp.log(mp.binomial(n, k)) + (0 if k == 0 else k * mp.log(p)) + (0 if k == n else (n - k) * mp.log1p(-p))

    return log


def categorical(*p):
    return lambda k: mp.log(p[int(k)]) if k < len(p) and p[int(k)] > 0 else -INF


LAWS = {
    "normal": (normal, (-INF, INF)),
    "lognormal": (lognormal, (0, INF)),
    "gamma": (gamma, (0, INF)),
    "inversegamma": (inverse_gamma, (0, INF)),
    "beta": (beta, (0, 1)),
    "exponential": (exponential, (0, INF)),
    "halfnormal": (half_normal, (0, INF)),
    "cauchy": (cauchy, (-INF, INF)),
    "halfcauchy": (half_cauchy, (0, INF)),
    "studentt": (student, (-INF, INF)),
    "uniform": (uniform, None),
    "poisson": (poisson, INF),
    "negativebinomial": (negative_binomial, INF),
    "binomial": (binomial, None),
    "bernoulli": (lambda p: categorical(1 - p, p), 1),
    "categorical": (categorical, None),
}
DISCRETE = {"poisson", "negativebinomial", "binomial", "bernoulli", "categorical"}


def ends(name, parameters):
    if name == "uniform":
        return parameters[0], parameters[1]
    if name == "binomial":
        return parameters[0]
    if name == "categorical":
        return len(parameters) - 1
    return LAWS[name][1]


# --- divergences as functions of log p and log q ---------------------------------------------------------------------


def e(log):
    return mp.exp(log) if log > -INF else mp.mpf(0)


def mid(a, b):
    return (e(a) + e(b)) / 2


def xlog(p, log):
    return mp.mpf(0) if p == 0 else p * log


INTEGRANDS = {
    "kl": lambda a, b: xlog(e(a), a - b) if a > -INF else mp.mpf(0),
    "crossentropy": lambda a, b: -xlog(e(a), b),
    "jensenshannon": lambda a, b: (
        xlog(e(a), (a - mp.log(mid(a, b))) if a > -INF else 0) + xlog(e(b), (b - mp.log(mid(a, b))) if b > -INF else 0)
    )
    / 2,
    "totalvariation": lambda a, b: abs(e(a) - e(b)) / 2,
    "hellinger": lambda a, b: (e(a / 2) - e(b / 2)) ** 2 / 2,
    "chisquare": lambda a, b: (e(a) - e(b)) ** 2 / e(b) if e(b) > 0 else mp.mpf(0),
    "renyi0.3": lambda a, b: e(mp.mpf("0.3") * a + mp.mpf("0.7") * b) if a > -INF and b > -INF else mp.mpf(0),
    "renyi3": lambda a, b: e(3 * a - 2 * b) if a > -INF else mp.mpf(0),
}
FINISH = {
    "hellinger": mp.sqrt,
    "renyi0.3": lambda v: mp.log(v) / (mp.mpf("0.3") - 1),
    "renyi3": lambda v: mp.log(v) / 2,
}


def crossings(f, g, low, high):
    """Where f - g changes its sign, for the kink of |p - q|."""
    points = [low + (high - low) * mp.mpf(i) / 400 for i in range(401)]
    roots = []
    for left, right in zip(points, points[1:]):
        a, b = f(left) - g(left), f(right) - g(right)
        if a * b < 0:
            roots.append(mp.findroot(lambda x: f(x) - g(x), (left, right), solver="anderson", tol=1e-25))
    return roots


def continuous(measure, p, q, f, g):
    low = min(ends(*p)[0], ends(*q)[0])
    high = max(ends(*p)[1], ends(*q)[1])
    inner = [mp.mpf(v) for v in (-1000, -100, -30, -10, -5, -3, -2, -1, 0, 0.01, 0.1, 0.5, 1, 2, 3, 5, 10, 30, 100, 1000)]
    inner += [mp.mpf(v) for law in (p, q) for v in ends(*law)]
    if measure == "totalvariation":
        a = low if low > -INF else mp.mpf(-200)
        b = high if high < INF else mp.mpf(200)
        inner += crossings(f, g, a + mp.mpf("1e-9"), b - mp.mpf("1e-9"))
    points = sorted({low, high, *(v for v in inner if low < v < high)})

    def integrand(x):
        a = f(x) if ends(*p)[0] < x < ends(*p)[1] else -INF
        b = g(x) if ends(*q)[0] < x < ends(*q)[1] else -INF
        return INTEGRANDS[measure](a, b)

    return mp.quad(integrand, points, maxdegree=9)


def discrete(measure, p, q, f, g):
    last = max(ends(*p), ends(*q))
    total = mp.mpf(0)
    for k in range(int(min(last, 3000)) + 1):
        a = f(mp.mpf(k)) if k <= ends(*p) else -INF
        b = g(mp.mpf(k)) if k <= ends(*q) else -INF
        total += INTEGRANDS[measure](a, b)
    return total


def value(measure, p, q):
    f = LAWS[p[0]][0](*map(mp.mpf, p[1]))
    g = LAWS[q[0]][0](*map(mp.mpf, q[1]))
    integral = (discrete if p[0] in DISCRETE else continuous)(measure, p, q, f, g)
    return FINISH.get(measure, lambda v: v)(integral)


ALL = ["kl", "crossentropy", "jensenshannon", "totalvariation", "hellinger", "chisquare", "renyi0.3", "renyi3"]
LIGHT = ["kl", "crossentropy", "jensenshannon", "hellinger", "renyi0.3"]

PAIRS = [
    (("normal", [0, 1]), ("normal", [1, 2]), ALL),
    (("normal", [1, 2]), ("normal", [0, 1]), LIGHT + ["totalvariation"]),
    (("normal", [0, 1]), ("normal", [0.001, 1.001]), ALL),
    (("normal", [-3, 0.5]), ("cauchy", [1, 2]), ALL),
    (("normal", [0.5, 1.5]), ("studentt", [5, 0, 1]), ALL),
    (("studentt", [5, 0, 1]), ("normal", [0.5, 1.5]), LIGHT),
    (("studentt", [3, 0, 1]), ("studentt", [7, 1, 2]), LIGHT + ["totalvariation"]),
    (("cauchy", [0, 1]), ("cauchy", [2, 3]), LIGHT),
    (("gamma", [3, 1]), ("gamma", [2.5, 0.5]), ALL),
    (("gamma", [0.5, 2]), ("gamma", [2.5, 3]), LIGHT),
    (("gamma", [3, 2]), ("lognormal", [0.2, 0.7]), LIGHT + ["totalvariation"]),
    (("gamma", [3, 2]), ("inversegamma", [2, 1.5]), LIGHT),
    (("gamma", [2, 3]), ("exponential", [1.5]), LIGHT),
    (("gamma", [2, 3]), ("normal", [0.5, 1]), ["kl", "crossentropy"]),
    (("gamma", [2, 3]), ("halfnormal", [0.8]), ["kl", "crossentropy"]),
    (("inversegamma", [3, 2]), ("inversegamma", [4, 1.5]), LIGHT),
    (("inversegamma", [3, 2]), ("gamma", [2, 2]), ["kl", "crossentropy"]),
    (("lognormal", [0, 0.5]), ("lognormal", [0.3, 0.8]), ALL),
    (("lognormal", [0.1, 0.5]), ("gamma", [4, 3]), LIGHT),
    (("lognormal", [0.1, 0.5]), ("halfcauchy", [1]), LIGHT),
    (("beta", [2, 3]), ("beta", [1.5, 4]), ALL),
    (("beta", [0.7, 0.6]), ("beta", [2, 2]), LIGHT),
    (("beta", [2, 5]), ("uniform", [0, 1]), LIGHT),
    (("uniform", [0, 1]), ("beta", [2, 1.5]), ["kl", "crossentropy"]),
    (("uniform", [-1, 0.5]), ("normal", [0, 1]), ["kl", "crossentropy", "totalvariation", "jensenshannon"]),
    (("uniform", [0, 1]), ("uniform", [-1, 3]), LIGHT),
    (("uniform", [0, 2]), ("uniform", [1, 3]), ["totalvariation", "jensenshannon", "hellinger"]),
    (("exponential", [1]), ("exponential", [3]), LIGHT),
    (("exponential", [1]), ("lognormal", [0, 1]), LIGHT),
    (("exponential", [2]), ("normal", [0, 1]), ["kl", "crossentropy", "totalvariation", "jensenshannon"]),
    (("halfnormal", [1]), ("halfnormal", [1.7]), LIGHT),
    (("halfnormal", [2]), ("gamma", [1.5, 1]), LIGHT),
    (("halfcauchy", [1]), ("halfcauchy", [2.5]), LIGHT),
    (("poisson", [3]), ("poisson", [5]), ALL),
    (("poisson", [40]), ("poisson", [40.01]), LIGHT),
    (("poisson", [4]), ("negativebinomial", [4, 2]), ALL),
    (("negativebinomial", [3, 1.5]), ("negativebinomial", [5, 1.5]), LIGHT),
    (("negativebinomial", [3, 1.5]), ("negativebinomial", [5, 3]), LIGHT),
    (("binomial", [10, 0.3]), ("binomial", [10, 0.45]), ALL),
    (("binomial", [10, 0.3]), ("binomial", [12, 0.25]), LIGHT),
    (("binomial", [20, 0.1]), ("poisson", [2]), ALL),
    (("bernoulli", [0.3]), ("bernoulli", [0.6]), ALL),
    (("bernoulli", [0.0]), ("bernoulli", [0.25]), LIGHT),
    (("categorical", [0.5, 0.25, 0.25]), ("categorical", [0.2, 0.3, 0.5]), ALL),
    (("categorical", [0.5, 0.5, 0.0]), ("categorical", [0.25, 0.25, 0.5]), ALL),
]


def main():
    folder = pathlib.Path("src/test/resources/dev/jensen/core/divergence")
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"# mpmath {mp.__version__}, sums and integrals of the densities' definitions with 30 digits",
        "measure,p,parameters of p,q,parameters of q,value",
    ]
    for p, q, measures in PAIRS:
        for measure in measures:
            cells = [measure, p[0], " ".join(map(repr, p[1])), q[0], " ".join(map(repr, q[1]))]
            print(*cells, flush=True)
            lines.append(",".join([*cells, mp.nstr(value(measure, p, q), 17)]))
    (folder / "divergences.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
