using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>
/// POST /api/v1/auth/socket-ticket: an addition to the document. The ticket opens one socket within a minute as <c>?ticket=</c>, so that
/// a browser need not put its access token into an address.
/// </summary>
internal sealed class CreateSocketTicket : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/auth/socket-ticket", HandleAsync);

    private static async Task<Ok<SocketTicketResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var ticket = await grains.UserLimits(caller.UserId).IssueTicketAsync(new IssueTicket(caller.SignInId), cancel);
        return TypedResults.Ok(new SocketTicketResponse(
            new TicketText(caller.UserId, ticket.Secret).ToString(), (int)ticket.Lifetime.TotalSeconds));
    }

    /// <param name="ExpiresIn">Seconds.</param>
    private sealed record SocketTicketResponse(string Ticket, int ExpiresIn);
}
