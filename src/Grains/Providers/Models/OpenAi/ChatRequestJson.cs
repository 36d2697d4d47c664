using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.OpenAi;

/// <summary>Writes the body of a chat completion that is to be streamed, with its usage at the end.</summary>
internal sealed class ChatRequestJson(string model, bool maxCompletionTokens)
{
    private const int Overhead = 512;
    private const int OverheadOfMessage = 64;

    /// <summary>The body goes to the provider and never into a page, so only what JSON itself demands is escaped.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText System = JsonEncodedText.Encode("system");
    private static readonly JsonEncodedText Assistant = JsonEncodedText.Encode("assistant");
    private static readonly JsonEncodedText User = JsonEncodedText.Encode("user");

    public ReadOnlyMemory<byte> Write(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var all = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var body = new ArrayBufferWriter<byte>(Overhead + all.Sum(message => message.Text.Length + OverheadOfMessage));
        using var json = new Utf8JsonWriter(body, Plain);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var message in all)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, RoleOf(message));
            json.WriteString("content"u8, message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("stream"u8, true);
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
        if (options?.Temperature is { } temperature) json.WriteNumber("temperature"u8, temperature);
        if (options?.MaxOutputTokens is { } limit) json.WriteNumber(maxCompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, limit);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static JsonEncodedText RoleOf(ChatMessage message) =>
        message.Role == ChatRole.System ? System
        : message.Role == ChatRole.Assistant ? Assistant
        : User;
}
