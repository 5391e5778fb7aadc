/// Measured speeds of models on a device, kept from run to run.
package dev.fogline.router.profile;
