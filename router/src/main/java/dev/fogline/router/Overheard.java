package dev.fogline.router;

import dev.fogline.spi.answer.Chunk;

/// A client whose answer is remembered until it is compared.
record Overheard(ClientSink client, HeardText heard) implements ForwardingSink {

    Overheard(ClientSink client) {
        this(client, new HeardText());
    }

    @Override
    public void accept(Chunk chunk) {
        heard.accept(chunk);
        client.accept(chunk);
    }
}
