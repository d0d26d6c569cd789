package dev.jensen.examples;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A hierarchical sports model: attack and defence of six nations (after Baio and Blangiardo 2010). */
public final class E20Rugby implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E20Rugby()));
    }

    @Override
    public String about() {
        return "a hierarchical sports model: attack and defence of six nations, and who wins the next match";
    }

    private static int[] places(List<String> names, List<String> teams) {
        return names.stream().mapToInt(teams::indexOf).toArray();
    }

    private static Model model(Data games, List<String> teams) {
        return Model.of("rugby", games, (m, data) -> {
            var game = m.plate("game", data.rows("home_team"));
            var team = m.plate("team", teams);
            var host = m.index("host", places(data.strings("home_team"), teams), game, team);
            var guest = m.index("guest", places(data.strings("away_team"), teams), game, team);
            var level = m.latent("level", Normal.of(3, 1)); // log points of an average team away
            var home = m.latent("home", Normal.of(0, 1)); // what playing at home adds
            var sdAttack = m.latent("sd_attack", HalfNormal.of(1));
            var sdDefence = m.latent("sd_defence", HalfNormal.of(1));
            var rawAttack = m.latent("raw_attack", Normal.of(0, 1), team);
            var rawDefence = m.latent("raw_defence", Normal.of(0, 1), team);
            // only differences between teams matter: take the mean away
            var attack = m.derive(
                    "attack", sdAttack.times(rawAttack.minus(rawAttack.sumRows().dividedBy(6))));
            var defence = m.derive(
                    "defence",
                    sdDefence.times(rawDefence.minus(rawDefence.sumRows().dividedBy(6))));
            var ofHost = level.plus(home).plus(attack.gather(host)).minus(defence.gather(guest));
            var ofGuest = level.plus(attack.gather(guest)).minus(defence.gather(host));
            m.observe("home score", Poisson.ofLogRate(ofHost), data.observed("home_score"), game);
            m.observe("away score", Poisson.ofLogRate(ofGuest), data.observed("away_score"), game);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Six nations");
        page.say("""
                In the Six Nations rugby tournament every team meets every other once a year. Its points depend on its own attack, the
                other's defence, and on who is at home. Six teams are few; that they come from one population keeps their estimates
                together.
                """);
        Table games = Table.resource(E20Rugby.class, "rugby.csv");
        List<String> teams = games.levels("home_team").labels();
        Fit fit = model(Data.of(games), teams).fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary.only("level", "home", "sd_attack", "sd_defence", "attack", "defence"));
        if (page.cancelled()) {
            return;
        }
        page.picture(
                "E20-rugby",
                Picture.of(
                        ForestPlot.of("Attack", summary.rows("attack")),
                        ForestPlot.of("Defence", summary.rows("defence"))));
        page.say("""
                Six teams say little of how much teams differ: the standard deviations have long tails, which is what the verdict minds. The teams'
                own numbers are firm, and the chains below agree.

                Who wins the next match? The model was stated on data, so that it can be stated again on matches that were never played: for each draw of
                the posterior two scores, and the share of draws in which the host's is the greater is its chance to win.
                """);
        Data next = Data.of("home_team", "England", "Wales", "Italy").and("away_team", "Wales", "England", "Ireland");
        Draws matches = fit.predict(next, 4000, 1);
        Grid grid = Grid.of("host", "guest", "points of the host", "of the guest", "the host wins");
        double[] chance = new double[3];
        for (int i = 0; i < 3; i++) {
            double[] ours = matches.of("home score[" + i + "]");
            double[] theirs = matches.of("away score[" + i + "]");
            chance[i] = share(ours, theirs);
            grid = grid.row(
                    next.strings("home_team").get(i),
                    next.strings("away_team").get(i),
                    Arrays.stream(ours).average().orElseThrow(),
                    Arrays.stream(theirs).average().orElseThrow(),
                    String.format(Locale.ROOT, "%.0f %%", 100 * chance[i]));
        }
        page.table(grid);
        page.check(
                "chance of Wales over England at home",
                chance[1],
                0.484,
                0.05); // scipy 1.17, skellam, at the means of the chains

        page.say("Beside long Markov chains (NumPyro's NUTS):");
        References chains = References.of(this);
        for (String name : List.of("level", "home")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.1);
        }
        for (int i = 0; i < teams.size(); i++) {
            chains.checkMean(page, summary.rows("attack").get(i), "attack[" + i + "]", 0.1);
            chains.checkMean(page, summary.rows("defence").get(i), "defence[" + i + "]", 0.1);
        }
    }

    private static double share(double[] ours, double[] theirs) {
        return IntStream.range(0, ours.length).filter(s -> ours[s] > theirs[s]).count() / (double) ours.length;
    }
}
