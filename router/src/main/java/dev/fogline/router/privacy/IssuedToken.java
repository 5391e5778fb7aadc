package dev.fogline.router.privacy;

import java.util.List;

/// A token whose beginning names its issuer.
///
/// Beginnings and lengths are the issuers' own: Amazon Web Services, "IAM identifiers" (unique ID
/// prefixes); GitHub, "About authentication" (2021); GitLab, "Token overview"; Slack, "Token
/// types"; Google Cloud and Stripe, "API keys"; OpenAI and Anthropic as issued in 2026; npm, PyPI,
/// Hugging Face, SendGrid, DigitalOcean and Shopify as registered with GitHub's secret scanning.
///
/// @param prefix how it begins
/// @param least characters after the beginning
/// @param most characters after the beginning
/// @param mixed whether the rest must look random, as the beginning is an ordinary word
record IssuedToken(String prefix, int least, int most, boolean mixed) {

    private static final int ANY = 4_096;
    private static final int SHORTEST = 16;
    private static final int SENDGRID_LENGTH = 69;
    private static final String FIRST = "AaeghnpsrxSdwy";

    private static final List<IssuedToken> ALL =
            List.of(
                    exactly("AKIA", 16),
                    exactly("ASIA", 16),
                    exactly("ABIA", 16),
                    exactly("ACCA", 16),
                    exactly("AIza", 35),
                    atLeast("ghp_", 36),
                    atLeast("gho_", 36),
                    atLeast("ghu_", 36),
                    atLeast("ghs_", 36),
                    atLeast("ghr_", 36),
                    atLeast("github_pat_", 36),
                    atLeast("glpat-", 20),
                    new IssuedToken("sk-", 20, ANY, true),
                    atLeast("sk_live_", 16),
                    atLeast("sk_test_", 16),
                    atLeast("rk_live_", 16),
                    atLeast("whsec_", 24),
                    new IssuedToken("xoxa-", 10, ANY, true),
                    new IssuedToken("xoxb-", 10, ANY, true),
                    new IssuedToken("xoxe-", 10, ANY, true),
                    new IssuedToken("xoxo-", 10, ANY, true),
                    new IssuedToken("xoxp-", 10, ANY, true),
                    new IssuedToken("xoxr-", 10, ANY, true),
                    new IssuedToken("xoxs-", 10, ANY, true),
                    new IssuedToken("xapp-", 10, ANY, true),
                    atLeast("npm_", 36),
                    atLeast("pypi-", 50),
                    new IssuedToken("hf_", 30, ANY, true),
                    atLeast("dop_v1_", 64),
                    atLeast("shpat_", 32));

    /// Where a token that begins with a word ends, or -1.
    ///
    /// @param end after the letters, digits, `_` and `-` from the start on
    static int end(String text, int start, int end) {
        if (end - start >= 2 && text.startsWith("SG", start)) {
            return sendGridEnd(text, start, end);
        }
        if (end - start < SHORTEST || FIRST.indexOf(text.charAt(start)) < 0) {
            return -1;
        }
        if (text.startsWith("eyJ", start)) {
            return WebToken.end(text, end);
        }
        for (IssuedToken token : ALL) {
            if (token.matches(text, start, end)) {
                return end;
            }
        }
        return -1;
    }

    private static IssuedToken exactly(String prefix, int rest) {
        return new IssuedToken(prefix, rest, rest, false);
    }

    private static IssuedToken atLeast(String prefix, int rest) {
        return new IssuedToken(prefix, rest, ANY, false);
    }

    private boolean matches(String text, int start, int end) {
        int rest = end - start - prefix.length();
        return rest >= least
                && rest <= most
                && text.startsWith(prefix, start)
                && (!mixed || Entropy.looksRandom(text.substring(start + prefix.length(), end)));
    }

    /// `SG.` and two parts of 22 and 43 characters.
    private static int sendGridEnd(String text, int start, int end) {
        int last = start + SENDGRID_LENGTH;
        if (end - start != 2
                || last > text.length()
                || SecretFinder.isToken(Around.at(text, last))) {
            return -1;
        }
        for (int i = end; i < last; i++) {
            boolean dot = i == start + 2 || i == start + 25;
            if (dot ? text.charAt(i) != '.' : !SecretFinder.isToken(text.charAt(i))) {
                return -1;
            }
        }
        return last;
    }
}
