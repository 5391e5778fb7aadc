package dev.fogline.dist;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The module descriptors of Fogline's own modules, as built, by name.
record Descriptors(Map<String, ModuleDescriptor> byName) {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    /// Read from the class path of the tests, which holds every module.
    static Descriptors ofThisBuild() {
        Path[] classPath =
                SEPARATOR
                        .splitAsStream(System.getProperty("java.class.path"))
                        .filter(entry -> entry.contains("fogline") || entry.endsWith("classes"))
                        .map(Path::of)
                        .toArray(Path[]::new);
        return new Descriptors(
                ModuleFinder.of(classPath).findAll().stream()
                        .map(ModuleReference::descriptor)
                        .filter(module -> module.name().startsWith("dev.fogline."))
                        .collect(Collectors.toMap(ModuleDescriptor::name, Function.identity())));
    }

    ModuleDescriptor module(String name) {
        return byName.get(name);
    }

    /// What a module needs at run time, java.base left out.
    List<String> needs(String name) {
        return module(name).requires().stream()
                .filter(need -> !need.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .filter(need -> !need.equals("java.base"))
                .sorted()
                .toList();
    }

    /// What a module sees only while it is compiled.
    List<String> compilesAgainst(String name) {
        return module(name).requires().stream()
                .filter(need -> need.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .sorted()
                .toList();
    }
}
