using System.Net;
using System.Net.Mail;
using System.Text;
using Grains.Notifications;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Mail;

/// <summary>Hands mails to a mail server by SMTP, one connection a mail; with STARTTLS unless the settings say otherwise.</summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options) : IMailSender
{
    /// <summary>Replies from here on say that the same will never be taken (RFC 5321, 4.2.1).</summary>
    private const int FirstPermanent = 500;

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var settings = options.Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Timeout);
        using var client = new SmtpClient(settings.Smtp.Host, settings.Smtp.Port)
        {
            EnableSsl = settings.Smtp.StartTls,
            DeliveryFormat = Ascii.IsValid(mail.To) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
            Credentials = settings.Smtp.UserName is { Length: > 0 } user ? new NetworkCredential(user, settings.Smtp.Password) : null,
        };
        using var message = new MailMessage(settings.From, mail.To, mail.Subject, mail.Text.ReplaceLineEndings("\r\n"))
        {
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", MessageIds.Of(mail, settings.From));
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new MailFailedException("the mail server took too long");
        }
        catch (SmtpException failure)
        {
            throw Told(failure);
        }
    }

    /// <summary>A server's words may repeat the address, so only its code is told. What is said before the mail itself is about us, not about it.</summary>
    private static Exception Told(SmtpException failure)
    {
        var code = (int)failure.StatusCode;
        return failure is SmtpFailedRecipientException && code >= FirstPermanent
            ? new MailRefusedException($"the mail server answered {code}")
            : new MailFailedException(code > 0 ? $"the mail server answered {code}" : $"the mail server was not reached: {failure.InnerException?.GetType().Name ?? "no reason"}");
    }
}
