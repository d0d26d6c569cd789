package dev.jensen.models;

import dev.jensen.core.density.Factor;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.RowNoise;
import java.util.Arrays;
import java.util.List;

/**
 * What an amortised latent adds to a model.
 *
 * @param value on the scale of its law, drawn anew at each step
 * @param encoded another draw, which no expression of the model holds: what its law given the data is, once the weights are known
 * @param factors its prior, and −log q
 */
record AmortisedLatent(Expr value, Expr encoded, List<Factor> factors) {
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * Draws the latent along the path that its encoder gives.
     *
     * @param key of the noise
     * @param number of the latent in its model, which tells noises apart
     */
    static AmortisedLatent of(String name, Continuous law, Amortised encoder, Expr key, int number) {
        requireShape(name, law, encoder);
        Expr scale = encoder.logScale().exp();
        int[] inner = encoder.mean().shape().inner();
        Expr epsilon = RowNoise.of(key, 2 * number, encoder.plate(), inner);
        Expr u = encoder.mean().plus(scale.times(epsilon));
        Expr value = law.support().constrain(u);
        Factor prior = new Factor(name, law.logDensityUnconstrained(u, value), Parameters.conditions(name, law));
        Expr minusLogQ = epsilon.square()
                .times(0.5)
                .plus(encoder.logScale())
                .plus(HALF_LOG_2_PI)
                .sum();
        Expr another = RowNoise.of(key, 2 * number + 1, encoder.plate(), inner);
        Expr encoded = law.support().constrain(encoder.mean().plus(scale.times(another)));
        return new AmortisedLatent(value, encoded, List.of(prior, Factor.of("encoder of " + name, minusLogQ)));
    }

    private static void requireShape(String name, Continuous law, Amortised encoder) {
        int[] given = encoder.mean().shape().inner();
        LatentShape shape = LatentShape.of(name, law, encoder.plate());
        if (shape.inner().length == 0 && given.length == 1) {
            shape = shape.times(given[0]);
        }
        int[] needed = law.support().unconstrained(shape.inner());
        if (!Arrays.equals(given, needed)) {
            throw new IllegalArgumentException("latent \"" + name + "\": its encoder gives numbers of shape "
                    + Arrays.toString(given) + " for each row, but its " + law.name() + " law has coordinates of shape "
                    + Arrays.toString(needed) + ": give the encoder's last layer as many outputs");
        }
    }
}
