using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Grains.Egress;

/// <summary>The <c>Egress</c> section of the settings: where the server goes for a user.</summary>
internal sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Whether addresses of private networks and of this machine may be reached, for intranets and tests. Link-local, multicast and
    /// cloud metadata addresses stay closed.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// Hosts that may have such addresses although others may not: <c>wiki.intern</c>, <c>.intern</c> for all below it, or with a port
    /// that <see cref="Ports"/> lacks, <c>hooks.intern:8443</c>.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Ports that may be used, commas between; <c>any</c> for all.</summary>
    [Required]
    public string Ports { get; set; } = "80,443";

    /// <summary>Seconds to look up a host and connect to it.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>Connections to one host at once.</summary>
    [Range(1, 1_000)]
    public int ConnectionsPerHost { get; set; } = 8;

    /// <summary>Null where any port may be used.</summary>
    /// <exception cref="FormatException">A port is no number from 1 to 65,535.</exception>
    public IReadOnlySet<int>? ReadPorts()
    {
        if (Ports.Trim().Equals("any", StringComparison.OrdinalIgnoreCase))
            return null;

        var ports = new HashSet<int>();
        foreach (var part in Ports.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535)
                throw new FormatException($"Egress:Ports: '{part}' is no port.");
            ports.Add(port);
        }

        return ports;
    }
}
