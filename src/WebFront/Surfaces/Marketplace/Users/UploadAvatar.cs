using Grains.Accounts;
using Grains.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>POST /api/v1/users/avatar: a PNG, JPEG or WebP picture as a multipart form's file; takes the place of the one before.</summary>
internal sealed class UploadAvatar : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/users/avatar", HandleAsync).CountsIfAcceptedIn(LimitNames.MarketplaceUploads).DisableAntiforgery();

    private static async Task<Results<Ok<UploadAvatarResponse>, Refused>> HandleAsync(
        HttpContext context, Caller caller, IAvatars avatars, CancellationToken cancel)
    {
        var request = context.Request;
        if (request.ContentLength > AvatarForm.MaxBytes) return new Refused(AccountRefusals.AvatarTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = AvatarForm.MaxBytes;

        if ((await AvatarForm.ReadAsync(request, cancel)).IsRefused(out var refusal, out var file)) return new Refused(refusal);
        var outcome = await avatars.SaveAsync(caller.UserId, file.Content, cancel);
        return outcome.ToOk(avatar => new UploadAvatarResponse(AvatarUrls.Of(avatar.AvatarId, request)!, avatar.ContentType, avatar.Width, avatar.Height));
    }

    private sealed record UploadAvatarResponse(string AvatarUrl, string ContentType, int Width, int Height);
}
