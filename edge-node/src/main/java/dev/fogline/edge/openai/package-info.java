/// The OpenAI dialect: JSON to requests, answers to JSON. No HTTP in it.
package dev.fogline.edge.openai;
