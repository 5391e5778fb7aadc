package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.binding.LlamaLibrary;
import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.Engine;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Event;
import dev.fogline.backend.llamacpp.engine.Load;
import dev.fogline.backend.llamacpp.engine.Outlet;
import dev.fogline.backend.llamacpp.engine.Running;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.natives.ProcessEnd;
import dev.fogline.backend.llamacpp.sampling.Rehearsal;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a worker does with its orders. One thread gives them; the engine's and the pulse's report.
final class WorkerService {

    /// While something runs; a node that hears nothing for many of these takes the worker for dead.
    private static final long BUSY_PULSE_MILLIS = 200;

    private static final long IDLE_PULSE_MILLIS = 1000;

    private static final Load LOADING = new Load(0, 0, 0, 0, 0, 0, 0, false);
    private static final Running NOT_YET = () -> {};

    private final FrameOut out;
    private final Map<Long, Running> calls = new ConcurrentHashMap<>();
    private volatile @Nullable Engine engine;
    private volatile int unreadTokensTold;

    WorkerService(FrameOut out) {
        this.out = out;
    }

    void obey(Frame frame) {
        switch (frame) {
            case Frame.Open(EngineOptions options) -> {
                start("worker-pulse", this::pulse);
                start("worker-rehearsal", Rehearsal::run); // while the model is loaded
                start("worker-load", () -> open(options));
            }
            case Frame.Generate order -> generate(order);
            case Frame.Embed order -> embed(order);
            case Frame.Cancel(long id) -> calls.getOrDefault(id, NOT_YET).cancel();
            case Frame.Count order -> count(order);
            case Frame.Report report ->
                    throw new IllegalStateException("a node sends no " + report);
        }
    }

    private void open(EngineOptions options) {
        try {
            LlamaLibrary library = LlamaLibrary.open(LlamaLibrary.usualDirectory());
            Engine opened = Engine.open(library, options, System::nanoTime, this::flush);
            opened.warmUp(System::nanoTime);
            engine = opened;
            send(new Frame.Opened(opened.profile()));
            start("worker-grammars", opened::prepareGrammars);
        } catch (LlamaException | IllegalArgumentException refused) {
            String why = String.valueOf(refused.getMessage());
            send(MemoryShortage.told(why) ? new Frame.Starved(why) : new Frame.Refused(why));
        }
    }

    private void generate(Frame.Generate order) {
        begin(order.id(), outlet -> engine().generate(order.generation(), outlet));
    }

    private void embed(Frame.Embed order) {
        begin(order.id(), outlet -> engine().embed(order.texts(), outlet));
    }

    private interface Call {
        Running begin(Outlet outlet) throws BackendException;
    }

    private void begin(long id, Call call) {
        calls.put(id, NOT_YET);
        try {
            Running running = call.begin(event -> report(id, event));
            calls.replace(id, running); // unless it has ended by now
            tell(engine().load()); // at once: the step under way may take long
        } catch (BackendException denied) {
            calls.remove(id);
            send(new Frame.Denied(id, denied.fault()));
        }
    }

    private void count(Frame.Count order) {
        try {
            send(new Frame.Counted(order.id(), engine().countTokens(order.prompt())));
        } catch (BackendException denied) {
            send(new Frame.Denied(order.id(), denied.fault()));
        }
    }

    /// On the decode thread: the step's events are written together, see [#flush].
    private void report(long id, Event event) {
        if (event instanceof Ending) {
            calls.remove(id);
        }
        try {
            out.add(new Frame.Sent(id, event));
        } catch (IOException nodeGone) {
            ProcessEnd.now(0);
        }
    }

    private void flush() {
        try {
            Engine opened = engine;
            if (opened != null) {
                Load load = opened.load();
                if (load.unreadTokens() != unreadTokensTold) {
                    out.add(pulse(load));
                }
            }
            out.flush();
        } catch (IOException nodeGone) {
            ProcessEnd.now(0);
        }
    }

    private void send(Frame frame) {
        try {
            out.send(frame);
        } catch (IOException nodeGone) {
            ProcessEnd.now(0);
        }
    }

    private void tell(Load load) {
        send(pulse(load));
    }

    private Frame pulse(Load load) {
        unreadTokensTold = load.unreadTokens();
        return new Frame.Pulse(load);
    }

    private void pulse() {
        while (true) {
            Engine opened = engine;
            Load load = opened == null ? LOADING : opened.load();
            tell(load);
            try {
                Thread.sleep(load.running() > 0 ? BUSY_PULSE_MILLIS : IDLE_PULSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Engine engine() throws BackendException {
        Engine opened = engine;
        if (opened == null) {
            throw new BackendException(
                    Fault.of(FaultKind.UNAVAILABLE, "the model is not loaded yet"));
        }
        return opened;
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().name(name).daemon().start(work);
    }
}
