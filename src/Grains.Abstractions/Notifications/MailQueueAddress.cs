using Grains.Accounts;

namespace Grains.Notifications;

public static class MailQueueAddress
{
    private const string Digits = "0123456789abcdef";

    /// <summary>All queues.</summary>
    public static IEnumerable<IMailQueueGrain> MailQueues(this IGrainFactory grains) =>
        Digits.Select(digit => grains.GetGrain<IMailQueueGrain>($"mails-{digit}"));

    /// <summary>One of sixteen queues, by the last digit of the address's key.</summary>
    /// <param name="emailKey">As <see cref="EmailAddress.ToKey"/> makes it.</param>
    public static IMailQueueGrain MailQueue(this IGrainFactory grains, string emailKey) => grains.GetGrain<IMailQueueGrain>($"mails-{emailKey[^1]}");
}
