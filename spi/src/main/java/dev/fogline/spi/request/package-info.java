/// What a client asks for, and the facts drawn from it.
package dev.fogline.spi.request;
