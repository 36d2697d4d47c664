using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D9: sockets cut by RST in the middle of answers, again and again.</summary>
public sealed class CutSocketsTests
{
    private static readonly int Sockets = Scale.Of(25, 100);
    private static readonly int Cuts = Scale.Of(2, 5);
    private static readonly string Question = string.Join(' ', Enumerable.Range(0, 80).Select(i => $"word{i}"));

    [Fact]
    public async Task Whoever_comes_back_gets_what_was_missed_once_and_in_order_and_finds_its_place_free()
    {
        await using var drill = await Drill.StartAsync(
            new ServerSetup([.. ServerSetup.Echo(25), ("Limits:marketplace.sockets:Permits", "5")]));
        var clients = await drill.NewClientsAsync(Sockets, sessionsOfAUser: 5);
        foreach (var client in clients)
        {
            await client.ConnectAsync();
            await client.SendAsync("first", Question);
        }

        for (var cut = 0; cut < Cuts; cut++)
        {
            await Task.WhenAll(clients.Select(client => client.UntilAsync("ai_response_delta")));
            foreach (var client in clients) client.Reset();
            await Task.WhenAll(clients.Select(ReconnectAsync));
        }

        await Task.WhenAll(clients.Select(client => client.UntilAnswersAsync(1)));
        foreach (var client in clients) await client.AssertToldAllOnceAsync();
        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>A place is free within five seconds of the reset; on a busy machine it may take longer.</summary>
    private static Task ReconnectAsync(ChatClient client) => Patience.UntilAsync(
        async () =>
        {
            try
            {
                await client.ConnectAsync();
                return true;
            }
            catch (InvalidOperationException refused) when (refused.Message.Contains(" 429 ", StringComparison.Ordinal))
            {
                return false;
            }
        },
        Scale.Of(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), "a place for a socket");
}
