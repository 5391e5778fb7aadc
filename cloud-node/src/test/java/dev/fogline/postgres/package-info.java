/// A real PostgreSQL for tests.
package dev.fogline.postgres;
