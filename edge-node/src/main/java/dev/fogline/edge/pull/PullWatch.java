package dev.fogline.edge.pull;

/// Hears how a fetch goes; called on the fetching thread, many times a second.
public interface PullWatch {

    /// @param doneBytes that are here, those of earlier tries included
    /// @param totalBytes of the file; -1 if its server does not say
    void at(long doneBytes, long totalBytes);

    /// Something worth a line: a retry, a restart.
    void note(String line);
}
