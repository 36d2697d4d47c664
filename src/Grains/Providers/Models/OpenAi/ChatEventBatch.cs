using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Models.OpenAi;

/// <summary>What the events that have arrived together say: text, how the answer ended, what it used.</summary>
internal sealed class ChatEventBatch : IDisposable
{
    private char[] text = ArrayPool<char>.Shared.Rent(1024);
    private int length;
    private int events;
    private ChatFinishReason? finish;
    private UsageDetails? usage;
    private ExceptionDispatchInfo? failure;

    /// <summary>Whether the stream has said that it is over.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads every whole event that is there. What is wrong with one is told after the text of those before it.</summary>
    public void Read(EventReader reader)
    {
        (length, events) = (0, 0);
        try
        {
            while (!IsDone && reader.TryTake(out var data))
            {
                events++;
                if (data.SequenceEqual("[DONE]"u8)) IsDone = true;
                else Read(data);
            }
        }
        catch (Exception garbage) when (garbage is JsonException or InvalidOperationException or FormatException)
        {
            // The parser says the latter two of a value of another kind than it has to be.
            failure = ExceptionDispatchInfo.Capture(garbage);
        }
    }

    public string? TakeText()
    {
        if (length == 0) return null;
        events = 0;
        return new string(text, 0, length);
    }

    public void ThrowIfBroken() => failure?.Throw();

    /// <summary>The ending and the usage; an empty update where events said nothing, because they show that the provider is alive.</summary>
    public ChatResponseUpdate? TakeRest()
    {
        if (finish is null && usage is null && events == 0) return null;
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = finish };
        if (usage is not null) update.Contents.Add(new UsageContent(usage));
        (finish, usage) = (null, null);
        return update;
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(text);

    private void Read(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8)) ReadChoices(ref json);
            else if (json.ValueTextEquals("usage"u8)) ReadUsage(ref json);
            else json.Skip();
        }
    }

    private void ReadChoices(ref Utf8JsonReader json)
    {
        if (IsNull(ref json)) return;
        Expect(json.TokenType == JsonTokenType.StartArray);
        for (var choice = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; choice++)
        {
            Expect(json.TokenType == JsonTokenType.StartObject);
            if (choice == 0) ReadChoice(ref json);
            else json.Skip();
        }
    }

    private void ReadChoice(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("delta"u8)) ReadDelta(ref json);
            else if (json.ValueTextEquals("finish_reason"u8)) ReadFinish(ref json);
            else json.Skip();
        }
    }

    private void ReadDelta(ref Utf8JsonReader json)
    {
        if (IsNull(ref json)) return;
        Expect(json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8) || json.ValueTextEquals("refusal"u8)) ReadText(ref json);
            else json.Skip();
        }
    }

    /// <summary>A text, or parts of which some are texts.</summary>
    private void ReadText(ref Utf8JsonReader json)
    {
        if (IsNull(ref json)) return;
        if (json.TokenType == JsonTokenType.String)
        {
            Append(ref json);
            return;
        }

        Expect(json.TokenType == JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType == JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isText = json.ValueTextEquals("text"u8);
                json.Read();
                if (isText && json.TokenType == JsonTokenType.String) Append(ref json);
                else json.Skip();
            }
        }
    }

    private void ReadFinish(ref Utf8JsonReader json)
    {
        if (IsNull(ref json)) return;
        Expect(json.TokenType == JsonTokenType.String);
        finish = json.ValueTextEquals("length"u8) ? ChatFinishReason.Length
            : json.ValueTextEquals("content_filter"u8) ? ChatFinishReason.ContentFilter
            : ChatFinishReason.Stop;
    }

    private void ReadUsage(ref Utf8JsonReader json)
    {
        if (IsNull(ref json)) return;
        Expect(json.TokenType == JsonTokenType.StartObject);
        usage = new UsageDetails();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("prompt_tokens"u8)) usage.InputTokenCount = Number(ref json);
            else if (json.ValueTextEquals("completion_tokens"u8)) usage.OutputTokenCount = Number(ref json);
            else if (json.ValueTextEquals("total_tokens"u8)) usage.TotalTokenCount = Number(ref json);
            else json.Skip();
        }
    }

    private static long? Number(ref Utf8JsonReader json) => IsNull(ref json) ? null : json.GetInt64();

    private static bool IsNull(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.Null;

    private void Append(ref Utf8JsonReader json)
    {
        var most = length + json.ValueSpan.Length;
        if (most > text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(most, text.Length * 2));
            text.AsSpan(0, length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(text);
            text = larger;
        }

        length += json.CopyString(text.AsSpan(length));
    }

    private static void Expect(bool holds)
    {
        if (!holds) throw new JsonException("The event is not one of a chat completion.");
    }
}
