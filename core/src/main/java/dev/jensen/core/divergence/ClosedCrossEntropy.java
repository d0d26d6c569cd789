package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.ClosedEntropy;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Uniform;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/** −E_p[log q] where the expectations that log q asks for are known. */
final class ClosedCrossEntropy {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private ClosedCrossEntropy() {}

    /** Nats, +∞ where p has mass outside the support of q; NaN where there is no closed form. */
    static double of(Event p, Event q) {
        double[] first = Outcomes.logProbabilities(p);
        double[] second = Outcomes.logProbabilities(q);
        if (first != null && second != null && Outcomes.trials(p) == 1 && Outcomes.trials(q) == 1) {
            return ofOutcomes(first, second);
        }
        if (p.law() instanceof Dirichlet && q.law() instanceof Dirichlet) {
            return dirichlet(p.vector(0), q.vector(0));
        }
        if (p.law() instanceof MultivariateNormal && q.law() instanceof MultivariateNormal) {
            return normal(p, q);
        }
        if (!p.scalar() || !q.scalar() || p.discrete() || !(p.law() instanceof ClosedEntropy)) {
            return Double.NaN;
        }
        return q.bounds().contain(p.bounds()) ? continuous(p, q) : Double.POSITIVE_INFINITY;
    }

    private static double ofOutcomes(double[] logP, double[] logQ) {
        double sum = 0;
        for (int k = 0; k < logP.length; k++) {
            if (logP[k] > Double.NEGATIVE_INFINITY) {
                sum -= k < logQ.length ? Math.exp(logP[k]) * logQ[k] : Double.NEGATIVE_INFINITY;
            }
        }
        return sum;
    }

    private static double continuous(Event p, Event q) {
        Distribution law = q.law();
        double a = q.number(0);
        if (law instanceof Exponential) {
            return a * p.mean() - Math.log(a);
        }
        if (law instanceof HalfNormal) {
            return KnownMoments.squareAbout(p, 0) / (2 * a * a) + Math.log(a) + HALF_LOG_TWO_PI - Math.log(2);
        }
        if (q.parameters().length < 2) {
            return Double.NaN;
        }
        double b = q.number(1);
        if (law instanceof Normal) {
            return KnownMoments.squareAbout(p, a) / (2 * b * b) + Math.log(b) + HALF_LOG_TWO_PI;
        }
        if (law instanceof Uniform) {
            return Math.log(b - a);
        }
        double log = KnownMoments.log(p);
        if (law instanceof LogNormal) {
            double square = KnownMoments.logVariance(p) + (log - a) * (log - a);
            return square / (2 * b * b) + log + Math.log(b) + HALF_LOG_TWO_PI;
        }
        double gamma = LogGamma.value(a) - a * Math.log(b);
        if (law instanceof Gamma) {
            return gamma - (a - 1) * log + b * p.mean();
        }
        if (law instanceof InverseGamma) {
            return gamma + (a + 1) * log + b * KnownMoments.reciprocal(p);
        }
        return law instanceof Beta
                ? LogBeta.value(a, b) - (a - 1) * log - (b - 1) * KnownMoments.logComplement(p)
                : Double.NaN;
    }

    private static double dirichlet(double[] p, double[] q) {
        double total = 0;
        for (double concentration : p) {
            total += concentration;
        }
        double sum = 0;
        double totalQ = 0;
        for (int k = 0; k < p.length; k++) {
            sum += LogGamma.value(q[k]) - (q[k] - 1) * (Digamma.value(p[k]) - Digamma.value(total));
            totalQ += q[k];
        }
        return sum - LogGamma.value(totalQ);
    }

    private static double normal(Event p, Event q) {
        int length = p.length();
        RealMatrix first = GaussianAlgebra.factor(p.vector(1), length);
        RealMatrix second = GaussianAlgebra.factor(q.vector(1), length);
        RealVector difference = GaussianAlgebra.difference(p.vector(0), q.vector(0));
        double entropy = length * (0.5 + HALF_LOG_TWO_PI);
        for (int k = 0; k < length; k++) {
            entropy += Math.log(first.getEntry(k, k));
        }
        return GaussianAlgebra.kl(difference, first, second) + entropy;
    }
}
