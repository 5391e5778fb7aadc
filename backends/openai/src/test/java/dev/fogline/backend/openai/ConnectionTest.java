package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ConnectionTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AtomicLong nowNanos = new AtomicLong();
    private ServerSocketChannel listening;
    private SocketChannel server;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(listening.getLocalAddress());
        server = listening.accept();
        connection = new Connection(client, client.socket(), nowNanos::get);
        connection.limit(LONGEST);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        server.close();
        listening.close();
    }

    @Test
    void aReadThatIsLateTimesOut() throws Exception {
        FutureTask<Integer> read = waiting();

        nowNanos.set(LONGEST.toNanos() + 1);
        connection.look(nowNanos.get());

        assertThatThrownBy(read::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aReadInTimeGoesOn() throws Exception {
        FutureTask<Integer> read = waiting();

        connection.look(LONGEST.toNanos());
        server.write(ByteBuffer.wrap(new byte[3]));

        assertThat(read.get()).isEqualTo(3);
    }

    @Test
    void whoDoesNotReadIsNeverLate() throws Exception {
        connection.look(LONGEST.toNanos() + 1);
        server.write(ByteBuffer.wrap(new byte[3]));

        assertThat(connection.await()).isEqualTo(3);
    }

    private FutureTask<Integer> waiting() {
        var read = new FutureTask<>(connection::await);
        Thread reader = Thread.ofVirtual().start(read);
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return read;
    }
}
