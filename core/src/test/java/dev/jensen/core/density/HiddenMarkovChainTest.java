package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenMarkovChainTest {

    private static final double[] INITIAL = {0.5, 0.3, 0.2};
    private static final double[][] TRANSITION = {{0.7, 0.2, 0.1}, {0.1, 0.6, 0.3}, {0.25, 0.25, 0.5}};
    private static final HiddenMarkovChain CHAIN =
            HiddenMarkovChain.of(Expr.constant(INITIAL), Expr.constant(TRANSITION));

    private static double[][] emissions(int times, long seed) {
        Random random = new Random(seed);
        double[][] emissions = new double[times][3];
        for (double[] each : emissions) {
            for (int k = 0; k < 3; k++) {
                each[k] = -3 * random.nextDouble();
            }
        }
        return emissions;
    }

    private static double[] evaluate(Expr... outputs) {
        ExprFunction function = ExprFunction.of(List.of(), List.of(outputs));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        return values;
    }

    /** The sum over all sequences of states, and with it that over those that are in state k at time t, at [1 + 3t + k]. */
    private static double[] bruteForce(double[] initial, double[][][] transition, double[][] emissions) {
        int times = emissions.length;
        double[] sums = new double[1 + 3 * times];
        int[] states = new int[times];
        for (int sequence = 0; sequence < Math.pow(3, times); sequence++) {
            int left = sequence;
            double p = 1;
            for (int t = 0; t < times; t++) {
                states[t] = left % 3;
                left /= 3;
                p *= Math.exp(emissions[t][states[t]])
                        * (t == 0 ? initial[states[0]] : transition[t - 1][states[t - 1]][states[t]]);
            }
            sums[0] += p;
            for (int t = 0; t < times; t++) {
                sums[1 + 3 * t + states[t]] += p;
            }
        }
        for (int i = sums.length - 1; i > 0; i--) {
            sums[i] /= sums[0];
        }
        sums[0] = Math.log(sums[0]);
        return sums;
    }

    private static double[][][] same(int steps) {
        double[][][] each = new double[steps][][];
        Arrays.fill(each, TRANSITION);
        return each;
    }

    @Test
    void equalsTheSumOverAllSequences() {
        for (int times = 1; times <= 9; times++) {
            double[][] emissions = emissions(times, times);
            Expr e = Expr.constant(emissions);
            assertArrayEquals(
                    bruteForce(INITIAL, same(times - 1), emissions),
                    evaluate(CHAIN.logEvidence(e), CHAIN.stateProbabilities(e)),
                    1e-13,
                    times + " times");
        }
    }

    @Test
    void takesATransitionOfItsOwnForEachStep() {
        double[][][] steps = new double[4][][];
        Expr[] logs = new Expr[4];
        for (int t = 0; t < 4; t++) {
            double share = 0.2 * t;
            steps[t] = new double[3][3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    steps[t][i][j] = (1 - share) * TRANSITION[i][j] + share * TRANSITION[2][j];
                }
            }
            logs[t] = Expr.constant(steps[t]);
        }
        HiddenMarkovChain chain = HiddenMarkovChain.of(Expr.constant(INITIAL), Expr.stack(List.of(logs)));
        double[][] emissions = emissions(5, 1);
        Expr e = Expr.constant(emissions);
        assertArrayEquals(
                bruteForce(INITIAL, steps, emissions),
                evaluate(chain.logEvidence(e), chain.stateProbabilities(e)),
                1e-13);
    }

    @Test
    void stepsThatAreNotPossibleHaveNoShare() {
        double[] initial = {1, 0, 0};
        double[][] left = {{0.5, 0.5, 0}, {0, 0.9, 0.1}, {0, 0, 1}}; // from left to right only
        HiddenMarkovChain chain = HiddenMarkovChain.of(Expr.constant(initial), Expr.constant(left));
        double[][] emissions = emissions(6, 3);
        emissions[2][1] = Double.NEGATIVE_INFINITY;
        Expr e = Expr.constant(emissions);
        assertArrayEquals(
                bruteForce(initial, new double[][][] {left, left, left, left, left}, emissions),
                evaluate(chain.logEvidence(e), chain.stateProbabilities(e)),
                1e-13);
        emissions[0][0] = Double.NEGATIVE_INFINITY; // now no sequence is possible
        assertEquals(Double.NEGATIVE_INFINITY, evaluate(chain.logEvidence(Expr.constant(emissions)))[0]);
    }

    /** The forward and backward recursions in plain numbers, scaled at each step. */
    private static double[] forwardBackward(double[][] emissions) {
        int times = emissions.length;
        double[][] forward = new double[times][3];
        double[][] backward = new double[times][3];
        double logEvidence = 0;
        for (int t = 0; t < times; t++) {
            double total = 0;
            for (int k = 0; k < 3; k++) {
                double p = t == 0 ? INITIAL[k] : 0;
                for (int i = 0; i < 3 && t > 0; i++) {
                    p += forward[t - 1][i] * TRANSITION[i][k];
                }
                forward[t][k] = p * Math.exp(emissions[t][k]);
                total += forward[t][k];
            }
            for (int k = 0; k < 3; k++) {
                forward[t][k] /= total;
            }
            logEvidence += Math.log(total);
        }
        double[] all = new double[1 + 3 * times];
        all[0] = logEvidence;
        for (int t = times - 1; t >= 0; t--) {
            double total = 0;
            for (int k = 0; k < 3; k++) {
                double p = t == times - 1 ? 1 : 0;
                for (int j = 0; j < 3 && t < times - 1; j++) {
                    p += TRANSITION[k][j] * Math.exp(emissions[t + 1][j]) * backward[t + 1][j];
                }
                backward[t][k] = p;
                total += p;
            }
            double norm = 0;
            for (int k = 0; k < 3; k++) {
                backward[t][k] /= total;
                norm += forward[t][k] * backward[t][k];
            }
            for (int k = 0; k < 3; k++) {
                all[1 + 3 * t + k] = forward[t][k] * backward[t][k] / norm;
            }
        }
        return all;
    }

    @Test
    void aThousandTimesMakeASmallGraph() {
        double[][] emissions = emissions(1000, 2);
        Expr e = Expr.constant(emissions);
        Expr evidence = CHAIN.logEvidence(e);
        int nodes = Graph.topological(List.of(evidence)).size();
        assertTrue(nodes < 250, nodes + " nodes");
        assertArrayEquals(forwardBackward(emissions), evaluate(evidence, CHAIN.stateProbabilities(e)), 1e-9);
    }

    @Test
    void aChainForEachRowOfAPlate() {
        Plate animal = Plate.of("animal", 5);
        double[][] flat = new double[5][];
        for (int row = 0; row < 5; row++) {
            flat[row] = Arrays.stream(emissions(4, row))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        Expr e = Expr.columns(animal, "e", flat).reshape(4, 3);
        double[] evidence = evaluate(CHAIN.logEvidence(e).toAxis());
        double[] probabilities = evaluate(CHAIN.stateProbabilities(e).toAxis());
        for (int row = 0; row < 5; row++) {
            double[] expected = bruteForce(INITIAL, same(3), emissions(4, row));
            assertEquals(expected[0], evidence[row], 1e-13);
            for (int i = 0; i < 12; i++) {
                assertEquals(expected[1 + i], probabilities[i * 5 + row], 1e-13);
            }
        }
    }

    @Test
    void derivativesAreThoseOfCentralDifferences() {
        Expr logits = Expr.variable("logits", 3, 3);
        Expr means = Expr.variable("means", 3);
        Expr y = Expr.constant(new double[] {0.3, -1, 2, 0.7, 1.5}).reshape(5, 1);
        Expr evidence = HiddenMarkovChain.ofLog(
                        Expr.constant(INITIAL).log(), logits.softmax(-1).log())
                .logEvidence(y.minus(means).square().times(-0.5));
        ExprFunction value = ExprFunction.of(List.of(logits, means), List.of(evidence));
        ExprFunction slope = ExprFunction.of(List.of(logits, means), Gradient.of(evidence, List.of(logits, means)));
        double[] at = new Random(5).doubles(12, -1, 1).toArray();
        double[] gradient = new double[12];
        slope.evaluate(1, at, gradient);
        double[] above = new double[1];
        double[] below = new double[1];
        for (int i = 0; i < 12; i++) {
            double[] moved = at.clone();
            moved[i] += 1e-6;
            value.evaluate(1, moved, above);
            moved[i] -= 2e-6;
            value.evaluate(1, moved, below);
            assertEquals((above[0] - below[0]) / 2e-6, gradient[i], 1e-8);
        }
    }

    @Test
    void namesTheShapeThatDoesNotFit() {
        assertMessage(
                "HiddenMarkovChain initial must have shape [K], and transition [K, K] or [T − 1, K, K]: [3] and [2, 2]",
                () -> HiddenMarkovChain.of(Expr.constant(INITIAL), Expr.zeros(2, 2)));
        assertMessage(
                "HiddenMarkovChain must have at least 2 states: 1",
                () -> HiddenMarkovChain.of(Expr.zeros(1), Expr.zeros(1, 1)));
        assertMessage(
                "HiddenMarkovChain emissions must have shape [T, 3], the log likelihood of each time in each state: [4]",
                () -> CHAIN.logEvidence(Expr.zeros(4)));
        assertMessage(
                "HiddenMarkovChain has emissions of 4 times, but transitions of 4 steps: there must be one step less than"
                        + " times",
                () -> HiddenMarkovChain.of(Expr.constant(INITIAL), Expr.zeros(4, 3, 3))
                        .logEvidence(Expr.zeros(4, 3)));
    }

    private static void assertMessage(String message, Runnable code) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
