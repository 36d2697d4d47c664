using Grains.Notifications;

namespace Grains.Providers.Mail;

/// <summary>A mail's <c>Message-ID</c>: the same for every attempt, so that whoever receives it twice can tell.</summary>
internal static class MessageIds
{
    public static string Of(OutgoingMail mail, string from) => $"<{mail.Id}@{from[(from.LastIndexOf('@') + 1)..]}>";
}
