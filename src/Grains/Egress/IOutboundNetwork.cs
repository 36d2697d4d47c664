using System.Net;

namespace Grains.Egress;

/// <summary>Names and connections, as the door uses them. Tests put a network of their own in its place.</summary>
internal interface IOutboundNetwork
{
    /// <summary>The addresses of a host.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, or it could not be looked up.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel);

    /// <summary>A connection to that address and no other.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be reached.</exception>
    Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancel);
}
