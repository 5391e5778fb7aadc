/// The members of a pool: who they are, how loaded each is, and in which order to ask them.
package dev.fogline.router.pool;
