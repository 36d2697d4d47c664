using Grains.Accounts;

namespace Grains.Notifications;

public static class MailQueueAddress
{
    /// <summary>One of sixteen queues, by the last digit of the address's key.</summary>
    /// <param name="emailKey">As <see cref="EmailAddress.ToKey"/> makes it.</param>
    public static IMailQueueGrain MailQueue(this IGrainFactory grains, string emailKey) => grains.GetGrain<IMailQueueGrain>($"mails-{emailKey[^1]}");
}
