package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.optim.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rungs that a default fit has climbed, the best of which it stands on, and what has been noticed on the way. */
final class Ladder {
    private static final double RUNGS_DIFFER = 0.25; // standard deviations
    private static final double EVIDENCE_DIFFERS = 0.07; // nats

    private static final double EVEN = 0.5; // effective share

    private final Differentiable whole;
    private final Watched target;
    private final long seed;
    private final List<String> objections = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Optional<Weighed> best = Optional.empty();

    Ladder(Differentiable whole, Watched target, long seed) {
        this.whole = whole;
        this.target = target;
        this.seed = seed;
    }

    Optional<Weighed> best() {
        return best;
    }

    /** Forgets the rungs so far. */
    void leave() {
        best = Optional.empty();
        remarks.clear();
    }

    void remark(String text) {
        remarks.add(text);
    }

    /** Notes what speaks against any answer. */
    void object(String text) {
        objections.add(text);
    }

    /** Takes the better of the rung so far and another, and notes where both claim to be right and differ. */
    void stand(Optional<Weighed> another) {
        if (another.isEmpty()) {
            return;
        }
        Weighed next = another.get();
        if (best.isPresent()) {
            Weighed before = best.get();
            boolean bothClaim = next.claimsToBeRight() && before.claimsToBeRight();
            double evidence = Math.abs(next.diagnosis().logEvidence().value()
                    - before.diagnosis().logEvidence().value());
            if (bothClaim && (next.distanceTo(before) > RUNGS_DIFFER || evidence > EVIDENCE_DIFFERS)) {
                objections.add(String.format(
                        Locale.US,
                        "the answers of two rungs, %s and %s, differ by %.2f standard deviations and %.2f nats of evidence",
                        before.name(),
                        next.name(),
                        next.distanceTo(before),
                        evidence));
            }
        }
        if (best.isEmpty() || next.isBetterThan(best.get())) {
            best = another;
        }
    }

    /** Takes another rung, whatever it says of itself. */
    void replace(Weighed another) {
        best = Optional.of(another);
    }

    /** Whether there is nothing to gain from a further rung. */
    boolean isEnough() {
        return best.isPresent() && best.get().isEnough();
    }

    /** Whether the best rung's weights are so even that a further rung would only find the posterior's own tails. */
    boolean isEven() {
        return best.isPresent() && best.get().diagnosis().effectiveShare() > EVEN;
    }

    /** Whether the best rung claims to be right. */
    boolean isGoodEnough() {
        return best.isPresent() && best.get().claimsToBeRight();
    }

    /**
     * Answers with the best rung.
     *
     * @param judge has the last word, except where the run was cut short
     */
    Fit answer(Heartbeat heart, Ending ending, UnaryOperator<Verdict> judge) {
        Weighed rung = best.orElseThrow(() ->
                new IllegalArgumentException("log p̃ is finite at no draw of what starts led to: " + target.trouble()));
        Verdict verdict = Verdict.ofWeighted(rung.diagnosis(), objections, String.join("; ", remarks));
        Origin origin = new Origin(
                "default fit, " + rung.name() + ", importance-weighted",
                seed,
                ending,
                heart.run().step(),
                heart.end().trace());
        return new Fit(whole, rung.family(), rung.phi(), rung.diagnosis().elbo(), origin)
                .weightedBy(rung.points())
                .judged(
                        ending == Ending.CONVERGED || verdict instanceof Verdict.Diverged
                                ? judge.apply(verdict)
                                : spent(rung, ending, verdict));
    }

    private Verdict spent(Weighed rung, Ending ending, Verdict verdict) {
        String spent = switch (ending) {
            case CANCELLED -> "the run was cancelled";
            case STEP_LIMIT -> "the step limit was reached";
            default -> "the budget was spent";
        };
        return new Verdict.BudgetSpent(
                rung.diagnosis(),
                spent + " after " + target.gradients() + " gradients; this is the best so far",
                (ending == Ending.CANCELLED
                                ? "fit again, and let it come to its end"
                                : "allow more with budget(time), gradients(most) or maximumSteps(most)")
                        + (verdict instanceof Verdict.Unreliable ? "; or " + verdict.next() : ""));
    }
}
