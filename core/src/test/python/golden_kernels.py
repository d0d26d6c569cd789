"""Reference values of the engine's functions, by mpmath 1.4.1 with 120 digits, beside core/src/test/resources.

    python golden_kernels.py                            computes every file anew, and names the lines that differ
    python golden_kernels.py digamma 0x1p-1023 3.5 …    prints lines to add to digamma.csv
"""
import pathlib
import sys
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

mp.dps = 120
FOLDER = pathlib.Path(__file__).parent.parent / "resources/dev/jensen/core/engine/function"


def normal_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def log_normal_cdf(x):
    return mpmath.log1p(-normal_cdf(-x)) if x > 0 else mpmath.log(normal_cdf(x))


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x)) if x > 0 else mpmath.exp(x) / (1 + mpmath.exp(x))


def softplus(x):
    return max(x, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(x)))


FUNCTIONS = {
    "exp": mpmath.exp, "log": mpmath.log, "log1p": mpmath.log1p, "expm1": mpmath.expm1, "tanh": mpmath.tanh,
    "sigmoid": sigmoid, "softplus": softplus, "log-gamma": mpmath.loggamma, "digamma": mpmath.digamma, "erf": mpmath.erf,
    "normal-cdf": normal_cdf, "log-normal-cdf": log_normal_cdf,
}


def reference(function, x):
    """The value rounded to a double, and what rounding left in units of its last place."""
    n, d = x.as_integer_ratio()
    value = FUNCTIONS[function](mpf(n) / mpf(d))
    sign, mantissa, exponent, _ = mpmath.re(value)._mpf_
    exact = (-1 if sign else 1) * Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    try:
        rounded = exact.numerator / exact.denominator  # Python rounds the ratio of two integers correctly
    except OverflowError:
        return float("-inf" if sign else "inf"), 0.0
    if rounded == 0:
        return rounded, 0.0  # one is as good as another, short of half the least number
    binade = max(int(mpmath.floor(mpmath.log(abs(mpf(rounded)), 2))), -1022)
    return rounded, float((exact - Fraction(rounded)) / Fraction(2) ** (binade - 52))


def written(x):
    return {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(x) or x.hex()


def differing(function):
    """Lines whose value or rest mpmath does not confirm, of those whose argument and value are finite and in reach."""
    checked = 0
    for line in (FOLDER / f"{function}.csv").read_text().splitlines():
        if line.startswith("#") or "NaN" in line or "Infinity" in line:
            continue
        argument, value, rest = (float.fromhex(cell) if "x" in cell else float(cell) for cell in line.split(","))
        if abs(argument) > 1e6 and function not in ("log", "log1p", "log-gamma", "digamma"):
            continue  # all but constant there
        checked += 1
        rounded, left = reference(function, argument) if argument else (value, rest)
        if rounded != value or abs(left - rest) > 6e-4:
            yield f"{function}: {line}  mpmath: {rounded.hex()},{left:.3f}"
    print(f"{function}: {checked} lines", file=sys.stderr)


if len(sys.argv) > 1:
    for text in sys.argv[2:]:
        x = float.fromhex(text) if "x" in text else float(text)
        rounded, left = reference(sys.argv[1], x)
        print(f"{written(x)},{written(rounded)},{left:.3f}")
else:
    wrong = [line for function in FUNCTIONS for line in differing(function)]
    sys.exit("\n".join(wrong) if wrong else 0)
