using Grains.Accounts;
using Grains.Outcomes;

namespace Grains.Providers.Mail;

/// <summary>Removes the mails to a user from the outbox. One that is still owed finds no account and is not written.</summary>
internal sealed class OutboxErasure(OutboxMailSender outbox) : IPersonalData
{
    public string Kind => "mails";

    public Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(new Erasure(outbox.Remove(userId), 0));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TemporarilyUnavailableException("The outbox cannot be changed.", failure);
        }
    }
}
