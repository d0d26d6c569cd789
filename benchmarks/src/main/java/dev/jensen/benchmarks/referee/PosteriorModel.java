package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import java.util.List;

/**
 * A model of one's own for the referee: a public class with a constructor without arguments, in a source file beside its reference
 * in the folder that {@code --dir} names. docs/referee.md has an example.
 */
public interface PosteriorModel {

    /** {@return the references that it is for: names of files, without {@code .json}} */
    List<String> posteriors();

    /**
     * States the model.
     *
     * @param reference the data, by name
     * @return log p̃, whose variables have the names of the reference's parameters
     */
    Differentiable density(Reference reference);
}
