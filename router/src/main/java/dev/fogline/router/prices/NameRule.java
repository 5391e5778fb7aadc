package dev.fogline.router.prices;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells which names mean a model. Pure; names come in small letters, and so are the rules' texts.
public sealed interface NameRule {

    /// @param name in small letters
    boolean fits(String name);

    /// This very name.
    record Equals(String text) implements NameRule {

        public Equals {
            text = text.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean fits(String name) {
            return name.equals(text);
        }
    }

    /// Names that begin so.
    record StartsWith(String text) implements NameRule {

        public StartsWith {
            text = text.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean fits(String name) {
            return name.startsWith(text);
        }
    }

    /// Names that end so.
    record EndsWith(String text) implements NameRule {

        public EndsWith {
            text = text.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean fits(String name) {
            return name.endsWith(text);
        }
    }

    /// Names with this somewhere in them.
    record Contains(String text) implements NameRule {

        public Contains {
            text = text.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean fits(String name) {
            return name.contains(text);
        }
    }

    /// Names with a part that the expression matches.
    record Regex(Pattern pattern) implements NameRule {

        @Override
        public boolean fits(String name) {
            return pattern.matcher(name).find();
        }
    }

    /// Names that one of the rules means.
    record AnyOf(List<NameRule> rules) implements NameRule {

        public AnyOf {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean fits(String name) {
            return rules.stream().anyMatch(rule -> rule.fits(name));
        }
    }

    /// Names that all of the rules mean.
    record AllOf(List<NameRule> rules) implements NameRule {

        public AllOf {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean fits(String name) {
            return rules.stream().allMatch(rule -> rule.fits(name));
        }
    }
}
