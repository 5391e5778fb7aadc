/// The models installed on this device, and the commands that bring, judge, measure and remove
/// them.
package dev.fogline.edge.models;
