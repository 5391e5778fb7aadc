package dev.fogline.edge.openai;

/// A request that gets an error for an answer.
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.message());
        this.error = error;
    }

    /// The request itself is wrong.
    ///
    /// @param param the field that is wrong; empty for the request as a whole
    static ApiException invalid(String param, String message) {
        return new ApiException(ApiError.invalid(param, message));
    }

    public ApiError error() {
        return error;
    }
}
