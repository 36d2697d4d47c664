using Grains.Accounts;
using Microsoft.Extensions.Options;
using WebFront.Hosting;

namespace WebFront.Authentication;

/// <summary>Has the signing keys ready before the first request: of the settings, else of the shared storage, else of the data folder.</summary>
internal sealed class SigningKeySource(
    IOptions<TokenOptions> options, ProductSettings settings, IEnumerable<ISharedKeys> shared, TimeProvider clock) : IHostedService
{
    private SigningKeys? keys;

    public SigningKeys Keys => keys ?? throw new InvalidOperationException("The signing keys are known once the host has started.");

    public async Task StartAsync(CancellationToken cancellationToken) =>
        keys = options.Value.Keys.Count == 0 && shared.FirstOrDefault() is { } storage
            ? await SigningKeys.LoadAsync(storage, clock, cancellationToken)
            : SigningKeys.Load(options.Value, Path.Combine(settings.DataFolder, "keys"), clock);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
