using Microsoft.AspNetCore.Http.Features;

namespace WebFront.Realtime;

/// <summary>Puts a <see cref="HeldStream"/> under whatever a connection is upgraded to.</summary>
internal sealed class HeldUpgrade(IHttpUpgradeFeature upgrade) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

    /// <summary>Null before the upgrade.</summary>
    public HeldStream? Stream { get; private set; }

    public async Task<Stream> UpgradeAsync() => Stream = new HeldStream(await upgrade.UpgradeAsync());

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new HeldUpgrade(upgrade));
        return next(context);
    });
}
