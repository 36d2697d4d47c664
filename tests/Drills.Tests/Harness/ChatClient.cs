using System.Text.Json;

namespace Drills.Tests.Harness;

/// <summary>One session's client on the WebSocket. It keeps what it has been told over all its connections, and reconnects with the last number.</summary>
internal sealed class ChatClient(ServerProcess server, Oracle oracle, DrillSession session) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Effect> sent = [];
    private DrillSocket? socket;
    private long lastSeq;
    private (long Epoch, string Answer, string Text) partial = (0, "", "");

    public DrillSession Session => session;

    /// <summary>The number that the client was told last: its cursor.</summary>
    public long LastSeq => lastSeq;

    /// <summary>Messages and answers in the order in which it was told of them.</summary>
    public List<(long Seq, string Type)> Told { get; } = [];

    /// <summary>Every frame of the connection that is open now, or was last.</summary>
    public List<JsonElement> Frames { get; } = [];

    public int Answers => Told.Count(told => told.Type != "message_accepted");

    public async Task ConnectAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        socket?.Dispose();
        Frames.Clear();
        socket = await DrillSocket.ConnectAsync(server.Address, session, lastSeq, patience.Token);
    }

    public Task SendAsync(string messageId, string content)
    {
        sent[messageId] = oracle.Sends(session, messageId, content);
        return socket!.SendAsync(
            new { type = "user_message", content, client_message_id = messageId, timestamp = "2026-01-01T10:00:00Z" }, CancellationToken.None);
    }

    /// <summary>Takes frames until one is of a type.</summary>
    public Task UntilAsync(string type) => UntilAsync(frame => Type(frame) == type, $"a frame of type {type}");

    /// <summary>Takes frames until so many messages of this session have had their ending.</summary>
    public Task UntilAnswersAsync(int count) => Answers >= count ? Task.CompletedTask : UntilAsync(_ => Answers >= count, $"{count} answers");

    public async Task UntilAsync(Predicate<JsonElement> isIt, string what)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            JsonElement? received;
            try
            {
                received = await socket!.ReceiveAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Session {session.Id} waited in vain for {what}; it was told:\n{string.Join("\n", Frames)}");
            }

            if (received is not { } frame)
                throw new InvalidOperationException($"The socket closed ({socket.CloseStatus}) before {what}; it was told:\n{string.Join("\n", Frames)}");
            Keep(frame);
            if (isIt(frame)) return;
        }
    }

    /// <summary>Takes what is still under way until the connection ends; the status that it was closed with, if it was.</summary>
    public async Task<int?> DrainAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        while (await socket!.ReceiveAsync(patience.Token) is { } frame) Keep(frame);
        return (int?)socket.CloseStatus;
    }

    /// <summary>Cuts the connection by RST.</summary>
    public void Reset() => socket!.Reset();

    /// <summary>What the client put together over its connections is the log: everything once, and in order.</summary>
    public async Task AssertToldAllOnceAsync()
    {
        var transcript = await Oracle.TranscriptAsync(session);

        Assert.Equal(transcript.Select(message => message.GetProperty("seq").GetInt64()), Told.Select(told => told.Seq));
    }

    public void Dispose() => socket?.Dispose();

    private static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private void Keep(JsonElement frame)
    {
        Frames.Add(frame);
        var type = Type(frame);
        var seq = frame.GetProperty("seq").GetInt64();
        var isEnding = type == "ai_response" || (type == "error" && frame.TryGetProperty("message_id", out _));
        if (type == "message_accepted" || isEnding) Told.Add((seq, type));
        if (type == "message_accepted" && sent.TryGetValue(frame.GetProperty("client_message_id").GetString()!, out var effect)) effect.Acknowledge();
        if (type == "ai_response_delta") Append(frame);
        if (type == "ai_response") AssertContinues(frame);
        lastSeq = Math.Max(lastSeq, seq);
    }

    private void Append(JsonElement delta)
    {
        var (epoch, answer) = (delta.GetProperty("epoch").GetInt64(), delta.GetProperty("message_id").GetString()!);
        var offset = delta.GetProperty("offset").GetInt32();
        var before = (partial.Epoch, partial.Answer) == (epoch, answer) ? partial.Text : "";
        Assert.True(offset == 0 || offset <= before.Length || before.Length == 0, $"A stretch of the answer is missing before {offset}; {before.Length} characters are there.");
        if (offset > before.Length) return;
        partial = (epoch, answer, before[..offset] + delta.GetProperty("content").GetString());
    }

    /// <summary>The whole answer begins with what was streamed of it by the process that completed it.</summary>
    private void AssertContinues(JsonElement answer)
    {
        if ((partial.Epoch, partial.Answer) != (answer.GetProperty("epoch").GetInt64(), answer.GetProperty("message_id").GetString()!)) return;
        Assert.StartsWith(partial.Text, answer.GetProperty("content").GetString(), StringComparison.Ordinal);
    }
}
