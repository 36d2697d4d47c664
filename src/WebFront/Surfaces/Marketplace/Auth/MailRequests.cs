using Grains.Accounts;
using Grains.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Authentication;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Auth;

/// <summary>What asking for a mail to an address has in common, whatever the mail is.</summary>
internal static class MailRequests
{
    public static async Task<Results<Ok<MailOwedResponse>, Refused>> OweAsync(
        MailAddressRequest request, TokenPurpose purpose, string endpoint, HttpContext context, Attempts attempts, IGrainFactory grains)
    {
        var check = new Check();
        var email = check.Email(request.Email, "email");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (await attempts.CountAsync(context, endpoint, email.Value) is { } tooMany) return new Refused(tooMany);

        var key = email.ToKey();
        var owed = await grains.MailQueue(key).OweAsync(new OweMail(key, purpose), context.RequestAborted);
        return owed.ToOk(static _ => new MailOwedResponse("If this address needs one, a mail is on its way."));
    }
}

internal sealed record MailAddressRequest(string? Email);

internal sealed record MailOwedResponse(string Message);
