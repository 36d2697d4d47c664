using System.Collections.Immutable;
using Grains.Accounts;

namespace Grains.Notifications;

[GenerateSerializer, Immutable, Alias("notifications.mail-queue-state")]
internal sealed record MailQueueState
{
    /// <summary>Oldest first.</summary>
    [Id(0)] public ImmutableArray<OwedMail> Owed { get; init; } = [];
}

/// <param name="Id">Names the mail in every attempt.</param>
[GenerateSerializer, Immutable, Alias("notifications.owed-mail")]
internal sealed record OwedMail(
    [property: Id(0)] string Id,
    [property: Id(1)] string EmailKey,
    [property: Id(2)] TokenPurpose Purpose,
    [property: Id(3)] DateTimeOffset Since);
