/// Jinja as chat templates use it, for templates nobody trusts: values are of this package's own
/// types, nothing of Java can be reached from them, and every render has a budget.
package dev.fogline.backend.llamacpp.jinja;
