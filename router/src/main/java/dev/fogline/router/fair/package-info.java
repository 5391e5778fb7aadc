/// Who of many tenants is served next, how long the others wait, and who is sent away: a virtual
/// token counter and what is reckoned from it. Pure: no clock, no thread, no lock.
package dev.fogline.router.fair;
