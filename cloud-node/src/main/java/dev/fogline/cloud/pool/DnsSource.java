package dev.fogline.cloud.pool;

import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/// Members that the DNS names: the targets of SRV records (RFC 2782), or every address of a name.
///
/// A member is named after its address, so it stays the same member as long as it has it. Weights
/// and priorities of SRV records are passed over: who is how fast is measured.
final class DnsSource implements MemberSource {

    /// Of one question, in milliseconds, and how often it is asked; the JDK's are 1 s and 4 times.
    private static final String TIMEOUT_MILLIS = "1000";

    private static final String TRIES = "2";

    private final Discovery.Dns dns;
    private final String server;
    private List<Member> last = List.of();

    /// @param server as `dns://host:port`; empty for those the system asks
    DnsSource(Discovery.Dns dns, String server) {
        this.dns = dns;
        this.server = server;
    }

    static DnsSource of(Discovery.Dns dns) {
        return new DnsSource(dns, "dns:");
    }

    @Override
    public Optional<List<Member>> look() throws SourceException {
        List<Member> now = dns.name().startsWith("_") ? services() : addresses();
        if (now.equals(last)) {
            return Optional.empty();
        }
        last = now;
        return Optional.of(now);
    }

    /// Attributes of a record are texts; no object is looked up, so none is made from what the DNS
    /// says.
    @SuppressWarnings("BanJNDI")
    private List<Member> services() throws SourceException {
        try {
            DirContext context = context();
            try {
                Attribute records =
                        context.getAttributes(dns.name(), new String[] {"SRV"}).get("SRV");
                var members = new ArrayList<Member>();
                for (int i = 0; records != null && i < records.size(); i++) {
                    // priority weight port target
                    String[] fields = String.valueOf(records.get(i)).split(" ");
                    members.add(member(fields[3].replaceAll("\\.$", ""), fields[2]));
                }
                return sorted(members);
            } finally {
                context.close();
            }
        } catch (NamingException failed) {
            throw new SourceException(
                    "the DNS does not tell the services " + dns.name() + ": " + failed.getMessage(),
                    failed);
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes nothing else
    private DirContext context() throws NamingException {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return new InitialDirContext(environment);
    }

    private List<Member> addresses() throws SourceException {
        try {
            return sorted(
                    Arrays.stream(InetAddress.getAllByName(dns.name()))
                            .map(InetAddress::getHostAddress)
                            .map(address -> address.contains(":") ? "[" + address + "]" : address)
                            .map(address -> member(address, Integer.toString(dns.port())))
                            .toList());
        } catch (UnknownHostException failed) {
            throw new SourceException("the DNS knows no " + dns.name(), failed);
        }
    }

    private Member member(String host, String port) {
        String place = host + ":" + port;
        return Member.of(place, dns.scheme() + "://" + place);
    }

    private static List<Member> sorted(List<Member> members) {
        return members.stream().sorted(Comparator.comparing(Member::name)).toList();
    }
}
