namespace Grains.Notifications;

/// <summary>Hands mails to whoever delivers them.</summary>
public interface IMailSender
{
    /// <summary>Completes when somebody else is responsible for the mail. The same mail may be sent again; its id says that it is the same.</summary>
    /// <exception cref="MailRefusedException">It will never be taken.</exception>
    /// <exception cref="MailFailedException">It was not taken this time.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancel);
}

/// <param name="Id">32 hexadecimal digits; the same for every attempt.</param>
/// <param name="UserId">Whom it is about.</param>
/// <param name="Text">Plain text, lines ended by <c>\n</c>.</param>
public sealed record OutgoingMail(string Id, Guid UserId, string To, string Subject, string Text, DateTimeOffset At)
{
    public override string ToString() => $"mail {Id}";
}

/// <summary>The mail will never be taken; the message holds no address.</summary>
public sealed class MailRefusedException(string reason) : Exception(reason);

/// <summary>The mail was not taken this time; the message holds no address.</summary>
public sealed class MailFailedException(string reason) : Exception(reason);
