package dev.jensen.core.engine.choice;

import java.util.Optional;

/**
 * Whether this JVM was started with the Vector API, {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The module descriptor cannot require an incubator module without a warning that no flag silences, so core starts
 * to read the module here, at run time. Classes that name it, those of {@code engine.vector}, are compiled apart and
 * loaded by name, once this has answered true.
 */
public final class IncubatorModule {
    private IncubatorModule() {}

    /** True if the Vector API is there; from then on this module may link to it. */
    public static boolean readable() {
        Optional<Module> vector = ModuleLayer.boot().findModule("jdk.incubator.vector");
        vector.ifPresent(module -> IncubatorModule.class.getModule().addReads(module));
        return vector.isPresent();
    }
}
