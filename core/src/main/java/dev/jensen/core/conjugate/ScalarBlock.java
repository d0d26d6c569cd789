package dev.jensen.core.conjugate;

import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.BetaLaw;
import dev.jensen.core.family.GammaLaw;
import dev.jensen.core.family.InverseGammaLaw;
import dev.jensen.core.family.NaturalLaw;
import dev.jensen.core.family.NaturalMeanField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Independent numbers with a law of two statistics each: gamma by log x and x, inverse gamma by log x and 1/x, beta by log x and
 * log(1 − x). The natural parameters are the derivatives by these: (α − 1, −β), (−α − 1, −β), (a − 1, b − 1).
 */
final class ScalarBlock implements Block {

    /** The laws. */
    enum Law {
        GAMMA("gamma", Statistics.LOG, "x"),
        INVERSE_GAMMA("inverse gamma", Statistics.LOG, "x^-1"),
        BETA("beta", Statistics.LOG, Statistics.LOG_COMPLEMENT);

        final String word;
        private final String one;
        private final String other;

        Law(String word, String first, String second) {
            this.word = word;
            one = first;
            other = second;
        }

        List<String> statistics() {
            return List.of(one, other);
        }

        double first(double natural) {
            return this == INVERSE_GAMMA ? -natural - 1 : natural + 1;
        }

        double second(double natural) {
            return this == BETA ? natural + 1 : -natural;
        }

        /** The means of the statistics of the law with parameters a and b. */
        double[] means(double a, double b) {
            double logA = GammaFunction.digamma(a);
            return switch (this) {
                case GAMMA -> new double[] {logA - Math.log(b), a / b};
                case INVERSE_GAMMA -> new double[] {Math.log(b) - logA, a / b};
                case BETA -> {
                    double total = GammaFunction.digamma(a + b);
                    yield new double[] {logA - total, GammaFunction.digamma(b) - total};
                }
            };
        }

        /** −E[log q(x)]. */
        double entropy(double a, double b) {
            double digamma = GammaFunction.digamma(a);
            double logGamma = GammaFunction.logGamma(a);
            return switch (this) {
                case GAMMA -> a - Math.log(b) + logGamma + (1 - a) * digamma;
                case INVERSE_GAMMA -> a + Math.log(b) + logGamma - (1 + a) * digamma;
                case BETA ->
                    logGamma
                            + GammaFunction.logGamma(b)
                            - GammaFunction.logGamma(a + b)
                            - (a - 1) * digamma
                            - (b - 1) * GammaFunction.digamma(b)
                            + (a + b - 2) * GammaFunction.digamma(a + b);
            };
        }

        double[] parameters(double a, double b) {
            return switch (this) {
                case GAMMA -> GammaLaw.parameters(a, b);
                case INVERSE_GAMMA -> InverseGammaLaw.parameters(a, b);
                case BETA -> BetaLaw.parameters(a, b);
            };
        }

        NaturalLaw law() {
            return switch (this) {
                case GAMMA -> new GammaLaw();
                case INVERSE_GAMMA -> new InverseGammaLaw();
                case BETA -> new BetaLaw();
            };
        }
    }

    private final Statistics statistics;
    private final Law law;
    private final List<Expr> used;
    private final int size;

    ScalarBlock(Statistics statistics, Law law) {
        this.statistics = statistics;
        this.law = law;
        used = statistics.names().stream().map(statistics::variable).toList();
        size = statistics.latent().unknown().shape().size();
    }

    @Override
    public String name() {
        return statistics.latent().name();
    }

    @Override
    public List<Expr> statistics() {
        return used;
    }

    @Override
    public List<NaturalMeanField.Placed> laws(int at) {
        List<NaturalMeanField.Placed> laws = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            laws.add(new NaturalMeanField.Placed(law.law(), at + i, 1));
        }
        return laws;
    }

    @Override
    public List<double[]> parameters(double[] natural) {
        List<double[]> parameters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parameters.add(law.parameters(law.first(natural[2 * i]), law.second(natural[2 * i + 1])));
        }
        return parameters;
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] natural = new double[2 * size];
        for (int i = 0; i < size; i++) {
            double a = 2 + random.nextDouble();
            natural[2 * i] = law == Law.INVERSE_GAMMA ? -a - 1 : a - 1;
            natural[2 * i + 1] = law == Law.BETA ? a - 1 : -2.5;
        }
        return natural;
    }

    @Override
    public void means(double[] natural, double[] point, int at) {
        for (int i = 0; i < size; i++) {
            double[] means = law.means(law.first(natural[2 * i]), law.second(natural[2 * i + 1]));
            for (int s = 0; s < used.size(); s++) {
                point[at + s * size + i] =
                        means[law.statistics().indexOf(statistics.names().get(s))];
            }
        }
    }

    @Override
    public double[] best(double[] gradient, double[] point, int at) {
        double[] natural = new double[2 * size];
        for (int s = 0; s < used.size(); s++) {
            int of = law.statistics().indexOf(statistics.names().get(s));
            for (int i = 0; i < size; i++) {
                natural[2 * i + of] = gradient[at + s * size + i];
            }
        }
        for (int i = 0; i < size; i++) {
            double a = law.first(natural[2 * i]);
            double b = law.second(natural[2 * i + 1]);
            if (!(a > 0 && b > 0)) {
                throw new IllegalArgumentException(
                        "the conditional law of \"" + name() + (size > 1 ? "[" + i + "]" : "")
                                + "\" is no " + law.word + " law, for its parameters must be positive: "
                                + Arrays.toString(new double[] {a, b}) + "; give it a proper prior");
            }
        }
        return natural;
    }

    @Override
    public double entropy(double[] natural) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += law.entropy(law.first(natural[2 * i]), law.second(natural[2 * i + 1]));
        }
        return sum;
    }

    @Override
    public String describe() {
        return name() + ": " + law.word + ", by " + String.join(" and ", law.statistics());
    }
}
