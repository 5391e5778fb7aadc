package dev.fogline.edge.config;

import dev.fogline.router.pool.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a file of members:
///
/// ```yaml
/// members:
///   - name: gpu-0
///     address: 10.0.0.4:8000        # or url: https://gpu-0.example.com/v1
///     labels: {accelerator: h100}
///   - name: gpu-1
///     address: 10.0.0.5:8000
///     drain: true                   # no new requests
/// ```
public final class MembersReader {

    /// More would take seconds to look at; a pool of that size has a service that finds them.
    private static final int MOST_MEMBERS = 10_000;

    private MembersReader() {}

    /// @throws ConfigException with one line that names the file, the line and the reason
    public static List<Member> read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ConfigException("there is no file of members " + file);
        } catch (IOException failed) {
            throw new ConfigException(
                    "cannot read the file of members " + file + ": " + failed.getMessage());
        }
    }

    static List<Member> read(String name, String text) {
        var top = new Section(name, new Values(Map.of()), Yaml.parse(name, text));
        top.knowing(Set.of("members"));
        List<Section> entries = top.sections("members");
        if (entries.size() > MOST_MEMBERS) {
            throw top.wrong("members", "are more than " + MOST_MEMBERS);
        }
        var names = new HashSet<String>();
        var members = new ArrayList<Member>();
        for (Section entry : entries) {
            Member member = member(entry);
            if (!names.add(member.name())) {
                throw entry.wrong("name", "two are named '" + member.name() + "'");
            }
            members.add(member);
        }
        return members;
    }

    private static Member member(Section entry) {
        entry.knowing(Set.of("name", "address", "url", "labels", "drain"));
        String name = entry.required("name");
        if (name.isBlank() || name.contains("/")) {
            throw entry.wrong("name", "'" + name + "' must not be blank or hold a slash");
        }
        return new Member(name, url(entry), labels(entry), Words.flag(entry, "drain"));
    }

    private static String url(Section entry) {
        if (entry.text("url").isPresent() == entry.text("address").isPresent()) {
            throw entry.wrong("address", "a member has an address or a url, one of them");
        }
        return entry.text("url").orElseGet(() -> "http://" + entry.required("address"));
    }

    private static Map<String, String> labels(Section entry) {
        var labels = new LinkedHashMap<String, String>();
        entry.section("labels")
                .ifPresent(
                        section ->
                                section.keys()
                                        .entries()
                                        .keySet()
                                        .forEach(
                                                key ->
                                                        labels.put(
                                                                key,
                                                                section.text(key).orElse(""))));
        return labels;
    }
}
