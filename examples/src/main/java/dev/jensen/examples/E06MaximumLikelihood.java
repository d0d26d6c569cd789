package dev.jensen.examples;

import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.StudentT;
import dev.jensen.core.divergence.CrossEntropy;
import dev.jensen.core.divergence.Entropy;
import dev.jensen.core.divergence.Kl;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.MaximumLikelihood;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.Lbfgs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Maximum likelihood is forward KL: the mean log likelihood of draws from p estimates minus the cross-entropy, which is KL(p‖q) + H(p).
 * As n grows, what it finds becomes the q of least KL(p‖q), even if no q is p.
 */
public final class E06MaximumLikelihood implements Lesson {
    private static final double DEGREES = 5;
    private static final double SCALE = 2;

    // of a Student law, variance is ν/(ν − 2)·scale²
    private static final double SD = SCALE * Math.sqrt(DEGREES / (DEGREES - 2));

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E06MaximumLikelihood()));
    }

    /** n draws of p: a normal number over the root of a mean of squares. */
    private static double[][] draws(int n, long seed) {
        Random random = new Random(seed);
        double[][] draws = new double[n][1];
        for (double[] x : draws) {
            double squares = 0;
            for (int k = 0; k < DEGREES; k++) {
                double z = random.nextGaussian();
                squares += z * z;
            }
            x[0] = 1 + SCALE * random.nextGaussian() / Math.sqrt(squares / DEGREES);
        }
        return draws;
    }

    /** The normal law of the greatest likelihood: its mean and sd. */
    private static double[] fit(double[][] samples) {
        var q = MeanFieldGaussian.of(1);
        Estimation likelihood = MaximumLikelihood.of(samples).start(q, MonteCarlo.seed(1));
        DifferentiableFunction exact = new DifferentiableFunction() { // all draws at every step
                    @Override
                    public int dimension() {
                        return likelihood.dimension();
                    }

                    @Override
                    public double valueAndGradient(double[] x, double[] gradient) {
                        return likelihood.valueAndGradient(0, x, gradient);
                    }
                };
        double[] phi = Lbfgs.minimise(exact, q.initial(new double[1], 1)).point();
        return new double[] {phi[0], Math.exp(phi[1])};
    }

    @Override
    public String about() {
        return "maximum likelihood as forward KL, as the number of draws grows";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Maximum likelihood is forward KL");
        page.say("""
                Draws x₁, …, xₙ come from p, and a family q is fitted by maximum likelihood. The mean of log q(xᵢ) estimates
                E_p[log q] = −H(p) − KL(p‖q), and the entropy H(p) does not depend on q. So to maximise the likelihood is to minimise
                the forward divergence, up to what n draws cannot tell.

                p is a Student law of 5 degrees of freedom about 1, and q is normal: no q is p. Least is KL(p‖q) at p's own mean and
                variance. The greatest likelihood, followed along the score of q at the draws:
                """);
        StudentT p = StudentT.of(DEGREES, 1, SCALE);
        double least = Kl.of(p, Normal.of(1, SD)).value();
        page.say("        n    mean of q    sd of q    KL(p‖q), nats    more than the least");
        double[] sizes = {10, 100, 1000, 10_000, 30_000};
        double[] excess = new double[sizes.length];
        double[] last = {0, 1};
        for (int i = 0; i < sizes.length; i++) {
            last = fit(draws((int) sizes[i], 7));
            double kl = Kl.of(p, Normal.of(last[0], last[1])).value();
            excess[i] = kl - least;
            page.line("%9.0f    %9.4f    %7.4f    %13.6f    %19.6f", sizes[i], last[0], last[1], kl, excess[i]);
        }
        page.line("        ∞    %9.4f    %7.4f    %13.6f", 1.0, SD, least);
        page.say("KL = cross-entropy − entropy, for the last q, by quadrature and by the likelihood of fresh draws:");
        Normal q = Normal.of(last[0], last[1]);
        double crossEntropy = CrossEntropy.of(p, q).value();
        page.check(
                "cross-entropy less entropy",
                crossEntropy - Entropy.of(p).value(),
                Kl.of(p, q).value(),
                1e-9);
        double mean = last[0];
        double sd = last[1];
        RunningMoments likelihood = logLikelihood(mean, sd, draws(20_000, 8));
        // 4 standard errors: 6e-5 for a fresh seed
        double error = likelihood.estimate().standardError();
        page.check("−mean log likelihood", -likelihood.mean(), crossEntropy, 4 * error);

        page.say("""
                How fast? Near its least, KL is a parabola. Where p is itself in the family, n draws cost (number of parameters)/2n nats
                on average (Akaike, 1973). The mean over 200 samples of 100 draws of a normal law:
                """);
        Random random = new Random(9);
        RunningMoments cost = new RunningMoments();
        for (int i = 0; i < 200; i++) {
            double[][] samples = new double[100][];
            Arrays.setAll(samples, k -> new double[] {random.nextGaussian()});
            double[] found = fit(samples);
            cost.add(Kl.of(Normal.of(0, 1), Normal.of(found[0], found[1])).value());
        }
        // 4 standard errors: 6e-5 for a fresh seed; terms of order 1/n² are 0.0004
        page.check(
                "nats that 100 draws cost",
                cost.mean(),
                2.0 / 200,
                4 * cost.estimate().standardError() + 0.0004);
        page.check("and 30,000 draws of the Student law", excess[excess.length - 1], 0, 1e-3);

        page.picture(
                "E06-maximum-likelihood",
                Picture.of(Plot.titled("A normal law of 30,000 draws")
                                .axes("x", "density")
                                .frame(-10, 12, 0, 0.22)
                                .histogram("draws of p", inFrame(draws(30_000, 7)), 60)
                                .curve("q of the greatest likelihood", x -> density(x, mean, sd), -10, 12))
                        .sized(600, 420));
    }

    private static RunningMoments logLikelihood(double mean, double sd, double[][] samples) {
        RunningMoments moments = new RunningMoments();
        for (double[] x : samples) {
            moments.add(Math.log(density(x[0], mean, sd)));
        }
        return moments;
    }

    private static double density(double x, double mean, double sd) {
        return Math.exp(-(x - mean) * (x - mean) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));
    }

    private static double[] inFrame(double[][] samples) {
        return Arrays.stream(samples)
                .mapToDouble(x -> x[0])
                .filter(x -> x > -10 && x < 12)
                .toArray();
    }
}
