package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Gumbel;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.Laplace;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.NegativeBinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Pareto;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.StudentT;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.distribution.Weibull;
import java.util.function.DoubleFunction;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;
import org.quicktheories.generators.SourceDSL;

/** Univariate laws by name and numbers, and at random. */
final class Laws {
    private Laws() {}

    static Distribution of(String name, double... p) {
        return switch (name) {
            case "normal" -> Normal.of(p[0], p[1]);
            case "lognormal" -> LogNormal.of(p[0], p[1]);
            case "gamma" -> Gamma.of(p[0], p[1]);
            case "inversegamma" -> InverseGamma.of(p[0], p[1]);
            case "beta" -> Beta.of(p[0], p[1]);
            case "exponential" -> Exponential.of(p[0]);
            case "halfnormal" -> HalfNormal.of(p[0]);
            case "cauchy" -> Cauchy.of(p[0], p[1]);
            case "halfcauchy" -> HalfCauchy.of(p[0]);
            case "studentt" -> StudentT.of(p[0], p[1], p[2]);
            case "laplace" -> Laplace.of(p[0], p[1]);
            case "gumbel" -> Gumbel.of(p[0], p[1]);
            case "weibull" -> Weibull.of(p[0], p[1]);
            case "pareto" -> Pareto.of(p[0], p[1]);
            case "uniform" -> Uniform.of(p[0], p[1]);
            case "poisson" -> Poisson.of(p[0]);
            case "negativebinomial" -> NegativeBinomial.of(p[0], p[1]);
            case "binomial" -> Binomial.of(p[0], p[1]);
            case "bernoulli" -> Bernoulli.of(p[0]);
            case "categorical" -> Categorical.of(p);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Two laws, with a description that QuickTheories prints where a property fails. */
    record Two(Distribution p, Distribution q) {
        /** Whether the two differ, as far as their descriptions tell. */
        boolean apart() {
            return !p.toString().equals(q.toString());
        }
    }

    private static Gen<Double> between(double low, double high) {
        return SourceDSL.doubles().between(low, high);
    }

    private static Gen<Double> scale() {
        return between(-2, 2).map(x -> Math.exp(x));
    }

    private static Gen<Distribution> one(Gen<Double> a, DoubleFunction<Distribution> law) {
        return a.map(x -> law.apply(x));
    }

    static Gen<Distribution> normals() {
        return between(-3, 3).zip(scale(), (m, s) -> Normal.of(m, s));
    }

    static Gen<Distribution> real() {
        return Generate.oneOf(
                normals(),
                between(-3, 3).zip(scale(), (m, s) -> Cauchy.of(m, s)),
                scale().zip(between(-3, 3), scale(), (v, m, s) -> StudentT.of(1 + v, m, s)));
    }

    static Gen<Distribution> positive() {
        return Generate.oneOf(
                scale().zip(scale(), (a, b) -> Gamma.of(0.4 + a, b)),
                scale().zip(scale(), (a, b) -> InverseGamma.of(0.4 + a, b)),
                between(-2, 2).zip(scale(), (m, s) -> LogNormal.of(m, s)),
                one(scale(), Exponential::of),
                one(scale(), HalfNormal::of),
                one(scale(), HalfCauchy::of));
    }

    static Gen<Distribution> unit() {
        return Generate.oneOf(
                scale().zip(scale(), (a, b) -> Beta.of(0.6 + a, 0.6 + b)), Generate.constant(Uniform.of(0, 1)));
    }

    static Gen<Distribution> counts() {
        return Generate.oneOf(
                one(scale(), x -> Poisson.of(3 * x)),
                scale().zip(scale(), (m, d) -> NegativeBinomial.of(3 * m, 0.2 + d)));
    }

    static Gen<Distribution> outcomes() {
        return scale().zip(scale(), scale(), (a, b, c) -> {
            double sum = a + b + c;
            return Categorical.of(a / sum, b / sum, 1 - a / sum - b / sum);
        });
    }

    private static Gen<Two> two(Gen<Distribution> gen) {
        return gen.zip(gen, Two::new);
    }

    static Gen<Two> pairs() {
        return Generate.oneOf(two(real()), two(positive()), two(unit()), two(counts()), two(outcomes()));
    }

    static Gen<Two> normalPairs() {
        return two(normals());
    }
}
