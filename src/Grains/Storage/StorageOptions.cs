using Microsoft.Extensions.Configuration;

namespace Grains.Storage;

/// <summary>The settings under <c>Storage</c>: where everything that lasts is kept.</summary>
/// <param name="ConnectionString">Of PostgreSQL, in Npgsql's form; null with SQLite.</param>
public sealed record StorageOptions(StorageProvider Provider, string? ConnectionString)
{
    public const string Section = "Storage";

    /// <exception cref="StorageSettingsException">A value is missing or wrong; the message does not repeat secrets.</exception>
    public static StorageOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var named = section["Provider"];
        var provider = StorageProvider.Sqlite;
        if (!string.IsNullOrWhiteSpace(named) && !(Enum.TryParse(named, ignoreCase: true, out provider) && Enum.IsDefined(provider)))
            throw new StorageSettingsException("Storage:Provider is neither Sqlite nor Postgres.");
        if (provider == StorageProvider.Sqlite) return new StorageOptions(provider, null);

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

        return new StorageOptions(provider, connection);
    }

    // A record prints its members, and one of these holds a password.
    public override string ToString() => $"StorageOptions {{ Provider = {Provider} }}";
}

/// <summary>The settings of the storage are wrong; the message says how, without secrets.</summary>
public sealed class StorageSettingsException(string message) : Exception(message);
