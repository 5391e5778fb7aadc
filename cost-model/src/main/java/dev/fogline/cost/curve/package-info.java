/// How the time and energy of an inference engine grow with its batch and its prompts, drawn
/// through measured points; what a profile of a shared pool is made of.
package dev.fogline.cost.curve;
