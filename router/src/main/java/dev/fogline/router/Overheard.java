package dev.fogline.router;

import dev.fogline.spi.Option;
import dev.fogline.spi.answer.Chunk;

/// A client whose answer is remembered until it is compared; of a long one nothing is.
final class Overheard implements ClientSink {

    /// Longer answers are not compared.
    static final int MOST_CHARACTERS = 65_536;

    private final ClientSink client;
    private final StringBuilder text = new StringBuilder();

    Overheard(ClientSink client) {
        this.client = client;
    }

    /// What the client was given; empty if it was too long. To be asked after the answer has ended.
    String text() {
        return text.length() > MOST_CHARACTERS ? "" : text.toString();
    }

    @Override
    public void cached(CacheStatus status) {
        client.cached(status);
    }

    @Override
    public void whenGone(Runnable notice) {
        client.whenGone(notice);
    }

    @Override
    public void begin(Option.Single option) {
        client.begin(option);
    }

    @Override
    public void goesOn(Option.Single option) {
        client.goesOn(option);
    }

    @Override
    public void accept(Chunk chunk) {
        if (text.length() <= MOST_CHARACTERS) {
            text.append(chunk.text());
        }
        client.accept(chunk);
    }
}
