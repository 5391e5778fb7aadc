package dev.fogline.backend.llamacpp.sampling;

/// The tokens with the highest values, found without sorting the vocabulary. Holds buffers: one
/// thread uses it.
final class TopTokens {

    private int[] tokens = new int[0];
    private float[] values = new float[0];

    /// Finds the `count` highest values; [#token] and [#value] then give them, highest first.
    ///
    /// @return how many there are: fewer than `count` only if the vocabulary is smaller
    int select(float[] all, int count) {
        int wanted = Math.min(count, all.length);
        if (tokens.length < wanted) {
            tokens = new int[wanted];
            values = new float[wanted];
        }
        int size = 0;
        for (int token = 0; token < all.length; token++) {
            if (size < wanted) {
                siftUp(size++, token, all[token]);
            } else if (wanted > 0 && all[token] > values[0]) {
                siftDown(size, token, all[token]);
            }
        }
        for (int end = size - 1; end > 0; end--) {
            int lowestToken = tokens[0];
            float lowest = values[0];
            siftDown(end, tokens[end], values[end]);
            tokens[end] = lowestToken;
            values[end] = lowest;
        }
        return size;
    }

    /// The token at a rank; 0 is the highest.
    int token(int rank) {
        return tokens[rank];
    }

    /// The value at a rank; 0 is the highest.
    float value(int rank) {
        return values[rank];
    }

    /// Adds to a heap whose root is the lowest value.
    private void siftUp(int free, int token, float value) {
        int at = free;
        while (at > 0 && values[(at - 1) / 2] > value) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, token, value);
    }

    /// Replaces the root of a heap.
    private void siftDown(int size, int token, float value) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= value) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, token, value);
    }

    private void move(int from, int to) {
        put(to, tokens[from], values[from]);
    }

    private void put(int at, int token, float value) {
        tokens[at] = token;
        values[at] = value;
    }
}
