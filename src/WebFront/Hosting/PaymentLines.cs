using Grains.Billing;

namespace WebFront.Hosting;

/// <summary>Tells a person who starts the product whether its payments are play. Written to the console, not to a log.</summary>
internal sealed class PaymentLines(IGrainFactory grains, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);
        try
        {
            var gateway = await grains.PaymentWebhooks().GetGatewayAsync(stoppingToken);
            Console.WriteLine(gateway switch
            {
                { Sandbox: true } => "  payments      SANDBOX: no real money moves; set Billing:Stripe:ApiKey for Stripe",
                { LiveMode: true } => $"  payments      {gateway.Name}, LIVE: real cards are charged",
                _ => $"  payments      {gateway.Name}, test mode: no real money moves",
            });
        }
        catch (Exception failure) when (failure is TimeoutException or Grains.Outcomes.TemporarilyUnavailableException)
        {
            Console.WriteLine("  payments      not known yet: no silo has answered");
        }
    }
}
