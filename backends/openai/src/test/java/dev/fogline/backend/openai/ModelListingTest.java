package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Settings;
import dev.fogline.spi.request.Ability;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelListingTest {

    @Test
    void anotherNodesAliasIsNoModel() throws IOException {
        List<ServedModel> models =
                listed(
                        """
                        {"data": [{"id": "auto", "owned_by": "fogline"},
                                  {"id": "large", "owned_by": "pool", "context_tokens": 512}]}
                        """);

        assertThat(models).extracting(ServedModel::name).containsExactly("large");
        assertThat(models.getFirst().contextTokens()).isEqualTo(512);
    }

    @Test
    void aModelListedTwiceIsOne() throws IOException {
        assertThat(listed("{\"data\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}")).hasSize(1);
    }

    @Test
    void takesTheAbilitiesThatAreListedAndPassesOverUnknownOnes() throws IOException {
        List<ServedModel> models =
                listed("{\"data\": [{\"id\": \"a\", \"abilities\": [\"embeddings\", \"song\"]}]}");

        assertThat(models.getFirst().abilities()).containsExactly(Ability.EMBEDDINGS);
    }

    @Test
    void whereNobodySaysAModelDoesEverythingButEmbedAndFollowGrammars() throws IOException {
        assertThat(listed("{\"data\": [{\"id\": \"a\"}]}").getFirst().abilities())
                .isEqualTo(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        Ability.EMBEDDINGS,
                                        Ability.GRAMMAR,
                                        Ability.CONTINUATION)));
    }

    @Test
    void goesOnWithATextOnlyIfConfiguredToWhateverTheServerLists() throws IOException {
        var listing =
                new ObjectMapper()
                        .readTree(
                                "{\"data\": [{\"id\": \"a\", \"abilities\": [\"chat\", \"continuation\"]}]}");
        var vllm = Fixture.settings("http://127.0.0.1/v1", Map.of("continues", "vllm"));

        assertThat(ModelListing.of(listing, Fixture.settings("http://h", Map.of())).getFirst())
                .extracting(ServedModel::abilities)
                .isEqualTo(EnumSet.of(Ability.CHAT));
        assertThat(ModelListing.of(listing, vllm).getFirst().abilities())
                .isEqualTo(EnumSet.of(Ability.CHAT, Ability.CONTINUATION));
    }

    @Test
    void configuredAbilitiesWinOverListedOnes() throws IOException {
        var settings =
                Fixture.settings("http://127.0.0.1/v1", Map.of("abilities", "chat, embeddings"));
        var listing =
                new ObjectMapper()
                        .readTree("{\"data\": [{\"id\": \"a\", \"abilities\": [\"json\"]}]}");

        assertThat(ModelListing.of(listing, settings).getFirst().abilities())
                .containsExactlyInAnyOrder(Ability.CHAT, Ability.EMBEDDINGS);
    }

    private static List<ServedModel> listed(String json) throws IOException {
        Map<String, String> configured = Map.of("url", "http://127.0.0.1/v1");
        var settings = OpenAiSettings.of(Settings.of(OpenAiSettings.KNOWN, configured));
        return ModelListing.of(new ObjectMapper().readTree(json), settings);
    }
}
