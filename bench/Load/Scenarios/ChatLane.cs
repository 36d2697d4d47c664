using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Load.Clients;
using Load.Product;

namespace Load.Scenarios;

/// <summary>One guest on a WebSocket: sends a message and takes frames until the turn is over and its charge told.</summary>
internal sealed class ChatLane : IDisposable
{
    private readonly SocketLane socket;
    private readonly Guest guest;
    private readonly byte[] message;
    private readonly int answerLength;

    private ChatLane(SocketLane socket, Guest guest, string question, int answerLength)
    {
        this.socket = socket;
        this.guest = guest;
        this.answerLength = answerLength;
        message = SocketLane.Frame($$"""{"type":"user_message","content":"{{question}}","timestamp":"2026-01-01T10:00:00Z"}""");
    }

    /// <summary>When the first piece of the last turn's answer came.</summary>
    public long FirstPieceAt { get; private set; }

    /// <summary>The first piece of the last turn's answer.</summary>
    public string FirstPiece { get; private set; } = "";

    public int Pieces { get; private set; }

    /// <param name="answerLength">The characters of every answer.</param>
    public static async Task<ChatLane> OpenAsync(int port, Guest guest, string question, int answerLength, int capacity = 16 * 1024)
    {
        var socket = await SocketLane.ConnectAsync(port, $"/ws/sessions/{guest.Session}", guest.Token, capacity);
        var lane = new ChatLane(socket, guest, question, answerLength);
        var first = await socket.ReceiveAsync();
        if (!IsOf(first.Span, "session_update"u8)) throw Unexpected(first.Span);
        return lane;
    }

    /// <summary>
    /// One whole turn. Pieces come in order and without gaps; the ending carries the whole answer, also where it came before the last
    /// piece was told, because then that is not told any more.
    /// </summary>
    public async Task TurnAsync()
    {
        await socket.SendAsync(message);
        var told = 0;
        var ended = false;
        Pieces = 0;
        while (true)
        {
            var memory = await socket.ReceiveAsync();
            var frame = memory.Span;
            if (IsOf(frame, "ai_response_delta"u8))
            {
                if (Pieces++ == 0) NoteFirst(frame);
                if (Offset(frame) != told) throw Unexpected(frame);
                told += ContentOf(frame).Length;
            }
            else if (IsOf(frame, "ai_response"u8))
            {
                if (told > answerLength || ContentOf(frame).Length != answerLength || frame.IndexOf("\"finish_reason\":\"stop\""u8) < 0)
                    throw Unexpected(frame);
                if (Pieces == 0) NoteFirst(frame);
                ended = true;
            }
            else if (IsOf(frame, "session_update"u8) && ended)
            {
                guest.Answered++;
                return;
            }
            else if (!IsOf(frame, "message_accepted"u8) && !IsOf(frame, "typing_indicator"u8) && !IsOf(frame, "session_update"u8))
            {
                throw Unexpected(frame);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private void NoteFirst(ReadOnlySpan<byte> frame)
    {
        FirstPieceAt = Stopwatch.GetTimestamp();
        FirstPiece = Encoding.UTF8.GetString(ContentOf(frame));
    }

    private static bool IsOf(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> type) =>
        frame.StartsWith("{\"type\":\""u8) && frame[9..].StartsWith(type) && frame[9 + type.Length] == '"';

    private static int Offset(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf("\"offset\":"u8);
        return at >= 0 && Utf8Parser.TryParse(frame[(at + 9)..], out int offset, out _) ? offset : 0;
    }

    /// <summary>The content; the answers here hold nothing that JSON escapes.</summary>
    private static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> frame)
    {
        var content = frame[(frame.IndexOf("\"content\":\""u8) + 11)..];
        return content[..content.IndexOf((byte)'"')];
    }

    private static InvalidOperationException Unexpected(ReadOnlySpan<byte> frame) => new($"Unexpected: {Encoding.UTF8.GetString(frame)}");
}
