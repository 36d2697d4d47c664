using System.Reflection;
using Grains.Accounts;
using Microsoft.AspNetCore.Http.Metadata;

namespace WebFront.Endpoints;

/// <summary>
/// Who calls: signed in, admitted by the limits that the endpoint counts in, with the role that the account has now. As a
/// handler's parameter it also declares that the endpoint needs one.
/// </summary>
/// <param name="SignInId">The sign-in that the token belongs to.</param>
internal sealed record Caller(Guid UserId, Role Role, string SignInId) : IBindableFromHttpContext<Caller>, IEndpointParameterMetadataProvider
{
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Caller?>(Of(context));

    /// <summary>The caller of a request that <see cref="Admission"/> has let through.</summary>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint does not require a caller.");

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(CallerRequired.Instance);
}
