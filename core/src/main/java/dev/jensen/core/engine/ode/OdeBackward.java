package dev.jensen.core.engine.ode;

import java.util.Arrays;

/**
 * The steps of a solution gone back: with Gᵢ the adjoint of stage i and K̄ᵢ = h Σⱼ aⱼᵢ Gⱼ that of its slope,
 * Gᵢ = (∂f/∂y)ᵀ K̄ᵢ, and λ besides for the last, which is the result; the state before the step receives Σ Gᵢ. Where
 * the stage is implicit, (I − hγ ∂f/∂y)ᵀ K̄ᵢ = h Σ_{j>i} aⱼᵢ Gⱼ, with hγ λ besides for the last.
 */
final class OdeBackward {
    private final OdeSlopes slopes;
    private final RungeKutta rule;
    private final int n;
    private final int stages;
    private final double[] lambda;
    private final double[] ofStages; // [stage][state]
    private final double[] ofSlope;
    private final double[] ofState;
    private final double[] part;
    private final LuFactors factors;

    OdeBackward(OdeSlopes slopes, RungeKutta rule) {
        this.slopes = slopes;
        this.rule = rule;
        this.n = slopes.states();
        this.stages = rule.count();
        this.lambda = new double[n];
        this.ofStages = new double[stages * n];
        this.ofSlope = new double[n];
        this.ofState = new double[n];
        this.part = new double[slopes.parameters()];
        this.factors = new LuFactors(rule.diagonal() == 0 ? 0 : n);
    }

    /**
     * The adjoints of start and parameters.
     *
     * @param steps that were taken, with the parameters that are set
     * @param ofWanted the adjoint of the states at the wanted times: [time][state]
     * @param ofStart overwritten, length n
     * @param ofParameters overwritten, length k
     */
    void run(OdeSteps steps, double[] ofWanted, double[] ofStart, double[] ofParameters) {
        Arrays.fill(lambda, 0);
        Arrays.fill(ofParameters, 0);
        int time = ofWanted.length / n - 1;
        for (int index = steps.count(); index >= 0; index--) {
            for (; time >= 0 && steps.reached(time) == index; time--) {
                for (int e = 0; e < n; e++) {
                    lambda[e] += ofWanted[time * n + e];
                }
            }
            if (index > 0) {
                back(steps, index - 1, ofParameters);
            }
        }
        System.arraycopy(lambda, 0, ofStart, 0, n);
    }

    private void back(OdeSteps steps, int index, double[] ofParameters) {
        double h = steps.length(index);
        double diagonal = h * rule.diagonal();
        int offset = index * stages * n;
        for (int i = stages - 1; i >= 0; i--) {
            boolean last = i == stages - 1;
            for (int e = 0; e < n; e++) {
                double sum = 0;
                for (int j = i + 1; j < stages; j++) {
                    sum += rule.stages()[j][i] * ofStages[j * n + e];
                }
                ofSlope[e] = h * sum + (last ? diagonal * lambda[e] : 0);
            }
            if (last && diagonal == 0) {
                System.arraycopy(lambda, 0, ofStages, i * n, n);
                continue;
            }
            double t = steps.start(index) + rule.nodes()[i] * h;
            if (i > 0 && diagonal != 0) {
                slopes.identityMinusJacobian(diagonal, t, steps.values(), offset + i * n, factors.matrix());
                if (!factors.factorize()) {
                    Arrays.fill(ofSlope, Double.NaN);
                }
                factors.solveTransposed(ofSlope);
            }
            slopes.pullback(t, steps.values(), offset + i * n, ofSlope, ofState, part);
            for (int e = 0; e < n; e++) {
                ofStages[i * n + e] = ofState[e] + (last ? lambda[e] : 0);
            }
            for (int p = 0; p < part.length; p++) {
                ofParameters[p] += part[p];
            }
        }
        for (int e = 0; e < n; e++) {
            double sum = 0;
            for (int i = 0; i < stages; i++) {
                sum += ofStages[i * n + e];
            }
            lambda[e] = sum;
        }
    }
}
