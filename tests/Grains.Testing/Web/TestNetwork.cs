using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Grains.Egress;

namespace Grains.Testing.Web;

/// <summary>Names as the test gives them; every address is the one server.</summary>
internal sealed class TestNetwork(int port) : IOutboundNetwork
{
    private static readonly IPAddress[] SomePublicOne = [IPAddress.Parse("93.184.215.14")];
    private readonly ConcurrentDictionary<string, IPAddress[]> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly SocketNetwork machine = new();

    public ConcurrentQueue<string> Connections { get; } = new();

    public void Name(string host, string[] addresses) => names[host] = [.. addresses.Select(IPAddress.Parse)];

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel)
    {
        var addresses = names.GetValueOrDefault(host, SomePublicOne);
        return addresses.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult<IReadOnlyList<IPAddress>>(addresses);
    }

    public Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancel)
    {
        Connections.Enqueue(address.ToString());
        return machine.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel);
    }
}
