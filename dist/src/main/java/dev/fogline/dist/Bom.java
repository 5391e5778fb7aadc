package dev.fogline.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/// A CycloneDX bill of materials: what Maven found, and what Maven does not know of.
final class Bom {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ObjectNode root;

    private Bom(ObjectNode root) {
        this.root = root;
    }

    /// Reads a CycloneDX file in JSON.
    static Bom read(Path file) throws IOException {
        return new Bom((ObjectNode) JSON.readTree(file.toFile()));
    }

    /// The same without what is needed only to compile, and has no jar here.
    Bom shipped(Path modules) {
        ObjectNode copy = root.deepCopy();
        var gone = new HashSet<String>();
        remove(
                copy.withArray("components"),
                one -> {
                    Component component = component(one);
                    if (Files.exists(modules.resolve(component.jar()))) {
                        return false;
                    }
                    return gone.add(one.path("bom-ref").asText());
                });
        ArrayNode dependencies = copy.withArray("dependencies");
        remove(dependencies, one -> gone.contains(one.path("ref").asText()));
        for (JsonNode one : dependencies) {
            remove(one.withArray("dependsOn"), need -> gone.contains(need.asText()));
        }
        return new Bom(copy);
    }

    private static void remove(ArrayNode nodes, Predicate<JsonNode> which) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (which.test(nodes.get(i))) {
                nodes.remove(i);
            }
        }
    }

    /// The same with more components.
    Bom with(List<Component> more) {
        ObjectNode copy = root.deepCopy();
        ArrayNode components = copy.withArray("components");
        more.forEach(one -> components.add(json(one)));
        return new Bom(copy);
    }

    /// Every component that is not ours, by name.
    List<Component> foreign() {
        var found = new ArrayList<Component>();
        for (JsonNode one : root.path("components")) {
            if (!one.path("group").asText().equals("dev.fogline")) {
                found.add(component(one));
            }
        }
        found.sort(Comparator.comparing(Component::name));
        return List.copyOf(found);
    }

    void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), root);
    }

    private static Component component(JsonNode one) {
        var licences = new TreeSet<String>();
        for (JsonNode entry : one.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(
                    entry.path("expression")
                            .asText(licence.path("id").asText(licence.path("name").asText())));
        }
        return new Component(
                one.path("group").asText(),
                one.path("name").asText(),
                one.path("version").asText(),
                String.join(" OR ", licences),
                one.path("purl").asText());
    }

    private static ObjectNode json(Component component) {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", "library").put("bom-ref", component.purl());
        if (!component.group().isEmpty()) {
            node.put("group", component.group());
        }
        node.put("name", component.name()).put("version", component.version());
        node.putArray("licenses").addObject().put("expression", component.licence());
        return node.put("purl", component.purl());
    }
}
