using System.Net;
using System.Net.Sockets;

namespace Grains.Egress;

/// <summary>
/// Which addresses are public: by IANA's registries of special-purpose addresses (RFC 6890 and its successors), not globally reachable
/// ones and those that hide another address are not.
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"),          // this network
        IPNetwork.Parse("10.0.0.0/8"),         // private
        IPNetwork.Parse("100.64.0.0/10"),      // carrier-grade NAT, and a cloud's metadata
        IPNetwork.Parse("127.0.0.0/8"),        // this machine
        IPNetwork.Parse("169.254.0.0/16"),     // link-local, and most clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"),      // private
        IPNetwork.Parse("192.0.0.0/24"),       // protocol assignments, and a cloud's metadata
        IPNetwork.Parse("192.0.2.0/24"),       // documentation
        IPNetwork.Parse("192.88.99.0/24"),     // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),     // private
        IPNetwork.Parse("198.18.0.0/15"),      // benchmarks
        IPNetwork.Parse("198.51.100.0/24"),    // documentation
        IPNetwork.Parse("203.0.113.0/24"),     // documentation
        IPNetwork.Parse("224.0.0.0/3"),        // multicast, reserved, broadcast
        IPNetwork.Parse("2001::/23"),          // protocol assignments: Teredo, ORCHID and others
        IPNetwork.Parse("2001:db8::/32"),      // documentation
        IPNetwork.Parse("2002::/16"),          // 6to4: holds an IPv4 address
        IPNetwork.Parse("3fff::/20"),          // documentation
        Metadata.PublicOne,
    ];

    /// <summary>What IANA has given out as global unicast; loopback, unique-local, link-local, multicast, mapped and NAT64 forms lie outside.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Closed even where private addresses are open: no service of an intranet lives there, and credentials of clouds do.</summary>
    private static readonly IPNetwork[] NeverOpen =
    [
        IPNetwork.Parse("0.0.0.0/32"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
        .. Metadata.Others,
    ];

    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Any(Special, address),
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && GlobalUnicast.Contains(address) && address.ScopeId == 0 && !Any(Special, address),
            _ => false,
        };

    /// <summary>Whether an operator who opens private addresses has opened this one; the IPv4 form of an address that holds one.</summary>
    public static bool MayBeOpened(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Any(NeverOpen, plain);
    }

    private static bool Any(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    /// <summary>Where clouds tell a machine its secrets, beside the link-local address.</summary>
    private static class Metadata
    {
        /// <summary>Azure's, in the midst of public addresses.</summary>
        public static readonly IPNetwork PublicOne = IPNetwork.Parse("168.63.129.16/32");

        public static readonly IPNetwork[] Others =
        [
            PublicOne,
            IPNetwork.Parse("100.100.100.200/32"),
            IPNetwork.Parse("192.0.0.192/32"),
            IPNetwork.Parse("fd00:ec2::254/128"),
            IPNetwork.Parse("fd20:ce::254/128"),
        ];
    }
}
