package dev.jensen.benchmarks.referee;

import java.util.Arrays;

/**
 * A hidden Markov chain of K states summed out by the forward algorithm, its derivatives by the backward one (Rabiner, "A tutorial on
 * hidden Markov models", 1989, with its scaling).
 *
 * @param logEvidence log Σ over all paths
 * @param states T × K: P(state | all observations), the derivative by each log emission
 * @param transitions K × K: expected numbers of steps, the derivative by each log probability of one
 */
record ForwardBackward(double logEvidence, double[][] states, double[][] transitions) {

    /**
     * Sums out.
     *
     * @param first length K: the first states' weights, not necessarily of sum 1
     * @param step K × K, from the row's state to the column's
     * @param logEmissions T × K
     */
    static ForwardBackward of(double[] first, double[][] step, double[][] logEmissions) {
        int n = logEmissions.length;
        int k = first.length;
        double[][] emissions = new double[n][k];
        double[][] forward = new double[n][k];
        double[] scale = new double[n];
        double value = 0;
        for (int t = 0; t < n; t++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (double log : logEmissions[t]) {
                greatest = Math.max(greatest, log);
            }
            for (int i = 0; i < k; i++) {
                emissions[t][i] = Math.exp(logEmissions[t][i] - greatest);
                double before = t == 0 ? first[i] : 0;
                for (int j = 0; t > 0 && j < k; j++) {
                    before += forward[t - 1][j] * step[j][i];
                }
                forward[t][i] = emissions[t][i] * before;
                scale[t] += forward[t][i];
            }
            for (int i = 0; i < k; i++) {
                forward[t][i] /= scale[t];
            }
            value += Math.log(scale[t]) + greatest;
        }
        double[][] states = new double[n][k];
        double[][] transitions = new double[k][k];
        double[] backward = new double[k];
        double[] earlier = new double[k];
        Arrays.fill(backward, 1);
        for (int t = n - 1; t >= 0; t--) {
            Arrays.fill(earlier, 0);
            for (int i = 0; i < k; i++) {
                states[t][i] = forward[t][i] * backward[i];
                for (int j = 0; t > 0 && j < k; j++) {
                    double share = step[j][i] * emissions[t][i] * backward[i] / scale[t];
                    transitions[j][i] += forward[t - 1][j] * share;
                    earlier[j] += share;
                }
            }
            double[] spare = backward;
            backward = earlier;
            earlier = spare;
        }
        return new ForwardBackward(value, states, transitions);
    }
}
