/// The commands about policies: what a file says, and what a policy would decide.
package dev.fogline.edge.policies;
