using System.Collections.Immutable;
using Grains.Chat;
using Grains.Limits;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Hosting;

namespace WebFront.Realtime;

/// <summary>How a message comes to its session by whatever door. One that the session could not take just then does not count in the limit of messages.</summary>
internal static class MessageDoor
{
    private static readonly ImmutableArray<string> Messages = [LimitNames.MarketplaceMessages];
    private static readonly ImmutableArray<string> Shown = [LimitNames.MarketplaceMessages, LimitNames.MarketplaceCalls];

    /// <summary>Counts the message and sends it. Past the limit, what was accepted before is still answered as it was.</summary>
    public static async Task<Outcome<MessageReceipt>> AdmitAndSendAsync(
        IGrainFactory grains, Caller caller, IChatSessionGrain session, SendChatMessage command, CancellationToken cancel)
    {
        var admission = await grains.UserLimits(caller.UserId).AdmitAsync(new AdmitCall(caller.SignInId, Messages), cancel);
        if (admission.Refusal is { LimitName: null } ended) return ended;
        return await SendAsync(grains, caller, session, command with { UnlessRepeated = admission.Refusal }, response: null, cancel);
    }

    /// <summary>Sends a message that has been counted, unless its <see cref="SendChatMessage.UnlessRepeated"/> says otherwise.</summary>
    /// <param name="response">Whose headers say how the limits stand; null where there are none.</param>
    public static async Task<Outcome<MessageReceipt>> SendAsync(
        IGrainFactory grains, Caller caller, IChatSessionGrain session, SendChatMessage command, HttpResponse? response, CancellationToken cancel)
    {
        var isCounted = command.UnlessRepeated is null;
        try
        {
            var sent = await session.SendAsync(command, cancel);
            if (isCounted && sent.Refusal is { Kind: RefusalKind.Unavailable }) await GiveBackAsync();
            return sent;
        }
        catch (Exception failure) when (isCounted && !cancel.IsCancellationRequested && Faults.Of(failure).Status == StatusCodes.Status503ServiceUnavailable)
        {
            await GiveBackAsync();
            throw;
        }

        async Task GiveBackAsync()
        {
            var windows = await grains.UserLimits(caller.UserId)
                .GiveBackAsync(new GiveBack(Messages, response is null ? [] : Shown), CancellationToken.None);
            if (response is { HasStarted: false }) RateLimitHeaders.Write(response, windows);
        }
    }
}
