"""The referee's models stated once more, in JAX (float64), from their mathematics: what StatedModelsTest compares with.

    python stated_models.py FOLDER > ../resources/dev/jensen/benchmarks/referee/stated_models.tsv

FOLDER is the one of the references. A line is: posterior, d, the point z, log p(z), its gradient. The point is the reference's
unconstrained mean, in the order of coordinates that Jensen's models have: latents in the order of their statements.
"""
import json, os, sys
import jax, jax.numpy as jnp, numpy as np
from jax.scipy.special import gammaln, logsumexp, betaln
jax.config.update("jax_enable_x64", True)

def n(x, m, s): return -0.5 * ((x - m) / s) ** 2 - jnp.log(s) - 0.5 * jnp.log(2 * jnp.pi)
def cauchy(x, s): return -jnp.log(jnp.pi * s) - jnp.log1p((x / s) ** 2)
def lognormal(x, m, s): return n(jnp.log(x), m, s) - jnp.log(x)
def sig(u): return 1 / (1 + jnp.exp(-u))
def box(u, a, b): return a + (b - a) * sig(u), jnp.log(b - a) + jnp.log(sig(u)) + jnp.log(sig(-u))
def blogit(y, eta): return y * eta - jnp.logaddexp(0.0, eta)

def simplex(u):                       # stick-breaking, with its log Jacobian
    x, left, jac, k = [], 1.0, 0.0, len(u) + 1
    for i in range(k - 1):
        z = sig(u[i] - jnp.log(k - 1.0 - i))
        jac += jnp.log(left) + jnp.log(z) + jnp.log1p(-z)
        x.append(left * z); left = left * (1 - z)
    return jnp.array(x + [left]), jac

def regression(X, y, prior=lambda b, s: 0.0):
    X, y = jnp.array(X), jnp.array(y)
    def f(z):
        s = jnp.exp(z[-1])
        return n(y, X @ z[:-1], s).sum() + z[-1] + prior(z[:-1], s)
    return f

def linear(name, d):
    a = {k: np.array(v, float) for k, v in d.items() if isinstance(v, list)}
    one = lambda *c: np.column_stack([np.ones(len(c[0]))] + list(c))
    log = np.log
    if name.startswith("earnings"):
        h, m, e = a["height"], a.get("male"), a["earn"]
        return {"earn_height": (lambda: (one(h), e)), "logearn_height": lambda: (one(h), log(e)),
                "log10earn_height": lambda: (one(h), np.log10(e)), "logearn_height_male": lambda: (one(h, m), log(e)),
                "logearn_logheight_male": lambda: (one(log(h), m), log(e)),
                "logearn_interaction": lambda: (one(h, m, h * m), log(e))}[name.split("-")[1]]()
    if name.startswith("kidiq_with"):
        h, q = a["mom_hs"] - a["mom_hs"].mean(), a["mom_iq"] - a["mom_iq"].mean()
        if name.endswith("_z"): h, q = h / (2 * a["mom_hs"].std(ddof=1)), q / (2 * a["mom_iq"].std(ddof=1))
        return one(h, q, h * q), a["kid_score"]
    if name.startswith("kidiq-"):
        h, q = a.get("mom_hs"), a.get("mom_iq")
        X = {"momhs": lambda: one(h), "momiq": lambda: one(q), "momhsiq": lambda: one(h, q), "interaction": lambda: one(h, q, h * q)}
        return X[name.split("kidscore_")[1]](), a["kid_score"]
    if name.startswith("mesquite"):
        d1, d2, c, t, de, g = (a.get(k) for k in ("diam1", "diam2", "canopy_height", "total_height", "density", "group"))
        V = lambda: log(d1 * d2 * c); A = lambda: log(d1 * d2); S = lambda: log(d1 / d2)
        w = a["weight"]
        return {"mesquite": lambda: (one(d1, d2, c, t, de, g), w),
                "logmesquite": lambda: (one(log(d1), log(d2), log(c), log(t), log(de), g), log(w)),
                "logmesquite_logvolume": lambda: (one(V()), log(w)), "logmesquite_logva": lambda: (one(V(), A(), g), log(w)),
                "logmesquite_logvash": lambda: (one(V(), A(), S(), log(t), g), log(w))}[name.split("-")[1]]()
    g = a["age_discrete"]
    return one(a["real_ideo"], a["race_adj"], 1.0 * (g == 2), 1.0 * (g == 3), 1.0 * (g == 4), a["educ1"], a["gender"], a["income"]), a["partyid7"]

