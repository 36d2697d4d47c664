using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

/// <summary>Mails where no mail server is set.</summary>
public sealed class OutboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Mails_are_files_in_the_data_folder_that_only_their_owner_reads()
    {
        await using var host = await ProductHost.StartAsync();
        var user = await host.Client.NewUserAsync();

        var file = await FirstMailAsync(host, user);
        var text = await File.ReadAllTextAsync(file);

        Assert.Contains($"\r\nTo: {user.Email}\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8\r\n", text, StringComparison.Ordinal);
        var link = System.Text.RegularExpressions.Regex.Match(text, "/api/v1/auth/verify-email/[0-9a-f]{96}").Value;
        Assert.Equal(200, (await host.Client.GetAsync(link)).Status);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task In_development_they_can_be_read_on_this_machine()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup { Environment = "Development" });
        var user = await host.Client.NewUserAsync();
        await FirstMailAsync(host, user);

        var mails = await host.Client.GetAsync("/dev/mails");
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/dev/mails");
        proxied.Headers.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(200, mails.Status);
        Assert.Equal(user.Email, mails.Json[0].GetProperty("to").GetString());
        Assert.Equal("Please verify your email", mails.Json[0].GetProperty("subject").GetString());
        Assert.Equal("no-store", mails.Header("Cache-Control"));
        Assert.Equal(404, (await host.Client.SendAsync(proxied)).Status);
    }

    [Fact]
    public async Task In_production_there_is_no_such_page()
    {
        await using var host = await ProductHost.StartAsync();

        Assert.Equal(404, (await host.Client.GetAsync("/dev/mails")).Status);
    }

    private static async Task<string> FirstMailAsync(ProductHost host, SignedInUser user)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var folder = Path.Combine(host.DataFolder, "outbox", user.Id.ToString("N"));
        while (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.eml").Length == 0) await Task.Delay(5, deadline.Token);
        return Directory.GetFiles(folder, "*.eml").Single();
    }
}
