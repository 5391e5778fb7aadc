package dev.fogline.backend.llamacpp;

import dev.fogline.spi.ServedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The models a backend serves now, kept in step with their files. Thread-safe: one thread
/// refreshes, any reads.
final class LocalModels {

    private final Shelf shelf;
    private final BiFunction<String, Path, LocalModel> opening;
    private final Consumer<String> closing;
    private Map<String, Shelf.Stamp> stamps = Map.of();
    private volatile Map<String, LocalModel> models = Map.of();

    /// @param opening makes a model of a name and a file; throws if the file is none
    /// @param closing forgets a model by its name
    LocalModels(
            Shelf shelf, BiFunction<String, Path, LocalModel> opening, Consumer<String> closing) {
        this.shelf = shelf;
        this.opening = opening;
        this.closing = closing;
    }

    /// In the order of preference.
    List<ServedModel> served() {
        return models.values().stream().map(LocalModel::served).toList();
    }

    Optional<LocalModel> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    List<LocalModel> all() {
        return List.copyOf(models.values());
    }

    /// Looks at the files again: new ones are added, those that changed are opened anew, those that
    /// went are forgotten.
    ///
    /// @param refused told of each file that is no model, once; what it throws is passed on
    void refresh(BiConsumer<Path, RuntimeException> refused) {
        Map<String, Path> files = shelf.files();
        var nowStamps = new LinkedHashMap<String, Shelf.Stamp>();
        files.forEach((name, file) -> nowStamps.put(name, Shelf.stamp(file)));
        if (nowStamps.equals(stamps)) {
            return;
        }
        var kept = new LinkedHashMap<String, LocalModel>();
        var gone = new ArrayList<>(models.keySet());
        files.forEach(
                (name, file) -> {
                    boolean same = Objects.equals(nowStamps.get(name), stamps.get(name));
                    Optional<LocalModel> known = find(name);
                    if (same && known.isPresent()) {
                        kept.put(name, known.get());
                        gone.remove(name);
                    } else if (!same) {
                        known.ifPresent(old -> closing.accept(name));
                        gone.remove(name);
                        open(name, file, refused).ifPresent(model -> kept.put(name, model));
                    }
                });
        stamps = nowStamps;
        models = Collections.unmodifiableMap(kept);
        gone.forEach(closing);
    }

    private Optional<LocalModel> open(
            String name, Path file, BiConsumer<Path, RuntimeException> refused) {
        try {
            return Optional.of(opening.apply(name, file));
        } catch (RuntimeException wrong) {
            refused.accept(file, wrong);
            return Optional.empty();
        }
    }
}
