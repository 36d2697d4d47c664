namespace WebFront.Endpoints;

/// <summary>
/// One operation of a surface, in a file and class of its own: route literal, handler, request, response. A class that
/// implements this in a surface's namespace is found and mapped at start; nothing else lists it.
/// </summary>
/// <remarks>
/// What a handler asks for says what happens before it: a <see cref="Caller"/> parameter needs a signed-in caller (401, 429),
/// a <see cref="Body{T}"/> parameter a sound JSON body (400, 413, 415). <see cref="EndpointConventions"/> holds the rest.
/// </remarks>
internal interface IEndpoint
{
    /// <summary>Maps the operation below the surface's prefix.</summary>
    static abstract RouteHandlerBuilder Map(RouteGroupBuilder api);
}
