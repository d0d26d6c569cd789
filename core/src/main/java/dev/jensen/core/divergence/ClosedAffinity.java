package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.PoissonLog;
import dev.jensen.core.distribution.Uniform;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * log ∫ p^α q^{1−α} of pairs that have a closed form (Gil, Alajaji and Linder, 2013, Table 2): p^α q^{1−α} of two laws of
 * an exponential family is again of that family, with natural parameters mixed by α, where those are legal; where they are
 * not, the integral is infinite.
 */
final class ClosedAffinity {
    private ClosedAffinity() {}

    /** At most 0 for α &lt; 1 and at least 0 for α &gt; 1; NaN where there is no closed form. */
    static double log(Event p, Event q, double alpha) {
        if (p.sameAs(q)) {
            return 0;
        }
        double[] first = Outcomes.logProbabilities(p);
        double[] second = Outcomes.logProbabilities(q);
        if (first != null && second != null && Outcomes.trials(p) == Outcomes.trials(q)) {
            double one = outcomes(first, second, alpha);
            return Outcomes.trials(p) == 0 ? 0 : Outcomes.trials(p) * one;
        }
        Distribution a = p.law();
        Distribution b = q.law();
        double beta = 1 - alpha;
        if ((a instanceof Normal && b instanceof Normal) || (a instanceof LogNormal && b instanceof LogNormal)) {
            return normal(alpha, p.number(0) - q.number(0), p.number(1), q.number(1));
        }
        if (a instanceof HalfNormal && b instanceof HalfNormal) {
            return normal(alpha, 0, p.number(0), q.number(0));
        }
        if (a instanceof MultivariateNormal && b instanceof MultivariateNormal) {
            return GaussianAlgebra.logAffinity(
                    alpha,
                    GaussianAlgebra.difference(p.vector(0), q.vector(0)),
                    GaussianAlgebra.factor(p.vector(1), p.length()),
                    GaussianAlgebra.factor(q.vector(1), q.length()));
        }
        if (a instanceof Exponential && b instanceof Exponential) {
            return gamma(alpha, 1, p.number(0), 1, q.number(0));
        }
        if ((a instanceof Gamma && b instanceof Gamma) || (a instanceof InverseGamma && b instanceof InverseGamma)) {
            return gamma(alpha, p.number(0), p.number(1), q.number(0), q.number(1));
        }
        if (a instanceof Beta && b instanceof Beta) {
            double mixedA = alpha * p.number(0) + beta * q.number(0);
            double mixedB = alpha * p.number(1) + beta * q.number(1);
            return mixedA > 0 && mixedB > 0
                    ? LogBeta.value(mixedA, mixedB)
                            - alpha * LogBeta.value(p.number(0), p.number(1))
                            - beta * LogBeta.value(q.number(0), q.number(1))
                    : Double.POSITIVE_INFINITY;
        }
        if (a instanceof Dirichlet && b instanceof Dirichlet) {
            return dirichlet(alpha, p.vector(0), q.vector(0));
        }
        if (a instanceof Uniform && b instanceof Uniform) {
            return uniform(alpha, p, q);
        }
        if ((a instanceof Poisson && b instanceof Poisson) || (a instanceof PoissonLog && b instanceof PoissonLog)) {
            return poisson(alpha, p, q);
        }
        return Double.NaN;
    }

    /** log(1 + Σ p((p/q)^{α−1} − 1)), whose terms are small where the laws are close. */
    private static double outcomes(double[] logP, double[] logQ, double alpha) {
        double sum = 0;
        for (int k = 0; k < logP.length; k++) {
            double q = k < logQ.length ? logQ[k] : Double.NEGATIVE_INFINITY;
            if (logP[k] > Double.NEGATIVE_INFINITY) {
                double power = (alpha - 1) * (logP[k] - q);
                double p = Math.exp(logP[k]);
                sum += power > 1 ? Math.exp(logP[k] + power) - p : p * Math.expm1(power);
            }
        }
        return Math.log1p(Math.max(-1, sum));
    }

    /** log(x/y), relative to its own size also where the two are close. */
    private static double logRatio(double x, double y) {
        double minusOne = (x - y) / y;
        return Math.abs(minusOne) < 0.5 ? Math.log1p(minusOne) : Math.log(x / y);
    }

    private static double normal(double alpha, double difference, double first, double second) {
        double ratio = first / second;
        double mixed = alpha + (1 - alpha) * ratio * ratio; // σ²/σ_q² of the mixed law
        if (!(mixed > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double scaled = difference / second;
        double variances = (first - second) / second * (ratio + 1); // of their ratio, minus 1
        double scales = (1 - alpha) * logRatio(first, second) - 0.5 * Math.log1p((1 - alpha) * variances);
        return scales - 0.5 * alpha * (1 - alpha) * scaled * scaled / mixed;
    }

    private static double gamma(double alpha, double a, double rate, double otherA, double otherRate) {
        double mixedA = alpha * a + (1 - alpha) * otherA;
        double mixedRate = alpha * rate + (1 - alpha) * otherRate;
        if (!(mixedA > 0) || !(mixedRate > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double shapes = LogGamma.value(mixedA) - alpha * LogGamma.value(a) - (1 - alpha) * LogGamma.value(otherA);
        double rates = alpha * a * logRatio(rate, mixedRate) + (1 - alpha) * otherA * logRatio(otherRate, mixedRate);
        return (a == otherA ? 0 : shapes) + rates;
    }

    private static double dirichlet(double alpha, double[] p, double[] q) {
        double sum = 0;
        double[] totals = new double[3];
        for (int k = 0; k < p.length; k++) {
            double mixed = alpha * p[k] + (1 - alpha) * q[k];
            if (!(mixed > 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += LogGamma.value(mixed) - alpha * LogGamma.value(p[k]) - (1 - alpha) * LogGamma.value(q[k]);
            totals[0] += mixed;
            totals[1] += p[k];
            totals[2] += q[k];
        }
        return sum
                - LogGamma.value(totals[0])
                + alpha * LogGamma.value(totals[1])
                + (1 - alpha) * LogGamma.value(totals[2]);
    }

    private static double uniform(double alpha, Event p, Event q) {
        if (alpha > 1 && !q.bounds().contain(p.bounds())) {
            return Double.POSITIVE_INFINITY;
        }
        double overlap = Math.min(p.number(1), q.number(1)) - Math.max(p.number(0), q.number(0));
        return Math.log(Math.max(0, overlap))
                - alpha * Math.log(p.number(1) - p.number(0))
                - (1 - alpha) * Math.log(q.number(1) - q.number(0));
    }

    private static double poisson(double alpha, Event p, Event q) {
        boolean logarithms = p.law() instanceof PoissonLog;
        double first = logarithms ? Math.exp(p.number(0)) : p.number(0);
        double log = logarithms ? p.number(0) - q.number(0) : logRatio(p.number(0), q.number(0));
        double second = logarithms ? Math.exp(q.number(0)) : q.number(0);
        // λ_p^α λ_q^{1−α} − αλ_p − (1 − α)λ_q, as differences from λ_q
        return second * Math.expm1(alpha * log) - alpha * (first - second);
    }
}
