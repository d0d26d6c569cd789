package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the borders between verdicts are, and what is said on either side. */
final class Judgement {
    private static final double LEAST_SHARE = 0.1;
    private static final double EVEN_SHARE = 0.95;
    private static final double NEARLY_EVEN_SHARE = 0.8;
    private static final double LITTLE_WEIGHT = 1e-3; // of the whole posterior, that one draw may stand for
    private static final double HARDLY_UNDEFINED = 1e-3; // of q's mass
    private static final double LITTLE_UNDEFINED = 1e-2;
    private static final double SMALL_ERROR = 0.05;
    private static final double RELIABLE_K = 0.7;
    private static final double USABLE_K = 0.8;
    private static final double USABLE_MOMENT_K = 0.9;
    private static final double NO_VARIANCE_K = 2; // 1 is where a variance ends, and funnels come near
    private static final double SMALL_SHIFT = 0.08;
    private static final double MODERATE_SHIFT = 0.28;
    private static final double BLUR = 0.01; // nats of rounding, beside which no weights are known

    private Judgement() {}

    static Verdict ofWeighted(Diagnosis d, List<String> objections, String remark) {
        if (isDrowned(d)) {
            return diverged(d);
        }
        List<String> reasons = new ArrayList<>(objections);
        if (!remark.isEmpty()) {
            reasons.add(remark);
        }
        boolean isDefined = d.undefined().share() <= HARDLY_UNDEFINED;
        if (objections.isEmpty() && isDefined && isWithin(d, RELIABLE_K, RELIABLE_K) && d.error() < SMALL_ERROR) {
            return new Verdict.Reliable(
                    d,
                    (remark.isEmpty() ? "" : remark + "; ")
                            + "importance weights correct what q lacks, and are even enough to be trusted"
                            + evenness(d),
                    "nothing; other seeds should agree within the Monte Carlo errors");
        }
        complaints(d, reasons);
        boolean isNearlyDefined = d.undefined().share() <= LITTLE_UNDEFINED;
        String next = !isDefined ? mend() : hasNoVariance(d) ? quantiles(d) + "; or " + remedy() : remedy();
        if (objections.isEmpty() && isNearlyDefined && isWithin(d, USABLE_K, USABLE_MOMENT_K)) {
            return new Verdict.Usable(
                    d, String.join("; ", reasons), "mistrust the tails of " + d.heaviest() + "; " + next);
        }
        return new Verdict.Unreliable(d, String.join("; ", reasons), next);
    }

    static Verdict ofPlain(Diagnosis d, List<String> objections) {
        if (isDrowned(d)) {
            return diverged(d);
        }
        List<String> reasons = new ArrayList<>(objections);
        boolean canTell =
                isWithin(d, USABLE_K, USABLE_MOMENT_K) && d.undefined().share() <= LITTLE_UNDEFINED;
        boolean isDefined = d.undefined().share() <= HARDLY_UNDEFINED;
        if (objections.isEmpty() && canTell && isDefined && d.shift() < SMALL_SHIFT) {
            return new Verdict.Reliable(
                    d,
                    "importance weights hardly move the moments of q" + evenness(d),
                    "nothing, if there are no other modes: Restarts, or the default fit, look for them; weighted() makes it better"
                            + " still");
        }
        if (!(d.shift() < SMALL_SHIFT)) {
            reasons.add(String.format(
                    Locale.US, "importance weights move %s by %.2f standard deviations", d.shifted(), d.shift()));
        }
        if (canTell && !isDefined) {
            reasons.add(d.undefined().describe(d.draws()));
        }
        String next = isDefined
                ? "take a richer family than this one (structured, of low rank, a flow); up to 1,000 dimensions the default fit chooses one"
                : mend();
        if (objections.isEmpty() && canTell && d.shift() < MODERATE_SHIFT) {
            return new Verdict.Usable(d, String.join("; ", reasons), "read weighted() in place of q; or " + next);
        }
        if (!canTell) {
            complaints(d, reasons);
        }
        return new Verdict.Unreliable(
                d, String.join("; ", reasons), canTell ? "read weighted() in place of q; or " + next : next);
    }

    /** Where log p̃ is so large that its last digit is worth more than any weight, q has climbed what has no top. */
    private static boolean isDrowned(Diagnosis d) {
        double elbo = d.elbo().value();
        return (Double.isFinite(elbo) && Math.ulp(elbo) > BLUR) || isOverflowing(d);
    }

