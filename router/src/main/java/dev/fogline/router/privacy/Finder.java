package dev.fogline.router.privacy;

/// Finds one kind in one text.
///
/// **Pure** but for what it adds; called by many threads. **Cost**: linear in the text's length,
/// whatever the text is; a finder looks back or ahead from a place by a constant number of
/// characters only.
interface Finder {

    /// @param text any, also with broken surrogates
    /// @param digits the digit runs of that text
    void find(String text, Digits digits, Findings into);
}
