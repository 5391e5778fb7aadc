/// What comes back from a backend: chunks, the answer's end, usage, timings and faults.
package dev.fogline.spi.answer;
