"""References of the lessons: posterior means and sds by NumPyro's NUTS, and by sums and grids where these are exact.

Writes ../resources/dev/jensen/examples/lesson-references.csv. Needs numpyro, pandas and scipy; run in this folder.
"""
import sys

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
import pandas as pd
from numpyro.infer import MCMC, NUTS
from scipy.special import gammaln, logsumexp

jax.config.update("jax_enable_x64", True)
FOLDER = "../resources/dev/jensen/examples/"
ROWS = []


def nuts(lesson, model, names, samples=4000, chains=2):
    mcmc = MCMC(NUTS(model, target_accept_prob=0.9), num_warmup=1000, num_samples=samples, num_chains=chains,
                chain_method="sequential", progress_bar=False)
    mcmc.run(jax.random.PRNGKey(1))
    grouped = numpyro.diagnostics.summary(mcmc.get_samples(group_by_chain=True))
    for name in names:
        s = grouped[name]
        mean, sd, rhat = np.ravel(s["mean"]), np.ravel(s["std"]), np.ravel(s["r_hat"])
        print(lesson, name, "r-hat", rhat.max(), "n_eff", np.ravel(s["n_eff"]).min(), flush=True)
        for i in range(len(mean)):
            full = name if len(mean) == 1 else f"{name}[{i}]"
            ROWS.append((lesson, full, f"{mean[i]:.5g}", f"{sd[i]:.4g}", "NumPyro NUTS"))


def logistic():
    t = pd.read_csv(FOLDER + "breast-cancer.csv")
    x = t.iloc[:, :-1].to_numpy()
    x = jnp.array((x - x.mean(0)) / x.std(0))
    y = jnp.array(t.benign.to_numpy())

    def model():
        a = numpyro.sample("intercept", dist.Normal(0, 2))
        b = numpyro.sample("beta", dist.Normal(0, 1).expand([30]))
        numpyro.sample("y", dist.Bernoulli(logits=a + x @ b), obs=y)

    nuts("E13Logistic", model, ["intercept", "beta"])


def visits():
    t = pd.read_csv(FOLDER + "doctor-visits.csv")
    x = t.iloc[:, 1:].to_numpy()
    x = jnp.array(x - x.mean(0))
    y = jnp.array(t.visits.to_numpy())

    def model():
        a = numpyro.sample("intercept", dist.Normal(0, 2))
        b = numpyro.sample("beta", dist.Normal(0, 1).expand([6]))
        phi = numpyro.sample("dispersion", dist.Gamma(2, 1))
        numpyro.sample("y", dist.NegativeBinomial2(jnp.exp(a + x @ b), phi), obs=y)

    nuts("E14DoctorVisits", model, ["intercept", "beta", "dispersion"], 1500)


def engel():
    t = pd.read_csv(FOLDER + "food-expenditure.csv")
    x = jnp.array(t.income.to_numpy() / 1000 - 1)
    y = jnp.array(t.food.to_numpy() / 1000)

    def model():
        a = numpyro.sample("level", dist.Normal(0, 2))
        b = numpyro.sample("slope", dist.Normal(0, 2))
        s = numpyro.sample("scale", dist.HalfNormal(1))
        nu = numpyro.sample("nu", dist.Gamma(2, 0.1))
        numpyro.sample("y", dist.StudentT(nu, a + b * x, s), obs=y)

    nuts("E15RobustRegression", model, ["level", "slope", "scale", "nu"])


def faithful():
    y = jnp.array(pd.read_csv(FOLDER + "old-faithful.csv").waiting.to_numpy(), dtype=float)

    def model():
        w = numpyro.sample("share", dist.Beta(2, 2))
        m1 = numpyro.sample("short", dist.Normal(55, 10))
        m2 = m1 + numpyro.sample("gap", dist.HalfNormal(30))
        s1 = numpyro.sample("sd_short", dist.HalfNormal(10))
        s2 = numpyro.sample("sd_long", dist.HalfNormal(10))
        one = jnp.log(w) + dist.Normal(m1, s1).log_prob(y)
        two = jnp.log1p(-w) + dist.Normal(m2, s2).log_prob(y)
        numpyro.factor("y", jnp.logaddexp(one, two).sum())

    nuts("E16OldFaithful", model, ["share", "short", "gap", "sd_short", "sd_long"])


