using System.Threading.Channels;
using Grains.Notifications;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

/// <summary>A mail sender that gives mails to the test. Told to, it fails first.</summary>
internal sealed class Mailbox(ManualTimeProvider clock) : IMailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<OutgoingMail> mails = Channel.CreateUnbounded<OutgoingMail>();

    /// <summary>What the next attempts end with, in order.</summary>
    public Queue<Exception> Failures { get; } = [];

    public Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        if (Failures.TryDequeue(out var failure)) return Task.FromException(failure);
        return mails.Writer.WriteAsync(mail, cancel).AsTask();
    }

    /// <summary>The next mail; waits for it, and lets time pass by milliseconds, as the product's work waits for the clock.</summary>
    public async Task<OutgoingMail> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        OutgoingMail? mail;
        while (!mails.Reader.TryRead(out mail))
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1, deadline.Token);
        }

        return mail;
    }

    /// <summary>The next mail to an address, those to others passed over.</summary>
    public async Task<OutgoingMail> NextToAsync(string email)
    {
        while (true)
        {
            var mail = await NextAsync();
            if (mail.To == email) return mail;
        }
    }

    public bool IsEmpty => mails.Reader.Count == 0;

    /// <summary>The token in a mail's link.</summary>
    public static string TokenIn(OutgoingMail mail) =>
        System.Text.RegularExpressions.Regex.Match(mail.Text, "[0-9a-f]{96}").Value;
}