    /** Where q's own draws of a component are too large for numbers. */
    private static boolean isOverflowing(Diagnosis d) {
        return d.shift() == Double.POSITIVE_INFINITY && Double.isNaN(d.error());
    }

    private static Verdict diverged(Diagnosis d) {
        if (d.elbo().value() < 0 && !isOverflowing(d)) {
            return new Verdict.Diverged(
                    d,
                    String.format(
                            Locale.US,
                            "the ELBO is %.1e nats, whose last digit is worth more than any weight: the data are far from anything that"
                                    + " the model says where the climb ended",
                            d.elbo().value()),
                    "bring data and predictors to a scale of about 1, by subtracting their means and dividing by their standard"
                            + " deviations, or begin nearer");
        }
        return new Verdict.Diverged(
                d,
                isOverflowing(d)
                        ? "q has run off along " + d.shifted()
                                + ", whose draws are too large for numbers: the density hardly falls there, or is improper"
                        : String.format(
                                Locale.US,
                                "the ELBO is %.1e nats, far out along %s: the density rises there without an end, or is"
                                        + " improper",
                                d.elbo().value(),
                                d.shifted()),
                "give " + d.shifted() + " a proper prior, or bounds, or mend the sign of what draws it out");
    }

    private static boolean isWithin(Diagnosis d, double k, double momentK) {
        return areWeightsEven(d, k) && d.momentKHat() < momentK && d.effectiveShare() >= LEAST_SHARE;
    }

    /**
     * A large k-hat is that of a few equal ends and not of a heavy tail where nearly all draws count alike, or most do and not one of them stands
     * for more than a thousandth of the posterior.
     */
    private static boolean areWeightsEven(Diagnosis d, double k) {
        return d.kHat() < k
                || d.effectiveShare() >= EVEN_SHARE
                || (d.effectiveShare() >= NEARLY_EVEN_SHARE && d.greatestWeight() <= LITTLE_WEIGHT);
    }

    /** Says why a large k-hat is none, where it is large and shown. */
    private static String evenness(Diagnosis d) {
        return d.kHat() < RELIABLE_K || Double.isNaN(d.greatestWeight()) || d.areWeightsEven()
                ? ""
                : String.format(
                        Locale.US,
                        " (k-hat %.2f is that of a few equal ends: no draw stands for more than %.2g %% of the posterior)",
                        d.kHat(),
                        100 * d.greatestWeight());
    }

    private static String mend() {
        return "mend the density where it is undefined: its true zeros are Double.NEGATIVE_INFINITY; or begin elsewhere";
    }

    private static void complaints(Diagnosis d, List<String> reasons) {
        if (d.undefined().share() > HARDLY_UNDEFINED) {
            reasons.add(d.undefined().describe(d.draws()));
        }
        if (!areWeightsEven(d, RELIABLE_K)) {
            reasons.add(
                    String.format(Locale.US, "k-hat %.2f: the posterior has mass where q has next to none", d.kHat()));
        }
        if (!(d.momentKHat() < RELIABLE_K)) {
            reasons.add(String.format(
                    Locale.US,
                    "the tail of %s is heavier than q's (k-hat %.2f of its second moment)",
                    d.heaviest(),
                    d.momentKHat()));
        }
        if (!(d.effectiveShare() >= LEAST_SHARE)) {
            reasons.add(String.format(
                    Locale.US, "only %.1f %% of the draws count, by effective sample size", 100 * d.effectiveShare()));
        }
        if (!(d.error() < SMALL_ERROR)) {
            reasons.add(String.format(Locale.US, "the Monte Carlo error is %.2f standard deviations", d.error()));
        }
    }

    /** Where weights are fine but for what is far out along one component. */
    private static boolean hasNoVariance(Diagnosis d) {
        return areWeightsEven(d, RELIABLE_K) && d.effectiveShare() >= LEAST_SHARE && d.momentKHat() >= NO_VARIANCE_K;
    }

    private static String quantiles(Diagnosis d) {
        return "read the quantiles of " + d.heaviest()
                + " and not its mean, for its posterior seems to have no variance; give it a"
                + " prior with lighter tails";
    }

    private static String remedy() {
        return "where a latent scale and what it scales are stated together, part them (theta = mu + tau * z, nonCentered()),"
                + " give weak priors more weight, or compare with short Markov chains, McmcCheck.of(fit).run()";
    }
}
