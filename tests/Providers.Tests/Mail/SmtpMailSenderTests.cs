using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grains.Notifications;
using Grains.Providers.Mail;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Mail;

public sealed class SmtpMailSenderTests
{
    private static readonly OutgoingMail Mail = new(
        "0123456789abcdef0123456789abcdef", Guid.NewGuid(), "john@example.com", "Please verify your email", "Hello Zoë,\n\n.a line with a dot\nhttps://x.example/abc\n",
        new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new ScriptedMailServer();

        await Sender(server).SendAsync(Mail, default);

        Assert.Contains("MAIL FROM:<grains@example.com>", server.Commands[1], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RCPT TO:<john@example.com>", server.Commands[2], StringComparison.OrdinalIgnoreCase);
        var mail = Assert.Single(server.Mails);
        Assert.Contains("Subject: Please verify your email\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <0123456789abcdef0123456789abcdef@example.com>\r\n", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Mail.Text.Trim(), BodyOf(mail).ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task With_StartTls_nothing_of_the_mail_is_said_in_the_clear()
    {
        using var certificate = Certificate();
        await using var server = new ScriptedMailServer { Certificate = certificate };
        using var trust = Trust.For(certificate);

        await Sender(server, smtp => (smtp.StartTls, smtp.UserName, smtp.Password) = (true, "grains", "a secret")).SendAsync(Mail, default);

        Assert.Single(server.Mails);
        Assert.Equal(["EHLO", "STARTTLS"], server.Commands.Where(command => !command.StartsWith("TLS ", StringComparison.Ordinal)).Select(command => command.Split(' ')[0]));
        Assert.Contains("TLS secret a secret", server.Commands);
    }

    [Fact]
    public async Task A_server_that_cannot_StartTls_gets_nothing()
    {
        await using var server = new ScriptedMailServer();

        await Assert.ThrowsAsync<MailFailedException>(() => Sender(server, smtp => smtp.StartTls = true).SendAsync(Mail, default));

        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_ends_it()
    {
        using var certificate = Certificate();
        await using var server = new ScriptedMailServer { Certificate = certificate };

        await Assert.ThrowsAnyAsync<Exception>(() => Sender(server, smtp => smtp.StartTls = true).SendAsync(Mail, default));

        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user john@example.com", true)]
    [InlineData("RCPT", "450 mailbox busy john@example.com", false)]
    [InlineData("MAIL", "421 too busy", false)]
    [InlineData("END", "452 disk full", false)]
    public async Task Only_a_recipient_that_is_refused_for_good_is_not_tried_again(string command, string answer, bool isFinal)
    {
        await using var server = new ScriptedMailServer();
        server.Answers[command] = answer;

        var failure = await Record.ExceptionAsync(() => Sender(server).SendAsync(Mail, default));

        Assert.IsType(isFinal ? typeof(MailRefusedException) : typeof(MailFailedException), failure);
        Assert.Contains(answer[..3], failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("john", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left()
    {
        await using var server = new ScriptedMailServer { IsSilent = true };

        var failure = await Assert.ThrowsAsync<MailFailedException>(() => Sender(server, timeout: TimeSpan.FromMilliseconds(200)).SendAsync(Mail, default));

        Assert.Contains("too long", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_that_may_pass()
    {
        var gone = new ScriptedMailServer();
        var sender = Sender(gone);
        await gone.DisposeAsync();

        await Assert.ThrowsAsync<MailFailedException>(() => sender.SendAsync(Mail, default));
    }

    private static SmtpMailSender Sender(ScriptedMailServer server, Action<SmtpOptions>? adjust = null, TimeSpan? timeout = null)
    {
        var options = new MailOptions { From = "grains@example.com", Timeout = timeout ?? TimeSpan.FromSeconds(20) };
        (options.Smtp.Host, options.Smtp.Port, options.Smtp.StartTls) = ("127.0.0.1", server.Port, false);
        adjust?.Invoke(options.Smtp);
        return new SmtpMailSender(Options.Create(options));
    }

    private static string BodyOf(string mail)
    {
        var border = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = mail[(border + 4)..];
        if (mail.Contains("base64", StringComparison.OrdinalIgnoreCase))
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings("")));
        return System.Text.Encoding.UTF8.GetString(QuotedPrintable(body));
    }

    /// <summary>RFC 2045, 6.7, after SMTP's doubled dots.</summary>
    private static byte[] QuotedPrintable(string text)
    {
        text = text.Replace("\r\n..", "\r\n.", StringComparison.Ordinal).Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=') bytes.Add((byte)text[at]);
            else
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
        }

        return [.. bytes];
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

#pragma warning disable SYSLIB0014 // The client that is tested asks this one, and so do the tests, for one certificate and no other.
    /// <summary>Lets this process trust one certificate, by its hash, for as long as it is kept.</summary>
    private sealed class Trust : IDisposable
    {
        private Trust(X509Certificate2 trusted) => ServicePointManager.ServerCertificateValidationCallback =
            (_, certificate, _, _) => certificate?.GetCertHashString() == trusted.GetCertHashString();

        public static Trust For(X509Certificate2 certificate) => new(certificate);

        public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = null;
    }
#pragma warning restore SYSLIB0014
}
