package dev.fogline.backend.llamacpp.schema;

import java.util.Objects;

/// A JSON schema that no grammar can be made of: it is broken, or asks for what is not supported.
/// The message is one line that names the place in the schema.
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param path of the subschema or keyword, such as `#/properties/age/not`
    SchemaException(String path, String problem) {
        super("JSON schema, " + path + ": " + problem);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
