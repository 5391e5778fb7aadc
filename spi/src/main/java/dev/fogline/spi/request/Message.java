package dev.fogline.spi.request;

import java.util.List;

/// One turn of a conversation.
///
/// @param role who speaks
/// @param content the text; empty where an assistant turn only calls tools
/// @param toolCalls what an assistant turn called, in order; empty for every other role
/// @param toolCallId the call a tool turn answers; empty for every other role
public record Message(Role role, String content, List<ToolCall> toolCalls, String toolCallId) {

    public Message {
        toolCalls = List.copyOf(toolCalls);
    }

    /// What the user says.
    public static Message user(String content) {
        return new Message(Role.USER, content, List.of(), "");
    }

    /// Who speaks in a turn.
    public enum Role {
        /// Sets the rules; `developer` in newer clients is the same.
        SYSTEM,
        /// The person.
        USER,
        /// The model.
        ASSISTANT,
        /// The result of a tool call.
        TOOL
    }

    /// A call the model made.
    ///
    /// @param id names the call for the turn that answers it
    /// @param name the tool's name
    /// @param argumentsJson the arguments as the model wrote them; meant to be JSON, not checked
    public record ToolCall(String id, String name, String argumentsJson) {}
}
