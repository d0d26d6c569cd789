package dev.jensen.models;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a model was stated.
 *
 * @param name the model's
 * @param sites its statements
 * @param again takes other data; absent where the statement closes over its data
 */
record Recipe(String name, List<Site> sites, @Nullable BiConsumer<ModelBuilder, Data> again) {

    /** The statements on other data. */
    List<Site> on(Data data) {
        if (again == null) {
            throw new IllegalArgumentException("model \"" + name
                    + "\" closes over its data, so that it cannot be stated on new ones: state it with Model.of(\""
                    + name
                    + "\", data, (m, data) -> …), where each column comes from data");
        }
        ModelBuilder builder = new ModelBuilder(name, Set.of());
        again.accept(builder, data);
        return builder.sites();
    }
}
