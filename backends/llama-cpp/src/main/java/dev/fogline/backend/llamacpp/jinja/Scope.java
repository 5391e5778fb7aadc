package dev.fogline.backend.llamacpp.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Names and what they stand for; inner scopes see the outer ones and leave no mark on them.
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Value> values = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    Scope inner() {
        return new Scope(Optional.of(this));
    }

    void set(String name, Value value) {
        values.put(name, value);
    }

    Value find(String name) {
        for (Optional<Scope> scope = Optional.of(this);
                scope.isPresent();
                scope = scope.get().outer) {
            Value value = scope.get().values.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Value.Undefined(name);
    }
}
