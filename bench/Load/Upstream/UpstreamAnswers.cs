using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Load.Upstream;

/// <summary>
/// The prepared answers, by the model's name: <c>tokens-64</c> is 64 tokens in one write, each an event and a chunk of its own;
/// <c>paced-20-64</c> is 64 tokens, one each 20 ms, of which the first is the time at which it was written.
/// </summary>
internal static class UpstreamAnswers
{
    /// <summary>A token's text has this many characters, one of them a space before the word.</summary>
    public const int TokenLength = 6;

    /// <summary>The first token of a paced answer: <c>t</c> and a timestamp of the machine's monotonic clock, in 18 digits.</summary>
    public const int StampLength = 19;

    private static readonly ConcurrentDictionary<string, UpstreamAnswer> Known = new(StringComparer.Ordinal);

    public static byte[] Empty { get; } = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    public static UpstreamAnswer Of(string model) => Known.GetOrAdd(model, Make);

    /// <summary>The text of an answer that is not paced.</summary>
    public static string Text(int tokens) => string.Concat(Enumerable.Range(0, tokens).Select(Token));

    public static string Event(string content) =>
        $$"""data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1767225600,"model":"fake","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"{{content}}"},"logprobs":null,"finish_reason":null}]}""" + "\n\n";

    public static byte[] Chunk(string text) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length:x}\r\n{text}\r\n"));

    private static string Token(int index) => string.Create(CultureInfo.InvariantCulture, $" w{index % 10_000:D4}");

    private static UpstreamAnswer Make(string model)
    {
        var parts = model.Split('-');
        var (pace, count) = parts switch
        {
            ["tokens", var tokens] => (0, Number(tokens)),
            ["paced", var milliseconds, var tokens] => (Number(milliseconds), Number(tokens)),
            _ => throw new FormatException($"There is no answer '{model}'."),
        };
        const string role = """data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1767225600,"model":"fake","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""" + "\n\n";
        const string finish = """data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1767225600,"model":"fake","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";
        var usage = $$$"""data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1767225600,"model":"fake","choices":[],"usage":{"prompt_tokens":400,"completion_tokens":{{{count}}},"total_tokens":{{{400 + count}}}}}""" + "\n\n";
        byte[] head =
        [
            .. "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"u8,
            .. Chunk(role),
        ];
        var tokenEvents = Enumerable.Range(0, count).Select(index => Chunk(Event(Token(index)))).ToArray();
        byte[] tail = [.. Chunk(finish), .. Chunk(usage), .. Chunk("data: [DONE]\n\n"), .. "0\r\n\r\n"u8];
        return new UpstreamAnswer(TimeSpan.FromMilliseconds(pace), head, tokenEvents, tail, [.. head, .. tokenEvents.SelectMany(each => each), .. tail]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <param name="Pace">Time between two tokens; zero for all at once.</param>
/// <param name="Whole">Everything, for one write.</param>
internal sealed record UpstreamAnswer(TimeSpan Pace, byte[] Head, IReadOnlyList<byte[]> Tokens, byte[] Tail, byte[] Whole);
