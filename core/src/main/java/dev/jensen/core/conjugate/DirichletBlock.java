package dev.jensen.core.conjugate;

import dev.jensen.core.engine.function.GammaFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.DirichletLaw;
import dev.jensen.core.family.NaturalMeanField;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Vectors of K shares with a Dirichlet law each, by log x: the natural parameters are α − 1. */
final class DirichletBlock implements Block {
    private static final double JITTER = 0.5;

    private final Statistics statistics;
    private final int shares;
    private final int vectors; // of one row
    private final int rows;

    DirichletBlock(Statistics statistics) {
        this.statistics = statistics;
        Latent latent = statistics.latent();
        int rank = latent.value().shape().rank();
        shares = latent.value().shape().dimension(rank - 1);
        rows = latent.rows();
        vectors = latent.value().shape().size() / shares;
    }

    @Override
    public String name() {
        return statistics.latent().name();
    }

    @Override
    public List<Expr> statistics() {
        return List.of(statistics.variable(Statistics.LOG));
    }

    @Override
    public List<NaturalMeanField.Placed> laws(int at) {
        List<NaturalMeanField.Placed> laws = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                laws.add(new NaturalMeanField.Placed(new DirichletLaw(shares), at + v * (shares - 1) * rows + r, rows));
            }
        }
        return laws;
    }

    @Override
    public List<double[]> parameters(double[] natural) {
        List<double[]> parameters = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                double[] logs = new double[shares];
                for (int k = 0; k < shares; k++) {
                    logs[k] = Math.log(natural[place(v, k, r)] + 1);
                }
                parameters.add(logs);
            }
        }
        return parameters;
    }

    private int place(int vector, int k, int row) {
        return (vector * shares + k) * rows + row;
    }

    @Override
    public double[] start(RandomGenerator random) {
        double[] natural = new double[vectors * shares * rows];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = JITTER * random.nextDouble();
        }
        return natural;
    }

    @Override
    public void means(double[] natural, double[] point, int at) {
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                double total = GammaFunction.digamma(total(natural, v, r));
                for (int k = 0; k < shares; k++) {
                    int i = place(v, k, r);
                    point[at + i] = GammaFunction.digamma(natural[i] + 1) - total;
                }
            }
        }
    }

    private double total(double[] natural, int vector, int row) {
        double total = 0;
        for (int k = 0; k < shares; k++) {
            total += natural[place(vector, k, row)] + 1;
        }
        return total;
    }

    @Override
    public double[] best(double[] gradient, double[] point, int at) {
        double[] natural = new double[vectors * shares * rows];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = gradient[at + i];
            if (!(natural[i] > -1)) {
                throw new IllegalArgumentException("the conditional law of \"" + name()
                        + "\" is no Dirichlet law, for its concentrations must be positive: " + (natural[i] + 1)
                        + "; give it a proper prior");
            }
        }
        return natural;
    }

    @Override
    public double entropy(double[] natural) {
        double sum = 0;
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < rows; r++) {
                double total = total(natural, v, r);
                sum += (total - shares) * GammaFunction.digamma(total) - GammaFunction.logGamma(total);
                for (int k = 0; k < shares; k++) {
                    double less = natural[place(v, k, r)];
                    sum += GammaFunction.logGamma(less + 1) - less * GammaFunction.digamma(less + 1);
                }
            }
        }
        return sum;
    }

    @Override
    public String describe() {
        return name() + ": Dirichlet, by log x";
    }
}
