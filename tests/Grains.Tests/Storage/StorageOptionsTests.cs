using Grains.Storage;
using Microsoft.Extensions.Configuration;

namespace Grains.Tests.Storage;

public sealed class StorageOptionsTests
{
    private const string Server = "Host=db;Database=grains;Username=u;Password=verysecret";

    [Fact]
    public void Without_settings_it_is_sqlite() => Assert.Equal(StorageProvider.Sqlite, Read(null, null).Provider);

    [Theory]
    [InlineData("Postgres")]
    [InlineData("postgres")]
    public void PostgreSql_takes_a_connection_string(string provider)
    {
        var options = Read(provider, Server);

        Assert.Equal((StorageProvider.Postgres, Server), (options.Provider, options.ConnectionString));
        Assert.DoesNotContain("verysecret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oracle", Server, "Storage:Provider")]
    [InlineData("7", Server, "Storage:Provider")]
    [InlineData("Postgres", null, "Storage:ConnectionString")]
    [InlineData("Postgres", " ", "Storage:ConnectionString")]
    [InlineData("Postgres", "Database=grains;Password=verysecret", "Host")]
    [InlineData("Postgres", "Host=db;Password=verysecret", "Database")]
    [InlineData("Postgres", "Host=db;Database=grains;Password=verysecret;Colour=red", "Storage:ConnectionString")]
    [InlineData("Postgres", "Host=db;Database=grains;Port=verysecret", "Storage:ConnectionString")]
    [InlineData("Postgres", "verysecret", "Storage:ConnectionString")]
    public void What_is_wrong_is_named_in_one_line_without_the_secret(string provider, string? connection, string named)
    {
        var refusal = Assert.Throws<StorageSettingsException>(() => Read(provider, connection));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("verysecret", refusal.ToString(), StringComparison.Ordinal);
    }

    private static StorageOptions Read(string? provider, string? connection) => StorageOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Provider"] = provider, ["Storage:ConnectionString"] = connection })
            .Build());
}
