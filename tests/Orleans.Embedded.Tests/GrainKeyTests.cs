using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class GrainKeyTests
{
    [Theory]
    [InlineData("ext")]
    [InlineData("with+plus/slash ä")]
    public async Task A_compound_key_of_a_guid_comes_back_with_its_extension(string extension)
    {
        await using var silo = await TestSilo.StartAsync();
        var id = Guid.NewGuid();

        Assert.Equal($"{id} {extension}", await silo.Grains.GetGrain<IGuidPairGrain>(id, extension).Keys());
    }

    [Theory]
    [InlineData(0, "ext")]
    [InlineData(-7, "+")]
    [InlineData(long.MaxValue, "x")]
    public async Task A_compound_key_of_an_integer_comes_back_with_its_extension(long number, string extension)
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal($"{number} {extension}", await silo.Grains.GetGrain<INumberPairGrain>(number, extension).Keys());
    }

    [Fact]
    public async Task Keys_that_differ_in_the_extension_only_are_different_grains()
    {
        await using var silo = await TestSilo.StartAsync();

        var one = silo.Grains.GetGrain<INumberPairGrain>(1, "a");
        var other = silo.Grains.GetGrain<INumberPairGrain>(1, "b");

        Assert.NotEqual(one, other);
        Assert.NotEqual(await one.Activation(), await other.Activation());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_compound_key_without_its_extension_is_refused(string extension)
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<INumberPairGrain>(1, extension));
    }

    [Fact]
    public async Task A_grain_is_found_by_its_whole_id()
    {
        await using var silo = await TestSilo.StartAsync();
        var id = silo.Grains.GetGrain<INumberPairGrain>(5, "x").GetGrainId();

        Assert.Equal("5 x", await silo.Grains.GetGrain<INumberPairGrain>(id).Keys());
        Assert.Equal("5 x", await silo.Grains.GetGrain(id).AsReference<INumberPairGrain>().Keys());
    }

    internal interface IGuidPairGrain : IGrainWithGuidCompoundKey
    {
        Task<string> Keys();
    }

    internal interface INumberPairGrain : IGrainWithIntegerCompoundKey
    {
        Task<string> Keys();

        Task<string> Activation();
    }

    internal sealed class GuidPairGrain : Grain, IGuidPairGrain
    {
        public Task<string> Keys() => Task.FromResult($"{this.GetPrimaryKey(out var extension)} {extension}");
    }

    internal sealed class NumberPairGrain : Grain, INumberPairGrain
    {
        public Task<string> Keys() => Task.FromResult($"{this.GetPrimaryKeyLong(out var extension)} {extension}");

        public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());
    }
}