def gauss_mix(y, ordered):
    y = jnp.array(y)
    def f(z):
        m1 = z[0]; m2 = m1 + jnp.exp(z[1]) if ordered else z[1]
        s, t = jnp.exp(z[2:4]), sig(z[4])
        jac = z[2] + z[3] + jnp.log(t) + jnp.log1p(-t) + (z[1] if ordered else 0.0)
        prior = n(m1, 0, 2) + n(m2, 0, 2) + n(s, 0, 2).sum() + 4 * jnp.log(t) + 4 * jnp.log1p(-t) - betaln(5.0, 5.0)
        return jac + prior + jnp.logaddexp(jnp.log(t) + n(y, m1, s[0]), jnp.log1p(-t) + n(y, m2, s[1])).sum()
    return f

def forward(first, e, logP):
    def step(g, et): return et + logsumexp(g[:, None] + logP, axis=0), None
    return logsumexp(jax.lax.scan(step, first, e[1:])[0])

def lotka(d):
    y, y0 = jnp.array(d["y"]), jnp.array(d["y_init"])
    def f(z):
        x = jnp.exp(z); th, z0, s = x[:4], x[4:6], x[6:]
        rhs = lambda w: jnp.array([(th[0] - th[1] * w[1]) * w[0], (-th[2] + th[3] * w[0]) * w[1]])
        h = 1 / 400
        def rk(w, _):
            a = rhs(w); b = rhs(w + h / 2 * a); c = rhs(w + h / 2 * b); e = rhs(w + h * c)
            return w + h / 6 * (a + 2 * b + 2 * c + e), None
        def year(w, _):
            w = jax.lax.scan(rk, w, None, length=400)[0]
            return w, w
        path = jax.lax.scan(year, z0, None, length=len(d["y"]))[1]
        prior = n(th[0], 1, .5) + n(th[2], 1, .5) + n(th[1], .05, .05) + n(th[3], .05, .05)
        prior += lognormal(s, -1, 1).sum() + lognormal(z0, jnp.log(10.0), 1).sum()
        return z.sum() + prior + lognormal(y0, jnp.log(z0), s).sum() + lognormal(y, jnp.log(path), s).sum()
    return f

def election(d):
    y, black, female, before = (jnp.array(d[k], float) for k in ("y", "black", "female", "v_prev_full"))
    sizes = [("age", 4), ("edu", 4), ("age_edu", 16), ("state", 51), ("region_full", 5)]
    def f(z):
        beta, at, value = z[:5], 5, n(z[:5], 0, 100).sum()
        eta = beta[0] + beta[1] * black + beta[2] * female + beta[3] * before + beta[4] * female * black
        for key, k in sizes:
            s, j = box(z[at], 0.0, 100.0); u = z[at + 1:at + 1 + k]; at += 1 + k
            value += j + n(u, 0, s).sum(); eta += u[jnp.array(d[key]) - 1]
        return value + blogit(y, eta).sum()
    return f

