using System.Net;
using System.Net.Sockets;
using Grains.Limits;
using Grains.Outcomes;
using WebFront.Endpoints;

namespace WebFront.Authentication;

/// <summary>Counts what is tried before sign-in: for the account that a request names, and for the address it comes from.</summary>
internal sealed class Attempts(IGrainFactory grains)
{
    /// <param name="endpoint">Each endpoint has its own count, so that signing up and in does not use up signing in again.</param>
    /// <param name="account">The e-mail address, user or sign-in that the request names.</param>
    public async Task<Refusal?> CountAsync(HttpContext context, string endpoint, string account)
    {
        var counted = await grains.Attempts(endpoint, account).CountAsync(LimitNames.MarketplaceSignIn, context.RequestAborted);
        if (counted.IsRefused(out var refusal, out var window)) return refusal;
        RateLimitHeaders.Write(context.Response, [window]);
        return null;
    }

    public async Task<Refusal?> CountAddressAsync(HttpContext context)
    {
        var counted = await grains.Attempts(LimitNames.AddressAttempts, Network(context.Connection.RemoteIpAddress))
            .CountAsync(LimitNames.AddressAttempts, context.RequestAborted);
        return counted.Refusal;
    }

    /// <summary>An IPv4 address, or the /64 of an IPv6 one: whoever has one address of it has them all.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
