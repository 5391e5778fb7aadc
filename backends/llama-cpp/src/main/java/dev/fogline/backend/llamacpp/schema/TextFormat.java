package dev.fogline.backend.llamacpp.schema;

import java.util.Arrays;
import java.util.Optional;

/// A `format` of strings as a grammar of what stands between the quotes. Some take less than their
/// standard allows, none takes more: what is written is always right.
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers is
enum TextFormat {
    /// RFC 3339; every date exists.
    DATE("date", new Range(10, 10), Dates.DATE),
    /// RFC 3339, without leap seconds.
    TIME("time", new Range(9, 24), Dates.TIME),
    DATE_TIME("date-time", new Range(20, 35), "(" + Dates.DATE + ") \"T\" " + Dates.TIME),
    /// ISO 8601, as RFC 3339 cites it: days and times of at most four digits.
    DURATION(
            "duration",
            new Range(3, 22),
            "\"P\" ( [0-9]{1,4} \"W\" | [0-9]{1,4} \"D\" ( \"T\" "
                    + Dates.SPAN
                    + " )? | \"T\" "
                    + Dates.SPAN
                    + " )"),
    UUID(
            "uuid",
            new Range(36, 36),
            "[0-9a-fA-F]{8} \"-\" [0-9a-fA-F]{4} \"-\" [0-9a-fA-F]{4} \"-\" [0-9a-fA-F]{4} \"-\""
                    + " [0-9a-fA-F]{12}"),
    IPV4("ipv4", new Range(7, 15), "(" + Hosts.BYTE + ") ( \".\" (" + Hosts.BYTE + ") ){3}"),
    /// All eight groups written out.
    IPV6("ipv6", new Range(15, 39), "[0-9a-fA-F]{1,4} ( \":\" [0-9a-fA-F]{1,4} ){7}"),
    /// Letters, digits and hyphens; at most four labels of 30.
    HOSTNAME("hostname", new Range(1, 123), Hosts.NAME),
    /// Of the usual characters, none of them quoted.
    EMAIL(
            "email",
            new Range(3, 188),
            "[A-Za-z0-9_+-]{1,30} ( \".\" [A-Za-z0-9_+-]{1,30} )? \"@\" " + Hosts.NAME),
    /// Of the web, with a host name and a path.
    URI(
            "uri",
            new Range(8, Range.UNBOUNDED),
            "\"http\" \"s\"? \"://\" "
                    + Hosts.NAME
                    + " ( \":\" [1-9] [0-9]{0,3} )? ( \"/\" [A-Za-z0-9._~-]* )*"
                    + " ( \"?\" [A-Za-z0-9._~=&-]* )? ( \"#\" [A-Za-z0-9._~-]* )?");

    private static final class Dates {
        private static final String YEAR = "[0-9]{4}";
        private static final String FOUR = "( [02468] [48] | [13579] [26] | [2468] \"0\" )";
        private static final String LEAP_YEAR =
                "( [0-9]{2} " + FOUR + " | ( [02468] [048] | [13579] [26] ) \"00\" )";
        static final String DATE =
                YEAR
                        + " \"-\" ( ( \"0\" [13578] | \"1\" [02] ) \"-\" ( \"0\" [1-9] | [12] [0-9]"
                        + " | \"3\" [01] ) | ( \"0\" [469] | \"11\" ) \"-\" ( \"0\" [1-9] | [12]"
                        + " [0-9] | \"30\" ) | \"02-\" ( \"0\" [1-9] | \"1\" [0-9] | \"2\" [0-8] ) )"
                        + " | "
                        + LEAP_YEAR
                        + " \"-02-29\"";
        private static final String HOUR = "( [01] [0-9] | \"2\" [0-3] ) \":\" [0-5] [0-9]";
        static final String TIME =
                HOUR + " \":\" [0-5] [0-9] ( \".\" [0-9]{1,9} )? ( \"Z\" | [+-] " + HOUR + " )";
        static final String SPAN =
                "( [0-9]{1,4} \"H\" ( [0-9]{1,4} \"M\" ( [0-9]{1,4} \"S\" )? )? | [0-9]{1,4} \"M\""
                        + " ( [0-9]{1,4} \"S\" )? | [0-9]{1,4} \"S\" )";
    }

    private static final class Hosts {
        static final String BYTE =
                "[0-9] | [1-9] [0-9] | \"1\" [0-9]{2} | \"2\" [0-4] [0-9] | \"25\" [0-5]";
        private static final String LABEL = "[A-Za-z] ( [A-Za-z0-9-]{0,28} [A-Za-z0-9] )?";
        static final String NAME = LABEL + " ( \".\" " + LABEL + " ){0,3}";
    }

    private final String schemaName;
    private final Range length;
    private final String gbnf;

    TextFormat(String schemaName, Range length, String gbnf) {
        this.schemaName = schemaName;
        this.length = length;
        this.gbnf = gbnf;
    }

    /// The length of every text of this format, in characters.
    Range length() {
        return length;
    }

    /// Between the quotes.
    String gbnf() {
        return gbnf;
    }

    /// Whether a format means something for the answer; one that nobody defined does not.
    ///
    /// @param format the keyword
    /// @throws SchemaException if it is defined and not supported
    static boolean heldTo(Source format) {
        return switch (format.text()) {
            case "idn-email",
                    "idn-hostname",
                    "uri-reference",
                    "iri",
                    "iri-reference",
                    "uri-template",
                    "json-pointer",
                    "relative-json-pointer",
                    "regex" ->
                    throw format.wrong(format.text() + " is not supported");
            default -> find(format).isPresent();
        };
    }

    static TextFormat of(Source format) {
        return find(format).orElseThrow();
    }

    private static Optional<TextFormat> find(Source format) {
        return Arrays.stream(values())
                .filter(each -> each.schemaName.equals(format.text()))
                .findFirst();
    }
}
