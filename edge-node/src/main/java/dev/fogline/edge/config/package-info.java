/// What an operator configures: flags over environment over file.
package dev.fogline.edge.config;
