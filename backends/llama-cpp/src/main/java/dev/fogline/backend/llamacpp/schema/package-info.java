/// From a JSON schema to a grammar of the JSON texts that satisfy it.
package dev.fogline.backend.llamacpp.schema;
