using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Notifications;

/// <summary>
/// Mails that are owed, of a part of all addresses. What was owed is sent at least once, whatever crashes; whether an address has an account
/// is looked up when the mail is written and not before, so that owing one takes the same for every address.
/// </summary>
[Alias("notifications.mail-queue")]
public interface IMailQueueGrain : IGrainWithStringKey
{
    /// <summary>Owes a mail: it is on disk when this answers. One that is owed already is not owed twice.</summary>
    [Alias("owe"), Repeatable]
    Task<Outcome<Done>> OweAsync(OweMail command, CancellationToken cancel);

    /// <summary>Goes on with what is owed; waking is all it takes.</summary>
    [Alias("resume"), Repeatable]
    Task ResumeAsync(CancellationToken cancel);
}

/// <param name="EmailKey">The address's key, which is a hash of it.</param>
/// <param name="Purpose">What the mail's token is for.</param>
[GenerateSerializer, Immutable, Alias("notifications.owe-mail")]
public sealed record OweMail([property: Id(0)] string EmailKey, [property: Id(1)] TokenPurpose Purpose);
