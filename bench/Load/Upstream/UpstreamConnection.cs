using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Load.Upstream;

/// <summary>One connection of a caller: requests one after the other, each answered by what its <c>model</c> names.</summary>
internal sealed class UpstreamConnection : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        try
        {
            while (await ReadAsync(input) is { } model) await AnswerAsync(output, model, connection.ConnectionClosed);
        }
        catch (Exception failure) when (failure is ConnectionResetException or ConnectionAbortedException or OperationCanceledException)
        {
            // The caller has gone, as it may at any time.
        }
    }

    /// <summary>The next request's model; empty for one without a body; null where no more come.</summary>
    private static async ValueTask<string?> ReadAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync();
            if (TryTake(read.Buffer, out var model, out var end))
            {
                input.AdvanceTo(end);
                return model;
            }

            if (read.IsCompleted) return null;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool TryTake(ReadOnlySequence<byte> buffer, out string model, out SequencePosition end)
    {
        var text = buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray();
        (model, end) = ("", buffer.Start);
        var head = text.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var length = ContentLength(text[..head]);
        if (text.Length < head + 4 + length) return false;
        model = length == 0 ? "" : Model(text.Slice(head + 4, length));
        end = buffer.GetPosition(head + 4 + length);
        return true;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length:"u8);
        if (at < 0) return head.IndexOf("Transfer-Encoding"u8) < 0 ? 0 : throw new NotSupportedException("Bodies come with their length.");
        var value = head[(at + 15)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(value, out int length, out _) ? length : throw new FormatException("Content-Length is no number.");
    }

    private static string Model(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("\"model\":\""u8);
        if (at < 0) throw new FormatException("The request names no model.");
        var value = body[(at + 9)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)'"')]);
    }

    private static async Task AnswerAsync(PipeWriter output, string model, CancellationToken closed)
    {
        if (model.Length == 0)
        {
            await output.WriteAsync(UpstreamAnswers.Empty, closed);
            return;
        }

        var answer = UpstreamAnswers.Of(model);
        if (answer.Pace == TimeSpan.Zero)
        {
            await output.WriteAsync(answer.Whole, closed);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        await output.WriteAsync(answer.Head, closed);
        await output.WriteAsync(UpstreamAnswers.Chunk(UpstreamAnswers.Event($"t{Stopwatch.GetTimestamp():D18}")), closed);
        for (var token = 1; token < answer.Tokens.Count; token++)
        {
            var wait = (token * answer.Pace) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, closed);
            await output.WriteAsync(answer.Tokens[token], closed);
        }

        await output.WriteAsync(answer.Tail, closed);
    }
}
