using Grains.Accounts;
using Grains.Clones;
using Grains.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Users;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/avatar: an addition. A PNG, JPEG or WebP picture as a multipart form's file becomes the clone's.</summary>
internal sealed class UploadCloneAvatar : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/clones/{cloneId:guid}/avatar", HandleAsync).CountsIfAcceptedIn(LimitNames.MarketplaceUploads).DisableAntiforgery();

    private static async Task<Results<Ok<CloneAvatarResponse>, Refused>> HandleAsync(
        Guid cloneId, HttpContext context, Caller caller, ICloneAvatars avatars, CancellationToken cancel)
    {
        var request = context.Request;
        if (request.ContentLength > AvatarForm.MaxBytes) return new Refused(AccountRefusals.AvatarTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = AvatarForm.MaxBytes;

        if ((await AvatarForm.ReadAsync(request, cancel)).IsRefused(out var refusal, out var file)) return new Refused(refusal);
        var saved = await avatars.SaveAsync(caller.UserId, cloneId, file.Content, UrlOf, cancel);
        return saved.ToOk(avatar => new CloneAvatarResponse(cloneId, UrlOf(avatar.AvatarId), avatar.ContentType, avatar.Width, avatar.Height));

        string UrlOf(string avatarId) => AvatarUrls.Of(avatarId, request)!;
    }
}

internal sealed record CloneAvatarResponse(Guid CloneId, string AvatarUrl, string ContentType, int Width, int Height);
