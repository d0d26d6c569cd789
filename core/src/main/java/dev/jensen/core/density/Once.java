package dev.jensen.core.density;

import java.util.Optional;
import java.util.function.Supplier;

/** Computed when first asked for, by one thread. */
final class Once<T> {
    private final Supplier<T> supplier;
    private volatile Optional<T> value = Optional.empty();

    Once(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    T get() {
        Optional<T> known = value;
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (this) {
            if (value.isEmpty()) {
                value = Optional.of(supplier.get());
            }
            return value.orElseThrow();
        }
    }
}
