using WebFront.Surfaces;

namespace WebFront.Endpoints;

/// <summary>What an endpoint says of itself beside its handler; <see cref="Admission"/> acts on it.</summary>
internal static class EndpointConventions
{
    /// <summary>Whose errors, JSON and call limit the endpoint has. Endpoints of a surface's folder have it already.</summary>
    public static T OnSurface<T>(this T endpoint, Surface surface)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(surface);

    /// <summary>Counts each call in a named limit of its caller, such as <c>marketplace.messages</c>, beside the surface's own.</summary>
    public static T CountsIn<T>(this T endpoint, string limit)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CountedLimit(limit));

    /// <summary>As <see cref="CountsIn"/>, but only calls that are not refused count.</summary>
    public static T CountsIfAcceptedIn<T>(this T endpoint, string limit)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CountedLimit(limit, IfAccepted: true));

    /// <summary>As <see cref="CountsIn"/>; a call past the limit reaches its handler with <see cref="HeldBack"/>, for what it repeats.</summary>
    public static T CountsNewIn<T>(this T endpoint, string limit)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CountedLimit(limit, LetsRepeatsPass: true));

    /// <summary>Needs a signed-in caller although the handler has no <see cref="Caller"/> parameter, as a hub has none.</summary>
    public static T RequiresCaller<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(CallerRequired.Instance);

    /// <summary>
    /// Takes the access token from the query (<c>token</c> or <c>access_token</c>) where there is no header: browsers cannot set one on a
    /// WebSocket. Nowhere else is a token in a query looked at.
    /// </summary>
    public static T AcceptsTokenInQuery<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(TokenInQuery.Instance);

    /// <summary>The path holds a secret: what is logged of a call is its pattern.</summary>
    public static T HasTokenInPath<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(TokenInPath.Instance);

    /// <summary>Counts each call against the address that it comes from, as what anybody may try has to.</summary>
    public static T CountsAttempts<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(AttemptCounted.Instance);
}
