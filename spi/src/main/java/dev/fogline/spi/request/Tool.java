package dev.fogline.spi.request;

/// A function the model may call.
///
/// @param name as in the call
/// @param description for the model, may be empty
/// @param parametersJson a JSON schema of the arguments as text; `{}` for none
public record Tool(String name, String description, String parametersJson) {

    public Tool {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tool's name must not be blank");
        }
    }
}
