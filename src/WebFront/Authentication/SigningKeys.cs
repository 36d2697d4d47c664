using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Grains.Accounts;
using Microsoft.IdentityModel.Tokens;

namespace WebFront.Authentication;

/// <summary>
/// The symmetric keys of access tokens: the first signs, all verify. They come from settings or from <c>*.key</c> files in the data
/// folder or rows of a shared storage, of which the one with the last name signs; adding one and restarting rotates, removing one
/// ends its tokens.
/// </summary>
internal sealed class SigningKeys
{
    private const int KeyBytes = 32;

    private SigningKeys(ImmutableArray<SymmetricSecurityKey> keys) => All = keys;

    public ImmutableArray<SymmetricSecurityKey> All { get; }

    public SymmetricSecurityKey Signing => All[0];

    public static SigningKeys Load(TokenOptions options, string folder, TimeProvider clock) =>
        options.Keys.Count > 0
            ? new SigningKeys([.. options.Keys.Select(key => KeyOf(key.Id, key.Secret, $"Tokens:Keys '{key.Id}'"))])
            : FromFolder(folder, clock);

    /// <summary>Keys that several processes share; the first of them to start makes one.</summary>
    public static async Task<SigningKeys> LoadAsync(ISharedKeys shared, TimeProvider clock, CancellationToken cancel)
    {
        var keys = await shared.ListAsync(NewName(clock), NewSecret(), cancel);
        return new SigningKeys(
            [.. keys.OrderByDescending(key => key.Key, StringComparer.Ordinal).Select(key => KeyOf(key.Key, key.Value, $"shared_keys '{key.Key}'"))]);
    }

    private static SigningKeys FromFolder(string folder, TimeProvider clock)
    {
        CreateFolder(folder);
        var files = Directory.GetFiles(folder, "*.key");
        if (files.Length == 0) files = [CreateKey(folder, clock)];
        Array.Sort(files, StringComparer.Ordinal);
        Array.Reverse(files);
        return new SigningKeys(
            [.. files.Select(file => KeyOf(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file).Trim(), file))]);
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string CreateKey(string folder, TimeProvider clock)
    {
        var file = Path.Combine(folder, $"{NewName(clock)}.key");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using var writer = new StreamWriter(stream);
        writer.Write(NewSecret());
        writer.Flush();
        stream.Flush(flushToDisk: true);
        return file;
    }

    // Names sort by age.
    private static string NewName(TimeProvider clock) =>
        $"{clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    private static SymmetricSecurityKey KeyOf(string id, string secret, string origin)
    {
        Span<byte> buffer = stackalloc byte[512];
        if (id.Length == 0 || !Convert.TryFromBase64String(secret, buffer, out var length) || length < KeyBytes)
            throw new InvalidOperationException($"The signing key of {origin} needs a name and base64 of at least {KeyBytes} bytes.");
        return new SymmetricSecurityKey(buffer[..length].ToArray()) { KeyId = id };
    }
}
