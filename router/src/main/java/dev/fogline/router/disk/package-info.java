/// How files are written so that no crash costs what they held.
package dev.fogline.router.disk;
