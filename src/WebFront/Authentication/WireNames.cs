using Grains.Accounts;

namespace WebFront.Authentication;

/// <summary>Roles as the documents spell them.</summary>
internal static class WireNames
{
    public static string Of(Role role) => role switch
    {
        Role.User => "user",
        Role.Creator => "creator",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
