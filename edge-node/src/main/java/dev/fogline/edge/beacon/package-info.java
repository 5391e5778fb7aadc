/// What a node announces to all who use it: how busy its models are, and what they cost now.
package dev.fogline.edge.beacon;
