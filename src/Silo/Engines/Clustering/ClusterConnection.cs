using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Silo.Engines.Clustering;

/// <summary>A front end is ready for as long as it has a silo to call.</summary>
internal sealed class ClusterConnection : IClusterConnectionStatusObserver, IHealthCheck
{
    private volatile int gateways;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        gateways = currentNumberOfGateways;

    public void NotifyClusterConnectionLost() => gateways = 0;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gateways > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("No silo can be reached."));
}