def radon(d):
    J, c = d["J"], jnp.array(d["county_idx"]) - 1
    fl, y = jnp.array(d["floor_measure"], float), jnp.array(d["log_radon"])
    def f(z):
        s = jnp.exp(z[:3]); ar, br = z[3:3 + J], z[3 + J:3 + 2 * J]; ma, mb = z[-2], z[-1]
        v = z[:3].sum() + n(s, 0, 1).sum() + n(ma, 0, 10) + n(mb, 0, 10) + n(ar, 0, 1).sum() + n(br, 0, 1).sum()
        return v + n(y, (ma + s[1] * ar)[c] + fl * (mb + s[2] * br)[c], s[0]).sum()
    return f

def irt(d):
    y = jnp.array(d["y"], float); I, J = y.shape
    def f(z):
        st, th, sa = jnp.exp(z[0]), z[1:1 + J], jnp.exp(z[1 + J])
        a, mb, sb = jnp.exp(z[2 + J:2 + J + I]), z[2 + J + I], jnp.exp(z[3 + J + I]); b = z[4 + J + I:]
        v = z[0] + z[1 + J] + z[2 + J:2 + J + I].sum() + z[3 + J + I] + cauchy(st, 2) + cauchy(sa, 2) + cauchy(sb, 2)
        v += n(th, 0, st).sum() + lognormal(a, 0, sa).sum() + n(mb, 0, 5) + n(b, mb, sb).sum()
        return v + blogit(y, a[:, None] * (th[None, :] - b[:, None])).sum()
    return f

def seeds(d):
    r, N, x1, x2 = (jnp.array(d[k], float) for k in ("n", "N", "x1", "x2"))
    def f(z):
        s, b = jnp.exp(z[4]), z[5:]
        eta = z[0] + z[1] * x1 + z[3] * x2 + z[2] * x1 * x2 + b
        choose = gammaln(N + 1) - gammaln(r + 1) - gammaln(N - r + 1)
        return z[4] + n(z[:4], 0, 1).sum() + cauchy(s, 1) + n(b, 0, s).sum() + (choose + r * eta - N * jnp.logaddexp(0.0, eta)).sum()
    return f

def dogs(d):
    y = np.array(d["y"], float); S = np.cumsum(y, 1)[:, :-1]; V = np.cumsum(1 - y, 1)[:, :-1]; y = y[:, 1:]
    def f(z):
        m, s = z[:2], jnp.exp(z[2:4]); r = 2 * sig(z[4]) - 1; u = z[5:].reshape(2, -1)
        la = m[0] + s[0] * u[0] + s[1] * r * u[1]; lb = m[1] + s[1] * jnp.sqrt(1 - r * r) * u[1]
        lp = S * jnp.log(sig(la))[:, None] + V * jnp.log(sig(lb))[:, None]
        v = (-m - 2 * jnp.logaddexp(0.0, -m)).sum() + z[2:4].sum() + n(s, 0, 1).sum() + n(u, 0, 1).sum()
        v += jnp.log(0.75 * (1 - r * r)) + jnp.log(2 * sig(z[4]) * sig(-z[4]))
        return v + jnp.where(y == 1, lp, jnp.log(-jnp.expm1(lp))).sum()
    return f

def hmm3(d):
    y = jnp.array(d["y"])
    def f(z):
        pi, v = simplex(z[:2]); rows = []
        for i in range(3):
            row, j = simplex(z[2 + 2 * i:4 + 2 * i]); rows.append(row); v += j
        mu = jnp.cumsum(jnp.array([z[8], jnp.exp(z[9]), jnp.exp(z[10])])); s = jnp.exp(z[11:])
        e = n(y[:, None], mu, s)
        return v + z[9] + z[10] + z[11:].sum() + forward(jnp.log(pi) + e[0].sum(), e, jnp.log(jnp.array(rows)))
    return f

