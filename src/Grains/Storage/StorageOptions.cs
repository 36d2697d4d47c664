using Microsoft.Extensions.Configuration;

namespace Grains.Storage;

/// <summary>The settings under <c>Storage</c>: where everything that lasts is kept.</summary>
/// <param name="ConnectionString">Of PostgreSQL, in Npgsql's form; null with SQLite.</param>
public sealed record StorageOptions(StorageProvider Provider, string? ConnectionString)
{
    public const string Section = "Storage";

    /// <summary>How far behind the log the read model's rows are at most while nobody reads them; a reader always finds them up to date.</summary>
    public TimeSpan CatchUpInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <exception cref="StorageSettingsException">A value is missing or wrong; the message does not repeat secrets.</exception>
    public static StorageOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var named = section["Provider"];
        var provider = StorageProvider.Sqlite;
        if (!string.IsNullOrWhiteSpace(named) && !(Enum.TryParse(named, ignoreCase: true, out provider) && Enum.IsDefined(provider)))
            throw new StorageSettingsException("Storage:Provider is neither Sqlite nor Postgres.");
        var interval = section.GetValue("CatchUpInterval", TimeSpan.FromSeconds(1));
        if (interval <= TimeSpan.Zero) throw new StorageSettingsException("Storage:CatchUpInterval is not above zero.");
        if (provider == StorageProvider.Sqlite) return new StorageOptions(provider, null) { CatchUpInterval = interval };

        var connection = section["ConnectionString"];
        if (string.IsNullOrWhiteSpace(connection))
            throw new StorageSettingsException("Storage:Provider is Postgres, so Storage:ConnectionString has to say where the database is.");
        try
        {
            _ = new Postgres.PostgresOptions(connection).Complete();
        }
        catch (ArgumentException wrong)
        {
            throw new StorageSettingsException($"Storage:ConnectionString cannot be used: {wrong.Message}.");
        }

        return new StorageOptions(provider, connection) { CatchUpInterval = interval };
    }

    // A record prints its members, and one of these holds a password.
    public override string ToString() => $"StorageOptions {{ Provider = {Provider} }}";
}

/// <summary>The settings of the storage are wrong; the message says how, without secrets.</summary>
public sealed class StorageSettingsException(string message) : Exception(message);
