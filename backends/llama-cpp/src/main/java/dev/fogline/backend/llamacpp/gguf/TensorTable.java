package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tensors of a file: which types their weights have, and whether their data is all there.
final class TensorTable {

    /// `GGML_MAX_NAME` of ggml, less its ending.
    private static final int MAX_NAME_BYTES = 63;

    /// `GGML_MAX_DIMS` of ggml.
    private static final int MAX_DIMENSIONS = 4;

    private final Path file;
    private final HeaderCursor cursor;
    private final List<Tensor> tensors = new ArrayList<>();

    record Tensor(String name, List<Long> shape, TensorType type, long offset) {

        long weights() {
            return shape.stream().reduce(1L, (one, other) -> one * other);
        }

        /// What its data takes.
        long bytes() {
            return type.bytes(weights());
        }
    }

    private TensorTable(Path file, HeaderCursor cursor) {
        this.file = file;
        this.cursor = cursor;
    }

    static TensorTable read(Path file, HeaderCursor cursor, int count) throws IOException {
        var table = new TensorTable(file, cursor);
        var names = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            Tensor next = table.next("tensor " + (i + 1) + " of " + count);
            if (!names.add(next.name())) {
                throw new GgufException(file, "tensor " + next.name() + " is there twice");
            }
            table.tensors.add(next);
        }
        return table;
    }

    /// Compares the end of every tensor with the file's length, and its beginning with the end of
    /// the one before; the data begins behind this table.
    void checkData(int alignment) {
        long expected = 0;
        long start = Math.ceilDiv(cursor.position(), (long) alignment) * alignment;
        long room = cursor.length() - start;
        for (Tensor tensor : tensors) {
            long bytes = tensor.bytes();
            if (tensor.offset() != expected) {
                throw new GgufException(
                        file,
                        "the data of tensor "
                                + tensor.name()
                                + " begins at "
                                + Long.toUnsignedString(tensor.offset())
                                + ", not at "
                                + expected
                                + " where the one before ends");
            }
            expected += Math.ceilDiv(bytes, (long) alignment) * alignment;
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

    /// Whether the last block has any tensor; which ones it needs is llama.cpp's to know.
    void checkBlocks(int blocks) {
        String last = "blk." + (blocks - 1) + ".";
        boolean named = tensors.stream().anyMatch(tensor -> tensor.name().startsWith("blk.0."));
        if (named && tensors.stream().noneMatch(tensor -> tensor.name().startsWith(last))) {
            throw new GgufException(
                    file, "there are to be " + blocks + " blocks, but no tensor of the last one");
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
            weights.merge(tensor.type(), tensor.weights(), Long::sum);
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
        TensorType type = type(name, shape);
        return new Tensor(name, List.copyOf(shape), type, cursor.int64("the offset of " + name));
    }

    private TensorType type(String name, List<Long> shape) throws IOException {
        int number = cursor.int32("the type of " + name);
        TensorType type =
                TensorType.of(number)
                        .orElseThrow(
                                () ->
                                        new GgufException(
                                                file,
                                                "tensor "
                                                        + name
                                                        + " has the unknown type "
                                                        + Integer.toUnsignedString(number)));
        if (shape.getFirst() % type.blockWeights != 0) {
            throw new GgufException(
                    file,
                    "tensor "
                            + name
                            + " has rows of "
                            + shape.getFirst()
                            + " weights, which are no blocks of "
                            + type.blockWeights
                            + " as "
                            + type
                            + " has them");
        }
        return type;
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