def drive(d):
    u, w, al = jnp.array(d["u"]), jnp.array(d["v"]), np.array(d["alpha"])
    def f(z):
        v, rows = 0.0, []
        for k in range(2):
            row, j = simplex(z[k:k + 1]); rows.append(row)
            v += j + gammaln(al[k].sum()) - gammaln(al[k]).sum() + ((al[k] - 1) * jnp.log(row)).sum()
        rates = []
        for at in (2, 4):
            low = jnp.exp(z[at]); high = low + jnp.exp(z[at + 1]); rates.append(jnp.array([low, high]))
            v += z[at] + z[at + 1] + n(low, 0, 1) + n(high, 3, 1)
        e = jnp.log(rates[0]) - rates[0] * u[:, None] + jnp.log(rates[1]) - rates[1] * w[:, None]
        return v + forward(e[0], e, jnp.log(jnp.array(rows)))
    return f

def pilots(d):
    g, c, y = np.array(d["group_id"]) - 1, np.array(d["scenario_id"]) - 1, jnp.array(d["y"], float)
    def f(z):
        v = n(z[:2], 0, 1).sum(); s = []
        for k in range(3):
            x, j = box(z[2 + k], 0.0, 100.0); s.append(x); v += j
        a, b = z[5:10], z[10:]
        return v + n(a, 10 * z[0], s[0]).sum() + n(b, 10 * z[1], s[1]).sum() + n(y, a[g] + b[c], s[2]).sum()
    return f

def bones(d):
    def f(z):
        v = n(z, 0, 36).sum()
        for i in range(d["nChild"]):
            for j in range(d["nInd"]):
                k = d["grade"][i][j]
                if k == -1: continue
                Q = [1.0] + [sig(d["delta"][j] * (z[i] - d["gamma"][j][m])) for m in range(d["ncat"][j] - 1)] + [0.0]
                v += jnp.log(Q[k - 1] - Q[k])
        return v
    return f

def poisson(d):
    t, C = jnp.array(d["year"]), jnp.array(d["C"], float)
    def f(z):
        p = [box(z[0], -20.0, 20.0)] + [box(z[k], -10.0, 10.0) for k in (1, 2, 3)]
        eta = sum(x * t ** k for k, (x, _) in enumerate(p))
        return sum(j for _, j in p) + (C * eta - jnp.exp(eta) - gammaln(C + 1)).sum()
    return f

def wells(d):
    X = jnp.array(np.column_stack([np.ones(d["N"]), np.array(d["dist"]) / 100, d["arsenic"], np.array(d["educ"]) / 4]))
    y = jnp.array(d["switched"], float)
    return lambda z: blogit(y, X @ z).sum()

def ark(d):
    K, y = d["K"], np.array(d["y"])
    X = np.column_stack([np.ones(len(y) - K)] + [y[K - k:len(y) - k] for k in range(1, K + 1)])
    return regression(X, y[K:], lambda b, s: n(b, 0, 10).sum() + cauchy(s, 2.5))

def schools(d, centred):
    y, se = jnp.array(d["y"], float), jnp.array(d["sigma"], float)
    def f(z):
        mu, tau, u = z[0], jnp.exp(z[1]), z[2:]
        theta = u if centred else mu + tau * u
        prior = n(u, mu, tau) if centred else n(u, 0, 1)
        return z[1] + n(mu, 0, 5) + cauchy(tau, 5) + prior.sum() + n(y, theta, se).sum()
    return f

def garch(d):
    y, s1 = jnp.array(d["y"]), d["sigma1"]
    def f(z):
        mu, a0 = z[0], jnp.exp(z[1]); a1, j1 = box(z[2], 0.0, 1.0); b1, j2 = box(z[3], 0.0, 1 - a1)
        def step(v, before): 
            v = a0 + a1 * (before - mu) ** 2 + b1 * v
            return v, v
        later = jax.lax.scan(step, jnp.asarray(s1 ** 2, float), y[:-1])[1]
        s = jnp.sqrt(jnp.concatenate([jnp.array([s1 ** 2]), later]))
        return z[1] + j1 + j2 + n(y, mu, s).sum()
    return f

