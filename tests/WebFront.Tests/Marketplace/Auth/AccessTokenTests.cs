using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

public sealed class AccessTokenTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Path = "/api/v1/users/profile";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task No_token_is_told_that_one_is_required()
    {
        var answer = await client.GetAsync(Path);

        Assert.Equal(401, answer.Status);
        Assert.Equal("AUTHENTICATION_REQUIRED", answer.ErrorCode);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_is_no_token_is_refused(string token) => Assert.Equal(401, (await client.GetAsync(Path, token)).Status);

    [Fact]
    public async Task A_token_of_9_kB_is_refused() => Assert.Equal(401, (await client.GetAsync(Path, new string('a', 9000))).Status);

    [Fact]
    public async Task Algorithm_none_is_refused()
    {
        var parts = (await client.NewUserAsync()).AccessToken.Split('.');
        var header = Encode("""{"alg":"none","typ":"at+jwt"}""");

        Assert.Equal(401, (await client.GetAsync(Path, $"{header}.{parts[1]}.")).Status);
        Assert.Equal(401, (await client.GetAsync(Path, $"{header}.{parts[1]}.{parts[2]}")).Status);
    }

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        var parts = (await client.NewUserAsync()).AccessToken.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"user\"", "\"admin\"", StringComparison.Ordinal);

        Assert.Equal(401, (await client.GetAsync(Path, $"{parts[0]}.{Encode(payload)}.{parts[2]}")).Status);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("")]
    public async Task A_token_signed_with_a_guessed_key_is_refused(string key)
    {
        var parts = (await client.NewUserAsync()).AccessToken.Split('.');
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"));

        Assert.Equal(401, (await client.GetAsync(Path, $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}")).Status);
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token() =>
        Assert.Equal(401, (await client.GetAsync(Path, (await client.NewUserAsync()).RefreshToken)).Status);

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    public async Task A_token_in_the_query_of_a_plain_call_is_ignored(string name)
    {
        var user = await client.NewUserAsync();

        Assert.Equal(401, (await client.GetAsync($"{Path}?{name}={user.AccessToken}")).Status);
    }

    [Fact]
    public async Task A_token_is_good_for_an_hour()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock });
        var user = await host.Client.NewUserAsync();

        clock.Advance(TimeSpan.FromSeconds(3599));
        var before = await host.Client.GetAsync(Path, user.AccessToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await host.Client.GetAsync(Path, user.AccessToken);

        Assert.Equal(200, before.Status);
        Assert.Equal(401, after.Status);
    }

    [Fact]
    public async Task Keys_are_the_owners_alone_and_a_newer_one_signs_while_the_older_still_verifies()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        // With PostgreSQL keys are shared by processes and not in the folder.
        var inFolder = new ProductSetup { Storage = ProductStorage.Sqlite };
        var first = await ProductHost.StartAsync(inFolder, folder);
        var user = await first.Client.NewUserAsync();
        await first.StopAsync();
        var key = Directory.GetFiles(System.IO.Path.Combine(folder, "keys")).Single();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder, "keys", "99990101-new.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var second = await ProductHost.StartAsync(inFolder, folder);
        var old = await second.Client.GetAsync(Path, user.AccessToken);
        var renewed = await second.Client.LogInAsync(user.Email);
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(renewed.AccessToken.Split('.')[0]));
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(200, old.Status);
        Assert.Contains("99990101-new", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_key_in_the_settings_stops_the_start()
    {
        var settings = new Dictionary<string, string?> { ["Tokens:Keys:0:Id"] = "k", ["Tokens:Keys:0:Secret"] = Convert.ToBase64String("short"u8) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => ProductHost.StartAsync(new ProductSetup { Settings = settings }));
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
