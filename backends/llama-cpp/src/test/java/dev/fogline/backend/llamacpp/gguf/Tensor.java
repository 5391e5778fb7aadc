package dev.fogline.backend.llamacpp.gguf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Weights to be written.
///
/// @param shape columns first, as the format has it: `[columns, rows, ...]`
/// @param fill what they are
public record Tensor(String name, TensorType type, List<Integer> shape, Fill fill) {

    /// What the weights are.
    public sealed interface Fill {

        /// All the same, in an unquantised tensor.
        record Constant(float value) implements Fill {}

        /// One by one, in an unquantised tensor.
        record Values(List<Float> values) implements Fill {}

        /// Uniformly distributed around 0.
        ///
        /// @param deviation the standard deviation, > 0
        /// @param zeroRows rows of zeros: as rows of an output matrix they are tokens that are
        ///   hardly ever the most probable
        record Uniform(double deviation, Set<Integer> zeroRows) implements Fill {}
    }

    public Tensor {
        if (shape.getFirst() % type.blockWeights != 0) {
            throw new IllegalArgumentException(
                    name + ": " + shape.getFirst() + " columns are no whole blocks of " + type);
        }
    }

    long bytes() {
        return rows() * rowBytes();
    }

    long rows() {
        return shape.stream().skip(1).mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    int rowBytes() {
        return (int) type.bytes(shape.getFirst());
    }

    /// Writes one row.
    ///
    /// @param into little-endian, with room for it
    void putRow(int row, ByteBuffer into, SplittableRandom random) {
        int columns = shape.getFirst();
        switch (fill) {
            case Fill.Uniform uniform when uniform.zeroRows.contains(row) ->
                    into.put(new byte[rowBytes()]);
            case Fill.Uniform uniform ->
                    new RandomBlocks(random, into)
                            .put(type, columns / type.blockWeights, uniform.deviation);
            case Fill.Constant constant -> {
                for (int i = 0; i < columns; i++) {
                    putNumber(constant.value, into);
                }
            }
            case Fill.Values values ->
                    values.values
                            .subList(row * columns, (row + 1) * columns)
                            .forEach(value -> putNumber(value, into));
        }
    }

    private void putNumber(float value, ByteBuffer into) {
        switch (type) {
            case F32 -> into.putFloat(value);
            case F16 -> into.putShort(Float.floatToFloat16(value));
            default -> throw new IllegalArgumentException(name + " is quantised: " + type);
        }
    }
}
