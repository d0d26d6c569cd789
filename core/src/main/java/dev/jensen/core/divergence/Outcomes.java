package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.BernoulliLogit;
import dev.jensen.core.distribution.BernoulliProbit;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.BinomialLogit;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.CategoricalLogits;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.engine.function.NormalIntegral;
import org.jspecify.annotations.Nullable;

/** The log probabilities of the outcomes 0, 1, … of one trial of a law of few outcomes. */
final class Outcomes {
    private Outcomes() {}

    /** Null where the law is not made of such trials. */
    static double @Nullable [] logProbabilities(Event event) {
        Distribution law = event.law();
        if (law instanceof Bernoulli) {
            return ofProbability(event.number(0));
        }
        if (law instanceof BernoulliProbit) {
            double probit = event.number(0);
            return new double[] {NormalIntegral.logNormalCdf(-probit), NormalIntegral.logNormalCdf(probit)};
        }
        if (law instanceof BernoulliLogit) {
            return ofLogit(event.number(0));
        }
        if (law instanceof Binomial) {
            return ofProbability(event.number(1));
        }
        if (law instanceof BinomialLogit) {
            return ofLogit(event.number(1));
        }
        if (law instanceof Categorical) {
            double[] log = event.vector(0).clone();
            for (int k = 0; k < log.length; k++) {
                log[k] = Math.log(log[k]);
            }
            return log;
        }
        return law instanceof CategoricalLogits ? normalized(event.vector(0)) : null;
    }

    /** How many independent trials are counted. */
    static double trials(Event event) {
        boolean counts = event.law() instanceof Binomial || event.law() instanceof BinomialLogit;
        return counts ? event.number(0) : 1;
    }

    private static double[] ofProbability(double p) {
        return new double[] {Math.log1p(-p), Math.log(p)};
    }

    private static double[] ofLogit(double logit) {
        return new double[] {-Ratio.softplus(logit), -Ratio.softplus(-logit)};
    }

    static double[] normalized(double[] logits) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - greatest);
        }
        double[] log = new double[logits.length];
        for (int k = 0; k < log.length; k++) {
            log[k] = logits[k] - greatest - Math.log(sum);
        }
        return log;
    }
}
