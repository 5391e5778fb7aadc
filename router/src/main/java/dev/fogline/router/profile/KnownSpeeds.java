package dev.fogline.router.profile;

import dev.fogline.cost.FileSize;
import dev.fogline.cost.FirstSpeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What profiles tell of the models that a node serves, and where there is none, their files' size.
///
/// @param speeds by `backend/model`
/// @param notices one line for each profile that was passed over, with the reason
public record KnownSpeeds(Map<String, FirstSpeed> speeds, List<String> notices) {

    /// Nothing is known.
    public static final KnownSpeeds NONE = new KnownSpeeds(Map.of(), List.of());

    public KnownSpeeds {
        speeds = Map.copyOf(speeds);
        notices = List.copyOf(notices);
    }

    /// Picks the profiles that hold here and now.
    ///
    /// @param profiles of a node
    /// @param served the file of each `backend/model`
    /// @param here this machine
    public static KnownSpeeds of(List<Profile> profiles, Map<String, Path> served, Device here) {
        var speeds = new TreeMap<String, FirstSpeed>();
        var notices = new ArrayList<String>();
        for (Map.Entry<String, Path> one : new TreeMap<>(served).entrySet()) {
            Optional<FileMark> now = mark(one.getValue());
            Optional<Profile> profile = now.flatMap(mark -> find(profiles, mark.path()));
            now.filter(mark -> mark.bytes() > 0)
                    .ifPresent(mark -> speeds.put(one.getKey(), new FileSize(mark.bytes())));
            if (profile.isPresent()) {
                Optional<String> objection = profile.get().objection(now.orElseThrow(), here);
                objection.ifPresentOrElse(
                        why -> notices.add(ignored(one.getKey(), why)),
                        () -> speeds.put(one.getKey(), profile.get().speed()));
            }
        }
        return new KnownSpeeds(speeds, notices);
    }

    /// Empty where there is no file; whoever is to run it says so.
    private static Optional<FileMark> mark(Path file) {
        try {
            return Optional.of(FileMark.of(file));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static Optional<Profile> find(List<Profile> profiles, Path path) {
        return profiles.stream().filter(one -> one.file().path().equals(path)).findFirst();
    }

    private static String ignored(String key, String why) {
        return "the profile of " + key + " " + why + " and is ignored; fogline calibrate renews it";
    }
}
