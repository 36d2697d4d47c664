using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Providers.Tests.Mail;

/// <summary>A mail server on this machine that answers as the test says, one connection after the other.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task serving;

    public ScriptedMailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>With one, STARTTLS is offered and taken.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Answers by the first word of a command, in place of the usual ones.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it takes connections and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>All commands, those behind TLS with a mark.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The mails that it took, as they came.</summary>
    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await serving;
        listener.Stop();
        over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(over.Token);
                try
                {
                    await TalkAsync(client.GetStream());
                }
                catch (Exception broken) when (broken is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client left.
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (IsSilent) await Task.Delay(Timeout.Infinite, over.Token);
        var secure = false;
        var lines = new LineStream(stream);
        await lines.WriteAsync("220 test ready");
        while (await lines.ReadAsync(over.Token) is { } command)
        {
            lock (Commands) Commands.Add(secure ? $"TLS {command}" : command);
            var word = command.Split(' ', ':')[0].ToUpperInvariant();
            if (Answers.GetValueOrDefault(word) is { } scripted)
            {
                await lines.WriteAsync(scripted);
                continue;
            }

            switch (word)
            {
                case "EHLO":
                    await lines.WriteAsync(Certificate is not null && !secure ? "250-test\r\n250-STARTTLS\r\n250 8BITMIME" : "250-test\r\n250-AUTH LOGIN\r\n250 8BITMIME");
                    break;
                case "STARTTLS":
                    await lines.WriteAsync("220 go ahead");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(Certificate!);
                    (lines, secure) = (new LineStream(tls), true);
                    break;
                case "AUTH":
                    await lines.WriteAsync("334 UGFzc3dvcmQ6");
                    var secret = await lines.ReadAsync(over.Token);
                    lock (Commands) Commands.Add($"{(secure ? "TLS " : "")}secret {Encoding.UTF8.GetString(Convert.FromBase64String(secret!))}");
                    await lines.WriteAsync("235 welcome");
                    break;
                case "DATA":
                    await lines.WriteAsync("354 go on");
                    await TakeAsync(lines);
                    await lines.WriteAsync(Answers.GetValueOrDefault("END") ?? "250 taken");
                    break;
                case "QUIT":
                    await lines.WriteAsync("221 bye");
                    return;
                default:
                    await lines.WriteAsync("250 ok");
                    break;
            }
        }
    }

    private async Task TakeAsync(LineStream lines)
    {
        var mail = new StringBuilder();
        while (await lines.ReadAsync(over.Token) is { } line && line != ".") mail.Append(line).Append("\r\n");
        lock (Mails) Mails.Add(mail.ToString());
    }

    private sealed class LineStream(Stream stream)
    {
        private readonly StreamReader reader = new(stream, Encoding.UTF8, false, 1024, leaveOpen: true);

        public async Task<string?> ReadAsync(CancellationToken cancel) => await reader.ReadLineAsync(cancel);

        public async Task WriteAsync(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
    }
}
