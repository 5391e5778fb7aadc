package dev.fogline.edge.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// What installed models are called: `NAME.gguf` in one folder.
public final class ModelNames {

    /// Of every file of a model.
    public static final String ENDING = ".gguf";

    /// No separators, nothing hidden: a name never leads out of the folder.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");

    private ModelNames() {}

    /// Whether a model may be called so.
    public static boolean fits(String name) {
        return NAME.matcher(name).matches();
    }

    /// What a file is called without the ending of model files; all of it if it has another.
    public static String withoutEnding(String fileName) {
        return fileName.endsWith(ENDING)
                ? fileName.substring(0, fileName.length() - ENDING.length())
                : fileName;
    }

    /// Where the model of a name lies.
    ///
    /// @param folder of installed models
    /// @throws ConfigException if no model may be called so
    public static Path file(Path folder, String name) {
        if (!fits(name)) {
            throw new ConfigException(
                    "'"
                            + name
                            + "' is no name for a model: letters, digits, dots, dashes, underscores"
                            + " and pluses, 128 at most");
        }
        return folder.resolve(name + ENDING);
    }
}
