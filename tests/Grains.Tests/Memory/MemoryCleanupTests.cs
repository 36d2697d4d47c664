using System.Collections.Immutable;
using Grains.Memory;

namespace Grains.Tests.Memory;

public sealed class MemoryCleanupTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Expert = Guid.NewGuid();

    [Fact]
    public void Texts_that_say_the_same_are_merged_into_one()
    {
        var (entries, report) = MemoryCleanup.Clean(
            [Entry(0, "The user plans a market entry in Spain"), Entry(1, "The user plans the market entry in Spain"), Entry(2, "The budget is small")],
            Start.AddDays(10), preserveImportant: true, compress: true);

        Assert.Equal("The user plans the market entry in Spain; The budget is small", Assert.Single(entries).Text);
        Assert.Equal(3, entries[0].Merged);
        Assert.Equal((3, 3, 1, 1), (report.Before, report.Compressed, report.MergedInto, report.After));
    }

    [Fact]
    public void A_merged_entry_is_bounded_and_merging_again_changes_nothing()
    {
        ImmutableArray<MemoryEntry> many = [.. Enumerable.Range(0, 100).Select(at => Entry(at % 9, $"{Word(at)} {Word(at + 1)} {Word(at + 2)} {Word(at + 3)} {new string((char)('a' + (at % 26)), 40)}"))];

        var (entries, _) = MemoryCleanup.Clean(many, Start.AddDays(10), true, true);
        var (again, report) = MemoryCleanup.Clean(entries, Start.AddDays(10), true, true);

        Assert.InRange(entries.Length, 2, 20);
        Assert.All(entries, entry => Assert.InRange(entry.Text.Length, 1, 1_000));
        Assert.Equal(100, entries.Sum(entry => entry.Merged));
        Assert.Equal(entries.Length, again.Length);
        Assert.Equal(0, report.Removed);
    }

    [Fact]
    public void A_memory_that_is_full_makes_room_and_keeps_what_is_important()
    {
        var state = MemoryState.Empty;
        var session = new RememberedSession(Guid.NewGuid(), Expert, "Dr. Bee", []);
        state = MemoryChanges.Store(state, Command(session, [], "Very important"), 20, Start);
        for (var at = 0; at < 60; at++)
            state = MemoryChanges.Store(state, Command(session with { SessionId = Guid.NewGuid() }, [$"{Word(at)} {Word(at + 7)} {Word(at + 13)}"], null), 20, Start.AddDays(at));

        Assert.InRange(state.Entries.Length, 5, 20);
        Assert.Contains(state.Entries, entry => entry.Text == "Very important");
        Assert.Contains(state.Entries, entry => entry.Text == $"{Word(59)} {Word(66)} {Word(72)}");
    }

    [Fact]
    public void Recall_is_bounded_and_prefers_the_same_expert()
    {
        var state = MemoryState.Empty with
        {
            Entries = [Entry(0, "Of another expert") with { ExpertId = Guid.NewGuid() }, Entry(1, new string('x', 300)), Entry(2, "Of this expert")],
            Goals = [new GoalState(Guid.NewGuid(), "Grow", null, null, [], Start, null), new GoalState(Guid.NewGuid(), "Done", null, null, [], Start, Start)],
        };

        var notes = MemoryRecall.Choose(state, Expert, new MemoryOptions { RecalledCharacters = 200 });

        Assert.Equal(["Grow", "Of this expert", "Of another expert"], notes.Select(note => note.Text));
    }

    private static string Word(int number) => $"{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}rgon{(char)('a' + (number * 7 % 26))}";

    private static MemoryEntry Entry(int day, string text) =>
        new(Guid.NewGuid(), MemoryKind.KeyPoint, Guid.NewGuid(), Expert, "Dr. Bee", "", text, Start.AddDays(day), 1);

    private static StoreMemory Command(RememberedSession session, ImmutableArray<string> points, string? context) =>
        new(Guid.Empty, session, points, ImmutableDictionary<string, string>.Empty, [], context);
}
