using System.Collections.Immutable;
using System.Text.Json;
using Grains.Clones;
using Grains.Storage;
using Grains.Testing;

namespace Lists.Seeding;

/// <summary>What the questions are about.</summary>
/// <param name="User">Has had as many sessions as most who use the product daily.</param>
/// <param name="Heavy">Has had a hundred times as many.</param>
/// <param name="Popular">The clone with the most sessions.</param>
internal sealed record Seed(SignedInUser User, SignedInUser Heavy, Guid Popular)
{
    public const int MessagesOfSession = 10;

    private const int Users = 1_000;
    private const int Writers = 256;

    private static readonly string[] Categories =
    [
        "Life & Coaching", "Business & Strategy", "Health & Wellness", "Technology", "Education", "Finance", "Legal", "Creative Arts",
        "Crafts & Trades", "Other",
    ];

    private static readonly string[] Languages = ["English", "Spanish"];

    public static Vocabulary Words { get; } = new();

    public static string NoteIn(string folder) => Path.Combine(folder, "lists-seed.json");

    /// <summary>Appends every event to the real log, as the grains would; the read model follows by itself.</summary>
    public static async Task<Seed> MakeAsync(string folder, ProductClient client, IEventLog log, Options options)
    {
        var (user, heavy) = (await client.NewUserAsync(), await client.NewUserAsync());
        var random = new Random(20260101);
        var start = DateTimeOffset.UtcNow.AddDays(-365);
        var clones = Enumerable.Range(0, options.Clones).Select(number => NewClone(random, number, start)).ToArray();
        var store = new CloneLog(log);
        await EachAsync(clones, clone => store.SaveAsync(StoredClone.None, clone, clone.CreatedAt, unfinished: false, CancellationToken.None));

        var users = Enumerable.Range(0, Users).Select(number => number == 0 ? user.Id : NewId(random)).ToArray();
        var sessions = Enumerable.Range(0, options.Sessions).Select(number => new SessionPlan(
            NewId(random),
            number % 10 == 0 ? heavy.Id : users[number / 10 % Users],
            clones[(int)(Math.Pow(clones.Length, random.NextDouble()) - 1)],
            start.AddSeconds(number * (365.0 * 86_400 / options.Sessions)),
            random.Next()));
        await EachAsync(sessions, session => session.StoreAsync(log));

        var note = JsonSerializer.Serialize(new Note(user.Email, heavy.Email, clones[0].CloneId));
        await File.WriteAllTextAsync(NoteIn(folder), note);
        return new Seed(user, heavy, clones[0].CloneId);
    }

    public static async Task<Seed> ReadAsync(string folder, ProductClient client)
    {
        var note = JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(NoteIn(folder)))!;
        return new Seed(await client.LogInAsync(note.User), await client.LogInAsync(note.Heavy), note.Popular);
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> store) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (item, _) => await store(item));

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static CloneState NewClone(Random random, int number, DateTimeOffset start) => new()
    {
        CloneId = NewId(random),
        OwnerId = NewId(random),
        Status = number % 20 == 19 ? CloneStatus.Draft : CloneStatus.Published,
        Name = $"Dr. {Words.Next(random)} {Words.Next(random)}",
        Description = Words.Text(random, 20),
        Category = Categories[random.Next(Categories.Length)],
        ExpertiseAreas = [.. Enumerable.Range(0, 4).Select(_ => Words.Text(random, 2)).ToImmutableArray()],
        Bio = Words.Text(random, 200),
        Personality = Words.Text(random, 20),
        Languages = [.. Languages],
        Pricing = new ClonePricing(PricingModel.PerMinute, random.Next(1, 200) * 1_000_000L, 0, 0),
        Availability = number % 3 == 0 ? new Availability("Europe/Vienna", [.. Enumerable.Range(0, 5).Select(static day => new OpenHours(day, 540, 1020))]) : null,
        Rag = new RagSettings(1_000, 200, 0.3, 8_000, "local", "embedded", 0.7, 1_000),
        CreatedAt = start,
        UpdatedAt = start,
    };

    private sealed record Note(string User, string Heavy, Guid Popular);
}
