using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Storage;

namespace Grains.Tests.Storage;

public sealed class StorageJsonTests
{
    [Fact]
    public void A_state_reads_back_equal()
    {
        var state = new Shelf(
            "Übersicht 🙂 <b>",
            Mood.Sleepy,
            new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
            [new Circle(2), new Square(3)],
            ImmutableDictionary<string, long>.Empty.Add("a", long.MaxValue))
        {
            Moods = [Mood.Awake],
            Waits = TimeSpan.FromSeconds(90),
        };

        var read = JsonSerializer.Deserialize<Shelf>(JsonSerializer.SerializeToUtf8Bytes(state, StorageJson.Options), StorageJson.Options)!;

        Assert.Equal(state with { Shapes = read.Shapes, Counts = read.Counts, Moods = read.Moods }, read);
        Assert.Equal(state.Shapes.ToArray(), read.Shapes.ToArray());
        Assert.Equal(state.Counts, read.Counts);
        Assert.Equal(state.Moods.ToArray(), read.Moods.ToArray());
    }

    [Fact]
    public void Names_are_camel_case_and_enums_are_words()
    {
        var json = JsonSerializer.Serialize(new Shelf("é", Mood.Sleepy, default, [new Circle(2)], ImmutableDictionary<string, long>.Empty), StorageJson.Options);

        Assert.StartsWith("""{"name":"é","mood":"Sleepy",""", json, StringComparison.Ordinal);
        Assert.Contains("""[{"$type":"circle","radius":2}]""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_data_gives_empty_arrays_for_what_it_lacks_and_newer_data_is_passed_over()
    {
        var read = JsonSerializer.Deserialize<Shelf>("""{"name":"a","unknown":{"x":[1]},"moods":null}""", StorageJson.Options)!;

        Assert.Empty(read.Shapes);
        Assert.Empty(read.Moods);
    }

    [Fact]
    public void An_array_that_was_never_set_is_written_as_an_empty_one()
    {
        var json = JsonSerializer.Serialize(new Shelf("a", Mood.Awake, default, default, ImmutableDictionary<string, long>.Empty), StorageJson.Options);

        Assert.Contains("\"shapes\":[]", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kind_of_a_shape_may_stand_anywhere()
    {
        var read = JsonSerializer.Deserialize<Shape>("""{"radius":2,"$type":"circle"}""", StorageJson.Options);

        Assert.Equal(new Circle(2), read);
    }

    public enum Mood
    {
        Awake,
        Sleepy,
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    public abstract record Shape;

    public sealed record Circle(int Radius) : Shape;

    public sealed record Square(int Side) : Shape;

    public sealed record Shelf(string Name, Mood Mood, DateTimeOffset At, ImmutableArray<Shape> Shapes, ImmutableDictionary<string, long> Counts)
    {
        public ImmutableArray<Mood> Moods { get; init; }

        public TimeSpan? Waits { get; init; }
    }
}
