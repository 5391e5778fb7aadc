/// `bench pool`: what the choice of a member is worth, between stand-in engines on this machine.
package dev.fogline.cloud.bench;
