/// What tenants are charged, beside what an engine says it did for them, through crashes.
package dev.fogline.dist.accounts;