QUAKES = [13, 14, 8, 10, 16, 26, 32, 27, 18, 32, 36, 24, 22, 23, 22, 18, 25, 21, 21, 14, 8, 11, 14, 23, 18, 17, 19, 20,
          22, 19, 13, 26, 13, 14, 22, 24, 21, 22, 26, 21, 23, 24, 27, 41, 31, 27, 35, 26, 28, 36, 39, 21, 17, 22, 17,
          19, 15, 34, 10, 15, 22, 18, 15, 20, 15, 22, 19, 16, 30, 27, 29, 23, 20, 16, 21, 21, 25, 16, 18, 15, 18, 14,
          10, 15, 8, 15, 6, 11, 8, 7, 18, 16, 13, 12, 13, 20, 15, 16, 12, 18, 15, 16, 13, 15, 16, 11, 11]


def quakes():
    y = jnp.array(QUAKES)

    def model():
        calm = numpyro.sample("calm", dist.Gamma(15, 1))
        extra = numpyro.sample("extra", dist.Gamma(10, 1))
        p = numpyro.sample("stay_calm", dist.Beta(8, 2))
        q = numpyro.sample("stay_busy", dist.Beta(8, 2))
        log_a = jnp.log(jnp.array([[p, 1 - p], [1 - q, q]]))
        emission = dist.Poisson(jnp.stack([calm, calm + extra])).log_prob(y[:, None])

        def step(alpha, e):
            return jax.scipy.special.logsumexp(alpha[:, None] + log_a, axis=0) + e, None

        alpha, _ = jax.lax.scan(step, jnp.log(0.5) + emission[0], emission[1:])
        numpyro.factor("y", jax.scipy.special.logsumexp(alpha))

    # known: the maximum likelihood of Zucchini and MacDonald (2009), table 3.1: -log L = 342.3183 for two states
    nuts("E17Earthquakes", model, ["calm", "extra", "stay_calm", "stay_busy"])


COAL = [4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1,
        3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0,
        0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1]


def coal():
    """Exact: the rates are conjugate, the year is summed. Rates ~ Gamma(2, 1); the change is before year k = 1..n-1, evenly."""
    y = np.array(COAL)
    n = len(y)
    total = np.cumsum(y)

    def log_marginal(s, m):
        return gammaln(2 + s) - (2 + s) * np.log(1 + m)

    k = np.arange(1, n)
    before, after = total[k - 1], total[-1] - total[k - 1]
    log = log_marginal(before, k) + log_marginal(after, n - k) - 2 * gammaln(2) - gammaln(y + 1).sum() - np.log(n - 1)
    evidence = logsumexp(log)
    p = np.exp(log - evidence)
    for name, mean, sd in [
        ("year", (p * k).sum(), np.sqrt((p * k * k).sum() - (p * k).sum() ** 2)),
        ("early", (p * (2 + before) / (1 + k)).sum(), 0),
        ("late", (p * (2 + after) / (1 + n - k)).sum(), 0),
        ("evidence", evidence, 0),
    ]:
        ROWS.append(("E18CoalMines", name, f"{mean:.6g}", f"{sd:.4g}", "exact sum"))
    print("coal", n, y.sum(), evidence, k[p.argmax()], flush=True)


LSAT = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]


def lsat():
    patterns = np.repeat(np.arange(32), LSAT)
    x = jnp.array([[(p >> (4 - i)) & 1 for i in range(5)] for p in patterns])

    def model():
        a = numpyro.sample("difficulty", dist.Normal(0, 2).expand([5]))
        s = numpyro.sample("spread", dist.HalfNormal(2))
        with numpyro.plate("student", 1000):
            t = numpyro.sample("ability", dist.Normal(0, 1))
        numpyro.sample("x", dist.Bernoulli(logits=s * t[:, None] - a), obs=x)

    nuts("E19LawSchoolTest", model, ["difficulty", "spread"], 2000)


