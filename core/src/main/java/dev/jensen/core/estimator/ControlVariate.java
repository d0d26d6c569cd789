package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * Any estimator less a multiple of a vector of mean zero that goes along with it, coordinate by coordinate: g − a∘c. It has the
 * estimator's mean, and with a = E[gc]/E[c²] the least variance (Ross, "Simulation", chapter 9; Ranganath, Gerrish and Blei, 2014;
 * Geffner and Domke, "Using large ensembles of control variates for variational inference", NeurIPS 2018).
 *
 * <p>The multiple must not depend on the draws that it is used with:
 *
 * <ul>
 *   <li>{@link #of} takes 1, for a control that imitates the estimator itself, such as {@link TaylorControl};
 *   <li>{@link #leaveOneOut} makes several estimates a step, and takes for each what the others say;
 *   <li>{@link #running} takes what the steps before say, and so carries a memory through a run.
 * </ul>
 *
 * @param estimator what is improved
 * @param control the vector of mean zero
 * @param groups how many estimates are made a step, each of the estimator's draws
 * @param memory how much of the running moments is kept from step to step, at least 0 and less than 1; 0 for none
 * @param <T> what is asked of the target
 * @param <F> what is asked of the family
 */
public record ControlVariate<T extends LogDensity, F extends Family>(
        Estimator<? super T, ? super F> estimator, Control<? super T, ? super F> control, int groups, double memory)
        implements Estimator<T, F> {

    /** Checks the numbers. */
    public ControlVariate {
        if (groups < 1 || !(memory >= 0 && memory < 1) || (groups > 1 && memory > 0)) {
            throw new IllegalArgumentException(
                    "ControlVariate needs at least 1 group, and a memory in [0, 1), which is 0"
                            + " for several groups: " + groups + ", " + memory);
        }
    }

    /**
     * Subtracts the control itself.
     *
     * @param estimator what is improved
     * @param control an imitation of it, with mean zero
     */
    public static <T extends LogDensity, F extends Family> ControlVariate<T, F> of(
            Estimator<? super T, ? super F> estimator, Control<? super T, ? super F> control) {
        return new ControlVariate<>(estimator, control, 1, 0);
    }

    /**
     * Makes several estimates a step, and subtracts from each the multiple that is best for the others: unbiased where draws are
     * independent, as those of MonteCarlo noise are.
     *
     * @param estimator what is improved, with the draws of one group
     * @param control the vector of mean zero
     * @param groups how many estimates, at least 2
     */
    public static <T extends LogDensity, F extends Family> ControlVariate<T, F> leaveOneOut(
            Estimator<? super T, ? super F> estimator, Control<? super T, ? super F> control, int groups) {
        Sizes.requireDraws("ControlVariate.leaveOneOut, whose multiple is that of the other groups,", 2, groups);
        return new ControlVariate<>(estimator, control, groups, 0);
    }

    /**
     * Subtracts the multiple that was best for the steps before, of about 1/(1 − memory).
     *
     * @param estimator what is improved
     * @param control the vector of mean zero
     * @param memory how much is kept from step to step, more than 0 and less than 1
     */
    public static <T extends LogDensity, F extends Family> ControlVariate<T, F> running(
            Estimator<? super T, ? super F> estimator, Control<? super T, ? super F> control, double memory) {
        if (!(memory > 0 && memory < 1)) {
            throw new IllegalArgumentException("ControlVariate.running memory must be between 0 and 1: " + memory);
        }
        return new ControlVariate<>(estimator, control, 1, memory);
    }

    @Override
    public int draws() {
        return Math.multiplyExact(groups, estimator.draws());
    }

    @Override
    public boolean hasMemory() {
        return memory > 0;
    }

    @Override
    public Estimation start(T target, F family, Noise noise) {
        Slices slices = new Slices(noise, groups, estimator.draws());
        Estimation estimation = estimator.start(target, family, slices);
        Control.Zero zero = control.start(target, family, slices, estimator.draws());
        if (groups > 1) {
            return new GroupedControl(estimation, zero, slices, groups);
        }
        return memory > 0 ? new RunningControl(estimation, zero, memory) : new FixedControl(estimation, zero);
    }

    @Override
    public String minimises() {
        return estimator.minimises();
    }

    /** g − c. */
    private static final class FixedControl implements Estimation {
        private final Estimation estimation;
        private final Control.Zero zero;
        private final double[] c;

        FixedControl(Estimation estimation, Control.Zero zero) {
            this.estimation = estimation;
            this.zero = zero;
            c = new double[estimation.dimension()];
        }

        @Override
        public int dimension() {
            return c.length;
        }

        @Override
        public double valueAndGradient(long step, double[] phi, double[] gradient) {
            double loss = estimation.valueAndGradient(step, phi, gradient);
            zero.at(step, phi, c);
            for (int k = 0; k < c.length; k++) {
                gradient[k] -= c[k];
            }
            return loss;
        }
    }
}
