package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Levels;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.TerminalProgress;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.schedule.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * Radon in 12,777 homes (US Environmental Protection Agency): intercept and slope by county, the county's uranium as a
 * predictor of both. Then a smaller model on the data of another library, beside that library's answer.
 */
public final class E02Radon implements Lesson {
    private static final List<String> COMPARED = List.of("mu_alpha", "mu_beta", "sigma_alpha", "sigma_beta", "sigma_y");

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E02Radon()));
    }

    /** Homes in counties, counties with uranium, in states. */
    static Model survey(Table homes) {
        Levels states = homes.levels("state");
        Levels counties = homes.levels("county");
        double[] uranium = centred(counties.valueOfEach("log_uranium", homes.doubles("log_uranium")));
        int[] stateOfEach = counties.valueOfEach("state", states.index());
        return Model.of("radon survey", m -> {
            var state = m.plate("state", states.labels());
            var county = m.plate("county", counties.labels());
            var home = m.plate("home", homes.rows());
            var stateOfCounty = m.index("state of county", stateOfEach, county, state);
            var countyOfHome = m.index("county of home", counties.index(), home, county);
            var u = m.data("log uranium", uranium, county);
            var floor = m.data("floor of home", homes.doubles("floor"), home);

            var mu = m.latent("mu", Normal.of(0, 2)); // log radon in basements, the average state
            var sigmaState = m.latent("sigma_state", HalfNormal.of(1)); // how states differ
            var sigmaCounty = m.latent("sigma_county", HalfNormal.of(1)); // how counties of a state differ
            var sigmaHome = m.latent("sigma_home", HalfNormal.of(1)); // how homes of a county differ
            var uraniumEffect = m.latent("uranium", Normal.of(0, 2)); // of a county, on its homes
            var slope = m.latent("floor", Normal.of(0, 2)); // how much less there is above the basement
            var sigmaSlope = m.latent("sigma_floor", HalfNormal.of(1)); // how counties differ in that
            var uraniumSlope = m.latent("floor_uranium", Normal.of(0, 2)); // what uranium changes in that

            var stateRaw = m.latent("state_raw", Normal.of(0, 1), state);
            var alphaRaw = m.latent("alpha_raw", Normal.of(0, 1), county);
            var betaRaw = m.latent("beta_raw", Normal.of(0, 1), county);
            var ofState = m.derive("state", mu.plus(sigmaState.times(stateRaw)));
            var alpha = m.derive(
                    "alpha",
                    ofState.gather(stateOfCounty).plus(uraniumEffect.times(u)).plus(sigmaCounty.times(alphaRaw)));
            var beta = m.derive("beta", slope.plus(uraniumSlope.times(u)).plus(sigmaSlope.times(betaRaw)));
            var mean = alpha.gather(countyOfHome).plus(floor.times(beta.gather(countyOfHome)));
            m.observe("log radon", Normal.of(mean, sigmaHome), homes.doubles("log_radon"), home);
        });
    }

    /** The same without uranium, on the homes, groups and codes of posteriordb's radon_all. */
    static Model posteriordb(Table survey) {
        Table homes = survey.where("posteriordb_county", name -> !name.isEmpty());
        Levels counties = homes.levels("posteriordb_county");
        double[] logRadon = Arrays.stream(homes.doubles("activity"))
                .map(activity -> Math.log(activity + 0.1))
                .toArray();
        return Model.of("radon_all", m -> {
            var county = m.plate("county", counties.labels());
            var home = m.plate("home", homes.rows());
            var countyOfHome = m.index("county of home", counties.index(), home, county);
            var floor = m.data("floor of home", homes.doubles("floor_code"), home);

            var muAlpha = m.latent("mu_alpha", Normal.of(0, 10));
            var muBeta = m.latent("mu_beta", Normal.of(0, 10));
            var sigmaAlpha = m.latent("sigma_alpha", HalfNormal.of(1));
            var sigmaBeta = m.latent("sigma_beta", HalfNormal.of(1));
            var sigmaY = m.latent("sigma_y", HalfNormal.of(1));

            var alpha = muAlpha.plus(sigmaAlpha.times(m.latent("alpha_raw", Normal.of(0, 1), county)));
            var beta = muBeta.plus(sigmaBeta.times(m.latent("beta_raw", Normal.of(0, 1), county)));
            var mean = alpha.gather(countyOfHome).plus(floor.times(beta.gather(countyOfHome)));
            m.observe("log radon", Normal.of(mean, sigmaY), logRadon, home);
        });
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    @Override
    public String about() {
        return "homes in counties in states, from a CSV file; the same answer as NumPyro on posteriordb's data";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Radon");
        page.say("""
                Radon is a radioactive gas that comes out of the ground into houses. The Environmental Protection Agency
                measured it in homes of nine states, some in the basement, some on a floor above it. A county's homes share
                a level and a difference between floors; many counties have few homes, and should learn from the others, from
                their state, and from the uranium in their soil.
                """);
        Table homes = Table.resource(E02Radon.class, "radon.csv");
        page.show(homes);

        Fit survey = fit("radon survey", survey(homes), page);
        Summary summary = survey.summary();
        page.show(summary.only(
                "mu",
                "uranium",
                "floor",
                "floor_uranium",
                "sigma_state",
                "sigma_county",
                "sigma_floor",
                "sigma_home",
                "state",
                "alpha[MN HENNEPIN]",
                "alpha[MN KOOCHICHING]",
                "alpha[PA LEHIGH]"));
        if (page.cancelled()) {
            return;
        }
        page.say(
                """
                alpha is a county's mean log radon in basements: Hennepin is known well from its 105 homes, Koochiching has
                7 and leans on Minnesota and its uranium. Ten times the uranium in the soil go with %.1f times the radon, a
                floor above the basement with %.1f times.
                """,
                Math.pow(10, summary.row("uranium").mean()),
                Math.exp(summary.row("floor").mean()));

        page.picture(
                "E02-radon",
                Picture.of(ForestPlot.of("Log radon in basements, by state", summary.rows("state")))
                        .sized(560, 340));
        page.say("Beside restricted maximum likelihood, which integrates all Gaussian latents out (radon_reml.py):");
        page.check("uranium", summary.row("uranium").mean(), 0.6413, 0.0945);
        page.check("floor", summary.row("floor").mean(), -0.7713, 2 * 0.0276);
        page.check("sigma_county", summary.row("sigma_county").mean(), 0.3419, 0.02);
        page.check("sigma_home", summary.row("sigma_home").mean(), 0.9330, 0.02);

        page.say(
                """
                What mean-field cannot tell is how uncertain a latent is that others could make up for. It gives the mean of
                the states, mu, an sd of %.3f, though nine states that differ by %.2f leave no less than %.2f; uranium gets
                %.3f instead of 0.094; and sigma_floor, how counties differ in their floors, is %.2f instead of 0.21. Trust
                its means of what the data pin down, not its sds.
                """,
                summary.row("mu").sd(),
                summary.row("sigma_state").mean(),
                summary.row("sigma_state").mean() / 3,
                summary.row("uranium").sd(),
                summary.row("sigma_floor").mean());

        page.heading("The same family in NumPyro");
        page.say("""
                posteriordb has the survey as radon_all, with 12,573 of the homes in 386 groups and without states or uranium.
                NumPyro fitted the same model and family; each column is a mean ± sd.
                """);
        Summary ours = fit("radon_all", posteriordb(homes), page).summary();
        Table theirs = Table.resource(E02Radon.class, "radon-numpyro-meanfield.csv");
        List<String> names = theirs.strings("name");
        double[] mean = theirs.doubles("mean");
        double[] sd = theirs.doubles("sd");
        page.say("              Jensen               NumPyro");
        for (String name : COMPARED) {
            Summary.Row row = ours.row(name);
            int at = names.indexOf(name);
            page.line("%-11s  %7.4f ± %.4f     %7.4f ± %.4f", row.name(), row.mean(), row.sd(), mean[at], sd[at]);
        }
        page.say("Within 0.1 of NumPyro's sd:");
        for (String name : COMPARED) {
            int at = names.indexOf(name);
            page.check(name, ours.row(name).mean(), mean[at], 0.1 * sd[at]);
        }
    }

    /**
     * Fits the mean-field Gaussian part by part: the entropy in closed form, which is the quieter estimator where correlations
     * keep q far from p, and Adam with a step that halves every 800.
     */
    private static Fit fit(String task, Model model, Notebook page) {
        var target = model.density();
        try (var progress = TerminalProgress.of(task)) {
            return StochasticGradientVi.of(target, MeanFieldGaussian.of(target.dimension()))
                    .estimator(Reparameterization.closedFormEntropy(10))
                    .rule(Adam.at(Schedule.exponential(0.05, 0.5, 800)))
                    .listen(progress)
                    .cancel(page::cancelled)
                    .fit(1);
        }
    }
}
