package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.Candidate;
import dev.fogline.spi.Constraint;
import dev.fogline.spi.ConstraintProvider;
import dev.fogline.spi.Objection;
import dev.fogline.spi.Setting;
import dev.fogline.spi.Settings;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    @Test
    void aPluginsConstraintHoldsBesideTheBuiltInOnes() {
        Plugins plugins = Plugins.of(List.of(new Curfew(List.of())));

        assertThat(Assembly.constraints(plugins, Set.of()))
                .extracting(Constraint::name)
                .containsExactly(
                        "model", "privacy", "ability", "context", "availability", "curfew");
    }

    @Test
    void aConstraintThatCannotBeMadeStopsTheStart() {
        var provider = new Curfew(List.of(Setting.required("hour", "when it begins")));

        assertThatThrownBy(() -> Assembly.constraints(Plugins.of(List.of(provider)), Set.of()))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining("constraint curfew")
                .hasMessageContaining("hour: is missing: when it begins");
    }

    private record Curfew(List<Setting> settings) implements ConstraintProvider {
        @Override
        public String type() {
            return "curfew";
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Constraint create(Settings configured) {
            return new Constraint() {
                @Override
                public String name() {
                    return "curfew";
                }

                @Override
                public Optional<Objection> objection(
                        InferenceRequest request,
                        Features features,
                        Candidate candidate,
                        long nowNanos) {
                    return Optional.empty();
                }
            };
        }
    }
}
