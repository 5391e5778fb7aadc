/// `bench beacon`: whether many edges that share a pool settle when its load steps, with its beacon
/// and without.
package dev.fogline.cloud.beacon;
