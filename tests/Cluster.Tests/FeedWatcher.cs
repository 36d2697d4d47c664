using Grains.Testing;

namespace Cluster.Tests;

/// <summary>Somebody who has a session open on a socket, and is not told to connect again.</summary>
internal sealed class FeedWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SocketClient socket;
    private readonly ChatClient session;
    private readonly List<long> accepted = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task reading;
    private volatile int answers;

    private FeedWatcher(SocketClient socket, ChatClient session)
    {
        this.socket = socket;
        this.session = session;
        reading = ReadAsync();
    }

    public static async Task<FeedWatcher> StartAsync(ClusterProcess front, ChatClient session) =>
        new(await SocketClient.ConnectAsync(front.Address, session.SessionId, session.User.AccessToken), session);

    /// <summary>Each message and each answer of the session came once and in order, on the one connection.</summary>
    public async Task AssertSawEverythingOnceAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (answers < session.Sent && !reading.IsCompleted && !patience.IsCancellationRequested) await Task.Delay(20);

        Assert.False(reading.IsCompleted, $"The socket was closed: {socket.CloseStatus}.");
        Assert.Equal(session.Sent, answers);
        lock (accepted)
        {
            Assert.Equal(session.Sent, accepted.Count);
            Assert.Equal(accepted.Order(), accepted);
            Assert.Equal(accepted.Distinct(), accepted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await reading;
        await socket.DisposeAsync();
        over.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await socket.ReceiveAsync(over.Token) is { } frame)
            {
                var type = frame.GetProperty("type").GetString();
                if (type == "ai_response") answers++;
                if (type != "message_accepted") continue;
                lock (accepted) accepted.Add(frame.GetProperty("seq").GetInt64());
            }
        }
        catch (OperationCanceledException)
        {
            // The drill is over.
        }
    }
}
