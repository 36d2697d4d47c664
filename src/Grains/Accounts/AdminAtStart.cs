using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Grains.Accounts;

/// <summary>Creates or promotes the admin that <c>ADMIN_EMAIL</c> and <c>ADMIN_PASSWORD</c> name, when the grains are up.</summary>
internal sealed class AdminAtStart(IConfiguration configuration, IGrainFactory grains) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Only one of the two is set, or one cannot be used.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var email = configuration["ADMIN_EMAIL"];
        var password = configuration["ADMIN_PASSWORD"];
        if (string.IsNullOrEmpty(email) && string.IsNullOrEmpty(password)) return;
        if (!EmailAddress.TryParse(email, out var address) || string.IsNullOrEmpty(password))
            throw new InvalidOperationException("ADMIN_EMAIL and ADMIN_PASSWORD need an e-mail address and a password.");

        var ensured = await grains.Email(address).EnsureAdminAsync(new EnsureAdmin(address, password), cancellationToken);
        if (ensured.Refusal is { } refusal)
            throw new InvalidOperationException($"ADMIN_PASSWORD cannot be used: {refusal.Message}");
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
