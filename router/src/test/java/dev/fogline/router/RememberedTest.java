package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final Remembered remembered = new Remembered(2);

    @Test
    void theOldestMakesRoom() {
        remembered.add(ended("q1"));
        remembered.add(ended("q2"));
        remembered.add(ended("q3"));

        assertThat(remembered.find("q1")).isEmpty();
        assertThat(remembered.find("q2")).contains(ended("q2"));
        assertThat(remembered.find("q3")).contains(ended("q3"));
    }

    @Test
    void whatIsAskedForAgainIsNotKeptLonger() {
        remembered.add(ended("q1"));
        remembered.add(ended("q2"));

        assertThat(remembered.find("q1")).isPresent();
        remembered.add(ended("q3"));

        assertThat(remembered.find("q1")).isEmpty();
    }

    private static DecisionRecord ended(String id) {
        InferenceRequest hello = Samples.request("hello");
        return Samples.served(
                Samples.request(
                        id, hello.model(), hello.input(), hello.timeout(), DataClass.PUBLIC),
                50);
    }
}
