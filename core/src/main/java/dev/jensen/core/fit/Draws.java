package dev.jensen.core.fit;

import dev.jensen.core.density.NearestName;
import dev.jensen.core.density.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Draws of named variables, on the scale that their user sees. Immutable and thread-safe. */
public final class Draws {

    private final List<Variable> variables;
    private final Map<String, Integer> positions =
            new LinkedHashMap<>(); // of every component, and of every variable's first
    private final List<String> components = new ArrayList<>();
    private final int count;
    private final double[] values;

    /** Takes over the values, count × C, laid out as {@link dev.jensen.core.density.Variables#constrain} does. */
    Draws(List<Variable> variables, int count, double[] values) {
        this.variables = List.copyOf(variables);
        this.count = count;
        this.values = values;
        for (Variable variable : variables) {
            positions.put(variable.name(), components.size());
            for (int k = 0; k < variable.size(); k++) {
                positions.put(variable.componentName(k), components.size());
                components.add(variable.componentName(k));
            }
        }
    }

    /**
     * Draws of variables that are no fit's, such as those of a prior.
     *
     * @param variables whose draws
     * @param count how many, at least 1
     * @param values length count × C, C the sum of the variables' sizes: for each draw the variables one after the other, each laid
     *     out [inner…][row]; copied
     */
    public static Draws of(List<Variable> variables, int count, double[] values) {
        long size = variables.stream().mapToLong(Variable::size).sum() * count;
        if (count < 1 || size != values.length) {
            throw new IllegalArgumentException(values.length + " values are not those of " + count + " draws of "
                    + variables.stream().map(Variable::name).toList() + ", which are " + size);
        }
        return new Draws(variables, count, values.clone());
    }

    /** Summarises the draws by name; prints as a table. */
    public Summary summary() {
        return Summary.of(this);
    }

    /** Returns how many draws there are. */
    public int count() {
        return count;
    }

    /** Returns the variables. */
    public List<Variable> variables() {
        return variables;
    }

    /** Returns the names of all components: {@code mu}, {@code theta[0]}, {@code theta[1]}, …. */
    public List<String> components() {
        return List.copyOf(components);
    }

    /**
     * Returns the draws of one component, a new array.
     *
     * @param name of a component, as {@code theta[3]}; a variable that is a number is its own component
     * @throws IllegalArgumentException if there is no such component, with the nearest name that there is
     */
    public double[] of(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw NearestName.unknown("component", name, components);
        }
        if (!components.get(position).equals(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" has " + variable(name).size() + " components: ask for one, as \""
                            + components.get(position) + "\", or for all with array(\"" + name + "\")");
        }
        return column(position);
    }

    /**
     * Returns the draws of a whole variable, a new array [draw][component], components laid out [inner…][row].
     *
     * @throws IllegalArgumentException if there is no such variable, with the nearest name that there is
     */
    public double[][] array(String name) {
        int size = variable(name).size();
        int from = Objects.requireNonNull(positions.get(name));
        double[][] array = new double[count][size];
        for (int s = 0; s < count; s++) {
            System.arraycopy(values, s * components.size() + from, array[s], 0, size);
        }
        return array;
    }

    /** Returns the variable of this name. */
    Variable variable(String name) {
        for (Variable variable : variables) {
            if (variable.name().equals(name)) {
                return variable;
            }
        }
        throw NearestName.unknown(
                "variable", name, variables.stream().map(Variable::name).toList());
    }

    /** Returns the draws of the component at a position. */
    double[] column(int position) {
        double[] column = new double[count];
        for (int s = 0; s < count; s++) {
            column[s] = values[s * components.size() + position];
        }
        return column;
    }

    /** Says what is drawn and how often; {@link #summary} prints the numbers. */
    @Override
    public String toString() {
        List<String> names = variables.stream().map(Draws::named).toList();
        return String.format(Locale.US, "%,d draws of %s", count, String.join(", ", names));
    }

    private static String named(Variable variable) {
        return variable.size() == 1 && variable.componentName(0).equals(variable.name())
                ? variable.name()
                : variable.name() + " [" + variable.size() + "]";
    }
}
