package dev.fogline.spi.answer;

/// How an answer ended; its text went to the sink before.
///
/// @param finish the proper end
/// @param usage tokens of this attempt
/// @param servedModel the model's name as the one who served it states it
public record Answer(FinishReason finish, Usage usage, String servedModel) {}
