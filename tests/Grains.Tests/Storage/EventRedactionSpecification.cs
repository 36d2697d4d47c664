using System.Text;
using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What taking texts out of a log must do and leave alone, on every database.</summary>
public abstract class EventRedactionSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private protected abstract IProjectionStores Stores { get; }

    private EventRedaction Redaction => new(Stores.Database);

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task Only_the_data_of_what_is_rewritten_changes()
    {
        await AppendAsync("session-a", 0, "said: secret", "charged: 5");
        await AppendAsync("session-b", 0, "said: secret");
        var before = await ReadAsync("session-a");

        var changed = await Redaction.RedactAsync("session-a", Without, default);

        var after = await ReadAsync("session-a");
        Assert.Equal(1, changed);
        Assert.Equal(["said: ", "charged: 5"], after.Select(Text));
        Assert.Equal(before.Select(logged => logged with { Data = default }), after.Select(logged => logged with { Data = default }));
        Assert.Equal(["said: secret"], (await ReadAsync("session-b")).Select(Text));
    }

    [SpecificationFact]
    public async Task Repeating_it_changes_nothing_more()
    {
        await AppendAsync("session-a", 0, "said: secret");
        await Redaction.RedactAsync("session-a", Without, default);

        Assert.Equal(0, await Redaction.RedactAsync("session-a", Without, default));
    }

    [SpecificationFact]
    public async Task A_stream_of_many_pages_is_rewritten_whole()
    {
        for (var seq = 0; seq < 450; seq += 50)
            await AppendAsync("session-a", seq, [.. Enumerable.Range(seq, 50).Select(number => $"said: secret {number}")]);

        var changed = await Redaction.RedactAsync("session-a", Without, default);

        Assert.Equal(450, changed);
        Assert.All(await ReadAsync("session-a"), logged => Assert.Equal("said: ", Text(logged)));
    }

    [SpecificationFact]
    public async Task The_stream_goes_on_and_knows_what_was_done()
    {
        await AppendAsync("session-a", 0, "said: secret");
        await Redaction.RedactAsync("session-a", Without, default);

        var repeated = await Stores.Log.AppendAsync(Append("session-a", 0, "said: secret"), default);
        var next = await AppendAsync("session-a", 1, "said: more");

        Assert.Equal(AppendStatus.DuplicateOperation, repeated.Status);
        Assert.Equal(new AppendResult(AppendStatus.Appended, new StreamHead(2, 1)), next);
    }

    [SpecificationFact]
    public async Task An_event_cannot_lose_all_of_its_data()
    {
        await AppendAsync("session-a", 0, "said: secret", "charged: 5");

        await Assert.ThrowsAsync<ArgumentException>(() => Redaction.RedactAsync("session-a", static _ => default, default));

        Assert.Equal(["said: secret", "charged: 5"], (await ReadAsync("session-a")).Select(Text));
    }

    [SpecificationFact]
    public async Task A_stream_that_is_not_there_has_nothing_to_rewrite() =>
        Assert.Equal(0, await Redaction.RedactAsync("session-none", Without, default));

    private static ReadOnlyMemory<byte> Without(LoggedEvent logged) =>
        Text(logged).StartsWith("said: ", StringComparison.Ordinal) ? "said: "u8.ToArray() : logged.Data;

    private static string Text(LoggedEvent logged) => Encoding.UTF8.GetString(logged.Data.Span);

    private static LogAppend Append(string stream, long after, params string[] texts) => new(
        stream, after, 1, Noon, [.. texts.Select((text, index) => new NewEvent("test.said", Encoding.UTF8.GetBytes(text), $"{stream}-{after + index}"))]);

    private Task<AppendResult> AppendAsync(string stream, long after, params string[] texts) => Stores.Log.AppendAsync(Append(stream, after, texts), default);

    private Task<IReadOnlyList<LoggedEvent>> ReadAsync(string stream) => Stores.Log.ReadAsync(new StreamSlice(stream, 0, 1_000), default);
}