def gp(d):
    x, y = jnp.array(d["x"]), jnp.array(d["y"], float)
    def f(z):
        rho, al, s = jnp.exp(z)
        C = al ** 2 * jnp.exp(-(x[:, None] - x) ** 2 / (2 * rho ** 2)) + s * jnp.eye(len(x))
        L = jnp.linalg.cholesky(C); r = jax.scipy.linalg.solve_triangular(L, y, lower=True)
        prior = 25 * jnp.log(4.0) - gammaln(25.0) + 24 * jnp.log(rho) - 4 * rho + n(al, 0, 2) + n(s, 0, 1)
        return z.sum() + prior - 0.5 * r @ r - jnp.log(jnp.diag(L)).sum() - len(y) / 2 * jnp.log(2 * jnp.pi)
    return f

def identity(u): return u
def order(*parts): return lambda u: np.concatenate([np.atleast_1d(u[p]) for p in parts])
R = slice

MODELS = {
    "arK-arK": (ark, identity),
    "bball_drive_event_0-hmm_drive_0": (drive, identity),
    "eight_schools-eight_schools_centered": (lambda d: schools(d, True), order(8, 9, R(0, 8))),
    "eight_schools-eight_schools_noncentered": (lambda d: schools(d, False), order(8, 9, R(0, 8))),
    "garch-garch11": (garch, identity),
    "gp_pois_regr-gp_regr": (gp, identity),
    "hudson_lynx_hare-lotka_volterra": (lotka, identity),
    "low_dim_gauss_mix-low_dim_gauss_mix": (lambda d: gauss_mix(d["y"], True), identity),
    "sblri-blr": (lambda d: regression(d["X"], d["y"], lambda b, s: n(b, 0, 10).sum() + n(s, 0, 10)), identity),
    "wells_data-wells_dae_model": (wells, identity),
    "GLM_Poisson_Data-GLM_Poisson_model": (poisson, identity),
    "bones_data-bones_model": (bones, identity),
    "seeds_data-seeds_stanified_model": (seeds, order(R(0, 4), 25, R(4, 25))),
    "dogs-dogs_nonhierarchical": (dogs, lambda u: np.concatenate([u[:4], [2 * u[4]], u[5:]])),  # atanh r = ½ logit((r + 1)/2)
    "pilots-pilots": (pilots, order(R(13, 18), R(0, 13))),
    "hmm_gaussian_simulated-hmm_gaussian": (hmm3, identity),
    "low_dim_gauss_mix_collapse-low_dim_gauss_mix_collapse": (lambda d: gauss_mix(d["y"], False), identity),
    "radon_mn-radon_variable_intercept_slope_noncentered": (radon, identity),
    "irt_2pl-irt_2pl": (irt, identity),
    "election88-election88_full": (election, None),
}

def main(folder):
    print("# JAX", jax.__version__, "float64, stated_models.py: posterior, d, z, log p(z), gradient")
    for where in (folder, os.path.join(folder, "extra")):
        for file in sorted(os.listdir(where)):
            name = file[:-5]
            if not file.endswith(".json") or name in ("optimal_gaussians", "radon_all-radon_variable_intercept_slope_noncentered"): continue
            j = json.load(open(os.path.join(where, file)))
            if name in MODELS: f, to = MODELS[name][0](j["data"]), MODELS[name][1]
            else:
                prior = (lambda b, s: cauchy(s, 2.5)) if name.startswith("kidiq-") else (lambda b, s: 0.0)
                f, to = regression(*linear(name, j["data"]), prior), identity
            if j.get("reference"): z = to(np.array(j["reference"]["unconstrained"]["mean"]))
            else: z = 0.3 * np.sin(1 + np.arange(90.0))
            z = np.array([float("%.10g" % x) for x in z])
            value, gradient = jax.value_and_grad(f)(jnp.array(z))
            cells = [name, len(z)] + ["%.10g" % x for x in z] + ["%.15g" % value] + ["%.10g" % g for g in gradient]
            print("\t".join(map(str, cells)))

main(sys.argv[1])
