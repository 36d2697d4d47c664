using System.Diagnostics;
using Drills.Tests.Harness;
using Grains.Accounts;
using Grains.Chat;
using Grains.Clones;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>D14: a start on a data folder with many sessions and users.</summary>
public sealed class LargeRestartTests
{
    private const long LargestResident = 500_000_000;

    private static readonly int Users = Scale.Of(200, 2_000);
    private static readonly int SessionsOfAUser = 5;

    /// <summary>What the first request of a session may take; a busy machine gets more time in the short form.</summary>
    private static readonly TimeSpan FirstTouch = Scale.Of(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(300));

    [Fact]
    public async Task Nothing_is_read_before_it_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("grains-drill-large-").FullName;
        try
        {
            var seeded = await SeedAsync(folder);
            await using var server = await ServerProcess.StartAsync(new ServerSetup(ServerSetup.Echo(0)) { Data = folder });
            var oracle = new Oracle();

            Assert.InRange(server.ReadyAfter, TimeSpan.Zero, ServerProcess.ReadyLimit);
            Assert.InRange(server.ResidentBytes(), 1, LargestResident);
            await AssertTouchedAsync(server, oracle, seeded);
            Assert.Equal(0, await server.StopAsync());
            using var books = new Books(folder);
            books.AssertSound();
            Assert.Equal(Users + 1, (int)(books.Granted() / ServerSetup.Grant));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The first request of a process compiles what it runs, so one goes before those that are measured.</summary>
    private static async Task AssertTouchedAsync(ServerProcess server, Oracle oracle, List<(string Email, List<Guid> Sessions)> seeded)
    {
        var warm = await DrillUser.LogInAsync(server, oracle, seeded[0].Email);
        await warm.GetAsync($"/api/v1/sessions/{seeded[0].Sessions[0]}");
        foreach (var (email, sessions) in seeded.Skip(1).Where((_, i) => i % (Users / 20) == 0))
        {
            var user = await DrillUser.LogInAsync(server, oracle, email);
            var began = Stopwatch.GetTimestamp();
            var session = await user.GetAsync($"/api/v1/sessions/{sessions[^1]}");
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, FirstTouch);
            Assert.Equal("active", session.GetProperty("status").GetString());
            Assert.Equal(ServerSetup.Grant, (await user.GetAsync("/api/v1/users/wallet")).GetProperty("balance").GetDecimal());
        }
    }

    /// <summary>The real grains write the data, in this process and without a network.</summary>
    private static async Task<List<(string Email, List<Guid> Sessions)>> SeedAsync(string folder)
    {
        var settings = new ServerSetup(ServerSetup.Echo(0)).All.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = settings }, folder);
        var creator = await host.Client.NewUserAsync("creator");
        var clone = await PublishAsync(host, creator.AccessToken);
        var seeded = new (string Email, List<Guid> Sessions)[Users];
        await Parallel.ForEachAsync(Enumerable.Range(0, Users), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancel) =>
            seeded[i] = await SeedUserAsync(host.Grains, clone, cancel));
        await host.StopAsync();
        return [.. seeded];
    }

    private static async Task<(string Email, List<Guid> Sessions)> SeedUserAsync(IGrainFactory grains, Guid clone, CancellationToken cancel)
    {
        var email = DrillUser.NewEmail();
        Assert.True(EmailAddress.TryParse(email, out var address));
        var signedUp = (await grains.Email(address).SignUpAsync(new SignUp(address, DrillUser.Password, "Drill", Role.User), cancel)).Value!;
        var snapshot = (await grains.Clone(clone).GetSnapshotAsync(signedUp.UserId, cancel)).Value!;
        var sessions = Enumerable.Range(0, SessionsOfAUser).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in sessions)
        {
            var started = await grains.ChatSession(id).StartAsync(new StartChatSession(signedUp.UserId, snapshot, SessionType.Chat, false), cancel);
            Assert.Null(started.Refusal);
        }

        return (email, sessions);
    }

    private static async Task<Guid> PublishAsync(ProductHost host, string token)
    {
        var created = await host.Client.PostAsync(
            "/api/v1/clones",
            new
            {
                name = "Drill sergeant",
                description = "Knows nothing",
                category = "Drills",
                expertise_areas = new[] { "drills" },
                base_price = 1.00m,
                pricing = new { model = "per_message", price_per_message = Drill.Price },
            },
            token);
        var clone = created.Json.GetProperty("clone_id").GetGuid();
        var published = await host.Client.PostAsync($"/api/v1/clones/{clone}/publish", new { }, token);
        Assert.True(published.IsSuccess, published.ToString());
        return clone;
    }
}
