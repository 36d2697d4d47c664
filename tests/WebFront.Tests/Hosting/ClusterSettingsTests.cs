using System.Net;
using Grains.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Silo.Cluster;

namespace WebFront.Tests.Hosting;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Nothing_set_is_one_process_on_free_ports()
    {
        var settings = Read();

        Assert.Equal((Membership.Localhost, ProcessRole.Both), (settings.Membership, settings.Role));
        Assert.True(settings.TakesFreePorts);
        Assert.False(settings.IsCluster);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = Read(
            ("Membership", "redis"), ("Role", "Client"), ("ConnectionString", "localhost:6379"), ("ClusterId", "blue"), ("ServiceId", "shop"),
            ("SiloPort", "11112"), ("GatewayPort", "30001"), ("AdvertisedAddress", "10.0.0.7"), ("ResponseTimeout", "00:00:05"));

        Assert.Equal((Membership.Redis, ProcessRole.Client, "localhost:6379"), (settings.Membership, settings.Role, settings.ConnectionString));
        Assert.Equal(("blue", "shop", 11112, 30001), (settings.ClusterId, settings.ServiceId, settings.SiloPort, settings.GatewayPort));
        Assert.Equal((IPAddress.Parse("10.0.0.7"), TimeSpan.FromSeconds(5)), (settings.AdvertisedAddress, settings.ResponseTimeout));
        Assert.True(settings.IsCluster);
    }

    [Theory]
    [InlineData("Membership", "Kubernetes")]
    [InlineData("Membership", "1")]
    [InlineData("Role", "Silo")]
    [InlineData("SiloPort", "0")]
    [InlineData("SiloPort", "30000")]
    [InlineData("GatewayPort", "65536")]
    [InlineData("AdvertisedAddress", "0.0.0.0")]
    [InlineData("AdvertisedAddress", "silo-1")]
    [InlineData("ResponseTimeout", "00:00:01")]
    [InlineData("ResponseTimeout", "soon")]
    public void What_cannot_be_used_is_named_in_one_line(string name, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(("Membership", "AdoNet"), (name, value)));

        Assert.Contains($"Cluster:{name}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("Membership", "Redis")]
    [InlineData("AdvertisedAddress", "10.0.0.7")]
    [InlineData("ConnectionString", "Host=localhost")]
    public void What_does_not_fit_together_is_refused(string name, string value) =>
        Assert.Throws<OptionsValidationException>(() => Read((name, value)));

    [Theory]
    [InlineData("Membership", "AdoNet")]
    [InlineData("Role", "Client")]
    public async Task A_cluster_needs_the_build_and_the_storage_for_it(string name, string value)
    {
        var setup = new ProductSetup { Settings = new Dictionary<string, string?> { [$"Cluster:{name}"] = value } };

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ProductHost.StartAsync(setup));

        Assert.Contains($"Cluster:{name}={value}", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Of two values of one name the last counts.</summary>
    private static ClusterSettings Read(params (string Name, string Value)[] values)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (name, value) in values) settings[$"Cluster:{name}"] = value;
        return ClusterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
