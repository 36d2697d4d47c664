using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Grains.Testing;

namespace WebFront.Tests.Hosting;

public sealed class StopTests
{
    [Fact]
    public async Task A_stalled_upload_does_not_hold_up_the_stop()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = new Dictionary<string, string?> { ["Seed:Demo"] = "false" } });
        var creator = await host.Client.NewUserAsync("creator");
        var clone = (await host.Client.PostAsync("/api/v1/clones", new { name = "A", category = "B", base_price = 1 }, creator.AccessToken)).Json.GetProperty("clone_id").GetGuid();
        using var stalled = new TcpClient();
        await stalled.ConnectAsync(host.Address.Host, host.Address.Port);
        await stalled.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/clones/{clone}/documents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {creator.AccessToken}\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + new string('x', 1_000_000)));
        var began = Stopwatch.GetTimestamp();

        await host.StopAsync();

        // Thirty seconds is what the host gives all of its services together.
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("had not ended", StringComparison.Ordinal));
    }
}
