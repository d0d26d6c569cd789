"""The six models of docs/coming-from.md in NumPyro, as its own tutorials would write them, for the count of lines; each checked
against stated_models.tsv up to the constants of half laws.

    python numpyro_models.py FOLDER        (the one of the references)
"""
import inspect, json, os, sys
import jax, jax.numpy as jnp, numpy as np
import numpyro, numpyro.distributions as dist
from numpyro.infer.util import log_density
jax.config.update("jax_enable_x64", True)

def schools(y, sigma):
    mu = numpyro.sample("mu", dist.Normal(0, 5))
    tau = numpyro.sample("tau", dist.HalfCauchy(5))
    with numpyro.plate("school", len(y)):
        z = numpyro.sample("z", dist.Normal(0, 1))
        theta = numpyro.deterministic("theta", mu + tau * z)
        numpyro.sample("y", dist.Normal(theta, sigma), obs=y)

def seeds(n, N, x1, x2):
    alpha0 = numpyro.sample("alpha0", dist.Normal(0, 1))
    alpha1 = numpyro.sample("alpha1", dist.Normal(0, 1))
    alpha12 = numpyro.sample("alpha12", dist.Normal(0, 1))
    alpha2 = numpyro.sample("alpha2", dist.Normal(0, 1))
    sigma = numpyro.sample("sigma", dist.HalfCauchy(1))
    with numpyro.plate("dish", len(n)):
        b = numpyro.sample("b", dist.Normal(0, sigma))
        logits = alpha0 + alpha1 * x1 + alpha2 * x2 + alpha12 * x1 * x2 + b
        numpyro.sample("n", dist.Binomial(N, logits=logits), obs=n)

def radon(county, floor, y, J):
    sigma_y = numpyro.sample("sigma_y", dist.HalfNormal(1))
    sigma_alpha = numpyro.sample("sigma_alpha", dist.HalfNormal(1))
    sigma_beta = numpyro.sample("sigma_beta", dist.HalfNormal(1))
    with numpyro.plate("county", J):
        alpha_raw = numpyro.sample("alpha_raw", dist.Normal(0, 1))
        beta_raw = numpyro.sample("beta_raw", dist.Normal(0, 1))
    mu_alpha = numpyro.sample("mu_alpha", dist.Normal(0, 10))
    mu_beta = numpyro.sample("mu_beta", dist.Normal(0, 10))
    alpha = numpyro.deterministic("alpha", mu_alpha + sigma_alpha * alpha_raw)
    beta = numpyro.deterministic("beta", mu_beta + sigma_beta * beta_raw)
    with numpyro.plate("home", len(y)):
        numpyro.sample("log_radon", dist.Normal(alpha[county] + floor * beta[county], sigma_y), obs=y)

def item_response(y):
    items, persons = y.shape
    sigma_theta = numpyro.sample("sigma_theta", dist.HalfCauchy(2))
    with numpyro.plate("person", persons):
        theta = numpyro.sample("theta", dist.Normal(0, sigma_theta))
    sigma_a = numpyro.sample("sigma_a", dist.HalfCauchy(2))
    mu_b = numpyro.sample("mu_b", dist.Normal(0, 5))
    sigma_b = numpyro.sample("sigma_b", dist.HalfCauchy(2))
    with numpyro.plate("item", items):
        a = numpyro.sample("a", dist.LogNormal(0, sigma_a))
        b = numpyro.sample("b", dist.Normal(mu_b, sigma_b))
    numpyro.sample("y", dist.Bernoulli(logits=a[:, None] * (theta - b[:, None])).to_event(2), obs=y)

def mixture(y):
    mu = numpyro.sample("mu", dist.ImproperUniform(dist.constraints.ordered_vector, (), (2,)))
    numpyro.factor("prior of mu", dist.Normal(0, 2).log_prob(mu).sum())
    sigma = numpyro.sample("sigma", dist.HalfNormal(2).expand([2]).to_event(1))
    theta = numpyro.sample("theta", dist.Beta(5, 5))
    weights = jnp.stack([theta, 1 - theta])
    with numpyro.plate("row", len(y)):
        numpyro.sample("y", dist.MixtureSameFamily(dist.Categorical(weights), dist.Normal(mu, sigma)), obs=y)

