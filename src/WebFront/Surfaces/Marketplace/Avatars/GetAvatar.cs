using Grains.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Avatars;

/// <summary>
/// GET /api/v1/avatars/{avatarId}: a picture, for everybody who has its address, which names nobody. An address never shows another picture.
/// </summary>
internal sealed class GetAvatar : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/avatars/{avatarId}", HandleAsync);

    private static async Task<Results<AvatarResult, Refused>> HandleAsync(string avatarId, IAvatars avatars, CancellationToken cancel) =>
        await avatars.ReadAsync(avatarId, cancel) is { } file ? new AvatarResult(avatarId, file) : new Refused(AccountRefusals.AvatarNotFound);

    /// <summary>Says what it is and that it is nothing else: whoever opens it as a page gets one that can do nothing.</summary>
    private sealed class AvatarResult(string avatarId, AvatarFile file) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var tag = $"\"{avatarId}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            response.Headers.ContentDisposition = "inline";
            if (httpContext.Request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(tag, StringComparison.Ordinal)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = file.ContentType;
            response.ContentLength = file.Content.Length;
            await response.Body.WriteAsync(file.Content, httpContext.RequestAborted);
        }
    }
}
