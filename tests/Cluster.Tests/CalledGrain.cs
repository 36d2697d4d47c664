namespace Cluster.Tests;

internal sealed class CalledGrain(ILocalSiloDetails silo) : Grain, ICalled
{
    public Task<string> ReadAsync(CancellationToken cancel) => Task.FromResult(silo.SiloAddress.ToString());

    public Task<string> ChangeAsync(CancellationToken cancel) => Task.FromResult(silo.SiloAddress.ToString());
}
