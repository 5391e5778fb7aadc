/// How good a model's answer to a prompt will be, learnt from graded prompts.
package dev.fogline.cost.quality;
