using Grains.Egress;
using Microsoft.Extensions.Options;

namespace Grains.Tests.Egress;

public sealed class EgressOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http")]
    [InlineData("80;443")]
    [InlineData("0")]
    [InlineData("65536")]
    public async Task Ports_that_are_none_stop_the_start(string ports)
    {
        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var fixture = await DoorFixture.StartAsync(static _ => Task.CompletedTask, ("Egress:Ports", ports));
            fixture.Door.Check(new Uri("http://shop.example/"));
        });
    }

    [Fact]
    public void Ports_may_be_listed_or_any()
    {
        Assert.Equal([80, 8080], new EgressOptions { Ports = "80, 8080" }.ReadPorts()!.Order());
        Assert.Null(new EgressOptions { Ports = "any" }.ReadPorts());
    }
}
