package dev.jensen.examples;

import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.StudentT;
import dev.jensen.core.divergence.CrossEntropy;
import dev.jensen.core.divergence.Divergence;
import dev.jensen.core.divergence.Entropy;
import dev.jensen.core.divergence.Evaluation;
import dev.jensen.core.divergence.JensenShannon;
import dev.jensen.core.divergence.Kl;
import dev.jensen.core.divergence.Route;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/**
 * The Kullback–Leibler divergence of two discrete laws, by hand and by library, in nats and bits; why it is not symmetric;
 * and why it is never negative: Jensen's gap, to be seen. Then of two densities, by each route there is.
 */
public final class E04KullbackLeibler implements Lesson {
    private static final double[] P = {0.5, 0.25, 0.25, 0};
    private static final double[] Q = {0.25, 0.25, 0.25, 0.25};

    // mpmath: the integral of the densities' definitions, 30 digits
    private static final double NORMAL_STUDENT = 0.42507983415329715;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E04KullbackLeibler()));
    }

    @Override
    public String about() {
        return "KL of two discrete laws by hand and by library, in nats and bits; its asymmetry; Jensen's gap, in a picture; densities by each route";
    }

    @Override
    public void tell(Notebook page) {
        byHand(page);
        bothDirections(page);
        jensensGap(page);
        densities(page);
    }

    private static void byHand(Notebook page) {
        page.heading("KL by hand");
        page.say("""
                A source sends a, b, c, d with probabilities p = (1/2, 1/4, 1/4, 0). Whoever believes in q, all four alike,
                spends 2 bits on every letter, where 1.5 would do. What the wrong belief costs is KL(p‖q), the mean under p of
                log p/q. A letter that p never sends costs nothing: 0 · log 0 = 0.
                """);
        double nats = 0;
        page.say("letter      p      q     log p/q    p · log p/q");
        for (int k = 0; k < P.length; k++) {
            double term = P[k] == 0 ? 0 : P[k] * Math.log(P[k] / Q[k]);
            page.line(
                    "%-6s   %.2f   %.2f   %9.4f      %9.4f", "abcd".charAt(k), P[k], Q[k], Math.log(P[k] / Q[k]), term);
            nats += term;
        }
        Distribution p = Categorical.of(P);
        Distribution q = Categorical.of(Q);
        Divergence kl = Kl.of(p, q);
        page.say("By hand:      %.4f nats", nats);
        page.line("By library:   %s", kl);
        page.line("              %s", kl.bits());
        page.line("Cross-entropy %s", CrossEntropy.of(p, q).bits());
        page.line("less entropy  %s", Entropy.of(p).bits());
        page.check("KL by hand and by library", kl.value(), nats, 1e-15);
        page.check("KL in bits", kl.bits().value(), 0.5, 1e-15);
        page.check(
                "cross-entropy less entropy, in bits",
                CrossEntropy.of(p, q).bits().value() - Entropy.of(p).bits().value(),
                0.5,
                1e-15);
    }

    private static void bothDirections(Notebook page) {
        page.heading("It matters who is right");
        page.say("""
                Believe in p where q is true, and a fourth of the letters are d, which p holds impossible: no code has a word
                for them, and KL(q‖p) is infinite. With a probability of 0.001 for d it is finite, and still another number.
                So KL is no distance. Its half-way kin, Jensen–Shannon, is symmetric and never more than one bit.
                """);
        Distribution p = Categorical.of(P);
        Distribution careful = Categorical.of(0.499, 0.25, 0.25, 0.001);
        Distribution q = Categorical.of(Q);
        page.say("KL(p‖q)                    %s", Kl.of(p, q).bits());
        page.line("KL(q‖p)                    %s", Kl.of(q, p).bits());
        page.line("KL(q‖p), with 0.001 for d  %s", Kl.of(q, careful).bits());
        page.line("Jensen–Shannon             %s", JensenShannon.of(p, q).bits());
        page.check("1 / KL(q‖p)", 1 / Kl.of(q, p).value(), 0, 0);
        double expected = 0.25 * (Math.log(0.25 / 0.499) + Math.log(0.25 / 0.001)) / Math.log(2);
        page.check("KL(q‖p) with 0.001 for d, in bits", Kl.of(q, careful).bits().value(), expected, 1e-12);
        page.check(
                "Jensen–Shannon, one way less the other",
                JensenShannon.of(p, q).value() - JensenShannon.of(q, p).value(),
                0,
                1e-15);
    }

    private static void jensensGap(Notebook page) {
        page.heading("Jensen's gap");
        page.say("""
                Why is KL never negative? Call r = q/p the ratio, which under p has mean Σ p · q/p = 1. The curve −log r is
                convex: the mean of its values lies above its value at the mean, and that is −log 1 = 0. So

                    KL(p‖q) = mean of −log r ≥ −log of mean r = 0,

                and the gap closes only where r does not vary, at q = p. A fair coin against coins that are not; the gap is
                drawn as the chord's height over the curve at r = 1:
                """);
        page.say("q(head)   r of head   r of tail   mean r   -log mean r   mean of -log r = KL");
        Distribution fair = Categorical.of(0.5, 0.5);
        double before = Double.POSITIVE_INFINITY;
        double apart = 0;
        boolean shrinks = true;
        for (double head : new double[] {0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5}) {
            double up = head / 0.5;
            double down = (1 - head) / 0.5;
            double mean = 0.5 * up + 0.5 * down;
            double gap = 0 - 0.5 * Math.log(up) - 0.5 * Math.log(down);
            double kl = Kl.of(fair, Categorical.of(head, 1 - head)).value();
            String bar = "#".repeat((int) Math.round(30 * gap));
            page.line(
                    "%7.2f   %9.2f   %9.2f   %6.2f   %11.2f   %9.4f  %s",
                    head, up, down, mean, 0 - Math.log(mean), gap, bar);
            apart = Math.max(apart, Math.abs(kl - gap));
            shrinks &= kl < before;
            before = kl;
        }
        double gap = -0.5 * Math.log(1.8 * 0.2);
        page.picture(
                "E04-jensens-gap",
                Picture.of(Plot.titled("Jensen's gap: a fair coin taken for one with q(head) = 0.9")
                                .axes("r = q/p", "−log r")
                                .frame(0, 2.4, -1, 2)
                                .curve("−log r", r -> -Math.log(r), 0.1, 2.4)
                                .dashes("chord, of mean r = 1", new double[] {0.2, 1.8}, new double[] {
                                    -Math.log(0.2), -Math.log(1.8)
                                })
                                .line("the gap, KL(p‖q)", new double[] {1, 1}, new double[] {0, gap}))
                        .sized(600, 420));
        page.check("largest difference of KL and Jensen's gap", apart, 0, 1e-15);
        page.check("every step towards p shrinks the gap (1 for yes)", shrinks ? 1 : 0, 1, 0);
        page.check("KL of a law and itself", Kl.of(fair, fair).value(), 0, 0);
    }

    private static void densities(Notebook page) {
        page.heading("Of densities");
        page.say("""
                Of densities it is an integral. Where there is a formula, the library takes it; otherwise quadrature on the
                line, and Monte Carlo beyond. The answer says which, and how far off it may be:
                """);
        Distribution p = Normal.of(0, 1);
        Distribution q = Normal.of(1, 2);
        Distribution heavy = StudentT.of(3, 0, 2);
        Divergence formula = Kl.of(p, q);
        Divergence quadrature = Kl.of(p, q, Evaluation.by(Route.QUADRATURE));
        Divergence draws = Kl.of(p, q, Evaluation.monteCarlo(100_000, 1));
        Divergence noFormula = Kl.of(p, heavy);
        page.say("KL(N(0, 1) ‖ N(1, 2))      %s", formula);
        page.line("                           %s", quadrature);
        page.line("                           %s", draws);
        page.line("KL(N(0, 1) ‖ t₃(0, 2))     %s", noFormula);
        // log 2 + (1 + 1)/(2·4) − 1/2
        page.check("KL of two normal laws", formula.value(), Math.log(2) - 0.25, 1e-15);
        page.check("by quadrature", quadrature.value(), formula.value(), 1e-12);
        // 4 standard errors: 6e-5 for a fresh seed
        page.check("by Monte Carlo", draws.value(), formula.value(), 4 * draws.error());
        page.check("KL to a Student t", noFormula.value(), NORMAL_STUDENT, 1e-12);
    }
}
