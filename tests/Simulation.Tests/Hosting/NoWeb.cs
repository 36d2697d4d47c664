using Grains.Egress;
using Grains.Outcomes;

namespace Simulation.Tests.Hosting;

/// <summary>The way to the web, which nobody in the simulation goes.</summary>
internal sealed class NoWeb : IOutboundDoor
{
    public Refusal? Check(Uri url) => throw NotServed();

    public Task<Refusal?> CheckHostAsync(Uri url, CancellationToken cancel) => throw NotServed();

    public Task<Outcome<OutboundAnswer>> SendAsync(OutboundRequest request, CancellationToken cancel) => throw NotServed();

    private static NotSupportedException NotServed() => new("The simulation has no web.");
}
