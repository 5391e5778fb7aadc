package dev.fogline.backend.llamacpp.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The texts, whole numbers, flags and fractions of 32 bits among a file's metadata, and of its
/// arrays the element type and length, and short ones of whole numbers.
final class Metadata {

    /// As the format bounds keys.
    private static final int MAX_KEY_BYTES = 65_535;

    /// Chat templates of tens of thousands of characters exist.
    private static final int MAX_TEXT_BYTES = 1 << 20;

    /// One number per layer is what such arrays hold.
    private static final int MAX_NUMBERS = 4096;

    private static final String TOKENS = "tokenizer.ggml.tokens";

    /// Real ones have up to some hundred.
    private static final int MAX_TOKEN_BYTES = 65_535;

    static final int UINT32 = 4;
    static final int INT32 = 5;
    static final int FLOAT = 6;
    static final int BOOLEAN = 7;
    static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final int DOUBLE = 12;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Float> fractions = new HashMap<>();
    private final Map<String, Elements> arrays = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();

    /// An array.
    ///
    /// @param type of its elements, a number of the format's
    /// @param count of them
    /// @param numbers themselves, if they are whole and few; else none
    /// @param at where in the file they begin, in bytes
    record Elements(int type, long count, List<Long> numbers, long at) {}

    private Metadata() {}

    static Metadata read(Path file, HeaderCursor cursor, int keys) throws IOException {
        var metadata = new Metadata();
        for (int i = 0; i < keys; i++) {
            String key = cursor.text("metadata key " + (i + 1) + " of " + keys, MAX_KEY_BYTES);
            int type = cursor.int32("the type of " + key);
            if (metadata.types.put(key, type) != null) {
                throw new GgufException(file, "the metadata key " + key + " is there twice");
            }
            switch (type) {
                case TEXT -> metadata.texts.put(key, cursor.text(key, MAX_TEXT_BYTES));
                case ARRAY -> metadata.readArray(file, cursor, key);
                default -> metadata.readScalar(file, cursor, key, type);
            }
        }
        return metadata;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /// The texts of a key, under `default`, and of the keys behind it, under what follows its dot.
    Map<String, String> textsBehind(String key) {
        var behind = new HashMap<String, String>();
        texts.forEach(
                (name, text) -> {
                    if (name.equals(key)) {
                        behind.put("default", text);
                    } else if (name.startsWith(key + ".")) {
                        behind.putIfAbsent(name.substring(key.length() + 1), text);
                    }
                });
        return behind;
    }

    /// A whole number; one of 64 bits is taken as signed.
    OptionalLong number(String key) {
        Long number = numbers.get(key);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    Optional<Float> fraction(String key) {
        return Optional.ofNullable(fractions.get(key));
    }

    Optional<Elements> array(String key) {
        return Optional.ofNullable(arrays.get(key));
    }

    /// The vocabulary, by number; empty if there is none.
    List<String> tokens() {
        return Collections.unmodifiableList(tokens);
    }

    /// The type of a value, a number of the format's; empty if it is not there.
    OptionalInt type(String key) {
        Integer type = types.get(key);
        return type == null ? OptionalInt.empty() : OptionalInt.of(type);
    }

    /// A number for each layer: from an array, or one for all.
    ///
    /// @return one entry per layer; empty if the key is not there, or holds something else
    List<Long> perLayer(String key, int layers) {
        Long same = numbers.get(key);
        if (same != null) {
            return Collections.nCopies(layers, same);
        }
        return array(key)
                .map(Elements::numbers)
                .filter(each -> each.size() >= layers)
                .map(each -> each.subList(0, layers))
                .orElse(List.of());
    }

    private void readScalar(Path file, HeaderCursor cursor, String key, int type)
            throws IOException {
        long value = cursor.unsigned(scalarBytes(file, key, type), key);
        switch (type) {
            case FLOAT -> fractions.put(key, Float.intBitsToFloat((int) value));
            case BOOLEAN, DOUBLE -> {} // nothing here is asked for
            default -> numbers.put(key, value);
        }
    }

    private void readArray(Path file, HeaderCursor cursor, String key) throws IOException {
        int type = cursor.int32("the element type of " + key);
        long count = cursor.int64("the length of " + key);
        if (count < 0 || count > cursor.length()) {
            throw new GgufException(
                    file, key + " has " + Long.toUnsignedString(count) + " elements");
        }
        long at = cursor.position();
        var whole = new ArrayList<Long>();
        if (type == TEXT && key.equals(TOKENS)) {
            for (long i = 0; i < count; i++) {
                tokens.add(cursor.text(key, MAX_TOKEN_BYTES));
            }
        } else if (type == TEXT) {
            for (long i = 0; i < count; i++) {
                cursor.skip(cursor.int64(key), key);
            }
        } else if (count <= MAX_NUMBERS && type != FLOAT && type != BOOLEAN && type != DOUBLE) {
            int bytes = scalarBytes(file, key, type);
            for (long i = 0; i < count; i++) {
                whole.add(cursor.unsigned(bytes, key));
            }
        } else {
            cursor.skip(count * scalarBytes(file, key, type), key);
        }
        arrays.put(key, new Elements(type, count, List.copyOf(whole), at));
    }

    /// In the order of the format's type numbers: u8 i8 u16 i16 u32 i32 f32 bool (text array) u64
    /// i64 f64.
    private static int scalarBytes(Path file, String key, int type) {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 10, 11, 12 -> 8;
            default ->
                    throw new GgufException(
                            file, key + " has the unknown type " + Integer.toUnsignedString(type));
        };
    }
}
