using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Silo.Cluster;

/// <summary>
/// The <c>Cluster</c> section of the settings. It decides what is registered, so it is read and checked before anything is.
/// </summary>
public sealed record ClusterSettings
{
    public const string Section = "Cluster";

    /// <summary>Orleans' own default ports.</summary>
    private const int DefaultSiloPort = 11_111;
    private const int DefaultGatewayPort = 30_000;

    /// <summary>What Orleans' tables have room for.</summary>
    private const int LongestId = 150;

    public Membership Membership { get; private init; }

    public ProcessRole Role { get; private init; }

    /// <summary>Where the membership is kept: Npgsql's keywords for AdoNet, a configuration string for Redis; empty where none is given.</summary>
    public string ConnectionString { get; private init; } = "";

    /// <summary>Names this cluster; silos of another name do not see each other.</summary>
    public string ClusterId { get; private init; } = "grains";

    /// <summary>Names the product over all its clusters: states and reminders belong to it, so it must never change.</summary>
    public string ServiceId { get; private init; } = "grains";

    /// <summary>Where other silos call, 1 to 65,535.</summary>
    public int SiloPort { get; private init; } = DefaultSiloPort;

    /// <summary>Where front ends call, 1 to 65,535.</summary>
    public int GatewayPort { get; private init; } = DefaultGatewayPort;

    /// <summary>The address that the others reach this process by; null for the one that this machine's name has.</summary>
    public IPAddress? AdvertisedAddress { get; private init; }

    /// <summary>How long a call waits for its answer, 2 seconds to 5 minutes; a silo that dies keeps its callers waiting for that long.</summary>
    public TimeSpan ResponseTimeout { get; private init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether there may be other processes.</summary>
    public bool IsCluster => Membership != Membership.Localhost || Role == ProcessRole.Client;

    /// <summary>On a machine of its own nobody needs to know the ports, unless they were given.</summary>
    public bool TakesFreePorts { get; init; }

    /// <exception cref="OptionsValidationException">A value cannot be used; its message says which and why, in one line.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var settings = new ClusterSettings
        {
            Membership = Choice(section, nameof(Membership), Membership.Localhost),
            Role = Choice(section, nameof(Role), ProcessRole.Both),
            ConnectionString = section[nameof(ConnectionString)] ?? "",
            ClusterId = Id(section, nameof(ClusterId)),
            ServiceId = Id(section, nameof(ServiceId)),
            SiloPort = Port(section, nameof(SiloPort), DefaultSiloPort),
            GatewayPort = Port(section, nameof(GatewayPort), DefaultGatewayPort),
            AdvertisedAddress = Address(section, nameof(AdvertisedAddress)),
            ResponseTimeout = Timeout(section, nameof(ResponseTimeout), TimeSpan.FromSeconds(10)),
        };
        settings = settings with
        {
            TakesFreePorts = settings.Membership == Membership.Localhost
                && Text(section, nameof(SiloPort)) is null && Text(section, nameof(GatewayPort)) is null,
        };

        if (settings.SiloPort == settings.GatewayPort) throw Refused("Cluster:SiloPort and Cluster:GatewayPort must differ.");
        if (settings is { Membership: Membership.Redis, ConnectionString: "" })
            throw Refused("Cluster:Membership=Redis needs Cluster:ConnectionString, such as 'localhost:6379'.");
        if (settings is { Membership: Membership.Localhost, AdvertisedAddress: not null })
            throw Refused("Cluster:AdvertisedAddress is for Cluster:Membership=AdoNet or Redis.");
        if (settings is { Membership: Membership.Localhost, ConnectionString.Length: > 0 })
            throw Refused("Cluster:ConnectionString is for Cluster:Membership=AdoNet or Redis.");
        return settings;
    }

    /// <summary>A refusal to start that is told in one line.</summary>
    public static OptionsValidationException Refused(string why) => new(Section, typeof(ClusterSettings), [why]);

    private static string? Text(IConfigurationSection section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

    private static T Choice<T>(IConfigurationSection section, string name, T without)
        where T : struct, Enum
    {
        if (Text(section, name) is not { } text) return without;
        if (char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var choice)) return choice;
        throw Refused($"{Section}:{name} must be {string.Join(" or ", Enum.GetNames<T>())}, not '{text}'.");
    }

    private static string Id(IConfigurationSection section, string name)
    {
        var id = Text(section, name) ?? "grains";
        return id.Length <= LongestId ? id : throw Refused($"{Section}:{name} may have {LongestId} characters.");
    }

    private static int Port(IConfigurationSection section, string name, int without)
    {
        if (Text(section, name) is not { } text) return without;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw Refused($"{Section}:{name} must be a port from 1 to {IPEndPoint.MaxPort}, not '{text}'.");
    }

    private static IPAddress? Address(IConfigurationSection section, string name)
    {
        if (Text(section, name) is not { } text) return null;
        return IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw Refused($"{Section}:{name} must be the IP address that the other processes reach this one by, not '{text}'.");
    }

    private static TimeSpan Timeout(IConfigurationSection section, string name, TimeSpan without)
    {
        if (Text(section, name) is not { } text) return without;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            && time >= TimeSpan.FromSeconds(2) && time <= TimeSpan.FromMinutes(5)
            ? time
            : throw Refused($"{Section}:{name} must be from 00:00:02 to 00:05:00, not '{text}'.");
    }
}