def chain(u, v, alpha):
    theta1 = numpyro.sample("theta1", dist.Dirichlet(alpha[0]))
    theta2 = numpyro.sample("theta2", dist.Dirichlet(alpha[1]))
    positive = dist.ImproperUniform(dist.constraints.positive_ordered_vector, (), (2,))
    phi = numpyro.sample("phi", positive)
    lam = numpyro.sample("lambda", positive)
    centre = jnp.array([0.0, 3.0])
    numpyro.factor("priors", dist.Normal(centre, 1).log_prob(phi).sum() + dist.Normal(centre, 1).log_prob(lam).sum())
    log_theta = jnp.log(jnp.stack([theta1, theta2]))
    emissions = dist.Exponential(phi).log_prob(u[:, None]) + dist.Exponential(lam).log_prob(v[:, None])
    def step(forward, emission):
        return emission + jax.scipy.special.logsumexp(forward[:, None] + log_theta, axis=0), None
    forward, _ = jax.lax.scan(step, emissions[0], emissions[1:])
    numpyro.factor("forward", jax.scipy.special.logsumexp(forward))

def lines(model): return sum(1 for line in inspect.getsource(model).splitlines() if line.strip())

def main(folder):
    here = os.path.dirname(os.path.abspath(__file__))
    stated = {}
    for row in open(os.path.join(here, "../resources/dev/jensen/benchmarks/referee/stated_models.tsv")):
        if not row.startswith("#"):
            cells = row.rstrip("\n").split("\t"); d = int(cells[1])
            stated[cells[0]] = np.array(cells[2:2 + d], float), float(cells[2 + d])
    def data(name):
        for where in (folder, os.path.join(folder, "extra")):
            if os.path.exists(os.path.join(where, name + ".json")): return json.load(open(os.path.join(where, name + ".json")))["data"]
    def check(name, model, arguments, constants):
        z, value = stated[name]
        potential = numpyro.infer.util.initialize_model(jax.random.PRNGKey(0), model, model_args=arguments)
        tree = potential[0].z
        flat = dict(tree)
        order = ORDER[name]; at = 0
        for key in order:
            size = int(np.size(flat[key])); flat[key] = jnp.array(z[at:at + size]).reshape(np.shape(flat[key])); at += size
        found = -float(potential[1](flat)) - constants
        print(f"{name}: {lines(model)} lines, log p {found:.6f}, stated {value:.6f}")
    f = lambda v: jnp.array(v, float)
    d = data("eight_schools-eight_schools_noncentered"); check("eight_schools-eight_schools_noncentered", schools, (f(d["y"]), f(d["sigma"])), np.log(2))
    d = data("seeds_data-seeds_stanified_model"); check("seeds_data-seeds_stanified_model", seeds, (f(d["n"]), jnp.array(d["N"]), f(d["x1"]), f(d["x2"])), np.log(2))
    d = data("radon_mn-radon_variable_intercept_slope_noncentered")
    check("radon_mn-radon_variable_intercept_slope_noncentered", radon, (jnp.array(d["county_idx"]) - 1, f(d["floor_measure"]), f(d["log_radon"]), d["J"]), 3 * np.log(2))
    d = data("irt_2pl-irt_2pl"); check("irt_2pl-irt_2pl", item_response, (jnp.array(d["y"]),), 3 * np.log(2))
    d = data("low_dim_gauss_mix-low_dim_gauss_mix"); check("low_dim_gauss_mix-low_dim_gauss_mix", mixture, (f(d["y"]),), 2 * np.log(2))
    d = data("bball_drive_event_0-hmm_drive_0"); z, value = stated["bball_drive_event_0-hmm_drive_0"]
    # its positive ordered vectors have other unconstrained coordinates: compared on the constrained scale
    share, low, gap = 1 / (1 + np.exp(-z[:2])), np.exp(z[[2, 4]]), np.exp(z[[3, 5]])
    at = {"theta1": jnp.array([share[0], 1 - share[0]]), "theta2": jnp.array([share[1], 1 - share[1]]),
          "phi": jnp.array([low[0], low[0] + gap[0]]), "lambda": jnp.array([low[1], low[1] + gap[1]])}
    jacobian = np.log(share * (1 - share)).sum() + z[2:].sum()
    found = float(log_density(chain, (f(d["u"]), f(d["v"]), f(d["alpha"])), {}, at)[0]) + jacobian
    print(f"bball_drive_event_0-hmm_drive_0: {lines(chain)} lines, log p {found:.6f}, stated {value:.6f}")

ORDER = {"eight_schools-eight_schools_noncentered": ["mu", "tau", "z"],
         "seeds_data-seeds_stanified_model": ["alpha0", "alpha1", "alpha12", "alpha2", "sigma", "b"],
         "radon_mn-radon_variable_intercept_slope_noncentered": ["sigma_y", "sigma_alpha", "sigma_beta", "alpha_raw", "beta_raw", "mu_alpha", "mu_beta"],
         "irt_2pl-irt_2pl": ["sigma_theta", "theta", "sigma_a", "a", "mu_b", "sigma_b", "b"],
         "low_dim_gauss_mix-low_dim_gauss_mix": ["mu", "sigma", "theta"]}

main(sys.argv[1])
