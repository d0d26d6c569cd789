package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a model that has a name, as it was made: what draws from the prior and predictions go through, in order. */
sealed interface Site {

    /** What draws call it. */
    String name();

    /** A statement that names a quantity of some shape. */
    sealed interface Named extends Site {
        Variable variable();

        @Override
        default String name() {
            return variable().name();
        }
    }

    /** A statement whose value is computed from coordinates that an algorithm moves. */
    sealed interface Coordinates extends Named {
        /** Its coordinates; of an amortised latent, which has none, a stand-in on the scale of its law. */
        Expr unknown();

        /** On the scale of its law or set. */
        Expr value();
    }

    /**
     * A continuous latent.
     *
     * @param ofCoordinate the law of its coordinate: its own, or the standard one where it is non-centred
     * @param unknown its coordinates
     * @param value on the scale of its law
     * @param imputed where it is the missing rows of an observation, whose law its law is; else absent
     */
    record Latent(
            Variable variable,
            Continuous law,
            Continuous ofCoordinate,
            Expr unknown,
            Expr value,
            @Nullable Imputed imputed)
            implements Coordinates {
        /** The same latent, whose elements draws call otherwise. */
        Latent called(Variable name) {
            return new Latent(name, law, ofCoordinate, unknown, value, imputed);
        }
    }

    /**
     * A parameter, estimated by a number.
     *
     * @param start in unconstrained coordinates
     */
    record Point(Variable variable, ContinuousSupport support, Expr unknown, Expr value, double[] start)
            implements Coordinates {}

    /**
     * An amortised latent.
     *
     * @param key of the noise that its draws are made of
     * @param encoded another draw, for when the weights of its encoder are known
     */
    record Amortised(Variable variable, Continuous law, Expr unknown, Expr value, Expr key, Expr encoded)
            implements Coordinates {}

    /**
     * Which rows of an observation are missing.
     *
     * @param shape of the observation
     * @param rows in ascending order
     * @param labelled whether the observation's rows have labels, by which they are known again
     */
    record Imputed(Shape shape, List<Integer> rows, boolean labelled) {}

    /**
     * A latent that is a whole number.
     *
     * @param law absent for a Markov chain
     */
    record Choice(Variable variable, @Nullable Discrete law, DiscreteLatent latent) implements Named {}

    /** The law that an amortised latent has given its row. */
    record Encoder(Amortised of) implements Site {
        @Override
        public String name() {
            return "encoder of " + of.name();
        }
    }

    /** A quantity that the latents determine. */
    record Derived(Variable variable, Expr value) implements Named {}

    /**
     * An observation.
     *
     * @param shape of one draw of it
     * @param data absent where it is to be predicted
     */
    record Outcome(
            Variable variable,
            Distribution law,
            Shape shape,
            @Nullable Expr data) implements Named {}

    /** A free term of the log density. */
    record Term(String name, Expr value) implements Site {}

    /** A plate. */
    record Rows(Variable.Rows rows) implements Site {
        @Override
        public String name() {
            return rows.plate();
        }
    }

    /** Data, free of latents. */
    record Known(String name, Expr value) implements Site {}

    /**
     * An index from the rows of one plate to those of another.
     *
     * @param of the plate that it points into
     */
    record Pointer(String name, IntColumn column, String of) implements Site {}
}
