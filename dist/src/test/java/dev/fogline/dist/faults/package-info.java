/// The faults of Failover Bench v0.1 (2026-09), S01 to S16, against the image: a real node, real
/// sockets, a faulty upstream as the cloud, and a real model on the device.
package dev.fogline.dist.faults;
