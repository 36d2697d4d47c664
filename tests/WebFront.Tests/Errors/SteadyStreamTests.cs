using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using WebFront.Endpoints;

namespace WebFront.Tests.Errors;

public sealed class SteadyStreamTests
{
    [Fact]
    public async Task A_body_that_stops_coming_is_a_timeout_of_the_request()
    {
        var body = new Pipe();
        await using var steady = new SteadyStream(body.Reader.AsStream(), TimeSpan.FromMilliseconds(20));
        await body.Writer.WriteAsync(new byte[] { 1, 2, 3 });

        var read = await steady.ReadAsync(new byte[10]);
        var stalled = await Assert.ThrowsAsync<BadHttpRequestException>(async () => await steady.ReadExactlyAsync(new byte[10]));

        Assert.Equal(3, read);
        Assert.Equal(408, stalled.StatusCode);
    }
}
