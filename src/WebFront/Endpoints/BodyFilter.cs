namespace WebFront.Endpoints;

/// <summary>Answers a body that could not be read before the handler runs.</summary>
internal static class BodyFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var index = Array.FindIndex(factory.MethodInfo.GetParameters(), parameter => typeof(IBody).IsAssignableFrom(parameter.ParameterType));
        if (index < 0) return next;
        return call => call.GetArgument<IBody>(index).Refusal is { } refusal
            ? ValueTask.FromResult<object?>(new Refused(refusal))
            : next(call);
    }
}
