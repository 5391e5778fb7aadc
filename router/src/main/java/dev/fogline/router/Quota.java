package dev.fogline.router;

/// How much of a policy's traffic goes to the cloud, kept whatever becomes of the traffic: those
/// requests go that gain most in quality by it.
public sealed interface Quota {

    /// Mean of what is taken, per request.
    double wanted();

    /// In the words of a policy file.
    String words();

    /// A share of the requests.
    ///
    /// @param wanted in (0, 1)
    record CloudShare(double wanted) implements Quota {

        public CloudShare {
            if (!(wanted > 0 && wanted < 1)) {
                throw new IllegalArgumentException("cloud share " + wanted + " not in (0, 1)");
            }
        }

        @Override
        public String words() {
            return "cloud-share " + Figure.of(wanted);
        }
    }

    /// Money, on average over all requests.
    ///
    /// @param wanted dollars per request, positive
    record CloudUsd(double wanted) implements Quota {

        public CloudUsd {
            if (!(wanted > 0 && Double.isFinite(wanted))) {
                throw new IllegalArgumentException("dollars per request " + wanted);
            }
        }

        @Override
        public String words() {
            return "usd-per-request " + Figure.of(wanted);
        }
    }
}
