using Grains.Testing;

namespace Browser.Tests;

/// <summary>The product with one published expert, made through its public API, that knows a short handbook.</summary>
public sealed class PublishedExpert : IAsyncLifetime
{
    public const string Name = "Riverside Allotments";
    public const string Document = "Members' Handbook";

    private const string Handbook =
        """
        Compost

        Compost is decayed plant material that gives the soil structure and food for worms. Compost is the cheapest way to feed the soil.

        How to start a hot heap:

        1. Gather at least one cubic metre of mixed green and brown material.
        2. Layer it in a bin with open sides, 20 centimetres at a time.
        3. Water each layer until it feels like a wrung-out sponge.
        4. Turn the heap after ten days, and again every week.

        Water

        Mains water is turned on from 1 April to 31 October. Outside that season the pipes are drained so that frost does not burst them.
        Hoses may be used only between 18:00 and 21:00, and never left unattended. Sprinklers are not allowed at any time.

        Each plot may have up to three water butts. They must have a lid, so that mosquitoes do not breed in them and children cannot
        fall in.

        Plots and rent

        A full plot is 250 square metres and a half plot is 125 square metres. The rent for a full plot is 62 pounds a year; half plots
        cost 34 pounds. Rent is due on 1 October and covers the following twelve months.
        """;

    private ProductHost? host;

    public Uri Address => host!.Address;

    public async Task InitializeAsync()
    {
        // Slow enough for a browser to be seen streaming, fast enough for a test.
        host = await ProductHost.StartAsync(new ProductSetup
        {
            Settings = new Dictionary<string, string?> { ["Models:Embedded:TokensPerSecond"] = "50" },
        });
        var creator = await host.Client.NewUserAsync("creator");
        var clone = await SendAsync("/api/v1/clones", creator, new
        {
            name = Name,
            description = "The allotment society's help desk: plots, water and compost.",
            category = "Gardening",
            expertise_areas = new[] { "Plots and rent", "Water", "Compost" },
            base_price = 60.00,
            bio = "Answers from the members' handbook.",
            languages = new[] { "English" },
        });
        var path = $"/api/v1/clones/{clone.Json.GetProperty("clone_id").GetGuid()}";
        await SendAsync($"{path}/knowledge/text", creator, new { title = Document, content = Handbook, category = "rules", tags = Array.Empty<string>() });
        await AwaitIngestionAsync($"{path}/documents", creator);
        await SendAsync($"{path}/publish", creator, new { });
    }

    public async Task DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    private async Task<Answer> SendAsync(string path, SignedInUser creator, object body)
    {
        var answer = await host!.Client.PostAsync(path, body, creator.AccessToken);
        return answer.IsSuccess ? answer : throw new InvalidOperationException($"{path}: {answer}");
    }

    private async Task AwaitIngestionAsync(string path, SignedInUser creator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await poll.WaitForNextTickAsync(limit.Token))
        {
            var documents = await host!.Client.GetAsync(path, creator.AccessToken);
            var states = documents.Json.GetProperty("documents").EnumerateArray()
                .Select(document => document.GetProperty("processing_status").GetString()).ToList();
            if (states is ["completed"]) return;
            if (states.Contains("failed")) throw new InvalidOperationException($"The handbook was not ingested: {documents}");
        }
    }
}
