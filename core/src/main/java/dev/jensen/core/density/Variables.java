package dev.jensen.core.density;

import java.util.ArrayList;
import java.util.List;

/**
 * The variables behind the coordinates of a target, and the way from the coordinates in ℝᵈ to their constrained values.
 */
public interface Variables {

    /** Returns the variables in the order in which {@link #constrain} lays them out. */
    List<Variable> list();

    /** Returns C, the number of constrained components: the sum of the variables' sizes; it may differ from d. */
    default int constrainedDimension() {
        int size = 0;
        for (Variable variable : list()) {
            size += variable.size();
        }
        return size;
    }

    /**
     * Maps points in ℝᵈ to the values of the variables. Thread-safe.
     *
     * @param draws number of points S
     * @param unconstrained length at least S·d, one point after the other; read only
     * @param constrained length at least S·C, overwritten: for each point the variables one after the other, each laid
     *     out [inner…][row]
     */
    void constrain(int draws, double[] unconstrained, double[] constrained);

    /** Returns the names of all components, in the same order: {@code mu}, {@code theta[0]}, {@code theta[1]}, … */
    default List<String> componentNames() {
        List<String> names = new ArrayList<>();
        for (Variable variable : list()) {
            for (int k = 0; k < variable.size(); k++) {
                names.add(variable.componentName(k));
            }
        }
        return names;
    }

    /** Returns the variables of a target that names none: its coordinates {@code z[0]}, {@code z[1]}, … as they are. */
    static Variables unnamed(int dimension) {
        List<Variable> z = List.of(Variable.of("z", dimension));
        return new Variables() {
            @Override
            public List<Variable> list() {
                return z;
            }

            @Override
            public void constrain(int draws, double[] unconstrained, double[] constrained) {
                System.arraycopy(unconstrained, 0, constrained, 0, draws * dimension);
            }
        };
    }

    /** Returns the target's variables where it names them, else its coordinates. */
    static Variables of(LogDensity target) {
        return target instanceof Named named ? named.variables() : unnamed(target.dimension());
    }
}