def rugby():
    t = pd.read_csv(FOLDER + "rugby.csv")
    teams = list(dict.fromkeys(t.home_team))
    h = jnp.array([teams.index(n) for n in t.home_team])
    a = jnp.array([teams.index(n) for n in t.away_team])

    def model():
        level = numpyro.sample("level", dist.Normal(3, 1))
        home = numpyro.sample("home", dist.Normal(0, 1))
        sa = numpyro.sample("sd_attack", dist.HalfNormal(1))
        sd = numpyro.sample("sd_defence", dist.HalfNormal(1))
        ra = numpyro.sample("raw_attack", dist.Normal(0, 1).expand([6]))
        rd = numpyro.sample("raw_defence", dist.Normal(0, 1).expand([6]))
        att = numpyro.deterministic("attack", sa * (ra - ra.mean()))
        de = numpyro.deterministic("defence", sd * (rd - rd.mean()))
        numpyro.sample("hs", dist.Poisson(jnp.exp(level + home + att[h] - de[a])), obs=jnp.array(t.home_score.to_numpy()))
        numpyro.sample("as", dist.Poisson(jnp.exp(level + att[a] - de[h])), obs=jnp.array(t.away_score.to_numpy()))

    nuts("E20Rugby", model, ["level", "home", "sd_attack", "sd_defence", "attack", "defence"])


def arma():
    y = jnp.array((pd.read_csv(FOLDER + "nile.csv").volume.to_numpy() - 900.0) / 100)

    def model():
        mu = numpyro.sample("mu", dist.Normal(0, 3))
        phi = numpyro.sample("phi", dist.Uniform(-1, 1))
        theta = numpyro.sample("theta", dist.Uniform(-1, 1))
        sigma = numpyro.sample("sigma", dist.HalfNormal(3))

        def step(carry, value):
            shock, before = carry
            mean = mu + phi * before + theta * shock
            return (value - mean, value - mu), mean

        _, mean = jax.lax.scan(step, (0.0, 0.0), y)
        numpyro.sample("y", dist.Normal(mean, sigma), obs=y)

    nuts("E21Nile", model, ["mu", "phi", "theta", "sigma"], 3000)


def nile():
    """Exact on a grid: three parameters of a Gaussian process."""
    t = pd.read_csv(FOLDER + "nile.csv")
    x = (t.year.to_numpy() - 1871.0) / 10
    y = (t.volume.to_numpy() - 900.0) / 100
    d2 = (x[:, None] - x[None, :]) ** 2
    ell = np.exp(np.linspace(-2.5, 3.5, 61))
    sig = np.exp(np.linspace(-2.0, 2.6, 41))
    noise = np.exp(np.linspace(-0.2, 0.7, 25))
    log = np.zeros((len(ell), len(sig), len(noise)))
    fit = np.zeros(log.shape + (len(y),))
    for i, l in enumerate(ell):
        k = np.exp(-0.5 * d2 / l**2)
        w, v = np.linalg.eigh(k)
        w = np.maximum(w, 0)
        r = v.T @ y
        for j, s in enumerate(sig):
            for m, e in enumerate(noise):
                total = s * s * w + e * e
                ll = -0.5 * (np.log(total).sum() + (r * r / total).sum() + len(y) * np.log(2 * np.pi))
                # LogNormal(0, 1) on the length, half-normal(3) on both sds; on the grid of logarithms with its Jacobian
                prior = -0.5 * np.log(l) ** 2 - s * s / 18 + np.log(s) - e * e / 18 + np.log(e)
                log[i, j, m] = ll + prior
                fit[i, j, m] = v @ (s * s * w * r / total)
    p = np.exp(log - logsumexp(log))
    print("nile edges", p[0].sum(), p[-1].sum(), p[:, 0].sum(), p[:, -1].sum(), p[:, :, 0].sum(), p[:, :, -1].sum())
    for name, value in [("length", ell[:, None, None]), ("signal", sig[None, :, None]), ("noise", noise[None, None, :])]:
        mean = (p * value).sum()
        ROWS.append(("E22GaussianProcess", name, f"{mean:.5g}", f"{np.sqrt((p * (value - mean) ** 2).sum()):.4g}", "exact grid"))
    f = (p[..., None] * fit).sum((0, 1, 2))
    for at in [5, 27, 50, 95]:
        ROWS.append(("E22GaussianProcess", f"f[{1871 + at}]", f"{f[at]:.5g}", "0", "exact grid"))


ALL = [logistic, visits, engel, faithful, quakes, coal, lsat, rugby, arma, nile]
wanted = sys.argv[1:]
file = FOLDER + "lesson-references.csv"
for each in ALL:
    if not wanted or each.__name__ in wanted:
        each()
        new = pd.DataFrame(ROWS, columns=["lesson", "name", "mean", "sd", "source"])
        try:
            old = pd.read_csv(file, dtype=str)
            new = pd.concat([old[~old.lesson.isin(new.lesson)], new])
        except FileNotFoundError:
            pass
        new.sort_values(["lesson"], kind="stable").to_csv(file, index=False)
