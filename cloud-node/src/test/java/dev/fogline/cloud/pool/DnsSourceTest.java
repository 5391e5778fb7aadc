package dev.fogline.cloud.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Against a name server of a few lines that answers every question with two SRV records.
class DnsSourceTest {

    private static final int HEADER_BYTES = 12;
    private static final int SRV = 33;

    @Test
    void serviceRecordsAreMembers() throws Exception {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            var source =
                    new DnsSource(
                            new Discovery.Dns("_llm._tcp.pool.test", "http", 1),
                            "dns://127.0.0.1:" + server.getLocalPort());

            assertThat(source.look().orElseThrow())
                    .containsExactly(
                            Member.of("a.pool.test:8000", "http://a.pool.test:8000"),
                            Member.of("b.pool.test:8001", "http://b.pool.test:8001"));
            assertThat(source.look()).isEmpty();
        }
    }

    @Test
    void addressesOfANameAreMembers() throws Exception {
        var source = DnsSource.of(new Discovery.Dns("127.0.0.1", "https", 8443));

        assertThat(source.look().orElseThrow())
                .containsExactly(Member.of("127.0.0.1:8443", "https://127.0.0.1:8443"));
    }

    @Test
    void aNameThatIsUnknownEmptiesNoPool() {
        var source = DnsSource.of(new Discovery.Dns("no such name", "http", 80));

        assertThatThrownBy(source::look)
                .isInstanceOf(SourceException.class)
                .hasMessage("the DNS knows no no such name");
    }

    private static void serve(DatagramSocket server) {
        try {
            while (true) {
                var asked = new DatagramPacket(new byte[512], 512);
                server.receive(asked);
                byte[] reply = reply(Arrays.copyOf(asked.getData(), asked.getLength()));
                server.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /// RFC 1035, section 4: the question's header and name, then the answers.
    private static byte[] reply(byte[] question) throws IOException {
        int end = HEADER_BYTES;
        while (question[end] != 0) {
            end += 1 + question[end];
        }
        end += 5; // the root, type and class
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580); // an answer, by whoever is in charge
        out.writeShort(1);
        out.writeShort(2);
        out.writeShort(0);
        out.writeShort(0);
        out.write(question, HEADER_BYTES, end - HEADER_BYTES);
        record(out, "b.pool.test", 8001);
        record(out, "a.pool.test", 8000);
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, String target, int port) throws IOException {
        var data = new ByteArrayOutputStream();
        var fields = new DataOutputStream(data);
        fields.writeShort(10);
        fields.writeShort(5);
        fields.writeShort(port);
        for (String label : target.split("\\.")) {
            byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
            fields.writeByte(ascii.length);
            fields.write(ascii);
        }
        fields.writeByte(0);
        out.writeShort(0xc000 | HEADER_BYTES); // the name in the question
        out.writeShort(SRV);
        out.writeShort(1);
        out.writeInt(5);
        out.writeShort(data.size());
        out.write(data.toByteArray());
    }
}
