using System.Text;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class GrainIdTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_stable_hash_is_xxh32(string text, uint hash) =>
        Assert.Equal(hash, StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void An_id_is_read_as_it_was_written()
    {
        var id = GrainId.Create("wallet", "user/7");

        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.Equal("wallet/user/7", id.ToString());
    }

    [Fact]
    public void Keys_are_written_as_Orleans_writes_them()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal("FF", GrainIdKeyExtensions.CreateIntegerKey(255).ToString());
        Assert.Equal("FFFFFFFFFFFFFFFF", GrainIdKeyExtensions.CreateIntegerKey(-1).ToString());
        Assert.Equal("2A+x", GrainIdKeyExtensions.CreateIntegerKey(42, "x").ToString());
        Assert.Equal("0f8fad5bd9cb469fa16570867728950e", GrainIdKeyExtensions.CreateGuidKey(guid).ToString());
    }
}
