package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tensors of a file: which types their weights have, and whether their data is all there.
final class TensorTable {

    /// `GGML_MAX_NAME` is 64; room for longer ones, which llama.cpp itself refuses.
    private static final int MAX_NAME_BYTES = 1024;

    /// `GGML_MAX_DIMS` of ggml.
    private static final int MAX_DIMENSIONS = 4;

    private final Path file;
    private final HeaderCursor cursor;
    private final List<Tensor> tensors = new ArrayList<>();

    /// @param type empty for one that this release does not know
    record Tensor(String name, List<Long> shape, Optional<TensorType> type, long offset) {

        long weights() {
            return shape.stream().reduce(1L, (one, other) -> one * other);
        }

        /// What its data takes; 0 if the type is not known.
        long bytes() {
            return type.map(known -> known.bytes(weights())).orElse(0L);
        }
    }

    private TensorTable(Path file, HeaderCursor cursor) {
        this.file = file;
        this.cursor = cursor;
    }

    static TensorTable read(Path file, HeaderCursor cursor, int count) throws IOException {
        var table = new TensorTable(file, cursor);
        for (int i = 0; i < count; i++) {
            table.tensors.add(table.next("tensor " + (i + 1) + " of " + count));
        }
        return table;
    }

    /// Compares the end of every tensor with the file's length; the data begins behind this table.
    void checkData(int alignment) {
        long start = Math.ceilDiv(cursor.position(), (long) alignment) * alignment;
        long room = cursor.length() - start;
        for (Tensor tensor : tensors) {
            long bytes = tensor.bytes();
            if (tensor.offset() < 0 || tensor.offset() > room || bytes > room - tensor.offset()) {
                throw new GgufException(
                        file,
                        "cut off after "
                                + cursor.length()
                                + " bytes: the data of tensor "
                                + tensor.name()
                                + " is not all there");
            }
        }
    }

    /// All of them, in the file's order.
    List<Tensor> tensors() {
        return Collections.unmodifiableList(tensors);
    }

    Optional<Tensor> find(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
    }

    long parameters() {
        return tensors.stream().mapToLong(Tensor::weights).sum();
    }

    String quantisation() {
        Map<TensorType, Long> weights = new EnumMap<>(TensorType.class);
        for (Tensor tensor : tensors) {
            tensor.type().ifPresent(type -> weights.merge(type, tensor.weights(), Long::sum));
        }
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> most.getKey().name())
                .orElse("unknown");
    }

    private Tensor next(String what) throws IOException {
        String name = cursor.text("the name of " + what, MAX_NAME_BYTES);
        int dimensions = cursor.int32("the shape of " + name);
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new GgufException(
                    file,
                    "tensor "
                            + name
                            + " has "
                            + Integer.toUnsignedString(dimensions)
                            + " dimensions, not in [1, "
                            + MAX_DIMENSIONS
                            + "]");
        }
        long weights = 1;
        var shape = new ArrayList<Long>();
        for (int i = 0; i < dimensions; i++) {
            shape.add(cursor.int64("the shape of " + name));
            weights = multiply(name, weights, shape.getLast());
        }
        Optional<TensorType> type = TensorType.of(cursor.int32("the type of " + name));
        return new Tensor(name, List.copyOf(shape), type, cursor.int64("the offset of " + name));
    }

    /// One weight takes at least an eighth of a byte in every type, so more than that cannot be in
    /// the file.
    private long multiply(String name, long weights, long dimension) {
        if (dimension < 0
                || Math.multiplyHigh(weights, dimension) != 0
                || weights * dimension < 0
                || weights * dimension / Byte.SIZE > cursor.length()) {
            throw new GgufException(file, "tensor " + name + " is larger than the file");
        }
        return weights * dimension;
    }
}
