package dev.jensen.examples;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.divergence.Kl;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.Model;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/**
 * The evidence and its lower bound: a line through five points, whose posterior and evidence are known in closed form. Whatever q,
 * what the ELBO falls short of the log evidence is KL(q‖posterior), to the last digits.
 */
public final class E07EvidenceBound implements Lesson {
    private static final double[] X = {-1, 0, 0.5, 1, 2};
    private static final double[] Y = {-0.8, 0.3, 1.1, 1.4, 2.2};
    private static final double NOISE = 0.7;
    private static final double PRIOR = 2;

    private static final double[] ONES = {1, 1, 1, 1, 1};

    // With design rows (1, x), the posterior is normal with precision P = XᵀX/noise² + I/prior² and mean P⁻¹Xᵀy/noise².
    private static final double AA = X.length / (NOISE * NOISE) + 1 / (PRIOR * PRIOR);
    private static final double AB = dot(X, ONES) / (NOISE * NOISE);
    private static final double BB = dot(X, X) / (NOISE * NOISE) + 1 / (PRIOR * PRIOR);
    private static final double DETERMINANT = AA * BB - AB * AB;
    private static final double[] MEAN = {
        (BB * dot(Y, ONES) - AB * dot(X, Y)) / (NOISE * NOISE) / DETERMINANT,
        (AA * dot(X, Y) - AB * dot(Y, ONES)) / (NOISE * NOISE) / DETERMINANT
    };
    private static final double[] SD = {Math.sqrt(BB / DETERMINANT), Math.sqrt(AA / DETERMINANT)};
    private static final double[][] FACTOR = {{SD[0], 0}, {-AB / DETERMINANT / SD[0], 1 / Math.sqrt(BB)}};

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E07EvidenceBound()));
    }

    private static ExprDensity joint() {
        return Model.of("line", m -> {
                    var point = m.plate("point", X.length);
                    var a = m.latent("a", Normal.of(0, PRIOR));
                    var b = m.latent("b", Normal.of(0, PRIOR));
                    m.observe("y", Normal.of(a.plus(b.times(m.data("x", X, point))), NOISE), Y, point);
                })
                .density();
    }

    /** Integrated over a and b, y is normal about 0 with covariance noise² I + prior² (1 1ᵀ + x xᵀ). */
    private static double logEvidence() {
        double[][] covariance = new double[X.length][X.length];
        for (int i = 0; i < X.length; i++) {
            for (int j = 0; j < X.length; j++) {
                covariance[i][j] = PRIOR * PRIOR * (1 + X[i] * X[j]) + (i == j ? NOISE * NOISE : 0);
            }
        }
        Expr factor = Expr.constant(covariance).choleskyFactor();
        Expr density = MultivariateNormal.of(0, factor).logDensity(Expr.constant(Y));
        double[] value = new double[1];
        ExprFunction.of(List.of(), List.of(density)).evaluate(1, new double[0], value);
        return value[0];
    }

    @Override
    public String about() {
        return "the ELBO under a known evidence, short of it by KL to the last digits";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("The evidence and its lower bound");
        page.say("""
                Five points (x, y), a line a + b x through them, normal noise of known size and normal priors. The joint density
                p̃(a, b) = p(y | a, b) p(a, b) is ℵ times the posterior, and ℵ = p(y), the evidence, is what its integral gives.
                Here everything is normal, so that ℵ and the posterior are known. For any law q of a and b

                    log ℵ = E_q[log p̃ − log q] + KL(q‖posterior) = ELBO + KL ≥ ELBO.

                Four laws q, each with its ELBO, from draws, and its KL, by formula:
                """);
        ExprDensity joint = joint();
        double logEvidence = logEvidence();
        var fullRank = FullRankGaussian.of(2);
        var meanField = MeanFieldGaussian.of(2);
        double[] fitted = FixedDrawVi.of(joint, meanField).fit(1).parameters();
        double[] fittedFull = FixedDrawVi.of(joint, fullRank).fit(1).parameters();
        double[] sd = {Math.exp(fitted[2]), Math.exp(fitted[3])};

        page.say("log evidence %.6f", logEvidence);
        page.say("q                             ELBO    log ℵ − ELBO    KL(q‖posterior)");
        double apart = 0;
        apart = Math.max(apart, gap(page, "the prior", joint, logEvidence, new double[2], diagonal(PRIOR, PRIOR)));
        apart = Math.max(apart, gap(page, "the posterior's sds", joint, logEvidence, MEAN, diagonal(SD[0], SD[1])));
        double[] mean = meanField.mean(fitted);
        apart = Math.max(apart, gap(page, "mean-field fit", joint, logEvidence, mean, diagonal(sd[0], sd[1])));
        double[] meanFull = fullRank.mean(fittedFull);
        apart = Math.max(apart, gap(page, "full-rank fit", joint, logEvidence, meanFull, factor(fittedFull)));
        page.check("the two columns apart", apart, 0, 1e-9);

        page.say("""
                The mean-field q cannot follow the correlation of a and b. The best it can do is to be narrower than the
                posterior, with sds 1/√P_ii; then what is missing is ½ (log P_aa P_bb − log det P). The full-rank q is the
                posterior itself, and nothing is missing:
                """);
        page.check("mean-field sd of a", sd[0], 1 / Math.sqrt(AA), 1e-3);
        page.check("mean-field sd of b", sd[1], 1 / Math.sqrt(BB), 1e-3);
        double short0 = logEvidence - elbo(joint, mean, diagonal(sd[0], sd[1]));
        page.check("what the mean-field ELBO lacks", short0, 0.5 * Math.log(AA * BB / DETERMINANT), 1e-5);
        page.check("full-rank ELBO", elbo(joint, meanFull, factor(fittedFull)), logEvidence, 1e-5);

        page.say("""
                Make either wider or narrower, and its ELBO falls, never crossing the line:
                """);
        double[] scales = new double[101];
        double[] narrow = new double[scales.length];
        double[] tilted = new double[scales.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scales.length; i++) {
            double c = Math.pow(3, (i - 50) / 50.0);
            scales[i] = c;
            narrow[i] = elbo(joint, MEAN, diagonal(c * SD[0], c * SD[1]));
            tilted[i] = elbo(joint, MEAN, new double[][] {{c * FACTOR[0][0], 0}, {c * FACTOR[1][0], c * FACTOR[1][1]}});
            highest = Math.max(highest, Math.max(narrow[i], tilted[i]));
        }
        page.picture(
                "E07-evidence-bound",
                Picture.of(Plot.titled("ELBO as q widens")
                                .axes("sd of q / sd of the posterior", "nats")
                                .line("full rank", scales, tilted)
                                .line("mean field", scales, narrow)
                                .dashes("log evidence", new double[] {scales[0], scales[100]}, new double[] {
                                    logEvidence, logEvidence
                                }))
                        .sized(640, 440));
        page.check("highest ELBO of all", highest, logEvidence, 1e-9);
    }

    /** Returns by how much the two columns differ, relative to them. */
    private static double gap(
            Notebook page, String name, ExprDensity joint, double logEvidence, double[] mean, double[][] factor) {
        double elbo = elbo(joint, mean, factor);
        double kl = Kl.of(MultivariateNormal.of(mean, factor), MultivariateNormal.of(MEAN, FACTOR))
                .value();
        page.line("%-24s  %10.6f  %14.9f     %14.9f", name, elbo, logEvidence - elbo, kl);
        return Math.abs(logEvidence - elbo - kl) / (1 + kl);
    }

    /** Moment-matched draws make the mean of a quadratic exact, and log p̃ − log q is quadratic here. */
    private static double elbo(ExprDensity joint, double[] mean, double[][] factor) {
        var q = FullRankGaussian.of(2);
        double[] phi = q.parameters(mean, factor);
        return Elbo.estimate(joint, q, phi, 64, new MomentMatched(MonteCarlo.seed(1)))
                .value();
    }

    /** L of a full-rank Gaussian's parameters (m, log diagonal, below). */
    private static double[][] factor(double[] phi) {
        return new double[][] {{Math.exp(phi[2]), 0}, {phi[4], Math.exp(phi[3])}};
    }

    private static double[][] diagonal(double first, double second) {
        return new double[][] {{first, 0}, {0, second}};
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
