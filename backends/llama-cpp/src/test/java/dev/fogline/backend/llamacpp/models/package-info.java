/// Models of random weights, made as they are needed: real shapes for measuring speed, miniatures
/// of every architecture for trying them.
package dev.fogline.backend.llamacpp.models;
