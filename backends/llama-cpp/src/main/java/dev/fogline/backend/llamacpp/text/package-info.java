/// From token bytes to text a client may see.
package dev.fogline.backend.llamacpp.text;
