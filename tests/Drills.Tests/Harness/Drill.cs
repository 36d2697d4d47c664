namespace Drills.Tests.Harness;

/// <summary>A running server with a creator and a clone that users can talk to, and the oracle that judges it afterwards.</summary>
internal sealed class Drill : IAsyncDisposable
{
    /// <summary>What a message to the clone costs, in USD.</summary>
    public const decimal Price = 0.01m;

    private Drill(ServerProcess server) => Server = server;

    public ServerProcess Server { get; }

    public Oracle Oracle { get; } = new();

    public DrillUser Creator { get; private set; } = null!;

    public Guid Clone { get; private set; }

    /// <param name="knowledge">A text that the clone knows; null for a clone that knows nothing, which is made sooner.</param>
    public static async Task<Drill> StartAsync(ServerSetup setup, string? knowledge = null)
    {
        var drill = new Drill(await ServerProcess.StartAsync(setup));
        drill.Creator = await DrillUser.SignUpAsync(drill.Server, drill.Oracle, "creator");
        drill.Clone = await drill.Creator.PublishCloneAsync(Price, knowledge);
        return drill;
    }

    public Task<DrillUser> NewUserAsync() => DrillUser.SignUpAsync(Server, Oracle);

    public async Task<ChatClient> NewClientAsync(DrillUser user) => new(Server, Oracle, await user.StartSessionAsync(Clone));

    /// <summary>Clients with a session each, some of them of the same user.</summary>
    public async Task<List<ChatClient>> NewClientsAsync(int count, int sessionsOfAUser = 5)
    {
        var clients = new List<ChatClient>();
        while (clients.Count < count)
        {
            var user = await NewUserAsync();
            for (var i = 0; i < sessionsOfAUser && clients.Count < count; i++) clients.Add(await NewClientAsync(user));
        }

        return clients;
    }

    /// <summary>The oracle's last word: over the API, and then over the books of the stopped process.</summary>
    public Task AssertKeptItsWordAsync() => Oracle.AssertAsync(Server);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
