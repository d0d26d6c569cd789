package dev.jensen.models.ready;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.NegativeBinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/** What a regression on one linear predictor is of: its link, its scale, its law. */
enum Response {
    LINEAR("linear") {
        @Override
        double centre(double[] y) {
            return Predictors.mean(y);
        }

        @Override
        double scale(double[] y) {
            return Predictors.deviation(y);
        }

        @Override
        Distribution law(ModelBuilder m, Expr eta, double scale) {
            return Normal.of(eta, m.latent("sigma", Unit.suited(Exponential.of(1 / scale), scale)));
        }
    },
    LOGISTIC("logistic") {
        @Override
        double centre(double[] y) {
            return 0;
        }

        @Override
        Distribution law(ModelBuilder m, Expr eta, double scale) {
            return Bernoulli.ofLogit(eta);
        }

        @Override
        void check(String name, double[] y) {
            requireEach(name, y, v -> v == 0 || v == 1, "0 or 1");
        }
    },
    POISSON("Poisson") {
        @Override
        double centre(double[] y) {
            return Math.log(Predictors.mean(y));
        }

        @Override
        Distribution law(ModelBuilder m, Expr eta, double scale) {
            return Poisson.ofLogRate(eta);
        }

        @Override
        void check(String name, double[] y) {
            requireCounts(name, y);
        }
    },
    NEGATIVE_BINOMIAL("negative binomial") {
        @Override
        double centre(double[] y) {
            return Math.log(Predictors.mean(y));
        }

        @Override
        Distribution law(ModelBuilder m, Expr eta, double scale) {
            Expr overdispersion = m.latent("overdispersion", Exponential.of(1));
            return NegativeBinomial.of(eta.exp(), overdispersion.reciprocal());
        }

        @Override
        void check(String name, double[] y) {
            requireCounts(name, y);
        }
    };

    private final String words;

    Response(String words) {
        this.words = words;
    }

    /** Where the linear predictor is, about. */
    abstract double centre(double[] y);

    /** The unit in which effects are measured. */
    double scale(double[] y) {
        return 1;
    }

    abstract Distribution law(ModelBuilder m, Expr eta, double scale);

    void check(String name, double[] y) {
        if (!(Predictors.deviation(y) > 0)) {
            throw new IllegalArgumentException("response \"" + name
                    + "\" must be different numbers, not one and the same: it is " + y[0] + inAll(y));
        }
    }

    private static void requireCounts(String name, double[] y) {
        requireEach(name, y, v -> v >= 0 && v == Math.rint(v), "whole numbers from 0 on");
        if (Arrays.stream(y).allMatch(v -> v == 0)) {
            throw new IllegalArgumentException(
                    "response \"" + name + "\" must be counts, not all of them 0: it is 0" + inAll(y));
        }
    }

    private static String inAll(double[] y) {
        return y.length == 1 ? " in the only row" : " in all " + y.length + " rows";
    }

    private static void requireEach(String name, double[] y, DoublePredicate legal, String what) {
        for (int row = 0; row < y.length; row++) {
            if (!legal.test(y[row])) {
                throw new IllegalArgumentException(
                        "response \"" + name + "\" must be " + what + ": it is " + y[row] + " in row " + row);
            }
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
