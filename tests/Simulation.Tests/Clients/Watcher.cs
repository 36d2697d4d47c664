using Grains.Chat;
using Simulation.Tests.Defects;
using Simulation.Tests.Engine;
using Simulation.Tests.Invariants;

namespace Simulation.Tests.Clients;

/// <summary>A socket on a session: reads, is cut off, comes back with the last number it has, and expects what it missed and nothing twice.</summary>
internal sealed class Watcher(Connection line, History history, WatchHistory seen, Defect defect, Chance chance)
{
    private long epoch;
    private long textEpoch;
    private int turn;
    private string text = "";
    private bool isReconnected;

    /// <summary>Whether it goes on; when not, it leaves after what it is waiting for.</summary>
    public bool IsWanted { get; set; } = true;

    public bool IsDone { get; private set; }

    private SessionHistory Session => seen.Session;

    public async Task WatchAsync()
    {
        while (IsWanted)
        {
            var ended = await ConnectAsync();
            if (ended) break;
            isReconnected = true;
            await line.PauseAsync(chance.Span(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2)));
        }

        IsDone = true;
    }

    /// <summary>One connection; true where the session has ended.</summary>
    private async Task<bool> ConnectAsync()
    {
        var silo = line.Cluster.Choose(chance);
        if (!silo.IsUp) return false;
        var resumes = turn > 0 && chance.Percent(50);
        var query = new WatchChatSession(Session.Owner.Id, seen.Last, resumes ? epoch : 0, resumes ? text.Length : 0, chance.Percent(80));
        if (!resumes) (turn, text) = (0, "");
        var frames = silo.Grains.ChatSession(Session.Id).EventsAsync(query, CancellationToken.None).GetAsyncEnumerator();
        var leavesAfter = chance.OneIn(3) ? chance.From(1, 12) : int.MaxValue;
        try
        {
            while (leavesAfter-- > 0 && await silo.CallAsync(_ => frames.MoveNextAsync().AsTask(), chance.Span(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60))))
            {
                if (Take(frames.Current) is { } isEnd) return isEnd;
            }
        }
        catch (TimeoutException)
        {
            // Nothing came for a while: as good a time as any to come back.
        }
        catch (Exception failure)
        {
            line.Fail($"watching {Session.Name}", failure);
        }
        finally
        {
            if (!silo.Process.IsGone) _ = CloseAsync(frames);
        }

        return false;
    }

    /// <summary>One frame; false where the connection ends with it, true where the session does.</summary>
    private bool? Take(SessionEvent frame)
    {
        if (frame is WatchRefused or ServerStopping) return false;
        if (frame is WatchBegan) return null;
        if (frame is not (AnswerBegan or AnswerDelta))
        {
            var carried = defect.Carry(frame, isReconnected);
            isReconnected = false;
            if (carried is null) return null;
            frame = carried;
        }

        epoch = frame.Epoch;
        switch (frame)
        {
            case AnswerBegan began:
                if (began.Turn != turn) (turn, text) = (began.Turn, "");
                break;
            case AnswerDelta delta:
                Append(delta);
                if (delta.Seq > seen.Last) seen.Parts.Add(delta.Seq);
                break;
            default:
                history.Require(
                    frame.Seq > seen.Last, Invariant.OrderedAndResumable, () => $"a watcher of {Session.Name} that has {seen.Last} gets {frame.Seq} ({frame.GetType().Name})");
                if (frame is AnswerCompleted completed) Complete(completed);
                seen.Stored.Add(frame);
                break;
        }

        seen.Last = Math.Max(seen.Last, frame.Seq);
        return frame is ChatSessionEnded ? true : null;
    }

    private void Append(AnswerDelta delta)
    {
        if (delta.Turn != turn) (turn, text) = (delta.Turn, "");
        if (delta.Offset > text.Length)
        {
            history.Violate(Invariant.OrderedAndResumable, $"a watcher of {Session.Name} has {text.Length} characters of turn {turn} and gets the text from {delta.Offset} on");
            return;
        }

        text = string.Concat(text.AsSpan(0, delta.Offset), delta.Text);
        textEpoch = delta.Epoch;
    }

    private void Complete(AnswerCompleted completed)
    {
        if (completed.Turn == turn && completed.Epoch == textEpoch)
            history.Require(
                completed.Text.StartsWith(text, StringComparison.Ordinal),
                Invariant.OrderedAndResumable,
                () => $"a watcher of {Session.Name} was told '{text}' of turn {turn}, which ended as '{completed.Text}'");
        (turn, text) = (0, "");
    }

    private static async Task CloseAsync(IAsyncEnumerator<SessionEvent> frames)
    {
        try
        {
            await frames.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is still under way; the stream ends when it has.
        }
    }
}
