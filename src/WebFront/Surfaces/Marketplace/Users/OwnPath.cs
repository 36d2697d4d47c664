using Grains.Outcomes;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>Paths that name a user are for that user alone; whether another one exists is nobody's business.</summary>
internal static class OwnPath
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "users.not_found", "There is no such user, or it is not you.");

    public static Refusal? Check(Guid userId, Caller caller) => userId == caller.UserId ? null : NotFound;
}
