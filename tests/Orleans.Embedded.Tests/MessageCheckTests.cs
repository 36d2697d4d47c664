using System.Collections.Immutable;
using Orleans.Embedded.Tests.Harness;
using Orleans.Serialization;

namespace Orleans.Embedded.Tests;

public sealed class MessageCheckTests
{
    [Fact]
    public async Task Arguments_and_results_share_nothing_with_their_originals()
    {
        await using var silo = await TestSilo.StartAsync();
        List<int> sent = [1, 2, 3];

        var kept = await silo.Grain<IMirrorGrain>().Keep(sent);
        sent.Add(4);

        Assert.Equal([1, 2, 3], kept);
        Assert.Equal([1, 2, 3], await silo.Grain<IMirrorGrain>().Kept());
    }

    [Fact]
    public async Task Every_kind_of_annotated_type_comes_back_equal()
    {
        await using var silo = await TestSilo.StartAsync();
        var sent = new Parcel(
            Guid.NewGuid(), new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), Color.Green, 5, null,
            new Circle(2.5) { Name = "c" })
        {
            Tags = ["a", "b"],
            Prices = ImmutableDictionary<string, long>.Empty.Add("x", 1),
            Nested = new Point(1, 2),
            Raw = [1, 2, 3],
        };

        var back = await silo.Grain<IMirrorGrain>().Reflect(sent);

        Assert.NotSame(sent, back);
        Assert.Equal(sent with { Tags = back.Tags, Prices = back.Prices, Raw = back.Raw }, back);
        Assert.Equal(sent.Tags.ToArray(), back.Tags.ToArray());
        Assert.Equal(sent.Prices, back.Prices);
        Assert.Equal(sent.Raw, back.Raw);
        Assert.Equal("c", Assert.IsType<Circle>(back.Shape).Name);
    }

    [Fact]
    public async Task A_type_without_the_attribute_is_refused_by_name()
    {
        await using var silo = await TestSilo.StartAsync();

        var exception = await Assert.ThrowsAsync<CodecNotFoundException>(
            () => silo.Grain<IMirrorGrain>().Take(new Plain("x")));

        Assert.Contains("Plain", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_without_an_id_is_refused_by_name()
    {
        await using var silo = await TestSilo.StartAsync();

        var exception = await Assert.ThrowsAsync<CodecNotFoundException>(
            () => silo.Grain<IMirrorGrain>().Take(new Leaky { Kept = 1, Lost = 2 }));

        Assert.Contains("Leaky.Lost", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_without_the_attribute_is_refused_by_name()
    {
        await using var silo = await TestSilo.StartAsync();

        var exception = await Assert.ThrowsAsync<CodecNotFoundException>(
            () => silo.Grain<IMirrorGrain>().Take(new Derived()));

        Assert.Contains("Unmarked", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_collection_expression_makes_for_an_interface_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();
        IReadOnlyList<int> numbers = [1, 2, 3];

        await Assert.ThrowsAsync<CodecNotFoundException>(() => silo.Grain<IMirrorGrain>().Take(numbers));
    }

    [Fact]
    public async Task A_result_that_cannot_travel_is_refused_too()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<CodecNotFoundException>(silo.Grain<IMirrorGrain>().GivePlain);
    }

    internal enum Color
    {
        Red,
        Green,
    }

    internal interface IMirrorGrain : IGrainWithStringKey
    {
        Task<List<int>> Keep(List<int> numbers);

        Task<List<int>> Kept();

        Task<Parcel> Reflect(Parcel parcel);

        Task Take(object value);

        Task<object> GivePlain();
    }

    [GenerateSerializer]
    internal abstract record Shape
    {
        [Id(0)]
        public string Name { get; init; } = "";
    }

    [GenerateSerializer]
    [Alias("tests.circle")]
    internal sealed record Circle([property: Id(0)] double Radius) : Shape;

    [GenerateSerializer]
    internal readonly record struct Point(int X, int Y);

    [GenerateSerializer]
    internal sealed record Parcel(Guid Id, DateTimeOffset At, Color Color, int? Some, int? None, Shape Shape)
    {
        [Id(0)]
        public required ImmutableArray<string> Tags { get; init; }

        [Id(1)]
        public required ImmutableDictionary<string, long> Prices { get; init; }

        [Id(2)]
        public Point? Nested { get; init; }

        [Id(3)]
        public byte[] Raw { get; init; } = [];
    }

    internal sealed record Plain(string Text);

    [GenerateSerializer]
    internal sealed record Leaky
    {
        [Id(0)]
        public int Kept { get; init; }

        public int Lost { get; init; }
    }

    internal record Unmarked;

    [GenerateSerializer]
    internal sealed record Derived : Unmarked;

    internal sealed class MirrorGrain : Grain, IMirrorGrain
    {
        private List<int> kept = [];

        public Task<List<int>> Keep(List<int> numbers) => Task.FromResult(kept = numbers);

        public Task<List<int>> Kept() => Task.FromResult(kept);

        public Task<Parcel> Reflect(Parcel parcel) => Task.FromResult(parcel);

        public Task Take(object value) => Task.CompletedTask;

        public Task<object> GivePlain() => Task.FromResult<object>(new Plain("x"));
    }
}
