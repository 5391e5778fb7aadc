package dev.fogline.spi.answer;

/// The ways an attempt fails, told apart by what the router does next.
public enum FaultKind {
    /// The request is wrong whoever serves it: the client is told, nobody else is asked.
    INVALID_REQUEST(Repair.NONE),
    /// No such model here.
    UNKNOWN_MODEL(Repair.ELSEWHERE),
    /// The prompt does not fit this model; a larger context may do.
    CONTEXT_EXCEEDED(Repair.ELSEWHERE),
    /// The provider refuses the content; another model must not answer silently.
    CONTENT_REFUSED(Repair.NONE),
    /// The backend cannot do what the request needs.
    UNSUPPORTED(Repair.ELSEWHERE),
    /// The key is missing, wrong or without rights: the operator's fault, not the client's.
    UNAUTHORIZED(Repair.ELSEWHERE),
    /// Too much load right now.
    OVERLOADED(Repair.ELSEWHERE),
    /// The tenant has spent its budget: what costs nothing may do.
    BUDGET_SPENT(Repair.ELSEWHERE),
    /// Not reachable, not loaded, or answering with an error of its own.
    UNAVAILABLE(Repair.ELSEWHERE),
    /// Too slow: no first token, a stall, or the deadline passed.
    TIMEOUT(Repair.ELSEWHERE),
    /// The stream broke, or what came is not what the protocol allows.
    BROKEN_STREAM(Repair.ELSEWHERE),
    /// The backend itself is at fault, a plugin that threw what it may not included.
    INTERNAL(Repair.ELSEWHERE);

    private final Repair repair;

    FaultKind(Repair repair) {
        this.repair = repair;
    }

    /// Whether another candidate may be asked, as long as no token was sent.
    public boolean repairableElsewhere() {
        return repair == Repair.ELSEWHERE;
    }

    private enum Repair {
        NONE,
        ELSEWHERE
    }
}
