/// What every attempt cost: an append-only account on disk that survives a crash.
package dev.fogline.router.ledger;
