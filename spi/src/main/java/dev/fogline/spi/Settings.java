package dev.fogline.spi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configured values of one plugin instance, fallbacks filled in.
///
/// @param values by key; never printed as a whole, secrets are among them
public record Settings(Map<String, String> values) {

    public Settings {
        values = Map.copyOf(values);
    }

    /// Settings of a plugin from what was configured: fallbacks are added, the rest is checked.
    ///
    /// @throws SettingException for a required key that is missing, or a key the plugin does not
    ///   know
    public static Settings of(List<Setting> known, Map<String, String> configured) {
        for (String key : configured.keySet()) {
            if (known.stream().noneMatch(setting -> setting.key().equals(key))) {
                throw new SettingException(key, "is not a setting here");
            }
        }
        var values = new HashMap<>(configured);
        for (Setting setting : known) {
            if (setting.need() == Setting.Need.REQUIRED && !configured.containsKey(setting.key())) {
                throw new SettingException(setting.key(), "is missing: " + setting.description());
            }
            if (!setting.fallback().isEmpty()) {
                values.putIfAbsent(setting.key(), setting.fallback());
            }
        }
        return new Settings(values);
    }

    /// @throws SettingException if there is no value
    public String text(String key) {
        return find(key).orElseThrow(() -> new SettingException(key, "is missing"));
    }

    /// The value, or empty where there is none.
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// The values between commas, without blanks around them; empty where there is none.
    public List<String> list(String key) {
        return find(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// @throws SettingException if it is not a whole number in [low, high]
    public int integer(String key, int low, int high) {
        String value = text(key);
        try {
            int number = Integer.parseInt(value);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw new SettingException(
                key, value + " is not a whole number in [" + low + ", " + high + "]");
    }

    /// @throws SettingException if it is not a number in [low, high]
    public double number(String key, double low, double high) {
        String value = text(key);
        try {
            double number = Double.parseDouble(value);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw new SettingException(key, value + " is not a number in [" + low + ", " + high + "]");
    }

    /// @throws SettingException if it is neither `true` nor `false`
    public boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                    throw new SettingException(key, other + " is neither true nor false");
        };
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
