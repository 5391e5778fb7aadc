/// How fast grades make up for topics that are new or that turn.
package dev.fogline.cost.drift;
