package dev.fogline.cloud.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/// One step of the schema, an SQL file beside this class, the same for every database.
///
/// Flyway is handed the steps, because it cannot look for them in the modules of an image.
///
/// @param number from 1, without gaps
/// @param name of the file, after its number
record Migration(int number, String name) implements JavaMigration {

    /// Every step, oldest first. One that was released is never changed.
    static final List<Migration> ALL = List.of(new Migration(1, "accounts"));

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(number));
    }

    @Override
    public String getDescription() {
        return name;
    }

    @Override
    public Integer getChecksum() {
        var sum = new CRC32();
        sum.update(sql().getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String one : statements()) {
                statement.execute(one);
            }
        }
    }

    /// No text of ours holds a semicolon.
    private List<String> statements() {
        return Arrays.stream(sql().replaceAll("--[^\n]*", "").split(";"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private String sql() {
        String file = number + "-" + name + ".sql";
        try (InputStream in = Migration.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
