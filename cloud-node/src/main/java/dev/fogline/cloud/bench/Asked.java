package dev.fogline.cloud.bench;

/// What became of one request.
///
/// @param served whether the answer came to its end
/// @param firstTokenMillis from when it should have been sent to its first content
/// @param totalMillis to its end
record Asked(boolean served, double firstTokenMillis, double totalMillis) {

    static final Asked FAILED = new Asked(false, 0, 0);
}
