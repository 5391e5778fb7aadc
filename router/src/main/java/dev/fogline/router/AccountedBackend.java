package dev.fogline.router;

import dev.fogline.router.ledger.Account;
import dev.fogline.router.ledger.Charge;
import dev.fogline.router.ledger.Ending;
import dev.fogline.spi.Backend;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Embeddings;
import dev.fogline.spi.answer.TokenSink;
import dev.fogline.spi.answer.TokenSink.SinkClosedException;
import dev.fogline.spi.answer.Usage;
import dev.fogline.spi.request.EmbeddingRequest;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A backend whose every attempt is in the ledger: whoever asks it, for whatever reason, nothing
/// can be spent beside it.
///
/// Tokens are those of the backend where it says them, else estimated: the prompt from its
/// characters, the answer from what came out. A backend that refused before it began used none. An
/// attempt pays the prices of the moment it begins. Those that ran at the same time share the
/// energy of that time.
record AccountedBackend(
        BackendSetup setup,
        Backend backend,
        CurrentPrices prices,
        Till till,
        Metering metering,
        Ticker ticker,
        SharedTime busy)
        implements Backend {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, Usage.Origin.ESTIMATED);

    static Catalog.Place over(Catalog.Place place, Till till, Metering metering, Ticker ticker) {
        return new Catalog.Place(
                place.setup(),
                new AccountedBackend(
                        place.setup(),
                        place.backend(),
                        place.prices(),
                        till,
                        metering,
                        ticker,
                        new SharedTime()),
                place.prices());
    }

    @Override
    public Answer generate(InferenceRequest request, String model, TokenSink sink)
            throws BackendException, InterruptedException {
        Usage expected = Extraction.expected(request);
        Account account = till.open(charge(request.id(), request.tenant(), model, expected));
        double begun = busy.begin(ticker.nanos());
        var seen = new SeenTokens(sink);
        Answer answer;
        try {
            answer = backend.generate(request, model, seen);
        } catch (Throwable thrown) {
            Usage usage = refused(thrown) ? NOTHING : seen.usage(expected.promptTokens());
            settle(account, thrown, usage, busy.end(begun, ticker.nanos()));
            throw thrown;
        }
        account.settle(Ending.SERVED, answer.usage(), busy.end(begun, ticker.nanos()));
        return answer;
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, String model)
            throws BackendException, InterruptedException {
        Usage expected = Extraction.expected(request);
        Account account = till.open(charge(request.id(), request.tenant(), model, expected));
        double begun = busy.begin(ticker.nanos());
        Embeddings embeddings;
        try {
            embeddings = backend.embed(request, model);
        } catch (Throwable thrown) {
            settle(
                    account,
                    thrown,
                    refused(thrown) ? NOTHING : expected,
                    busy.end(begun, ticker.nanos()));
            throw thrown;
        }
        account.settle(Ending.SERVED, embeddings.usage(), busy.end(begun, ticker.nanos()));
        return embeddings;
    }

    @Override
    public void warm(String model) throws BackendException, InterruptedException {
        backend.warm(model);
    }

    @Override
    public List<ServedModel> models() {
        return backend.models();
    }

    @Override
    public NodeState state(String model) {
        return backend.state(model);
    }

    @Override
    public OptionalInt countTokens(Input input, String model) {
        return backend.countTokens(input, model);
    }

    @Override
    public void close() {
        backend.close();
    }

    private Charge charge(String requestId, String tenant, String model, Usage expected) {
        String decisionId =
                requestId.endsWith(Shadows.SUFFIX)
                        ? requestId.substring(0, requestId.length() - Shadows.SUFFIX.length())
                        : requestId;
        return new Charge(
                requestId,
                decisionId,
                tenant,
                setup.name(),
                model,
                setup.tier(),
                prices.of(model),
                metering.of(setup),
                expected);
    }

    /// Why the attempt failed comes first; a ledger that fails too is told beside it.
    private static void settle(Account account, Throwable thrown, Usage usage, Duration part) {
        try {
            account.settle(ending(thrown), usage, part);
        } catch (RuntimeException unsettled) {
            thrown.addSuppressed(unsettled);
        }
    }

    private static Ending ending(Throwable thrown) {
        return thrown instanceof InterruptedException || thrown instanceof SinkClosedException
                ? Ending.CANCELLED
                : Ending.FAILED;
    }

    private static boolean refused(Throwable thrown) {
        return thrown instanceof BackendException declared
                && Spent.refusedBeforeWork(declared.fault().kind());
    }
}
