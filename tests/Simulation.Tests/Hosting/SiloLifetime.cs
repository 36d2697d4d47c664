using Microsoft.Extensions.Hosting;

namespace Simulation.Tests.Hosting;

/// <summary>Tells grains that their process stops.</summary>
internal sealed class SiloLifetime : IHostApplicationLifetime
{
    private readonly CancellationTokenSource stopping = new();

    public CancellationToken ApplicationStarted => new(canceled: true);

    public CancellationToken ApplicationStopping => stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => stopping.Cancel();
}
