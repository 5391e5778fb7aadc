package dev.fogline.edge.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// HTTP/1.1 as Helidon speaks it, over connections that can be read ahead.
///
/// Helidon makes a connection and handles all its requests on one virtual thread, so that thread
/// tells a request its connection.
final class Connections implements ServerConnectionSelector {

    private final ServerConnectionSelector http1 =
            Http1ConnectionSelector.builder().config(Http1Config.create()).build();

    @SuppressWarnings("ThreadLocalUsage") // there is one of these per door, and no static state
    private final ThreadLocal<ReadAhead> own = new ThreadLocal<>();

    /// The connection whose request the calling thread handles.
    ReadAhead own() {
        return own.get();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext plain) {
        var ahead = new ReadAhead(plain);
        own.set(ahead);
        return http1.connection(new Ahead(plain, DataReader.create(ahead)));
    }

    /// A connection with another reader.
    private record Ahead(ConnectionContext plain, DataReader dataReader)
            implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return plain.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return plain.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return plain.dataWriter();
        }

        @Override
        public Router router() {
            return plain.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return plain.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return plain.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return plain.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return plain.localPeer();
        }

        @Override
        public boolean isSecure() {
            return plain.isSecure();
        }

        @Override
        public String socketId() {
            return plain.socketId();
        }

        @Override
        public String childSocketId() {
            return plain.childSocketId();
        }
    }
}
