package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.ExprFamily;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A family of one's own in one file: the law of Kumaraswamy ("A generalized probability density function for double-bounded random
 * processes", Journal of Hydrology 46, 1980), which is near to Beta and, unlike it, easy to draw from, stated as a draw and a log
 * density. The engine derives the rest.
 */
public final class E09OwnFamily implements Lesson {
    private static final int HEADS = 1;
    private static final int TAILS = 11;

    // scipy 1.17: the greatest ELBO of each family, by quadrature and Nelder–Mead
    private static final double OWN_ELBO = -5.0533878;
    private static final double OWN_LOG_A = Math.log(1.5984388);
    private static final double OWN_LOG_B = Math.log(17.935866);
    private static final double GAUSSIAN_ELBO = -5.0732771;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E09OwnFamily()));
    }

    /** A coin's probability of heads x after some throws, under a uniform prior, over its log-odds z: x = 1/(1 + e⁻ᶻ). */
    private static Differentiable coin() {
        return LogDensity.of(1, z -> {
            Expr logX = z.sigmoid().log();
            Expr logOther = z.negate().sigmoid().log();
            return logX.times(HEADS + 1).plus(logOther.times(TAILS + 1)); // one more of each: dx/dz = x (1 − x)
        });
    }

    /**
     * Kumaraswamy's law of x over the log-odds z, φ = (log a, log b): P(x &lt; t) = 1 − (1 − tᵃ)ᵇ. With u uniform, here Φ(ε),
     *
     * <pre>
     *   x = (1 − u^(1/b))^(1/a)        q(x) = a b xᵃ⁻¹ (1 − xᵃ)ᵇ⁻¹
     * </pre>
     */
    static ExprFamily kumaraswamy() {
        return ExprFamily.of(
                1,
                2,
                (phi, epsilon) -> {
                    Expr a = phi.slice(0, 1).exp();
                    Expr b = phi.slice(1, 2).exp();
                    Expr logX = log1mexp(epsilon.logNormalCdf().dividedBy(b)).dividedBy(a);
                    return logX.minus(log1mexp(logX));
                },
                (phi, z) -> {
                    Expr a = phi.slice(0, 1).exp();
                    Expr b = phi.slice(1, 2).exp();
                    Expr logX = z.sigmoid().log();
                    Expr logOther = z.negate().sigmoid().log();
                    return phi.sum()
                            .plus(a.times(logX))
                            .plus(b.minus(1).times(log1mexp(a.times(logX))))
                            .plus(logOther);
                },
                // with a = 1, x has the median 1 − 2^(−1/b), which is put at the centre; a width of its own it cannot
                // have
                (centre, scale) -> new double[] {0, Math.log(Math.log(2) / Math.log1p(Math.exp(centre[0])))});
    }

    /** log(1 − eˣ) of x &lt; 0, with all its digits. */
    private static Expr log1mexp(Expr x) {
        return x.expm1().negate().log();
    }

    @Override
    public String about() {
        return "a family of one's own in one file: a draw and a log density";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A family of one's own");
        page.say("""
                A coin fell heads once and tails eleven times. With a uniform prior the posterior of the probability of heads is
                Beta(2, 12), skewed and close to 0, and the evidence is B(2, 12). A family has to say how it draws and what its
                log density is; both are a few lines of expressions. Kumaraswamy's law has a shape much like Beta's:
                """);
        Fit own = fit(page, kumaraswamy());
        Fit gauss = fit(page, MeanFieldGaussian.of(1));
        double logEvidence = -Math.log(156); // B(2, 12) = 1! 11! / 13!
        page.say("                            ELBO          below log evidence %.4f", logEvidence);
        page.line(
                "Gaussian of log-odds    %s    %.4f",
                gauss.elbo(), logEvidence - gauss.elbo().value());
        page.line(
                "Kumaraswamy             %s    %.4f",
                own.elbo(), logEvidence - own.elbo().value());
        if (page.cancelled()) {
            return;
        }

        double a = Math.exp(own.parameters()[0]);
        double b = Math.exp(own.parameters()[1]);
        double m = gauss.parameters()[0];
        double s = Math.exp(gauss.parameters()[1]);
        double constant = Math.exp(-logEvidence);
        DoubleUnaryOperator posterior = x -> constant * Math.pow(x, HEADS) * Math.pow(1 - x, TAILS);
        page.picture(
                "E09-own-family",
                Picture.of(Plot.titled("One head in twelve throws")
                                .axes("probability of heads", "density")
                                .curve("posterior, Beta(2, 12)", posterior, 0, 0.6)
                                .dashedCurve(
                                        "Kumaraswamy",
                                        x -> a * b * Math.pow(x, a - 1) * Math.pow(1 - Math.pow(x, a), b - 1),
                                        0,
                                        0.6)
                                .dashedCurve("Gaussian of log-odds", x -> gaussian(x, m, s), 0, 0.6))
                        .sized(640, 440));

        page.say("Its mean beside the posterior's, 2/14, and how much nearer than the Gaussian it is:");
        double[] logOdds = own.draws(20_000).of(own.draws(1).components().get(0));
        double mean = 0;
        for (double z : logOdds) {
            mean += 1 / (1 + Math.exp(-z)) / logOdds.length;
        }
        page.check("mean probability of heads", mean, 2.0 / 14, 0.005);
        page.check("Kumaraswamy's ELBO", own.elbo().value(), OWN_ELBO, 0.01);
        page.check("Kumaraswamy's log a", own.parameters()[0], OWN_LOG_A, 0.05);
        page.check("Kumaraswamy's log b", own.parameters()[1], OWN_LOG_B, 0.1);
        page.check("the Gaussian's ELBO", gauss.elbo().value(), GAUSSIAN_ELBO, 0.01);
    }

    private static Fit fit(Notebook page, Reparameterized family) {
        return StochasticGradientVi.of(coin(), family)
                .estimator(StickingTheLanding.draws(20))
                .start(family.initial(new double[] {-2}, 0.5))
                .maximumSteps(1500)
                .cancel(page::cancelled)
                .fit(1);
    }

    private static double gaussian(double x, double mean, double sd) {
        if (x == 0) {
            return 0;
        }
        double u = (Math.log(x / (1 - x)) - mean) / sd;
        return Math.exp(-u * u / 2) / (sd * Math.sqrt(2 * Math.PI) * x * (1 - x));
    }
}
