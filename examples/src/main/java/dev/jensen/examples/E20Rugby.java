package dev.jensen.examples;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Levels;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import java.util.List;

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

    private static Model model(Table games, Levels teams) {
        int[] away = games.strings("away_team").stream()
                .mapToInt(teams.labels()::indexOf)
                .toArray();
        return Model.of("rugby", m -> {
            var game = m.plate("game", games.rows());
            var team = m.plate("team", teams.labels());
            var host = m.index("host", teams.index(), game, team);
            var guest = m.index("guest", away, game, team);
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
            m.observe("home score", Poisson.ofLogRate(ofHost), games.ints("home_score"), game);
            m.observe("away score", Poisson.ofLogRate(ofGuest), games.ints("away_score"), game);
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
        Levels teams = games.levels("home_team");
        Fit fit = model(games, teams).fitting().cancel(page::cancelled).fit();
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
        Grid grid = Grid.of("host", "guest", "points of the host", "of the guest");
        for (String[] match : new String[][] {{"England", "Wales"}, {"Wales", "England"}, {"Italy", "Ireland"}}) {
            grid = grid.row(
                    match[0],
                    match[1],
                    points(summary, match[0], match[1], summary.row("home").mean()),
                    points(summary, match[1], match[0], 0));
        }
        page.say("What to expect of a match, at the posterior means:");
        page.table(grid);

        page.say("Beside long Markov chains (NumPyro's NUTS):");
        References chains = References.of(this);
        for (String name : List.of("level", "home")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.1);
        }
        for (int i = 0; i < teams.labels().size(); i++) {
            chains.checkMean(page, summary.rows("attack").get(i), "attack[" + i + "]", 0.1);
            chains.checkMean(page, summary.rows("defence").get(i), "defence[" + i + "]", 0.1);
        }
    }

    private static double points(Summary summary, String team, String against, double home) {
        return Math.exp(summary.row("level").mean()
                + home
                + summary.row("attack[" + team + "]").mean()
                - summary.row("defence[" + against + "]").mean());
    }
}
