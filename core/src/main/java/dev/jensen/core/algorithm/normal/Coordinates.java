package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which coordinates of ℝᵈ are those of constrained variables: scales, mostly, on which others may depend. */
public final class Coordinates {
    private static final double SAME = 1e-12;
    private static final int DRAWS = 512;
    private static final double BENDS = 0.2;
    private static final double SCALES = 0.1;

    private Coordinates() {}

    /**
     * Returns the coordinates that no component shows as they are. Where every one is shown, those along which or with which
     * curvature changes, as in a funnel or a banana; all of them where there is no such thing.
     */
    public static int[] scales(Variables variables, FittedNormal normal, Differentiable target, Noise matched) {
        int[] hidden = hidden(variables, normal.dimension());
        return hidden.length == 0 ? bending(normal, target, matched) : hidden;
    }

    /** Returns the coordinates that no component shows as they are. */
    public static int[] hidden(Variables variables, int d) {
        double[] z = new double[d];
        for (int i = 0; i < d; i++) {
            z[i] = 0.3 * Math.sin(1 + i);
        }
        double[] x = new double[variables.constrainedDimension()];
        variables.constrain(1, z, x);
        return IntStream.range(0, d)
                .filter(i -> {
                    for (double value : x) {
                        if (Math.abs(value - z[i]) < SAME) {
                            return false;
                        }
                    }
                    return true;
                })
                .toArray();
    }

    /**
     * By Stein's lemma E[G_i ε_i ε_h], G the whitened gradient, is the mean third derivative ∂³log p̃/∂i²∂h: how the curvature along
     * i changes with h. That h scales i, as in a funnel, or that i bends h, as in a banana, look alike here: both are taken.
     */
    private static int[] bending(FittedNormal normal, Differentiable target, Noise matched) {
        int d = normal.dimension();
        double[][] third = thirdDerivatives(normal, target, matched);
        int[] bending = IntStream.range(0, d)
                .filter(h -> IntStream.range(0, d)
                        .anyMatch(i -> i != h && (Math.abs(third[i][h]) > BENDS || Math.abs(third[h][i]) > BENDS)))
                .toArray();
        return bending.length == 0 ? IntStream.range(0, d).toArray() : bending;
    }

    /** Returns those of the candidates along which the curvature of another coordinate changes at all. */
    public static int[] scaling(int[] candidates, FittedNormal normal, Differentiable target, Noise matched) {
        return scaling(candidates, SCALES, normal, target, matched);
    }

    /** Returns those of the candidates along which the curvature of another coordinate changes much. */
    public static int[] scalingMuch(int[] candidates, FittedNormal normal, Differentiable target, Noise matched) {
        return scaling(candidates, BENDS, normal, target, matched);
    }

    private static int[] scaling(
            int[] candidates, double least, FittedNormal normal, Differentiable target, Noise matched) {
        double[][] third = thirdDerivatives(normal, target, matched);
        return Arrays.stream(candidates)
                .filter(h -> IntStream.range(0, third.length).anyMatch(i -> i != h && Math.abs(third[i][h]) > least))
                .toArray();
    }

    private static double[][] thirdDerivatives(FittedNormal normal, Differentiable target, Noise matched) {
        int d = normal.dimension();
        int draws = Race.powerOfTwo(Math.max(DRAWS, 8 * d));
        double[] noise = new double[draws * d];
        double[] z = new double[draws * d];
        double[] gradients = new double[draws * d];
        matched.fill(3, draws, d, noise);
        normal.draw(draws, noise, z);
        target.gradient(draws, z, new double[draws], gradients);
        double[][] third = new double[d][d];
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                double whitened = 0;
                for (int k = i; k < d; k++) {
                    whitened += normal.factor()[k][i] * gradients[s * d + k];
                }
                for (int h = 0; h < d; h++) {
                    third[i][h] += whitened * noise[s * d + i] * noise[s * d + h] / draws;
                }
            }
        }
        return third;
    }

    /** A component that moves from one value to another. */
    public record Moved(String name, double from, double to) {}

    /** Names the component that moves most between two points, relative to its size. */
    public static String mostMoved(Variables variables, double[] from, double[] to) {
        return moved(variables, from, to).name();
    }

    /** The component that moves most between two points, relative to its size. */
    public static Moved moved(Variables variables, double[] from, double[] to) {
        int width = variables.constrainedDimension();
        double[] here = new double[width];
        double[] there = new double[width];
        variables.constrain(1, from, here);
        variables.constrain(1, to, there);
        int most = 0;
        double farthest = -1;
        for (int c = 0; c < width; c++) {
            double way = Math.abs(there[c] - here[c]) / (1 + Math.abs(here[c]));
            if (way > farthest) {
                farthest = way;
                most = c;
            }
        }
        return new Moved(variables.componentNames().get(most), here[most], there[most]);
    }
}
