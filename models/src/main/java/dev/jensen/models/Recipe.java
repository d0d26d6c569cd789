package dev.jensen.models;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a model was stated.
 *
 * @param name the model's
 * @param sites its statements
 * @param statement what they add up to, before any latent is summed out
 * @param data what it was stated on; absent where the statement closes over its data
 * @param again takes other data; absent where the statement closes over its data
 */
record Recipe(
        String name,
        List<Site> sites,
        Statement statement,
        @Nullable Data data,
        @Nullable BiConsumer<ModelBuilder, Data> again) {

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
        return builder.stated().sites();
    }

    /** Looks over the model as it was stated. */
    ModelCheck check() {
        return data == null ? Examination.of(name, sites, Set.of(), Set.of()) : check(data);
    }

    /** Looks over the model on some data. */
    ModelCheck check(Data some) {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        return Examination.of(name, on(some.watched(asked)), asked, some.columns());
    }
}
