using System.Net;
using Grains.Outcomes;
using Microsoft.Extensions.Options;

namespace Grains.Egress;

/// <summary>Decides by the settings which URLs and addresses are open.</summary>
internal sealed class EgressPolicy(IOptions<EgressOptions> options)
{
    private const int MaxUrl = 2_048;

    private readonly bool opensPrivate = options.Value.AllowPrivateAddresses;
    private readonly IReadOnlySet<int>? ports = options.Value.ReadPorts();
    private readonly string[] hosts = [.. options.Value.AllowedHosts.Select(static host => host.Trim().ToLowerInvariant())];

    public Refusal? Check(Uri url)
    {
        if (!url.IsAbsoluteUri || url.OriginalString.Length > MaxUrl || url.IdnHost.Length == 0
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return EgressRefusals.BadUrl;
        if (url.UserInfo.Length > 0)
            return EgressRefusals.Credentials;
        if (ports is not null && !ports.Contains(url.Port) && !hosts.Any(host => Matches(host, url.IdnHost, url.Port, namesPort: true)))
            return EgressRefusals.PortNotAllowed;

        // What is an address already need not wait for the connection.
        return LiteralOf(url.IdnHost) is { } address ? CheckAddress(url.IdnHost, url.Port, address) : null;
    }

    /// <param name="host">As the URL names it.</param>
    public Refusal? CheckAddress(string host, int port, IPAddress address)
    {
        if (AddressRules.IsPublic(address))
            return null;
        var isOpen = opensPrivate || hosts.Any(allowed => Matches(allowed, host, port, namesPort: false));
        return isOpen && AddressRules.MayBeOpened(address) ? null : EgressRefusals.AddressNotPublic;
    }

    /// <summary>The address that a host is, where it is no name.</summary>
    public static IPAddress? LiteralOf(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;

    private static bool Matches(string allowed, string host, int port, bool namesPort)
    {
        var name = allowed;
        var colon = allowed.LastIndexOf(':');
        if (colon > 0 && !allowed.EndsWith(']'))
        {
            if (!allowed.AsSpan(colon + 1).SequenceEqual(port.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                return false;
            name = allowed[..colon];
        }
        else if (namesPort)
        {
            return false;
        }

        var asked = host.Trim('[', ']').TrimEnd('.');
        return name.StartsWith('.')
            ? asked.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : asked.Equals(name.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
    }
}
