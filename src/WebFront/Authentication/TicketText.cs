using System.Diagnostics.CodeAnalysis;

namespace WebFront.Authentication;

/// <summary>A socket ticket as it travels: whose it is, and the secret that only its holder knows.</summary>
internal readonly record struct TicketText(Guid UserId, string Secret)
{
    private const int UserLength = 32;

    public static bool TryParse([NotNullWhen(true)] string? text, out TicketText ticket)
    {
        ticket = default;
        if (text is not { Length: > UserLength + 1 and < 200 } || text[UserLength] != '.') return false;
        if (!Guid.TryParseExact(text.AsSpan(0, UserLength), "N", out var userId)) return false;
        ticket = new TicketText(userId, text[(UserLength + 1)..]);
        return true;
    }

    public override string ToString() => $"{UserId:N}.{Secret}";
}
