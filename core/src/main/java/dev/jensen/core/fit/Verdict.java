package dev.jensen.core.fit;

import dev.jensen.core.diagnostic.Diagnosis;
import java.util.List;

/**
 * How far a fit can be trusted, from its own diagnostics: the numbers, the reason in a sentence, and the next thing to try.
 *
 * <p>It judges what draws and summaries of the fit show. Where these are weighted, that is the weighted answer; else q itself. The
 * borders are those at which, over a few dozen posteriors with known moments, no wrong answer was called reliable; close to one the
 * word may flip from seed to seed, which is why the numbers stand beside it. No weight sees a mode that no start has found.
 */
public sealed interface Verdict {

    /** Returns the numbers. */
    Diagnosis diagnosis();

    /** Returns why, in a sentence. */
    String reason();

    /** Returns what to try next, in a sentence. */
    String next();

    /**
     * Means and standard deviations are right to within a tenth of a posterior standard deviation.
     *
     * @param diagnosis the numbers
     * @param reason why
     * @param next what to try next
     */
    record Reliable(Diagnosis diagnosis, String reason, String next) implements Verdict {
        @Override
        public String word() {
            return "RELIABLE";
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /**
     * Means and standard deviations are right to within about three tenths of a posterior standard deviation; the parameters that
     * the reason names are the ones to mistrust.
     *
     * @param diagnosis the numbers
     * @param reason why not reliable
     * @param next what to try next
     */
    record Usable(Diagnosis diagnosis, String reason, String next) implements Verdict {
        @Override
        public String word() {
            return "USABLE";
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /**
     * The answer may be wrong, and probably is.
     *
     * @param diagnosis the numbers
     * @param reason why
     * @param next what to try next
     */
    record Unreliable(Diagnosis diagnosis, String reason, String next) implements Verdict {
        @Override
        public String word() {
            return "UNRELIABLE";
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /**
     * There seems to be no posterior to fit: q grew or ran away without an end.
     *
     * @param diagnosis the numbers
     * @param reason which direction runs away
     * @param next what to try next
     */
    record Diverged(Diagnosis diagnosis, String reason, String next) implements Verdict {
        @Override
        public String word() {
            return "DIVERGED";
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /**
     * The run was cut short; what there is may or may not be right.
     *
     * @param diagnosis the numbers
     * @param reason what was spent
     * @param next what to try next
     */
    record BudgetSpent(Diagnosis diagnosis, String reason, String next) implements Verdict {
        @Override
        public String word() {
            return "BUDGET SPENT";
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** Returns the verdict in a word, in capitals. */
    String word();

    /** Returns the word, the numbers, the reason and the next thing to try, in three lines. */
    default String describe() {
        return word() + ": " + reason() + "\n" + diagnosis() + "\nnext: " + next();
    }

    /**
     * Judges a weighted answer.
     *
     * @param diagnosis of its weights
     * @param objections what else speaks against it, each in words; with any it is unreliable
     * @param remark what else there is to say, or an empty string
     */
    static Verdict ofWeighted(Diagnosis diagnosis, List<String> objections, String remark) {
        return Judgement.ofWeighted(diagnosis, objections, remark);
    }

    /**
     * Judges q as it is, by what its importance weights say.
     *
     * @param diagnosis of its weights
     * @param objections what else speaks against it, each in words; with any it is unreliable
     */
    static Verdict ofPlain(Diagnosis diagnosis, List<String> objections) {
        return Judgement.ofPlain(diagnosis, objections);
    }
}
