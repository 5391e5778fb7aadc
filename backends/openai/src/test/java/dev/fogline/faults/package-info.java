/// A faulty OpenAI-compatible server for the tests of several modules: it does what a script says,
/// down to single bytes, and writes down what it was sent and when.
package dev.fogline.faults;
