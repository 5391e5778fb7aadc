package dev.fogline.backend.llamacpp.jinja;

import java.util.List;
import java.util.regex.Pattern;

/// The spellings the lexer knows.
final class Tags {

    static final Pattern RAW_BEGIN = Pattern.compile("[-+]?\\s*raw\\s*-?%}");

    static final Pattern RAW_END = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%}");

    /// Groups: the fraction, the exponent.
    static final Pattern NUMBER = Pattern.compile("\\d[\\d_]*(\\.\\d+)?([eE][+-]?\\d+)?");

    static final List<String> PAIRS = List.of("//", "**", "==", "!=", ">=", "<=");

    static final String OPERATORS = "+-*/%~<>()[]{},.:|=";

    private Tags() {}
}
