package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.BetaPrime;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.ChiSquared;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Geometric;
import dev.jensen.core.distribution.Gumbel;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseChiSquared;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.InverseGaussian;
import dev.jensen.core.distribution.Laplace;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.NegativeBinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Pareto;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.PoissonLog;
import dev.jensen.core.distribution.ScaledInverseChiSquared;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.distribution.VonMises;
import dev.jensen.core.distribution.Weibull;
import dev.jensen.core.engine.function.BesselFunction;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * KL(p‖q) of pairs that have a closed form (Gil, Alajaji and Linder, "Rényi divergence measures for commonly used
 * univariate continuous distributions", Information Sciences 249, 2013, Table 3; Cauchy: Chyzak and Nielsen, "A
 * closed-form formula for the Kullback–Leibler divergence between Cauchy distributions", 2019).
 *
 * <p>Ratios enter through r − 1 − log r, which keeps its digits for laws that are close. Two laws of different names have
 * cross-entropy minus entropy, where both are closed.
 */
final class ClosedKl {
    private static final double EULER = 0.57721566490153286;

    private ClosedKl() {}

    /** Nats; NaN where there is no closed form. */
    static double of(Event p, Event q) {
        if (p.sameAs(q)) {
            return 0;
        }
        if (p.scalar() && p.discrete()) {
            return discrete(p, q);
        }
        double same = sameName(p, q);
        if (Double.isNaN(same) && !p.scalar()) {
            same = ClosedVectorKl.of(p, q);
        }
        return Double.isNaN(same) ? byEntropies(p, q) : same;
    }

    private static double byEntropies(Event p, Event q) {
        double crossEntropy = ClosedCrossEntropy.of(p, q);
        return Double.isFinite(crossEntropy) ? crossEntropy - p.closedEntropy() : crossEntropy;
    }

    private static double sameName(Event p, Event q) {
        Distribution a = p.law();
        Distribution b = q.law();
        if ((a instanceof Normal && b instanceof Normal) || (a instanceof LogNormal && b instanceof LogNormal)) {
            return normal(p.number(0) - q.number(0), p.number(1), q.number(1));
        }
        if (a instanceof HalfNormal && b instanceof HalfNormal) {
            return normal(0, p.number(0), q.number(0));
        }
        if (a instanceof MultivariateNormal && b instanceof MultivariateNormal) {
            return GaussianAlgebra.kl(
                    GaussianAlgebra.difference(p.vector(0), q.vector(0)),
                    GaussianAlgebra.factor(p.vector(1), p.length()),
                    GaussianAlgebra.factor(q.vector(1), q.length()));
        }
        if (a instanceof Exponential && b instanceof Exponential) {
            return excess(q.number(0), p.number(0));
        }
        if ((a instanceof Gamma && b instanceof Gamma) || (a instanceof InverseGamma && b instanceof InverseGamma)) {
            return gamma(p.number(0), p.number(1), q.number(0), q.number(1));
        }
        // a number of BetaPrime is x/(1 − x) of one of Beta
        if ((a instanceof Beta && b instanceof Beta) || (a instanceof BetaPrime && b instanceof BetaPrime)) {
            return beta(p.number(0), p.number(1), q.number(0), q.number(1));
        }
        if (a instanceof Dirichlet && b instanceof Dirichlet) {
            return dirichlet(p.vector(0), q.vector(0));
        }
        if (a instanceof Cauchy && b instanceof Cauchy) {
            return cauchy(p.number(0) - q.number(0), p.number(1), q.number(1));
        }
        if (a instanceof HalfCauchy && b instanceof HalfCauchy) {
            return cauchy(0, p.number(0), q.number(0));
        }
        if (a instanceof Laplace && b instanceof Laplace) {
            return laplace(Math.abs(p.number(0) - q.number(0)), p.number(1), q.number(1));
        }
        if (a instanceof Gumbel && b instanceof Gumbel) {
            return gumbel(p.number(0) - q.number(0), p.number(1), q.number(1));
        }
        if (a instanceof Weibull && b instanceof Weibull) { // −log of a Weibull number is a Gumbel number
            double difference = Math.log(q.number(1)) - Math.log(p.number(1));
            return gumbel(difference, 1 / p.number(0), 1 / q.number(0));
        }
        if ((a instanceof ChiSquared && b instanceof ChiSquared)
                || (a instanceof InverseChiSquared && b instanceof InverseChiSquared)) {
            return gamma(p.number(0) / 2, 0.5, q.number(0) / 2, 0.5);
        }
        if (a instanceof ScaledInverseChiSquared && b instanceof ScaledInverseChiSquared) {
            double rate = 0.5 * p.number(0) * p.number(1) * p.number(1);
            double otherRate = 0.5 * q.number(0) * q.number(1) * q.number(1);
            return gamma(p.number(0) / 2, rate, q.number(0) / 2, otherRate);
        }
        if (a instanceof InverseGaussian && b instanceof InverseGaussian) {
            double apart = (p.number(0) - q.number(0)) / q.number(0);
            return 0.5 * (excess(q.number(1), p.number(1)) + q.number(1) / p.number(0) * apart * apart);
        }
        if (a instanceof VonMises && b instanceof VonMises) {
            return vonMises(p.number(0) - q.number(0), p.number(1), q.number(1));
        }
        if (a instanceof Pareto && b instanceof Pareto) {
            return p.number(0) < q.number(0)
                    ? Double.POSITIVE_INFINITY
                    : excess(q.number(1), p.number(1)) + q.number(1) * Math.log(p.number(0) / q.number(0));
        }
        if (a instanceof Uniform && b instanceof Uniform) {
            return q.bounds().contain(p.bounds())
                    ? Math.log(q.number(1) - q.number(0)) - Math.log(p.number(1) - p.number(0))
                    : Double.POSITIVE_INFINITY;
        }
        return Double.NaN;
    }

    /** x/y − 1 − log(x/y). */
    private static double excess(double x, double y) {
        return Ratio.logExcess(x / y, (x - y) / y);
    }

    private static double normal(double difference, double first, double second) {
        double scaled = difference / second;
        double ratio = first / second;
        double variances = (first - second) / second * (ratio + 1); // of their ratio, minus 1
        return 0.5 * (Ratio.logExcess(ratio * ratio, variances) + scaled * scaled);
    }

    /** log(b′/b) + (b e^(−δ/b) + δ)/b′ − 1. */
    private static double laplace(double distance, double first, double second) {
        return excess(first, second) + (first * Math.expm1(-distance / first) + distance) / second;
    }

    /** log(b′/b) + γ(b/b′ − 1) + e^(−δ/b′) Γ(b/b′ + 1) − 1 + δ/b′. */
    private static double gumbel(double difference, double first, double second) {
        double ratio = first / second;
        double shift = difference / second;
        return Math.expm1(LogGamma.value(ratio + 1) - shift) + shift - Math.log(ratio) + EULER * (ratio - 1);
    }

    /** With L(κ) = log e⁻ᵏI₀(κ) and D = I₁(κ)/I₀(κ) − 1: L(κ′) − L(κ) + Dκ + κ′(1 − cos δ) − Dκ′ cos δ. */
    private static double vonMises(double difference, double kappa, double other) {
        double drop = BesselFunction.moment(1, kappa);
        double half = Math.sin(0.5 * difference);
        double logs = BesselFunction.moment(0, other) - BesselFunction.moment(0, kappa);
        return logs + drop * (kappa - other * Math.cos(difference)) + 2 * other * half * half;
    }

    private static double gamma(double a, double rate, double otherA, double otherRate) {
        double shapes = LogGamma.value(otherA)
                - LogGamma.value(a)
                + (a - otherA) * (Digamma.value(a) + Math.log(otherRate / rate));
        return (a == otherA ? 0 : shapes) + a * excess(otherRate, rate);
    }

    private static double beta(double a, double b, double otherA, double otherB) {
        return LogBeta.value(otherA, otherB)
                - LogBeta.value(a, b)
                + (a - otherA) * Digamma.value(a)
                + (b - otherB) * Digamma.value(b)
                + (otherA - a + otherB - b) * Digamma.value(a + b);
    }

    private static double dirichlet(double[] p, double[] q) {
        double total = 0;
        double otherTotal = 0;
        for (int k = 0; k < p.length; k++) {
            total += p[k];
            otherTotal += q[k];
        }
        double sum = LogGamma.value(total) - LogGamma.value(otherTotal);
        for (int k = 0; k < p.length; k++) {
            sum += LogGamma.value(q[k])
                    - LogGamma.value(p[k])
                    + (p[k] - q[k]) * (Digamma.value(p[k]) - Digamma.value(total));
        }
        return sum;
    }

    /** log((s + t)² + d²) − log 4st = log(1 + ((s − t)² + d²)/(4st)). */
    private static double cauchy(double difference, double first, double second) {
        double scales = (first - second) / first * ((first - second) / second);
        return Math.log1p(0.25 * (scales + difference / first * (difference / second)));
    }

    private static double discrete(Event p, Event q) {
        double[] first = Outcomes.logProbabilities(p);
        double[] second = Outcomes.logProbabilities(q);
        if (first != null && second != null && Outcomes.trials(p) == Outcomes.trials(q)) {
            double one = outcomes(first, second);
            return Outcomes.trials(p) == 0 ? 0 : Outcomes.trials(p) * one;
        }
        double rate = rate(p);
        double otherRate = rate(q);
        if (rate > 0 && otherRate > 0) {
            return rate * excess(otherRate, rate);
        }
        if (p.law() instanceof Geometric && q.law() instanceof Geometric) {
            return geometric(p.number(0), q.number(0));
        }
        boolean counts = p.law() instanceof NegativeBinomial && q.law() instanceof NegativeBinomial;
        if (counts && p.number(1) == q.number(1)) {
            return negativeBinomial(p.number(0), q.number(0), p.number(1));
        }
        return Double.NaN;
    }

    /** Σ p log(p/q) with 0 log 0 = 0, and +∞ where q = 0 &lt; p. */
    static double outcomes(double[] logP, double[] logQ) {
        double sum = 0;
        for (int k = 0; k < logP.length; k++) {
            if (logP[k] > Double.NEGATIVE_INFINITY) {
                double other = k < logQ.length ? logQ[k] : Double.NEGATIVE_INFINITY;
                sum += Math.exp(logP[k]) * (logP[k] - other);
            }
        }
        return sum;
    }

    /** log(p/q) + (1 − p)/p · log((1 − p)/(1 − q)). */
    private static double geometric(double p, double q) {
        double failures = p == 1 ? 0 : (1 - p) / p * (Math.log1p(-p) - Math.log1p(-q));
        return Math.log(p) - Math.log(q) + failures;
    }

    private static double rate(Event event) {
        if (event.law() instanceof PoissonLog) {
            return Math.exp(event.number(0));
        }
        return event.law() instanceof Poisson ? event.number(0) : 0;
    }

    /** m log(m/m′) − (m + φ) log((m + φ)/(m′ + φ)). */
    private static double negativeBinomial(double mean, double other, double dispersion) {
        return mean * excess(other, mean) - (mean + dispersion) * excess(other + dispersion, mean + dispersion);
    }
}
