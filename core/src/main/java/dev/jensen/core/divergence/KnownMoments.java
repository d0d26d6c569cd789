package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Uniform;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Expectations under a continuous law that have a closed form; NaN where they have none or are not known here. With them
 * −E_p[log q] is closed for every q whose log density is linear in x, x², log x, log² x, 1/x and log(1 − x).
 */
final class KnownMoments {
    private static final double EULER = 0.57721566490153286061;

    private KnownMoments() {}

    /** E[(x − c)²]. */
    static double squareAbout(Event p, double c) {
        if (Double.isNaN(p.variance()) || p.variance() == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY; // of the laws here only those of heavy tails have no variance
        }
        return p.variance() + (p.mean() - c) * (p.mean() - c);
    }

    /** E[log x]. */
    static double log(Event p) {
        Distribution law = p.law();
        double a = p.number(0);
        if (law instanceof Gamma) {
            return Digamma.value(a) - Math.log(p.number(1));
        }
        if (law instanceof InverseGamma) {
            return Math.log(p.number(1)) - Digamma.value(a);
        }
        if (law instanceof LogNormal) {
            return a;
        }
        if (law instanceof Exponential) {
            return -EULER - Math.log(a);
        }
        if (law instanceof HalfNormal) {
            return Math.log(a) - 0.5 * (EULER + Math.log(2));
        }
        if (law instanceof HalfCauchy) {
            return Math.log(a);
        }
        if (law instanceof Beta) {
            return Digamma.value(a) - Digamma.value(a + p.number(1));
        }
        if (law instanceof Uniform) {
            double b = p.number(1);
            return a == 0 ? Math.log(b) - 1 : (b * Math.log(b) - a * Math.log(a)) / (b - a) - 1;
        }
        return Double.NaN;
    }

    /** The variance of log x. */
    static double logVariance(Event p) {
        Distribution law = p.law();
        if (law instanceof Gamma || law instanceof InverseGamma) {
            return Trigamma.value(p.number(0));
        }
        if (law instanceof LogNormal) {
            return p.number(1) * p.number(1);
        }
        if (law instanceof Exponential) {
            return Math.PI * Math.PI / 6;
        }
        if (law instanceof HalfNormal) {
            return Math.PI * Math.PI / 8;
        }
        if (law instanceof HalfCauchy) {
            return Math.PI * Math.PI / 4;
        }
        if (law instanceof Beta) {
            return Trigamma.value(p.number(0)) - Trigamma.value(p.number(0) + p.number(1));
        }
        return law instanceof Uniform && p.number(0) == 0 ? 1 : Double.NaN;
    }

    /** E[1/x]. */
    static double reciprocal(Event p) {
        Distribution law = p.law();
        double a = p.number(0);
        if (law instanceof Gamma) {
            return a > 1 ? p.number(1) / (a - 1) : Double.POSITIVE_INFINITY;
        }
        if (law instanceof InverseGamma) {
            return a / p.number(1);
        }
        if (law instanceof LogNormal) {
            return Math.exp(0.5 * p.number(1) * p.number(1) - a);
        }
        if (law instanceof Exponential || law instanceof HalfNormal || law instanceof HalfCauchy) {
            return Double.POSITIVE_INFINITY;
        }
        if (law instanceof Beta) {
            return a > 1 ? (a + p.number(1) - 1) / (a - 1) : Double.POSITIVE_INFINITY;
        }
        if (law instanceof Uniform) {
            return a == 0 ? Double.POSITIVE_INFINITY : Math.log(p.number(1) / a) / (p.number(1) - a);
        }
        return Double.NaN;
    }

    /** E[log(1 − x)] of a law on the unit interval. */
    static double logComplement(Event p) {
        if (p.law() instanceof Beta) {
            return Digamma.value(p.number(1)) - Digamma.value(p.number(0) + p.number(1));
        }
        boolean standard = p.law() instanceof Uniform && p.number(0) == 0 && p.number(1) == 1;
        return standard ? -1 : Double.NaN;
    }
}
