"""Posterior of a model of correlated effects, by quadrature: y_j ~ N(b_j, 0.5 I), b_j ~ N(0, diag(s) R diag(s)), s_k ~ HalfNormal(1), R ~ LKJ(2).

The b_j are integrated out in closed form; what is left has three dimensions. Run: python correlated_effects.py
"""

import numpy as np
import scipy.stats as st

y = np.array([[0.9, 1.4], [-1.1, -0.7], [0.3, 0.2], [1.8, 1.1], [-0.4, 0.6], [-1.5, -2.1], [0.7, -0.3], [0.1, 0.9], [-0.8, -1.2], [2.1, 1.6]])
noise = 0.5
n = len(y)
S = y.T @ y
grid = np.linspace(-6, 3, 361)
ls, lt = np.meshgrid(grid, grid, indexing="ij")
s, t = np.exp(ls), np.exp(lt)
us = np.linspace(-6, 6, 481)
h = grid[1] - grid[0]
hu = us[1] - us[0]
prior_s = st.halfnorm.logpdf(s) + ls + st.halfnorm.logpdf(t) + lt
total, sums = [], []
logs = []
for u in us:
    r = np.tanh(u)
    a, b, c = s**2 + noise**2, r * s * t, t**2 + noise**2
    det = a * c - b**2
    quad = (c * S[0, 0] - 2 * b * S[0, 1] + a * S[1, 1]) / det
    log = prior_s - n * np.log(2 * np.pi) - n / 2 * np.log(det) - quad / 2
    log += np.log(0.75) + np.log1p(-(r**2)) + np.log1p(-(r**2))  # LKJ(2), and the Jacobian of tanh
    logs.append(log)
logs = np.array(logs)
top = logs.max()
w = np.exp(logs - top)
z = w.sum() * h * h * hu
print("log evidence", top + np.log(z))
p = w / w.sum()
r = np.tanh(us)[:, None, None]
for name, f in (("s0", s[None]), ("s1", t[None]), ("rho", r)):
    m = (p * f).sum()
    print(name, m, np.sqrt((p * (f - m) ** 2).sum()))
# effect of the first group: E[b | s, t, r] = Sigma (Sigma + noise^2)^-1 y
A = s**2
m0 = []
V = []
num = 0
num2 = 0
for k, u in enumerate(us):
    rr = np.tanh(u)
    a, b, c = s**2 + noise**2, rr * s * t, t**2 + noise**2
    det = a * c - b**2
    # first row of Sigma (Sigma+N)^-1 = I - N (Sigma+N)^-1
    m_ = y[0, 0] - noise**2 * (c * y[0, 0] - b * y[0, 1]) / det
    v_ = noise**2 - noise**4 * c / det
    num += (p[k] * m_).sum()
    num2 += (p[k] * (v_ + m_**2)).sum()
print("b[0,0]", num, np.sqrt(num2 - num**2))

# The same with intercepts and slopes: y_ji ~ N(b_j0 + b_j1 x_i, 0.5), with four x for each group.
x = np.array([-1.5, -0.5, 0.5, 1.5])
rng = np.random.default_rng(5)
true = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=9)
data = np.round(true[:, :1] + true[:, 1:] * x + 0.5 * rng.normal(size=(9, 4)), 2)
print("y", data.tolist())
# the least squares estimates of a group are sufficient: independent normal with variances noise^2/4 and noise^2/sum x^2
e = np.stack([data.mean(1), data @ x / (x @ x)], 1)
residual = ((data - e[:, :1] - e[:, 1:] * x) ** 2).sum()
v = np.array([noise**2 / 4, noise**2 / (x @ x)])
S, n = e.T @ e, len(e)
logs = []
for u in us:
    r = np.tanh(u)
    a, b, c = s**2 + v[0], r * s * t, t**2 + v[1]
    det = a * c - b**2
    quad = (c * S[0, 0] - 2 * b * S[0, 1] + a * S[1, 1]) / det
    log = prior_s - n * np.log(2 * np.pi) - n / 2 * np.log(det) - quad / 2
    logs.append(log + np.log(0.75) + 2 * np.log1p(-(r**2)))
logs = np.array(logs)
# from the density of the estimates to that of the data
logs += -residual / (2 * noise**2) - n * 2 * (0.5 * np.log(2 * np.pi) + np.log(noise)) - n * 0.5 * (np.log(4) + np.log(x @ x))
top = logs.max()
w = np.exp(logs - top)
print("log evidence", top + np.log(w.sum() * h * h * hu))
p = w / w.sum()
r = np.tanh(us)[:, None, None]
for name, f in (("s0", s[None]), ("s1", t[None]), ("rho", r)):
    m = (p * f).sum()
    print(name, m, np.sqrt((p * (f - m) ** 2).sum()))
