using Grains.Limits;
using Microsoft.Extensions.Configuration;

namespace Micro.Limits;

/// <summary>
/// Decisions whether a call is admitted: by a user's grain, as every request of the product asks it (is the sign-in good, has
/// the limit room, one call for both), and by its meter alone.
/// </summary>
internal static class LimitsBench
{
    private const int Users = 64;

    private static readonly Dictionary<string, string?> Roomy = new()
    {
        ["Limits:marketplace.calls:Permits"] = "1000000",
        ["Limits:marketplace.calls:Window"] = "00:00:01",
        ["Limits:marketplace.messages:Permits"] = "1000000",
        ["Limits:marketplace.messages:Window"] = "00:00:01",
    };

    public static async Task RunAsync(Pace pace)
    {
        await using var product = await Product.StartAsync(Roomy);
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(_ => product.NewUserAsync()));
        var limits = users.Select(user => product.Grains.UserLimits(user.UserId)).ToArray();
        var one = users.Select(user => new AdmitCall(user.SignInId, [LimitNames.MarketplaceCalls])).ToArray();
        var two = users.Select(user => new AdmitCall(user.SignInId, [LimitNames.MarketplaceCalls, LimitNames.MarketplaceMessages])).ToArray();
        var options = LimitsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(Roomy).Build().GetSection("Limits"));
        var meter = new LimitMeter(options, TimeProvider.System);

        await Race.RunAsync(
            pace,
            new Loop("user's grain, one limit", "decisions", stop => Callers.RunAsync(Users, (caller, _) => AdmitAsync(limits[caller], one[caller]), stop)),
            new Loop("user's grain, two limits", "decisions", stop => Callers.RunAsync(Users, (caller, _) => AdmitAsync(limits[caller], two[caller]), stop)),
            new Loop("meter alone, two limits, one thread", "decisions", stop => Task.Run(() => Take(meter, two[0], stop), CancellationToken.None)));
    }

    private static async Task AdmitAsync(IUserLimitsGrain user, AdmitCall call)
    {
        var outcome = await user.AdmitAsync(call, default);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }

    private static long Take(LimitMeter meter, AdmitCall call, CancellationToken stop)
    {
        var taken = 0L;
        for (; !stop.IsCancellationRequested; taken++) _ = meter.Take(call.Limits, out _);
        return taken;
    }
}
