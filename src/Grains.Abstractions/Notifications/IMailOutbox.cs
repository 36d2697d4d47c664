namespace Grains.Notifications;

/// <summary>The folder that mails go into where no mail server is set. Registered only then.</summary>
public interface IMailOutbox
{
    string Folder { get; }

    /// <summary>The newest mails, newest first.</summary>
    Task<IReadOnlyList<OutboxMail>> ListAsync(int limit, CancellationToken cancel);
}

/// <summary>A mail in the outbox. Its text may hold a token, so it belongs in no log.</summary>
public sealed record OutboxMail(string To, string Subject, DateTimeOffset At, string Text)
{
    public override string ToString() => nameof(OutboxMail);
}
