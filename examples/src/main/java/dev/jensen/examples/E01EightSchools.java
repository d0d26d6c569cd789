package dev.jensen.examples;

import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.WeightedDraws;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.MarginalPlot;
import dev.jensen.models.report.Picture;
import java.util.List;

/**
 * Eight schools (Rubin 1981): a Bayesian model in, a posterior out. What two Gaussian families find, how far each ELBO stays
 * below the evidence, what a Gaussian cannot tell, and how importance weights tell it.
 */
public final class E01EightSchools implements Lesson {
    // posteriordb eight_schools-eight_schools_noncentered: mean and sd of theta[1..8] and mu in 10,000 reference draws
    private static final double[] THETA = {6.1505, 4.9396, 3.9059, 4.7960, 3.6144, 4.0511, 6.3172, 4.8840};
    private static final double[] THETA_SD = {5.6159, 4.6456, 5.2807, 4.7709, 4.6147, 4.7962, 5.0029, 5.3177};
    private static final double MU = 4.4105;
    private static final double MU_SD = 3.3093;
    // tau is positive: its logarithm is what the Gaussian sees
    private static final double TAU = 3.6021;
    private static final double TAU_SD = 3.1985;
    private static final double LOG_TAU = 0.8081;
    private static final double LOG_TAU_SD = 1.1743;

    // The optimal Gaussians' ELBOs, from exact gradients on 2,048 Sobol draws (± 0.03), and the log evidence (± 0.01),
    // for a
    // half-Cauchy prior that is not normalised on the positive half-line; ours is, which adds log 2.
    private static final double FULL_RANK_ELBO = -32.2149 + Math.log(2);
    private static final double MEAN_FIELD_ELBO = -32.2980 + Math.log(2);
    private static final double LOG_EVIDENCE = -32.0139 + Math.log(2);

    private static final int ELBO_DRAWS = 65_536;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E01EightSchools()));
    }

    static Model model() {
        Table table = Table.resource(E01EightSchools.class, "eight-schools.csv");
        return Model.of("eight schools", m -> {
            var school = m.plate("school", table.strings("school"));
            var sigma = m.data("sigma", table.doubles("standard_error"), school);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", HalfCauchy.of(5));
            m.derive("log tau", tau.log());
            var z = m.latent("z", Normal.of(0, 1), school);
            var theta = m.derive("theta", mu.plus(tau.times(z)));
            m.observe("y", Normal.of(theta, sigma), table.doubles("effect"), school);
        });
    }

    private static Estimate elbo(Fit fit) {
        return Elbo.estimate(fit.target(), fit.family(), fit.parameters(), ELBO_DRAWS, MonteCarlo.seed(2));
    }

    @Override
    public String about() {
        return "a model, two families, the ELBO beside the evidence, what a Gaussian cannot tell";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Eight schools");
        page.say("""
                Eight schools coached their pupils for a test. Each measured by how many points that helped, with a known
                standard error: A 28 ± 15, B 8 ± 10, C -3 ± 16, .... How much does coaching help in each school?

                The effects theta are scattered about a mean mu by tau, both unknown, so that the schools learn from each
                other. The model is written non-centred, theta = mu + tau z, because that posterior is nearer to a Gaussian.
                """);

        Model schools = model();
        Fit fullRank = schools.fitting().fullRank().cancel(page::cancelled).fit();
        Summary summary = fullRank.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }

        page.say("""
                The ELBO is a lower bound of the log evidence, and short of it by the distance KL(q‖p) of fit and posterior. A
                mean-field Gaussian, which knows no correlations, is a little further away:
                """);
        Fit meanField = schools.fitting().meanField().cancel(page::cancelled).fit();
        // the fits' own estimates take fewer draws, and their standard errors are not small beside 0.1
        Estimate fullRankElbo = elbo(fullRank);
        Estimate meanFieldElbo = elbo(meanField);
        page.say(
                """
                             ELBO               below the log evidence, %.2f
                full rank    %s    %.2f nats
                mean field   %s    %.2f nats
                """,
                LOG_EVIDENCE,
                fullRankElbo,
                LOG_EVIDENCE - fullRankElbo.value(),
                meanFieldElbo,
                LOG_EVIDENCE - meanFieldElbo.value());

        page.say("Beside the best Gaussian of each kind:");
        page.check("full-rank ELBO", fullRankElbo.value(), FULL_RANK_ELBO, 0.1);
        page.check("mean-field ELBO", meanFieldElbo.value(), MEAN_FIELD_ELBO, 0.1);

        Summary.Row tau = summary.row("tau");
        page.say("""
                What no Gaussian can tell: tau may be close to 0 or large. The posterior of log tau has a long tail to the
                left, which a symmetric q cuts off, and q gives up some of the right to come near. So the full-rank fit says
                %.2f ± %.2f for tau, where long Markov chains (posteriordb) say %.2f ± %.2f. That is the family's limit, not
                the optimiser's: the best Gaussian there is has a mean 0.18 sd too small, the best mean-field one 0.21.

                But its draws can be weighted by p/q, so that they stand for the posterior itself; k-hat, below 0.7, says
                that q is near enough for that:
                """, tau.mean(), tau.sd(), TAU, TAU_SD);
        WeightedDraws posterior = fullRank.weighted();
        page.show(posterior.summary());

        page.picture(
                "E01-eight-schools",
                Picture.of(
                        MarginalPlot.of("tau", schools.fit().draws(8000))
                                .prior(HalfCauchy.of(5))
                                .plot(),
                        ForestPlot.of(
                                "Effect of coaching, points",
                                posterior.summary().rows("theta"))));

        Summary.Row logTau = posterior.summary().row("log tau");
        page.say("""
                Where q hardly draws at all, weights have nothing to work with: of the far left of log tau some is still
                missing, its sd is %.2f where the chains say %.2f.
                """, logTau.sd(), LOG_TAU_SD);

        page.say("The weighted means of both fits beside the chains', ± 0.15 sd, and the evidence:");
        checkMeans(page, "full rank", posterior);
        checkMeans(page, "mean field", meanField.weighted());
    }

    private static void checkMeans(Notebook page, String family, WeightedDraws posterior) {
        Summary summary = posterior.summary();
        page.check(family + ", mean of mu", summary.row("mu").mean(), MU, 0.15 * MU_SD);
        page.check(family + ", mean of tau", summary.row("tau").mean(), TAU, 0.15 * TAU_SD);
        page.check(family + ", mean of log tau", summary.row("log tau").mean(), LOG_TAU, 0.15 * LOG_TAU_SD);
        List<Summary.Row> theta = summary.rows("theta");
        for (int i = 0; i < THETA.length; i++) {
            String mean = family + ", mean of " + theta.get(i).name();
            page.check(mean, theta.get(i).mean(), THETA[i], 0.15 * THETA_SD[i]);
        }
        page.check(family + ", log evidence", posterior.weights().logEvidence().value(), LOG_EVIDENCE, 0.05);
    }
}
